"""Indonesian sentences as JNE, J&T and Pos Indonesia write them."""

import pytest

from tests.support.sentences import said, who

CUSTOMS = {
    "Paket tiba di bea cukai": "customs processing",
    "Kiriman dalam proses pemeriksaan Bea Cukai": "customs processing",
    "Paket sedang dalam proses kepabeanan": "customs processing",
    "Menunggu proses bea cukai": "customs processing",
    "Proses bea cukai telah selesai": "in_transit released",
    "Proses bea cukai belum selesai": "customs processing",
    "Barang telah keluar dari bea cukai": "in_transit released",
    "Paket telah dilepaskan oleh bea cukai": "in_transit released",
    "Paket belum dilepaskan oleh bea cukai": "customs processing",
    "Paket akan dikirim setelah dilepas oleh bea cukai": "customs processing",
    "Paket ditahan bea cukai": "customs held",
    "Kiriman tertahan di bea cukai": "customs held",
    "Paket tidak ditahan oleh bea cukai": "customs processing",
    "Bea cukai memerlukan invoice dari pengirim": "customs action_required",
    "Dokumen tidak lengkap, kiriman tertahan di bea cukai": "customs action_required",
    "Mohon lengkapi dokumen NPWP penerima untuk bea cukai": "customs action_required",
    "Menunggu pembayaran bea masuk oleh penerima": "customs action_required",
    "Bea masuk belum dibayar": "customs action_required",
    "Bea masuk telah dibayar": "in_transit released",
    "Kiriman akan dilepas bea cukai setelah pembayaran pajak": "customs action_required",
    "Kami akan menghubungi Anda jika dokumen diperlukan oleh bea cukai": "customs processing",
    "Jika dokumen tidak lengkap paket akan ditahan bea cukai": "customs processing",
    "Barang disita bea cukai": "seized refused",
    "Kiriman ditolak oleh bea cukai": "returning refused",
    "Barang dilarang impor": "seized refused",
    "Proses bea cukai ekspor selesai": "in_transit export",
    "Paket di bea cukai negara transit": "customs processing",
    "Kiriman telah diserahkan ke bea cukai": "customs processing",
    "Paket Anda ditahan oleh bea cukai karena dokumen kurang": "customs action_required",
    "Kiriman masih di bea cukai": "customs processing",
    "Paket sudah lolos pemeriksaan bea cukai": "in_transit released",
    "Serah terima ke bea cukai": "customs processing",
    "Pengurusan bea cukai sedang berlangsung": "customs processing",
    "Penerima wajib membayar bea masuk dan pajak": "customs action_required",
    "Paket tidak perlu membayar bea masuk": "customs processing",
    "Pajak impor lunas": "in_transit released",
    "Barang dimusnahkan oleh bea cukai": "seized refused",
    "Kiriman dikembalikan oleh bea cukai": "returning refused",
    "Pengirim diminta melengkapi invoice": "customs action_required",
    "Pelepasan bea cukai selesai": "in_transit released",
    "Bea cukai: pemeriksaan fisik": "customs processing",
    "Proses impor bea cukai dimulai": "customs processing",
    "Bea cukai impor selesai": "in_transit released",
    "Kegagalan proses bea cukai": "customs action_required",
    "Kiriman telah selesai proses kepabeanan": "in_transit released",
    "Kiriman dalam proses penetapan pabean": "customs processing",
    "Barang kiriman terkena lartas": "seized refused",
    "Paket telah keluar dari gudang bea cukai Kantor Pos": "in_transit released",
    "Paket sedang menunggu diperiksa bea cukai": "customs processing",
    "Paket belum dapat dikirim karena masih ditahan bea cukai": "customs held",
    "Paket telah dilepas bea cukai dan akan dikirim besok": "in_transit released",
    "Ditahan bea cukai, percobaan pengiriman gagal": "failed_attempt held",
    "Bea cukai meminta informasi tambahan": "customs action_required",
    "Kiriman Anda telah selesai diperiksa bea cukai": "customs processing",
}
"""To the stage and what customs does; the way out has a state of its own."""

WAY = {
    "Pesanan dibuat": "info_received",
    "Paket telah diterima di konter": "accepted",
    "Paket telah dijemput kurir": "accepted",
    "Paket dalam perjalanan ke kota tujuan": "in_transit",
    "Paket telah tiba di gudang sortir": "in_transit",
    "Kiriman tiba di negara tujuan": "arrived",
    "Paket sedang dibawa kurir ke alamat Anda": "out_for_delivery",
    "Dalam proses antaran": "out_for_delivery",
    "Paket telah diterima oleh penerima": "delivered",
    "Paket telah diterima oleh yang bersangkutan": "delivered",
    "Terkirim": "delivered",
    "Paket belum diterima oleh penerima": "failed_attempt",
    "Paket akan diantarkan besok": "in_transit",
    "Gagal kirim, penerima tidak di tempat": "failed_attempt",
    "Penerima menolak paket": "failed_attempt",
    "Paket siap diambil di kantor pos": "pickup",
    "Paket telah diserahkan kepada maskapai": "in_transit",
    "Ditahan atas permintaan penerima": "in_transit",
    "Paket diretur ke pengirim": "returning",
    "Paket telah dikembalikan kepada pengirim": "returned",
    "Paket hilang": "lost",
    "Alamat tidak lengkap": "exception",
    "Aduan pelanggan": "unknown",
    "Paket telah sampai di Jakarta": "in_transit",
    "Paket berangkat dari negara asal": "in_transit",
    "Paket diterima di gudang transit": "in_transit",
    "Pengiriman berhasil": "delivered",
    "Paket berhasil diantarkan": "delivered",
    "Paket tidak dapat diantarkan karena alamat tidak lengkap": "failed_attempt",
    "Kurir akan mengantarkan paket Anda": "in_transit",
    "Pengiriman dibatalkan": "exception",
    "Diterima oleh satpam": "delivered",
    "Paket akan dikirim ke alamat penerima": "in_transit",
    "Paket diserahkan ke kurir untuk diantar": "in_transit",
    "Paket telah dikirim dari Surabaya ke Jakarta": "in_transit",
    "Paket tidak dapat dikirim, penerima tidak dapat dihubungi": "failed_attempt",
    "Retur telah diterima oleh pengirim": "returned",
    "Paket ditahan sementara atas permintaan pelanggan": "in_transit",
    "Kiriman tidak disita": "in_transit",
    "Barang tidak dilarang": "in_transit",
    "Paket telah diterima di DC Jakarta": "in_transit",
    "Telah diserahkan kepada penerima langsung": "delivered",
    "Paket tidak jadi diretur": "in_transit",
    "Paket menunggu pengiriman": "in_transit",
}
"""To the stage, where customs is not spoken of."""


@pytest.mark.parametrize("language", ["id", None])
def test_customs_is_understood(language: str | None) -> None:
    """What customs does, did not, or will do is told apart, the language told or not."""
    assert {text: said(text, language) for text in CUSTOMS} == CUSTOMS


@pytest.mark.parametrize("language", ["id", None])
def test_the_way_is_understood(language: str | None) -> None:
    """A forecast, a failure and a hand-over are no delivery, and nothing here is of customs."""
    assert {text: said(text, language) for text in WAY} == WAY


@pytest.mark.parametrize(
    "text",
    [
        "Menunggu pembayaran bea masuk oleh penerima",
        "Penerima wajib membayar bea masuk dan pajak",
        "Mohon lengkapi dokumen NPWP penerima untuk bea cukai",
    ],
)
def test_the_addressee_is_asked(text: str) -> None:
    """Where the words say so, or duty is to be paid."""
    assert who(text) == "buyer"


@pytest.mark.parametrize(
    "text",
    [
        "Bea cukai memerlukan invoice dari pengirim",
        "Pengirim diminta melengkapi invoice",
    ],
)
def test_the_sender_is_asked(text: str) -> None:
    """Where the words name the sender."""
    assert who(text) == "seller"


@pytest.mark.parametrize(
    "text",
    [
        "Paket Anda ditahan oleh bea cukai karena dokumen kurang",
        "Menunggu pembayaran",
        "Biaya kirim belum dibayar",
        "Mohon lengkapi alamat penerima",
        "Pembayaran COD diterima",
        "Paket tidak perlu membayar bea masuk",
        "Paket ditahan bea cukai",
    ],
)
def test_weak_words_ask_nobody(text: str) -> None:
    """Papers without a name, other fees, an address or a hold are nobody's duty."""
    assert who(text) in {"unknown", "-"}
