"""Settings: one YAML file, references to secrets, and the environment over both.

``FORESTALL_KAFKA_BOOTSTRAP`` overrides ``kafka.bootstrap``, ``FORESTALL_DATABASE_URL``
``database.url``, ``FORESTALL_DATA_DIR`` ``data_dir``, and so on. Every mistake is told at once, by
the path of its key and with what to do; ``forestall.example.yaml`` shows every setting.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated

from pydantic import Field, ValidationError
from pydantic_settings import (
    BaseSettings,
    EnvSettingsSource,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    SettingsError,
)

from services.runtime.apps import AppSettings
from services.runtime.desk import DeskSettings
from services.runtime.errors import ConfigurationError
from services.runtime.mistakes import cross_check, merged, sentences
from services.runtime.receivers import CanarySettings, OnCallSettings
from services.runtime.secrets import Given, follow
from services.runtime.sections import (
    CarrierSettings,
    DatabaseSettings,
    EdgeSettings,
    HttpSettings,
    Id,
    KafkaSettings,
    PrivacySettings,
    Section,
    TelemetrySettings,
)
from services.runtime.shops import ShopSettings
from services.runtime.yaml_file import read_yaml


class Settings(BaseSettings):
    """The whole installation.

    Attributes:
        canary: an order of our own that travels the whole chain; None: there is none.
        clock: None is the real time; ``host:port`` the sandbox's stepped clock.
        health_port: where liveness, readiness and metrics answer; 0 takes a free one.
        data_dir: of our own broker and database, and of their logs.
        allow_private_addresses: lets calls go to private and loopback addresses (the sandbox).
        playbook: a playbook of your own in place of the one that comes with the program.
        templates: a directory of texts of your own, each in place of the one of its name.
    """

    model_config = SettingsConfigDict(
        frozen=True,
        extra="forbid",
        env_prefix="FORESTALL_",
        env_nested_delimiter="_",
        env_nested_max_split=1,
        env_ignore_empty=True,
    )

    kafka: KafkaSettings = KafkaSettings()
    database: DatabaseSettings = DatabaseSettings()
    privacy: PrivacySettings = PrivacySettings()
    edge: EdgeSettings = EdgeSettings()
    desk: DeskSettings = DeskSettings()
    http: HttpSettings = HttpSettings()
    telemetry: TelemetrySettings = TelemetrySettings()
    apps: dict[Id, AppSettings] = {}
    shops: tuple[ShopSettings, ...] = ()
    carriers: dict[Id, CarrierSettings] = {}
    oncall: OnCallSettings = OnCallSettings()
    canary: CanarySettings | None = None
    clock: str | None = None
    health_port: Annotated[int, Field(ge=0, le=65535)] = 0
    data_dir: Path = Path(".forestall")
    allow_private_addresses: bool = False
    playbook: Path | None = None
    templates: Path | None = None

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],  # noqa: ARG003 - the base class's signature
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - the same
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - the same
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - the same
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Only what is passed in: ``load`` lays the sources over one another, in the open."""
        return (init_settings,)

    def database_url(self) -> str:
        """The database's address, with the password: never to be printed.

        Raises:
            ConfigurationError: none is named.
        """
        if self.database.url is None:
            raise ConfigurationError(
                ["database.url: name one (FORESTALL_DATABASE_URL), or use `forestall run`"]
            )
        return self.database.url.get_secret_value()

    def shop(self, key: str) -> ShopSettings | None:
        """The shop with that key, or None."""
        return next((shop for shop in self.shops if shop.key == key), None)


class _Environment(EnvSettingsSource):
    """The settings in a given environment rather than the process's own.

    Names that are no setting are left alone: Kubernetes puts ``FORESTALL_EDGE_SERVICE_HOST`` and
    ``FORESTALL_EDGE_PORT=tcp://...`` into every pod beside a service called ``forestall-edge``.
    """

    def __init__(self, environ: Mapping[str, str]) -> None:
        known = {name.upper(): name for name in _overridable()}
        self._found = {
            known[name]: Given(value)
            for name, value in environ.items()
            if name in known and value and not value.startswith("tcp://")
        }
        super().__init__(Settings)

    def _load_env_vars(self) -> Mapping[str, str | None]:
        return self._found


def _overridable() -> Iterator[str]:
    """The names, in lower case, under which the environment may override a setting."""
    for name, field in Settings.model_fields.items():
        yield f"forestall_{name}"
        if isinstance(field.annotation, type) and issubclass(field.annotation, Section):
            yield from (f"forestall_{name}_{key}" for key in field.annotation.model_fields)


def load(path: Path | None, environ: Mapping[str, str]) -> Settings:
    """Read the settings: the file, what it refers to, and the environment over both.

    No shop at all is not a mistake here: ``doctor`` and the first ``run`` start from nothing.

    Args:
        path: the YAML file; None starts from the defaults.
        environ: the process's environment, or a test's.

    Raises:
        ConfigurationError: with every mistake there is, each naming its key and what to do.
    """
    tree, problems = ({}, []) if path is None else read_yaml(path)
    tree, lost = follow(tree, environ, path.parent if path else Path())
    problems += lost
    try:
        tree = merged(tree, _Environment(environ)())
    except SettingsError as error:
        problems.append(f"the environment: {error}; write it as JSON")
    problems += cross_check(tree)
    try:
        settings = Settings(**tree)
    except ValidationError as error:
        problems += sentences(error, Settings)
    if problems:
        raise ConfigurationError(list(dict.fromkeys(problems)))
    return settings
