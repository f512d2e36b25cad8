"""Carriers' sentences about customs, in every language that has a lexicon."""

import pytest

from tests.support.sentences import state

CUSTOMS = {
    "en": {
        "Shipment arrived at customs": "processing",
        "Your package is waiting for customs clearance": "processing",
        "The package was stopped by customs": "held",
        "Customs needs the commercial invoice": "action_required",
        "Import duty has to be paid before delivery": "action_required",
        "Customs clearance finished": "released",
        "The shipment was confiscated by the authorities": "refused",
        "Item is awaiting export clearance": "export",
    },
    "fr": {
        "Votre envoi est en cours de contrôle douanier": "processing",
        "Envoi bloqué par la douane": "held",
        "Le dédouanement n'est pas terminé": "processing",
        "Documents manquants pour le dédouanement": "action_required",
        "Les formalités douanières sont terminées": "released",
        "Marchandise saisie par la douane": "refused",
        "Dédouanement à l'exportation en cours": "export",
    },
    "de": {
        "Die Sendung befindet sich beim Zollamt": "processing",
        "Ihre Sendung wird vom Zoll festgehalten": "held",
        "Für die Verzollung fehlt die Handelsrechnung": "action_required",
        "Die Verzollung wurde noch nicht abgeschlossen": "processing",
        "Die Zollabfertigung ist abgeschlossen": "released",
        "Die Ware wurde vom Zoll beschlagnahmt": "refused",
        "Ausfuhrabfertigung abgeschlossen": "export",
    },
    "es": {
        "Su paquete se encuentra en la aduana": "processing",
        "El envío está detenido en aduanas": "held",
        "Falta la factura para el despacho aduanero": "action_required",
        "El despacho de aduana ha finalizado": "released",
        "Todavía no ha sido despachado de aduana": "processing",
        "Mercancía decomisada por la aduana": "refused",
    },
    "pt": {
        "O objeto está na alfândega": "processing",
        "Encomenda retida na alfândega": "held",
        "Faltam documentos para o desembaraço aduaneiro": "action_required",
        "Desembaraço aduaneiro concluído": "released",
        "O objeto ainda não foi liberado pela alfândega": "processing",
        "Mercadoria apreendida pela Receita Federal": "refused",
    },
    "it": {
        "La spedizione si trova in dogana": "processing",
        "Pacco bloccato in dogana": "held",
        "Manca la fattura per lo sdoganamento": "action_required",
        "Operazioni doganali concluse": "released",
        "La merce non è stata ancora sdoganata": "processing",
        "Merce sequestrata dalla dogana": "refused",
    },
    "nl": {
        "De zending is bij de douane": "processing",
        "Uw pakket wordt vastgehouden door de douane": "held",
        "De factuur ontbreekt voor de inklaring": "action_required",
        "De zending is ingeklaard": "released",
        "Nog niet vrijgegeven door de douane": "processing",
        "In beslag genomen door de douane": "refused",
    },
    "pl": {
        "Przesyłka przekazana do urzędu celnego": "processing",
        "Przesyłka wstrzymana przez służby celne": "held",
        "Brak dokumentów do odprawy celnej": "action_required",
        "Odprawa celna została zakończona": "released",
        "Przesyłka nie została jeszcze zwolniona przez urząd celny": "processing",
        "Skonfiskowana przez urząd celny": "refused",
    },
    "ru": {
        "Посылка находится на таможне": "processing",
        "Задержано таможней": "held",
        "Для таможенного оформления требуются документы": "action_required",
        "Таможенное оформление завершено": "released",
        "Ещё не выпущено таможней": "processing",
        "Товар конфискован таможней": "refused",
        "Экспортное таможенное оформление завершено": "export",
    },
    "uk": {
        "Посилка знаходиться на митниці": "processing",
        "Відправлення затримано митницею": "held",
        "Для митного оформлення потрібні документи": "action_required",
        "Митне оформлення завершено": "released",
        "Ще не випущено з митниці": "processing",
        "Конфісковано митницею": "refused",
    },
    "zh": {
        "货物正在清关": "processing",
        "包裹被海关扣押": "held",
        "海关要求补充发票": "action_required",
        "包裹清關完成": "released",
        "尚未清关放行": "processing",
        "货物被海关没收": "refused",
        "出口报关完成": "export",
    },
    "ja": {
        "税関に到着しました": "processing",
        "税関で保留されています": "held",
        "通関に必要な書類が不足しています": "action_required",
        "通関手続きが完了しました": "released",
        "通関はまだ完了していません": "processing",
        "税関により没収されました": "refused",
    },
    "ko": {
        "세관에 도착": "processing",
        "세관에서 보류": "held",
        "통관 서류 제출 필요": "action_required",
        "수입통관이 완료되었습니다": "released",
    },
}
"""Sentences that no list of the project holds, written to try the grammar."""


@pytest.mark.parametrize("language", sorted(CUSTOMS))
def test_customs_in_every_language(language: str) -> None:
    """What customs does is understood, the language told or not."""
    wanted = CUSTOMS[language]
    assert {text: state(text, language) for text in wanted} == wanted
    assert {text: state(text) for text in wanted} == wanted
