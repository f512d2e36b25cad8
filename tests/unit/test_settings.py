"""Settings: every mistake at once, each with its key; secrets from outside, and never shown."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from pydantic import BaseModel, SecretStr

from services.cli import reference
from services.runtime import shops
from services.runtime.errors import ConfigurationError
from services.runtime.kafka.access import access_of
from services.runtime.sections import KafkaSettings
from services.runtime.settings import Settings, load

EXAMPLE = Path("forestall.example.yaml")
SECRETS = {
    "LAZADA_APP_SECRET": "app-secret-1",
    "LAZADA_SHOP_1_TOKEN": "shop-token-1",
    "SEVENTEENTRACK_KEY": "carrier-key-1",
}

SHOP = """
apps:
  laz: {marketplace: lazada, key: "1", secrets: [{env: APP}], api: "https://api.lazada.vn/rest/"}
shops:
  - {key: lazada/a, app: laz, seller_id: "7", token: {env: TOKEN}, zone: Asia/Shanghai}
"""


def problems(tmp_path: Path, text: str, environ: Mapping[str, str] | None = None) -> list[str]:
    """Every mistake of a settings file."""
    path = tmp_path / "forestall.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigurationError) as caught:
        load(path, environ or {"APP": "x", "TOKEN": "y"})
    return caught.value.problems


def has(found: list[str], start: str, inside: str = "") -> bool:
    """Whether a sentence begins so, and says that."""
    return any(text.startswith(start) and inside in text for text in found)


def test_the_example_loads_and_shows_the_defaults() -> None:
    """The documented file is a valid one; outside its samples it says what the defaults are."""
    example = load(EXAMPLE, SECRETS)
    bare = Settings()
    samples = {"apps", "shops", "carriers"}
    assert example.model_dump(exclude=samples) == bare.model_dump(exclude=samples)
    shop = example.shops[0]
    assert shop.mode == "observe"
    assert (shop.kept_session, shop.reads_back) == (shops.KEPT_SESSION, shops.READS_BACK)
    assert (shop.extension, shop.terms) == (shops.EXTENSION, {})
    assert shop.staffed == shops.Staffed()


def _keys(model: BaseModel) -> set[str]:
    """Every key, as written in a file, of a model and of the sections that stand in it."""
    found = {field.alias or name for name, field in type(model).model_fields.items()}
    values = [getattr(model, name) for name in type(model).model_fields]
    for value in values:
        inside = value.values() if isinstance(value, dict) else value
        members = inside if isinstance(inside, tuple) or isinstance(value, dict) else [value]
        found |= {key for each in members if isinstance(each, BaseModel) for key in _keys(each)}
    return found


def test_the_example_shows_every_setting() -> None:
    """No setting is without a line in the file that documents them."""
    text = EXAMPLE.read_text(encoding="utf-8")
    assert {key for key in _keys(load(EXAMPLE, SECRETS)) if f"{key}:" not in text} == set()


def test_the_reference_is_of_these_settings_and_of_the_example() -> None:
    """docs/configuration.md is current, and every key of the example stands in it."""
    text = reference.PAGE.read_text(encoding="utf-8")
    assert text == reference.page(), "make reference"
    settings = {row.path for row in reference.rows(Settings, {})}
    words = reference.example_words(EXAMPLE.read_text(encoding="utf-8"))
    sections = {path.rsplit(".", 1)[0].removesuffix("[]") for path in settings if "." in path}
    assert set(words) <= settings | sections
    assert len(words) > 60, "the example's words are found"


def test_secrets_are_held_but_never_shown() -> None:
    """No rendering of the settings holds a secret; asked by name it is there."""
    settings = load(EXAMPLE, SECRETS | {"FORESTALL_DATABASE_URL": "postgresql://u:pass-1@h/d"})
    shown = f"{settings!r} {settings} {settings.model_dump()} {settings.model_dump_json()}"
    assert not [secret for secret in (*SECRETS.values(), "pass-1") if secret in shown]
    assert settings.shops[0].token.get_secret_value() == "shop-token-1"
    assert settings.database_url() == "postgresql://u:pass-1@h/d"


def test_nothing_at_all_is_a_valid_beginning() -> None:
    """Without a file everything has a default: embedded servers, real time, no shop."""
    settings = load(None, {})
    assert (settings.kafka.bootstrap, settings.database.url, settings.clock) == (None, None, None)
    assert settings.shops == ()
    with pytest.raises(ConfigurationError, match="FORESTALL_DATABASE_URL"):
        settings.database_url()


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    """One reading names every wrong key; nobody mends a file by trial."""
    found = problems(
        tmp_path,
        """
kafka: {bootstrp: x}
health_port: 99999
apps:
  laz: {marketplace: lazada, key: "1", secrets: [{env: NOWHERE}, {file: gone}], api: "ftp://x"}
shops:
  - {key: aliexpress/a, app: laz, seller_id: "1", token: plain-token, zone: Asia/Shangha,
     staffed: {form: 3}, mode: auto, kept_session: {value: false}}
  - {key: bad, app: la}
""",
    )
    assert has(found, "kafka.bootstrp:", "did you mean bootstrap?")
    assert has(found, "health_port:", "less than or equal to 65535")
    assert has(found, "apps.laz.secrets[0]:", "no NOWHERE")
    assert has(found, "apps.laz.secrets[1]:", "gone cannot be read")
    assert has(found, "apps.laz.api:", "https://")
    assert has(found, "shops[0].key:", "lazada/")
    assert has(found, "shops[0].token:", "{env: NAME}")
    assert has(found, "shops[0].zone:", "Asia/Shanghai")
    assert has(found, "shops[0].staffed.form:", "did you mean from?")
    assert has(found, "shops[0].mode:", "'observe', 'approve' or 'automatic'")
    assert has(found, "shops[0].kept_session.since:", "missing")
    assert has(found, "shops[1].key:", "lazada/shop-1")
    assert has(found, "shops[1].app:", "did you mean laz?")
    assert has(found, "shops[1].zone:", "missing")
    assert not has(found, "shops[1].token:", ""), "it may be kept in the database"
    assert not [text for text in found if "plain-token" in text]


@pytest.mark.parametrize(
    ("kafka", "words"),
    [
        ("{username: us}", "stand together"),
        ("{password: {env: APP}}", "stand together"),
        ("{username: us, password: {env: APP}, mechanism: PLAIN}", "set tls"),
        ("{ca: {env: APP}}", "set tls"),
        ("{tls: true, certificate: {env: APP}}", "stand together"),
        ("{certificate: {env: APP}, key: {env: APP}}", "set tls"),
        ("{mechanism: GSSAPI, tls: true}", "SCRAM-SHA-512"),
    ],
)
def test_half_an_access_to_kafka_is_a_mistake(tmp_path: Path, kafka: str, words: str) -> None:
    """No password goes over an open network, and no half of a name's proof is left out."""
    assert has(problems(tmp_path, f"kafka: {kafka}\n"), "kafka", words)


def test_authorities_that_are_no_certificates_are_a_mistake() -> None:
    """Told before anything is started, by the name of the setting."""
    kafka = KafkaSettings(tls=True, ca=SecretStr("-----BEGIN"))
    with pytest.raises(ConfigurationError, match=r"kafka\.ca"):
        access_of(kafka)
    kafka = KafkaSettings(tls=True, certificate=SecretStr("ours"), key=SecretStr("its key"))
    with pytest.raises(ConfigurationError, match=r"kafka\.certificate"):
        access_of(kafka)
    assert "ssl_context" in access_of(KafkaSettings(tls=True)).arguments()


def test_two_shops_of_one_key_are_a_mistake(tmp_path: Path) -> None:
    """A key names one shop."""
    again = SHOP + SHOP.splitlines()[-1] + "\n"
    assert has(problems(tmp_path, again), "shops[1].key:", "shops[0]")


def test_a_key_that_stands_twice_is_a_mistake(tmp_path: Path) -> None:
    """YAML would take the last one in silence."""
    assert has(problems(tmp_path, "data_dir: a\nclock: null\ndata_dir: b\n"), "data_dir", "line 3")


@pytest.mark.parametrize("text", ["a: [", "- a\n- b\n", "x", "{env: HOME}: 1", "env: HOME"])
def test_a_file_that_is_no_mapping_is_one_mistake(tmp_path: Path, text: str) -> None:
    """Broken YAML, a list, a word: said with the file's name, never a traceback."""
    assert len(problems(tmp_path, text)) >= 1


def test_a_missing_file_says_where_to_begin(tmp_path: Path) -> None:
    """The sentence names the example to copy."""
    with pytest.raises(ConfigurationError, match=r"forestall\.example\.yaml"):
        load(tmp_path / "none.yaml", {})


def test_an_empty_file_is_the_defaults(tmp_path: Path) -> None:
    """Only comments: nothing is set, nothing is wrong."""
    path = tmp_path / "forestall.yaml"
    path.write_text("# nothing yet\n", encoding="utf-8")
    assert load(path, {}) == Settings()


def test_the_environment_overrides_the_file(tmp_path: Path) -> None:
    """Single settings, at the top and one section down; numbers and flags are read as such."""
    path = tmp_path / "forestall.yaml"
    path.write_text(SHOP + "kafka: {bootstrap: 'a:1', prefix: p-}\n", encoding="utf-8")
    environ = {
        "APP": "x",
        "TOKEN": "y",
        "FORESTALL_KAFKA_BOOTSTRAP": "b:2",
        "FORESTALL_KAFKA_EMBEDDED": "true",
        "FORESTALL_CLOCK": "127.0.0.1:5",
        "FORESTALL_DATA_DIR": "/data",
        "FORESTALL_HEALTH_PORT": "9100",
        "FORESTALL_HTTP_BACKOFF_FIRST_MS": "5",
        "FORESTALL_ALLOW_PRIVATE_ADDRESSES": "true",
    }
    settings = load(path, environ)
    assert settings.kafka == KafkaSettings(bootstrap="b:2", embedded=True, prefix="p-")
    assert (settings.clock, settings.data_dir) == ("127.0.0.1:5", Path("/data"))
    assert (settings.health_port, settings.http.backoff_first_ms) == (9100, 5)
    assert settings.allow_private_addresses
    assert settings.apps["laz"].api == "https://api.lazada.vn/rest"


def test_kubernetes_own_variables_are_left_alone() -> None:
    """A service called forestall-edge puts these into every pod beside it."""
    environ = {"FORESTALL_EDGE_PORT": "tcp://10.0.0.1:8080", "FORESTALL_EDGE_SERVICE_HOST": "x"}
    assert load(None, environ).edge.port == 8080


def test_secrets_may_lie_in_files_beside_the_settings(tmp_path: Path) -> None:
    """A relative path starts from the settings file; the line's end is no part of the secret."""
    (tmp_path / "token").write_text("from-a-file\n", encoding="utf-8")
    path = tmp_path / "forestall.yaml"
    path.write_text(SHOP.replace("{env: TOKEN}", "{file: token}"), encoding="utf-8")
    shop = load(path, {"APP": "x"}).shop("lazada/a")
    assert shop is not None
    assert shop.token.get_secret_value() == "from-a-file"
    assert (shop.marketplace, shop.name) == ("lazada", "a")


def test_two_shops_of_one_seller_are_a_mistake(tmp_path: Path) -> None:
    """A push names an app and a seller: it would always go to one of the two."""
    second = SHOP.strip().splitlines()[-1].replace("lazada/a", "lazada/b")
    assert problems(tmp_path, SHOP + second) == [
        "shops[1].seller_id: shops[0] has it too; give each its own"
    ]


def test_hours_that_end_before_they_begin_are_a_mistake(tmp_path: Path) -> None:
    """Nobody would ever be at the desk."""
    text = SHOP.replace("zone: Asia/Shanghai", "zone: Asia/Shanghai, staffed: {from: 18, to: 9}")
    assert has(problems(tmp_path, text), "shops[0].staffed", "later than")


@pytest.mark.parametrize(
    "line", ["token: s3cret: x", "key: 's3cret", "a: [s3cret", "b: !!s3cret x"]
)
def test_a_line_that_is_no_yaml_is_not_shown(tmp_path: Path, line: str) -> None:
    """It may be a secret in the wrong place; its number is enough to find it."""
    (found,) = problems(tmp_path, SHOP + line)
    assert "line" in found
    assert "s3cret" not in found


def test_a_file_of_control_characters_is_one_mistake(tmp_path: Path) -> None:
    """What no YAML reader takes is told like a file that is not there."""
    (found,) = problems(tmp_path, "data_dir: \x00")
    assert "cannot be read" in found


def test_mistakes_are_told_in_the_words_of_the_file(tmp_path: Path) -> None:
    """Lists, texts, keys and values: nobody writes a tuple."""
    found = problems(tmp_path, "apps: x\nshops: y\nclock: 5\ncarriers: {17track: z}\n")
    assert found == [
        "apps: write keys and values under it",
        "shops: write a list",
        "carriers.17track: write keys and values under it",
        "clock: write a text; a number stands in quotes",
    ]


PROVIDER = """
apps:
  laz: {marketplace: lazada, key: "1", secrets: [{env: APP}], api: "https://api.lazada.vn/rest/"}
  pp: {marketplace: paypal, key: "2", secrets: [{env: APP}], api: "https://api-m.paypal.com",
    webhook: WEBHOOK}
shops:
  - {key: lazada/a, app: laz, seller_id: "7", token: {env: TOKEN}, zone: Asia/Shanghai}
  - {key: paypal/a, app: pp, seller_id: "2", zone: Asia/Shanghai, orders_of: SHOP}
"""


def test_a_payment_provider_names_a_shop_that_is_there(tmp_path: Path) -> None:
    """Of one that is not, or itself, no dispute would ever meet its order."""
    written = PROVIDER.replace("WEBHOOK", "1JE4291016473214C")
    for other in ("lazada/b", "paypal/a"):
        (found,) = problems(tmp_path, written.replace("SHOP", other))
        assert found.startswith("shops[1].orders_of: `shops` has no other of that key")
    path = tmp_path / "forestall.yaml"
    path.write_text(written.replace("SHOP", "lazada/a"), encoding="utf-8")
    settings = load(path, {"APP": "x", "TOKEN": "y"})
    assert settings.shops[1].orders_of == "lazada/a"
    assert settings.apps["pp"].webhook == "1JE4291016473214C"


def test_a_webhook_is_an_address_or_an_id(tmp_path: Path) -> None:
    """Neither a host alone nor a sentence is one."""
    for wrong in ("example.com/x", '"two words"'):
        written = PROVIDER.replace("WEBHOOK", wrong).replace("SHOP", "lazada/a")
        assert has(problems(tmp_path, written), "apps.pp.webhook:", "https://")


def test_people_of_the_desk_work_for_shops_that_are_there(tmp_path: Path) -> None:
    """Every shop that somebody is limited to is one of `shops`; the nearest is named."""
    config = tmp_path / "forestall.yaml"
    config.write_text(
        """
desk:
  header: X-User
  peers: [10.0.0.0/8]
  people: [{name: ann, role: agent, shops: [lazada/shop-2]}]
apps: {a: {marketplace: lazada, key: "1", secrets: [{env: S}], api: "https://x.example"}}
shops: [{key: lazada/shop-1, app: a, seller_id: "1", token: {env: S}, zone: UTC}]
""",
        encoding="utf-8",
    )
    with pytest.raises(ConfigurationError, match=r"desk\.people\[0\]\.shops.*lazada/shop-1"):
        load(config, {"S": "x"})
