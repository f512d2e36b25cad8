"""What people look for that is no parcel: of a clause that names it, no machine says where it is.

From general knowledge of the languages, 2026-11-26. ``*`` stands for any ending.
"""

import re
from functools import cache

from services.connectors.carriers.words.normal import normalise

_NO_PARCEL = {
    "en": "invoice*, receipt*, manual*, instruction*, warrant*, guarantee*, refund*, stock,"
    " voucher*",
    "es": "factura*, manual*, instruccion*, garantía*, reembolso*, recibo*, stock, existencias",
    "de": "rechnung*, anleitung*, bedienungsanleitung*, garantie*, rückerstattung*, quittung*,"
    " lager",
    "fr": "facture*, manuel*, notice*, mode d emploi, garantie*, remboursement*, stock, reçu",
    "it": "fattura*, manual*, istruzion*, garanzia*, rimborso*, ricevuta*, scontrino*, stock",
    "pt": "fatura*, nota fiscal, manual*, instruç*, garantia*, reembolso*, recibo*, estoque,"
    " estorno",
    "nl": "factuur*, handleiding*, garantie*, terugbetaling*, bon, bonnetje, voorraad",
    "pl": "faktur*, instrukc*, gwaranc*, zwrot*, paragon*, magazyn*",
    "tr": "fatura*, kılavuz*, garanti*, iade*, fiş*, stok*",
    "ru": "чек*, счет*, счёт*, инструкц*, гаранти*, возврат*, наличи*",
    "uk": "чек*, рахун*, інструкц*, гаранті*, поверненн*, наявн*",
    "ar": "فاتوره*, الفاتوره, دليل*, ضمان*, الضمان, استرداد*, تعليمات*, ايصال*, كتيب*",
    "he": "חשבונית*, החשבונית, הוראות*, ההוראות, אחריות, האחריות, קבלה, הקבלה, החזר*, מלאי",
    "ja": "請求書, 領収書, 説明書, マニュアル, 保証書, 保証, 返金, 在庫",
    "ko": "영수증*, 세금계산서*, 설명서*, 보증서*, 환불*, 재고*, 청구서*",
    "zh": "發票, 发票, 說明書, 说明书, 保修, 保固, 退款, 庫存, 库存, 收據, 收据, 現貨, 现货",
    "th": "ใบเสร็จ, ใบกำกับ, คู่มือ, รับประกัน, คืนเงิน, สต็อก, สต๊อก, ประกัน",
    "vi": "hóa đơn, hoá đơn, hướng dẫn, bảo hành, hoàn tiền, biên lai, tồn kho",
    "id": "faktur*, nota, invois*, invoice*, resit*, kuitansi*, manual*, panduan*, garansi*,"
    " jaminan*,"
    "refund*, pengembalian*, stok*, bayaran balik",
    "fil": "resibo*, invoice*, manual*, warranty*, refund*, stock*",
}
_ALIKE = {"ms": "id"}
_UNSPACED = frozenset({"ja", "zh", "th"})


def names_no_parcel(language: str, clause: str) -> bool:
    """Whether a normalised clause names papers, goods in stock or money."""
    return bool(_pattern(_ALIKE.get(language, language)).search(clause))


@cache
def _pattern(language: str) -> re.Pattern[str]:
    forms = [
        re.escape(normalise(one.replace("*", ""))) + (r"\w*" if "*" in one else "")
        for one in _NO_PARCEL[language].split(",")
    ]
    body = "|".join(forms)
    spaced = language not in _UNSPACED
    return re.compile(rf"(?<!\w)(?:{body})(?!\w)" if spaced else f"(?:{body})")
