"""The tables without calls, under the names that those who pass their codes on give to them."""

from collections.abc import Callable

from schemas.parcel import Classified
from services.connectors.carriers.tables import (
    an_post,
    chinese,
    few,
    fourpx,
    landmark,
    seko,
    spring,
)
from services.connectors.carriers.tables.reading import reader
from services.connectors.carriers.wording import Wording

TABLES: dict[str, Callable[[str, str, Wording], Classified | None]] = {
    "17track_v1": reader(few.SEVENTEENTRACK_V1),
    "4px": fourpx.classify,
    "an_post": an_post.classify,
    "correos_es": reader(few.CORREOS_ES),
    "gls": reader(few.GLS),
    "gls_fr_erp": reader(few.GLS_FR),
    "kdniao": chinese.classify_kdniao,
    "korea_carriers": reader(few.KOREA),
    "kuaidi100": chinese.classify_kuaidi100,
    "landmark": landmark.classify,
    "lp_express_lt": reader(few.LP_EXPRESS),
    "seko": seko.classify,
    "shipengine": reader(few.SHIPENGINE),
    "spring": spring.classify,
    "swiss_post": reader(few.SWISS_POST),
    "track123": reader(few.TRACK123),
}
