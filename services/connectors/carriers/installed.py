"""Every provider of tracking by the name that settings give it: ours, and other packages'."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

from services.connectors.carriers.aftership.api import AfterShip
from services.connectors.carriers.aftership.push import PushReader as AfterShipPush
from services.connectors.carriers.aliexpress.api import AliExpress
from services.connectors.carriers.australia_post.api import AustraliaPost
from services.connectors.carriers.cainiao.api import Cainiao
from services.connectors.carriers.canada_post.api import CanadaPost
from services.connectors.carriers.correios.api import Correios
from services.connectors.carriers.dhl.api import Dhl
from services.connectors.carriers.easypost.api import EasyPost
from services.connectors.carriers.easypost.push import PushReader as EasyPostPush
from services.connectors.carriers.fedex.api import FedEx
from services.connectors.carriers.laposte.api import LaPoste
from services.connectors.carriers.port import Access, CarrierApi, CarrierPushReader
from services.connectors.carriers.royal_mail.api import RoyalMail
from services.connectors.carriers.russian_post.api import RussianPost
from services.connectors.carriers.seventeentrack.api import SeventeenTrack
from services.connectors.carriers.seventeentrack.codes import carrier_id
from services.connectors.carriers.seventeentrack.push import PushReader as SeventeenTrackPush
from services.connectors.carriers.trackingmore.api import TrackingMore
from services.connectors.carriers.trackingmore.push import PushReader as TrackingMorePush
from services.connectors.carriers.ups.api import Ups
from services.connectors.carriers.usps.api import Usps
from services.connectors.plugins import plugged
from services.runtime.http.client import Http


@dataclass(frozen=True, slots=True)
class Carrier:
    """A provider's connector.

    Attributes:
        api: makes its calls; has a method ``register`` where it follows only what it was told to.
        pushes: reads its pushes, where it has any that we can verify.
        carrier_id: its own word for a carrier's name, where it can be told to ask another one
            (``port.Corrects``).
        keyless: whether it wants no key: a shop's token stands in for it, or it is open to all.
    """

    api: Callable[[Http, Access], CarrierApi]
    pushes: Callable[[], CarrierPushReader] | None = None
    carrier_id: Callable[[str], str] | None = None
    keyless: bool = False


OWN = {
    "17track": Carrier(SeventeenTrack, pushes=SeventeenTrackPush, carrier_id=carrier_id),
    "aftership": Carrier(AfterShip, pushes=AfterShipPush),
    "aliexpress": Carrier(AliExpress, keyless=True),
    "australia_post": Carrier(AustraliaPost),
    "cainiao": Carrier(Cainiao, keyless=True),
    "canada_post": Carrier(CanadaPost),
    "correios": Carrier(Correios),
    "dhl": Carrier(Dhl),
    "easypost": Carrier(EasyPost, pushes=EasyPostPush),
    "fedex": Carrier(FedEx),
    "laposte": Carrier(LaPoste),
    "royal_mail": Carrier(RoyalMail),
    "russian_post": Carrier(RussianPost),
    "trackingmore": Carrier(TrackingMore, pushes=TrackingMorePush),
    "ups": Carrier(Ups),
    "usps": Carrier(Usps),
}


@cache
def carriers() -> Mapping[str, Carrier]:
    """All that are installed.

    Raises:
        ConfigurationError: another package's connector cannot be loaded, or takes a name of ours.
    """
    return OWN | plugged("forestall.carriers", Carrier, OWN)
