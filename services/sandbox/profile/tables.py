"""Countries, goods, carriers' wording and buyers' sentences.

Wording and sub-statuses are those that carriers and 17TRACK use (facts: tracking.md, 1.5 and 7).
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Land:
    """A destination.

    Attributes:
        gateway: where import customs is.
        offset: the carrier's printed UTC offset, hours.
    """

    language: str
    currency: str
    postcode: str
    gateway: str
    city: str
    offset: int


LANDS = {
    "ES": Land("es", "EUR", "28013", "Madrid-Barajas", "Madrid", 1),
    "MX": Land("es", "MXN", "06600", "Ciudad de Mexico AICM", "Ciudad de Mexico", -6),
    "BR": Land("pt", "BRL", "01310-100", "Curitiba", "Sao Paulo", -3),
    "PT": Land("pt", "EUR", "1100-148", "Lisboa", "Lisboa", 0),
    "FR": Land("fr", "EUR", "75011", "Roissy", "Paris", 1),
    "DE": Land("de", "EUR", "10115", "Frankfurt", "Berlin", 1),
    "RU": Land("ru", "RUB", "101000", "Moskva Vnukovo", "Moskva", 3),
    "US": Land("en", "USD", "90017", "Los Angeles ISC", "Los Angeles", -8),
    "MY": Land("ms", "MYR", "50450", "KUL", "Kuala Lumpur", 8),
    "SG": Land("en", "SGD", "238859", "SIN", "Singapore", 8),
    "TH": Land("th", "THB", "10110", "BKK", "Bangkok", 7),
    "PH": Land("en", "PHP", "1000", "MNL", "Manila", 8),
    "VN": Land("vi", "VND", "700000", "SGN", "Ho Chi Minh City", 7),
    "ID": Land("id", "IDR", "10110", "CGK", "Jakarta", 7),
}

GOODS = (
    *("Wireless earphones", "Phone case", "Yoga mat", "LED strip light 5 m", "Kitchen scale"),
    *("Backpack 20 l", "Desk lamp", "USB-C cable 2 m", "Travel adapter", "Ceramic mug"),
    *("Bicycle pump", "Mechanical keyboard", "Watch strap", "Camping stove", "Hair clipper"),
)

SERVICES = ("CPAM", "YANWEN_AM", "CAINIAO_STANDARD", "CPAM", "CAINIAO_STANDARD")
"""AliExpress's words for what carries a parcel; China Post's registered air mail is commonest."""

CARRIERS = {"CPAM": 3011, "YANWEN_AM": 190012, "CAINIAO_STANDARD": 190271, "China Post": 3011}
"""17TRACK's keys (facts: tracking.md, 1.7)."""

ACCEPTED = (
    ("InfoReceived", "Shipment information received by the carrier"),
    ("InTransit_PickedUp", "中国邮政已收取邮件"),
)
EXPORT = (
    ("InTransit_CustomsProcessing", "送交出口海关"),
    ("InTransit_CustomsReleased", "出口海关/放行"),
)
DEPARTED = ("InTransit_Departure", "Departed from office of exchange")
ARRIVED = ("InTransit_Arrival", "Arrived at destination country, inward office of exchange")
CLEARING = {
    "es": "Envío en aduana",
    "pt": "Encaminhado para fiscalização aduaneira",
    "fr": "Entrée en Douane",
    "de": "Die Sendung wird zur Verzollung vorbereitet",
    "ru": "Прием на таможню",
    "en": "Presented to import customs",
}
RELEASED = {
    "es": "Salida de aduana",
    "pt": "Fiscalização aduaneira finalizada",
    "fr": "Sortie de Douane",
    "de": "Verzollung abgeschlossen",
    "ru": "Выпущено таможней",
    "en": "Released from import customs",
}
SORTED = ("InTransit_Other", "Processed at sorting centre")
ON_THE_ROUND = ("OutForDelivery_Other", "Out for delivery")
AT_COUNTER = ("AvailableForPickup_Other", "Arrived at the pickup point, awaiting collection")
HANDED_OVER = ("Delivered_Other", "Delivered")
RETURNING = ("Exception_Returning", "Not cleared, item is being returned to origin")
SEIZED = ("Exception_Security", "Seized by customs: prohibited articles")
LOST = ("Exception_Lost", "Package lost")

HOLD_WORDS = {
    "documents": (
        "InTransit_CustomsRequiringInformation",
        (
            "Additional information is needed for clearance",
            "Held by customs, identification of the addressee requested",
            "Customs needs the recipient's tax identification number",
        ),
    ),
    "duties": (
        "InTransit_CustomsRequiringInformation",
        (
            "Awaiting payment of import duty by the addressee",
            "Import tax is due before release",
            "Customs clearance: duty and handling fee to be paid",
        ),
    ),
    "seller": (
        "InTransit_CustomsRequiringInformation",
        (
            "Commercial invoice missing, information requested from the sender",
            "Customs declaration incorrect, shipper to provide a new one",
            "Exporter must supply the certificate of origin",
        ),
    ),
    "carrier": (
        "InTransit_CustomsRequiringInformation",
        (
            "Carrier needs to provide information to complete clearance",
            "Customs broker is to submit additional information",
        ),
    ),
    "unspecified": ("Exception_Security", ("Held by customs", "Parcel on hold at customs")),
    "inspection": (
        "Exception_Security",
        ("Held by customs for inspection", "Parcel held for customs examination"),
    ),
    "prohibited": (
        "Exception_Security",
        ("Held by customs: prohibited articles suspected, licence requested from the sender",),
    ),
    "prepaid": ("InTransit_CustomsRequiringInformation", ("Import duty is due before release",)),
    "long": ("", ()),
}
"""Sub-status and wordings of each kind of hold; a long one is told by its age alone."""

QUESTIONS = {
    "en": "Hi, my order has not moved for days. When will it arrive?",
    "ms": "Hai, bila pesanan saya akan sampai? Sudah lama menunggu.",
    "th": "สวัสดีค่ะ พัสดุของฉันจะถึงเมื่อไหร่คะ",
    "vi": "Xin chào, khi nào đơn hàng của tôi đến nơi vậy?",
    "id": "Halo, kapan pesanan saya sampai? Resi tidak bergerak.",
    "zh": "你好，我的包裹什么时候能到？物流好几天没更新了。",
}
STAFF_WORDS = "Hello, thank you for writing. We are looking into it and come back to you today."

REASONS = {
    "not_received": ("未收到货物", "Item not received - parcel in transit"),
    "not_as_described": ("货物与描述不符", "Product not as described"),
    "other": ("其他原因", "Other reason"),
}
