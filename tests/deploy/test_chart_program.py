"""What the chart gives to the program, given to the program itself."""

from pathlib import Path

from services.cli.services import INGEST, NOTIFIER
from services.ingest.verify import doors
from services.notifier.playbook import DEFAULT
from services.notifier.playbook import load as load_playbook
from services.notifier.texts import Texts
from services.runtime.desk import DeskSettings
from services.runtime.http.client import Http
from services.runtime.settings import Settings, _overridable, load
from tests.deploy import chart
from tests.deploy.chart import Release, Workload
from tests.support.commands import parse

ETC = Path("/etc/forestall")
LINKS = {"FORESTALL_EDGE_SERVICE_HOST": "10.0.0.1", "FORESTALL_EDGE_PORT": "tcp://10.0.0.1:80"}
"""What Kubernetes would put beside it, were links to services on."""

EVERY_PART = {
    *(("ingest", part) for part in INGEST),
    *(("notifier", part) for part in NOTIFIER),
    ("tracker",),
}


def test_every_part_runs_once(release: Release) -> None:
    """Each container's words are a command, and together they are the whole program."""
    for workload in release.workloads:
        parse(workload.container["args"])
    started = [tuple(workload.container["args"]) for workload in release.services]
    assert len(started) == len(set(started))
    assert set(started) == EVERY_PART | ({("desk",)} if "desk" in release.says("config") else set())


def without_secret(desk: DeskSettings) -> DeskSettings:
    """The desk's own secret at its provider is in no other pod."""
    if desk.oidc is None:
        return desk
    assert desk.oidc.client_secret is not None
    return desk.model_copy(update={"oidc": desk.oidc.model_copy(update={"client_secret": None})})


def test_the_program_takes_its_settings(release: Release, tmp_path: Path) -> None:
    """What is mounted loads in every pod, and says the same of shops and doors in all."""
    release.lay_out(tmp_path)
    seen = {}
    for workload in release.services:
        settings = load(_file(workload, tmp_path), {**workload.environ, **LINKS})
        seen[workload.part] = _nobody(settings)
    edge = seen.pop("edge")
    if desk := seen.pop("desk", None):
        seen["desk"] = desk.model_copy(update={"desk": without_secret(desk.desk)})
        assert (desk.desk.on, desk.desk.port) == (True, 8090)
    assert len({settings.model_dump_json() for settings in seen.values()}) == 1
    rest, http = seen["cases"], Http(allow_private=False)
    assert [shop.key for shop in rest.shops] == [
        shop["key"] for shop in release.values["config"].get("shops", [])
    ]
    assert doors(edge, http).keys() == doors(rest, http).keys()
    assert (edge.kafka, edge.edge, edge.health_port) == (rest.kafka, rest.edge, rest.health_port)
    assert edge.telemetry == rest.telemetry, "the edge draws which webhooks are followed"


def test_the_edge_holds_no_more_than_it_needs(release: Release, tmp_path: Path) -> None:
    """What faces the internet has no shop's token, no database and nobody's pager."""
    mounted = release.lay_out(tmp_path)
    edge = load(tmp_path / "edge/forestall.yaml", _me(release))
    held = {
        *(secret.get_secret_value() for app in edge.apps.values() for secret in app.secrets),
        *(carrier.key.get_secret_value() for carrier in edge.carriers.values()),
        *([edge.canary.secret.get_secret_value()] if edge.canary else []),
        *(one.get_secret_value() for one in (edge.kafka.password, edge.kafka.ca) if one),
    }
    assert mounted["edge"] == held
    assert edge.shops == ()
    assert edge.database.url is None
    whole = load(tmp_path / "cases/forestall.yaml", _me(release))
    tokens = {shop.token.get_secret_value() for shop in whole.shops if shop.token}
    doors = {one for one in held if not one.startswith("forestall-edge/")}
    assert mounted["cases"] >= doors | tokens | {whole.database_url()}


def test_topics_are_made_as_the_services_expect_them(release: Release, tmp_path: Path) -> None:
    """The job has a file of its own: it says of Kafka what the services' file says."""
    if release.says("strimzi.topics"):
        assert "topics" not in {job.part for job in release.jobs}, "Strimzi makes them"
        return
    workload = release.job("topics")
    assert workload.container["args"] == ["topics", "apply"]
    release.lay_out(tmp_path)
    services = load(tmp_path / "cases/forestall.yaml", {})
    made = load(_file(workload, tmp_path), workload.environ)
    assert made.kafka == services.kafka
    assert made.database.url is None, "it needs none"


def test_tables_are_made_where_the_services_look_for_them(release: Release, tmp_path: Path) -> None:
    """Before anything else of the release; what takes away runs after it, and only when asked."""
    release.lay_out(tmp_path)
    services = load(tmp_path / "cases/forestall.yaml", _me(release))
    jobs = {job.part: job for job in release.jobs}
    for name in jobs.keys() - {"topics"}:
        settings = load(_file(jobs[name], tmp_path), jobs[name].environ)
        assert settings.database_url() == services.database_url()
        assert settings.kafka.bootstrap is None, "it needs none"
    assert jobs["migrate"].container["args"] == ["migrate"]
    first = "post-install" if release.says("externalSecrets.enabled") else "pre-install"
    assert jobs["migrate"].hooks == {first, "pre-upgrade"}
    wanted = release.says("migrations.contract")
    assert ("contract" in jobs) is wanted
    if wanted:
        assert jobs["contract"].container["args"] == ["migrate", "--contract"]
        assert jobs["contract"].hooks == {"post-upgrade"}


def test_every_variable_is_a_setting(release: Release) -> None:
    """What the environment says is heard: a name that no setting has would be passed over."""
    known = {name.upper() for name in _overridable()} | {"FORESTALL_CONFIG"}
    for workload in release.workloads:
        assert workload.environ.keys() <= known, workload.part


def _file(workload: Workload, laid_out: Path) -> Path:
    """Where its settings lie, as its environment and its mounts say."""
    (mount,) = (one for one in workload.container["volumeMounts"] if one["name"] == "config")
    assert mount["mountPath"] == str(ETC)
    path = Path(workload.environ["FORESTALL_CONFIG"]).relative_to(ETC)
    return laid_out / workload.part / path


def _me(release: Release) -> dict[str, str]:
    """The environment of a pod, as far as its file wants one."""
    return {"FORESTALL_KAFKA_USERNAME": "somebody"} if release.says("strimzi.users") else {}


def _nobody(settings: Settings) -> Settings:
    """The settings without who a pod is to Kafka, which is another in each."""
    kafka = settings.kafka.model_copy(update={"username": None, "password": None})
    return settings.model_copy(update={"kafka": kafka})


def test_own_rules_and_texts_arrive(tmp_path: Path) -> None:
    """A playbook and texts in the values are what the notifier reads, the edge does not."""
    rules = DEFAULT.read_text(encoding="utf-8").replace("running-late", "later-than-told")
    given = chart.changed(chart.values("everything"), "playbook", rules)
    chart.release(given).lay_out(tmp_path)
    settings = load(tmp_path / "cases/forestall.yaml", {})
    assert settings.playbook is not None
    assert settings.templates is not None
    templates = tmp_path / "cases" / settings.templates.relative_to(ETC)
    playbook = tmp_path / "cases" / settings.playbook.relative_to(ETC)
    assert playbook.read_text(encoding="utf-8").strip() == rules.strip()
    load_playbook(playbook, Texts(templates).names)
    own = templates / "en/running_late.txt"
    assert own.read_text(encoding="utf-8") == given["texts"]["en"]["running_late"]
    assert {path.name for path in (tmp_path / "edge").iterdir()} == {"forestall.yaml", "secrets"}
