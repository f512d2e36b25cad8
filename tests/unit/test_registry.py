"""From settings to connectors: values arrive, and what is missing or unknown is named."""

from datetime import timedelta
from pathlib import Path

import pytest
from pydantic import SecretStr

from services.connectors import registry
from services.connectors.carriers.cainiao.api import Cainiao
from services.connectors.carriers.installed import Carrier, carriers
from services.connectors.carriers.port import Access, CarrierApi
from services.connectors.carriers.seventeentrack.api import SeventeenTrack
from services.connectors.marketplaces.lazada.act import Acts
from services.connectors.ports import Shop
from services.ingest.openapi import document
from services.ingest.verify import doors
from services.runtime.errors import ConfigurationError
from services.runtime.http.client import Http
from services.runtime.sections import CarrierSettings
from services.runtime.settings import Settings, load
from services.runtime.terms import terms_of

FILE = """
apps:
  ae: {marketplace: aliexpress, key: k1, secrets: [{env: S1}, {env: S2}], api: "https://ae/"}
  laz: {marketplace: lazada, key: k2, secrets: [{env: S1}], api: "https://laz/rest"}
  nowhere: {marketplace: nowhere, key: k3, secrets: [{env: S1}], api: "https://tem"}
shops:
  - {key: aliexpress/one, app: ae, seller_id: "7", token: {env: T}, zone: Asia/Shanghai,
     duties: prepaid, promise_days: 30, terms: {answer_due: {after: 3wd, since: 2026-11-21}}}
  - {key: lazada/two, app: laz, seller_id: "7", token: {env: T}, zone: Asia/Shanghai,
     kept_session: {value: false, since: 2026-11-21}}
carriers:
  17track: {key: {env: T}, per_second: 200}
oncall:
  alertmanager: {url: "https://am"}
  pagerduty: {routing_key: {env: T}}
"""


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Two shops, a provider, two receivers."""
    path = tmp_path / "forestall.yaml"
    path.write_text(FILE)
    return load(path, {"S1": "new", "S2": "old", "T": "token"})


def test_a_shop_carries_its_dated_rules(settings: Settings) -> None:
    """What no platform documents comes from settings, and only where it means something."""
    one, two = registry.shop(settings, "aliexpress/one"), registry.shop(settings, "lazada/two")
    assert one.app.secrets == ("new", "old")
    assert (one.app.api, one.duties, one.promise_days, one.answer_hours) == (
        "https://ae",
        "prepaid",
        30,
        72,
    )
    assert (one.protection[""], one.protection["BR"]) == (60, 120)
    assert (two.protection, two.kept_session, two.answer_hours) == ({}, False, 48)


def test_the_time_to_answer_is_one_figure_whoever_asks_for_it(settings: Settings) -> None:
    """The connector counts with the hours of the terms' table, or of the shop's own terms."""
    own = [one.model_copy(update={"terms": {}}) for one in settings.shops]
    plain = settings.model_copy(update={"shops": own})
    hours = {one.key: registry.shop(plain, one.key).answer_hours for one in own}
    assert hours == {"aliexpress/one": 5 * 24, "lazada/two": 48}
    for one in own:
        span = terms_of(one.marketplace).terms["answer_due"].span()
        assert span is not None
        assert timedelta(hours=hours[one.key]) == span.plain
    base = terms_of("").terms["answer_due"].span()
    assert base is not None
    assert timedelta(hours=Shop.__dataclass_fields__["answer_hours"].default) == base.plain


def test_every_marketplace_has_its_parts(settings: Settings) -> None:
    """Reader, calls and acts of each are made from a shop alone."""
    http = Http(allow_private=False)
    for key in ("aliexpress/one", "lazada/two"):
        shop = registry.shop(settings, key)
        assert registry.push_reader(shop.app.marketplace).partition_key(b"") is None
        assert registry.api(shop, http).listings == ("orders", "disputes")
    assert isinstance(registry.acts(registry.shop(settings, "lazada/two"), http), Acts)


def test_carriers_and_oncall_come_from_their_sections(settings: Settings) -> None:
    """The provider takes an overridden limit; each receiver that has a section is there."""
    http = Http(allow_private=False)
    carrier = registry.carrier("17track", settings, http)
    assert isinstance(carrier, SeventeenTrack)
    assert carrier.limit.per_second == 200
    assert len(registry.oncall(settings)) == 2
    assert registry.oncall(Settings()) == ()
    assert registry.carrier_push_reader("17track")


def test_a_marketplaces_own_tracking_comes_with_its_shops(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """AliExpress is asked under its shops' tokens, and others under none; neither wants a key."""
    path = tmp_path / "forestall.yaml"
    path.write_text(FILE.replace("carriers:", "carriers:\n  aliexpress: {}\n  cainiao: {}"))
    settings = load(path, {"S1": "new", "S2": "old", "T": "token"})
    seen: list[Access] = []

    def made(http: Http, access: Access) -> CarrierApi:
        seen.append(access)
        return Cainiao(http, access)

    for name in ("aliexpress", "cainiao"):
        monkeypatch.setitem(carriers(), name, Carrier(made, keyless=True))
        registry.carrier(name, settings, Http(allow_private=False))
    query, page = seen
    assert [(shop.key, shop.token) for shop in query.shops] == [("aliexpress/one", "token")]
    assert page.shops == ()


def test_a_key_may_be_left_out_only_where_none_is_wanted(tmp_path: Path) -> None:
    """A provider without its key is a configuration error: pushes under none would be anybody's."""
    path = tmp_path / "forestall.yaml"
    path.write_text("carriers: {17track: {}, cainiao: {}}")
    settings = load(path, {})
    assert registry.carrier_key(settings, "cainiao") == ""
    with pytest.raises(ConfigurationError, match=r"carriers\.17track\.key"):
        registry.carrier("17track", settings, Http(allow_private=False))
    with pytest.raises(ConfigurationError, match=r"carriers\.17track\.key"):
        doors(settings, Http(allow_private=False))


@pytest.mark.parametrize("name", sorted(carriers()))
def test_a_provider_has_the_name_of_its_settings(name: str) -> None:
    """A provider is called as its section is, so that its parcels come back to it."""
    assert carriers()[name].api(Http(allow_private=False), Access("key", "secret")).name == name


def test_a_provider_that_only_answers_reads_no_push() -> None:
    """Correios pushes nothing."""
    assert registry.carrier_push_reader("correios") is None


def test_a_push_is_verified_with_the_secret_that_signs_it() -> None:
    """The key of one provider, the secret of another; without it no push is taken."""
    key, both = (
        CarrierSettings(key=SecretStr("k")),
        CarrierSettings(key=SecretStr("k"), secret=SecretStr("s")),
    )
    told = {"17track": both, "correios": both, "aftership": key}
    settings = Settings(carriers=told)
    secrets = {name: registry.carrier_push_secret(name, settings) for name in told}
    assert secrets == {"17track": "k", "correios": None, "aftership": None}
    assert sorted(doors(settings, Http(allow_private=False))) == ["/webhooks/carriers/17track"]
    hidden = CarrierSettings(key=SecretStr("k"), secret=SecretStr("0123456789abcdef"))
    found = doors(Settings(carriers={"trackingmore": hidden}), Http(allow_private=False))
    assert sorted(found) == ["/webhooks/carriers/trackingmore/0123456789abcdef"]
    assert list(document(found)["paths"]) == ["/webhooks/carriers/trackingmore/{secret}"]
    with pytest.raises(ConfigurationError, match=r"carriers\.trackingmore\.secret"):
        doors(Settings(carriers={"trackingmore": both}), Http(allow_private=False))
    settings = Settings(carriers={"aftership": both})
    assert registry.carrier_push_secret("aftership", settings) == "s"
    assert sorted(doors(settings, Http(allow_private=False))) == ["/webhooks/carriers/aftership"]


def test_what_is_not_there_says_what_to_set(settings: Settings) -> None:
    """An unknown marketplace, app, shop or provider is a configuration error that names the key."""
    http = Http(allow_private=False)
    for ask, word in (
        (lambda: registry.app(settings, "nowhere"), "nowhere"),
        (lambda: registry.app(settings, "x"), "apps.x"),
        (lambda: registry.shop(settings, "lazada/x"), "lazada/x"),
        (lambda: registry.carrier("dhl", settings, http), "carriers.dhl"),
        (lambda: registry.carrier_push_reader("pigeon"), "pigeon"),
        (lambda: registry.push_reader("nowhere"), "nowhere"),
    ):
        with pytest.raises(ConfigurationError, match=word):
            ask()
