"""What La Poste shows of a parcel to France: its own events, in its own words.

Codes and labels: facts, tracking.md 4.5, and the events collected with them.
"""

import re

from services.sandbox.draw import Draw
from services.sandbox.events import Posted, ScanPlan
from services.sandbox.journey import Journey
from services.sandbox.profile import tables

COUNTRY = "FR"

_POSTAL = re.compile(r"[A-Z]{2}\d{9}[A-Z]{2}")
"""The form of numbers under which one post hands over to another."""

_ENTERED = "DO1"
_HELD = ("DO3", "Retenu en Douane")
_PAPERS = ("ID0", "Informations douane")
_ABROAD = {
    "InTransit_PickedUp": ("PC2", "Pris en charge dans le pays d'expédition"),
    "InTransit_Departure": ("ET2", "En cours de traitement dans le pays d'expédition"),
}
_HERE = {
    "InTransit_Arrival": ("ET3", "En cours de traitement dans le pays de destination"),
    "InTransit_CustomsProcessing": (_ENTERED, "Entrée en Douane"),
    "InTransit_CustomsRequiringInformation": _HELD,
    "Exception_Security": _HELD,
    "InTransit_CustomsReleased": ("DO2", "Sortie de Douane"),
    "InTransit_Other": ("PC1", "Pris en charge"),
    "OutForDelivery_Other": ("MD2", "Mis en distribution"),
    "AvailableForPickup_Other": ("AG1", "En attente d'être retiré au guichet"),
    "Delivered_Other": ("DI1", "Distribué"),
    "Exception_Returning": ("RE1", "Retourné à l'expéditeur"),
}


def posted(draw: Draw, way: Journey) -> list[Posted]:
    """All that it shows of a journey: nothing where that leads elsewhere, or has no post's number.

    17TRACK never tells of the papers that customs looks at, nor that a clearance which does not end
    is a hold: its own scans leave that to be guessed from the clearance's age.
    """
    if way.country != COUNTRY or not _POSTAL.fullmatch(way.number):
        return []
    told = [
        Posted(scan.at, way.number, *words)
        for scan in way.scans
        if (words := _words(scan)) is not None
    ]
    entered = next((event.at for event in told if event.code == _ENTERED), None)
    if entered is not None:
        papers = entered + draw.days(0.1, 0.35, "papers", way.number)
        told.append(Posted(papers, way.number, *_PAPERS))
        if way.role == "long":
            held = entered + draw.days(1, 2, "held at the post", way.number)
            told.append(Posted(held, way.number, *_HELD))
    return told


def _words(scan: ScanPlan) -> tuple[str, str] | None:
    if scan.country != COUNTRY:
        return _ABROAD.get(scan.sub_status)
    seized = (scan.sub_status, scan.text) == tables.SEIZED
    return None if seized else _HERE.get(scan.sub_status)
