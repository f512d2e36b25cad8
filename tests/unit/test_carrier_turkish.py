"""Turkish sentences as PTT, Yurtiçi and translating aggregators write them."""

import pytest

from tests.support.sentences import said, who

CUSTOMS = {
    "Gönderi gümrüğe ulaştı": "customs processing",
    "Gönderiniz gümrük işlemleri için bekliyor": "customs processing",
    "Gümrük işlemleri devam ediyor": "customs processing",
    "GÜMRÜK İŞLEMLERİ DEVAM EDİYOR": "customs processing",
    "Gümrük işlemleri tamamlandı": "in_transit released",
    "GÜMRÜK İŞLEMLERİ TAMAMLANDI": "in_transit released",
    "Gümrük işlemleri henüz tamamlanmadı": "customs processing",
    "Gümrük işlemleri tamamlandıktan sonra teslim edilecektir": "customs processing",
    "Gönderi gümrükten çekildi": "in_transit released",
    "Gönderi gümrükten çıktı": "in_transit released",
    "Gönderi henüz gümrükten çıkmadı": "customs processing",
    "Gönderiniz gümrükte bekletiliyor": "customs held",
    "Gönderi gümrük idaresi tarafından alıkonuldu": "customs held",
    "Gümrükte tutulmuyor": "customs processing",
    "Eksik belge nedeniyle gümrükte bekletiliyor": "customs action_required",
    "Gümrük için fatura gerekiyor": "customs action_required",
    "Gümrük idaresi göndericiden fatura talep etti": "customs action_required",
    "Fatura ibraz edilmediği için gümrükte bekletiliyor": "customs action_required",
    "Gümrük vergisinin alıcı tarafından ödenmesi gerekiyor": "customs action_required",
    "Gümrük vergisi ödenmedi": "customs action_required",
    "Gümrük vergisi ödendi": "in_transit released",
    "Vergi ödendikten sonra gümrükten çekilecektir": "customs action_required",
    "Belge gerekirse sizinle iletişime geçilecektir, gönderi gümrükte": "customs processing",
    "Gönderiye gümrük tarafından el konuldu": "seized refused",
    "Gümrük tarafından reddedildi": "returning refused",
    "İthalatı yasak ürün, gönderi imha edildi": "seized refused",
    "Gümrük muayenesi yapılıyor": "customs processing",
    "İhracat gümrük işlemleri tamamlandı": "in_transit export",
    "Transit ülke gümrüğünde": "customs processing",
    "Gümrüğe teslim edildi": "customs processing",
    "Gümrük kontrolünden geçti": "in_transit released",
    "Gönderi gümrük kontrolünde": "customs processing",
    "İthalat gümrüğüne verildi": "customs processing",
    "Gümrükten çıkış yapıldı": "in_transit released",
    "Paketiniz gümrükte takıldı": "customs held",
    "Gümrük beyannamesi eksik": "customs action_required",
    "Gümrükleme için alıcının T.C. kimlik numarası bekleniyor": "customs action_required",
    "Kargonuz gümrükte, ek belge talep edildi": "customs action_required",
    "Gümrük işlemlerinin tamamlanması bekleniyor": "customs processing",
    "Gümrük vergisi ödenmesi bekleniyor": "customs action_required",
    "Gümrük vergileri ödenmelidir": "customs action_required",
    "Gönderi gümrükten serbest bırakıldı": "in_transit released",
    "Gönderi gümrükten serbest bırakılmadı": "customs processing",
    "Gönderi gümrük tarafından iade edildi": "returning refused",
    "Gümrükte bekletilirse bilgi verilecektir": "customs processing",
    "Gümrük vergisi gerekmiyor": "customs processing",
    "GÜMRÜK İŞLEMLERİNİN YAPILMASI İÇİN GÜMRÜĞE SEVK EDİLDİ": "customs processing",
    "Gönderi için gümrük vergisi tahakkuk etti": "customs action_required",
    "Gümrük işlemleri için alıcıya ihbarname gönderildi": "customs processing",
    "Gümrük işlemi başlatıldı": "customs processing",
    "İthalat gümrük işlemleri başarıyla tamamlandı": "in_transit released",
    "Gümrük işlemi başarısız oldu": "customs action_required",
    "Gönderiniz gümrükten geçtiğinde teslim edilecek": "customs processing",
    "Gümrüğe takılmadı": "customs processing",
    "Gümrük işlemleri tamamlandı ve dağıtıma çıkarılacak": "in_transit released",
    "Gümrük vergisi ödenmediği için gümrükte bekletiliyor": "customs action_required",
    "Gümrükten çekildi ve alıcıya teslim edildi": "delivered released",
    "Gümrükte bekletiliyor, teslimat denemesi başarısız": "failed_attempt held",
    "Gümrük kontrolü bitmeden teslim edilemez": "customs processing",
    "Gümrükçe el konulmadı": "customs processing",
    "Gümrük idaresi ek bilgi istiyor": "customs action_required",
    "Gümrük ücreti ödenince teslim edilecektir": "customs processing",
    "Gümrük beyannamesi tescil edildi": "customs processing",
}
"""To the stage and what customs does; the way out has a state of its own."""

WAY = {
    "Kargo kabul edildi": "accepted",
    "Gönderi bilgileri alındı": "info_received",
    "Transfer merkezine ulaştı": "in_transit",
    "Bursa Transfer Merkezinden ayrıldı": "in_transit",
    "Varış ülkesine ulaştı": "arrived",
    "Gönderi dağıtıma çıkarıldı": "out_for_delivery",
    "Dağıtıcıya verildi": "out_for_delivery",
    "Gönderi dağıtıma çıkarılacak": "in_transit",
    "Teslim edildi": "delivered",
    "TESLİM EDİLDİ": "delivered",
    "Gönderiniz komşunuza teslim edilmiştir": "delivered",
    "Teslim edilmedi": "failed_attempt",
    "Yarın teslim edilecek": "in_transit",
    "Teslim edilememiştir, alıcı adreste bulunamadı": "failed_attempt",
    "Alıcı gönderiyi kabul etmedi": "failed_attempt",
    "Haber kağıdı bırakıldı": "failed_attempt",
    "Kargonuzu şubeden teslim alabilirsiniz": "pickup",
    "Kargo firmasına teslim edildi": "in_transit",
    "Alıcının isteği üzerine bekletiliyor": "in_transit",
    "Gönderi göndericiye iade ediliyor": "returning",
    "Göndericiye teslim edildi": "returned",
    "Gönderi kayboldu": "lost",
    "Hatalı adres": "exception",
    "Müşteri hizmetleri": "unknown",
    "Çıkış ülkesinden ayrıldı": "in_transit",
    "Gönderi kargo şirketine teslim edildi": "in_transit",
    "Kurye adresinize geldi, adreste kimse bulunamadı": "failed_attempt",
    "Uluslararası gönderi işlem merkezine geldi": "in_transit",
    "Gönderi yurt dışından sevk edildi": "in_transit",
    "Alıcıya teslim edildi": "delivered",
    "Teslim alındı": "accepted",
    "Teslim edilmek üzere dağıtıcıya verildi": "out_for_delivery",
    "ALICI ADRESTE BULUNAMADI": "failed_attempt",
    "Yurt dışına sevk edildi": "in_transit",
    "Kargo dağıtım şubesinde": "in_transit",
    "Alıcı tarafından teslim alındı": "delivered",
    "Gönderi hasarlı": "exception",
    "Teslim edilemediği için göndericiye iade ediliyor": "returning",
    "Alıcının talebiyle şubede bekletiliyor": "in_transit",
    "Teslimat adresi değiştirildi": "in_transit",
    "Kaybolmadı, yolda": "in_transit",
    "Gönderi iade edilmeyecek": "in_transit",
    "Paket alıcıya teslim edilmek üzere yola çıktı": "in_transit",
}
"""To the stage, where customs is not spoken of."""


@pytest.mark.parametrize("language", ["tr", None])
def test_customs_is_understood(language: str | None) -> None:
    """What customs does, did not, or will do is told apart, the language told or not."""
    assert {text: said(text, language) for text in CUSTOMS} == CUSTOMS


@pytest.mark.parametrize("language", ["tr", None])
def test_the_way_is_understood(language: str | None) -> None:
    """A forecast, a failure and a hand-over are no delivery, and nothing here is of customs."""
    assert {text: said(text, language) for text in WAY} == WAY


@pytest.mark.parametrize(
    "text",
    [
        "Gümrük vergisinin alıcı tarafından ödenmesi gerekiyor",
        "Gümrük vergileri ödenmelidir",
        "Gümrükleme için alıcının T.C. kimlik numarası bekleniyor",
    ],
)
def test_the_addressee_is_asked(text: str) -> None:
    """Where the words say so, or duty is to be paid."""
    assert who(text) == "buyer"


@pytest.mark.parametrize(
    "text",
    [
        "Gümrük idaresi göndericiden fatura talep etti",
    ],
)
def test_the_sender_is_asked(text: str) -> None:
    """Where the words name the sender."""
    assert who(text) == "seller"


@pytest.mark.parametrize(
    "text",
    [
        "Eksik belge nedeniyle gümrükte bekletiliyor",
        "Gümrükte belge eksik, müşteri hizmetlerini arayın",
        "Kargo ücreti ödendi",
        "Gönderi ücreti alıcı ödemeli",
        "Ödeme bekleniyor",
        "Alıcı bilgileri eksik",
        "Gümrük vergisi gerekmiyor",
        "Gümrükte bekletiliyor",
    ],
)
def test_weak_words_ask_nobody(text: str) -> None:
    """Papers without a name, other fees, an address or a hold are nobody's duty."""
    assert who(text) in {"unknown", "-"}
