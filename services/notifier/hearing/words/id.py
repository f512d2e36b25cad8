"""Indonesian; Malay shares these words, for a short message may be either."""

from services.notifier.hearing.topics import Topic
from services.notifier.hearing.vocabulary import Vocabulary

VOCABULARY = Vocabulary(
    "id",
    {
        Topic.WHERE_IS_PARCEL: """
            paket/paketnya/paketku/pesananku/barangku/pesanan/pesanannya/pesenan/orderan/order/barang/barangnya/kiriman/parcel/bungkusan/item/tempahan/belian
            saya/sy/aku/gue di mana,
            paket/paketnya/paketku/pesananku/barangku/pesanan/pesanannya/pesenan/orderan/order/barang/barangnya/kiriman/parcel/bungkusan/item/tempahan/belian
            saya/sy/aku/gue dimana,
            paket/paketnya/paketku/pesananku/barangku/pesanan/pesanannya/pesenan/orderan/order/barang/barangnya/kiriman/parcel/bungkusan/item/tempahan/belian
            saya/sy/aku/gue dmn,
            paket/paketnya/paketku/pesananku/barangku/pesanan/pesanannya/pesenan/orderan/order/barang/barangnya/kiriman/parcel/bungkusan/item/tempahan/belian
            saya/sy/aku/gue sekarang/sudah/udah/dah ~ mana/dimana/dmn,
            paket/barang/parcel/bungkusan saya/sy/aku mana, paketnya/barangnya/pesanannya di
            mana, paketnya/barangnya/pesanannya dimana, paketnya/barangnya/pesanannya mana,
            sampai mana, sampe mana, nyampe mana, di mana
            paket/paketnya/paketku/pesananku/barangku/pesanan/pesanannya/pesenan/orderan/order/barang/barangnya/kiriman/parcel/bungkusan/item/tempahan/belian,
            dimana
            paket/paketnya/paketku/pesananku/barangku/pesanan/pesanannya/pesenan/orderan/order/barang/barangnya/kiriman/parcel/bungkusan/item/tempahan/belian,
            dmn
            paket/paketnya/paketku/pesananku/barangku/pesanan/pesanannya/pesenan/orderan/order/barang/barangnya/kiriman/parcel/bungkusan/item/tempahan/belian,
            mana
            paket/paketnya/paketku/pesananku/barangku/pesanan/pesanannya/pesenan/orderan/order/barang/barangnya/kiriman/parcel/bungkusan/item/tempahan/belian,
            kapan/kpn/bila/bilakah ~
            paket/paketnya/paketku/pesananku/barangku/pesanan/pesanannya/pesenan/orderan/order/barang/barangnya/kiriman/parcel/bungkusan/item/tempahan/belian
            ~ sampai/sampe/datang/tiba/dikirim/dihantar/nyampe/diantar/dapat,
            kapan/kpn/bila/bilakah ~ sampai/sampe/tiba/nyampe/nyampenya/sampainya,
            paket/paketnya/paketku/pesananku/barangku/pesanan/pesanannya/pesenan/orderan/order/barang/barangnya/kiriman/parcel/bungkusan/item/tempahan/belian
            ~ kapan/bila ~ sampai/sampe/datang/tiba/dikirim/dihantar/nyampe/diantar, kapan
            saya ~ terima ~
            paket/paketnya/paketku/pesananku/barangku/pesanan/pesanannya/pesenan/orderan/order/barang/barangnya/kiriman/parcel/bungkusan/item/tempahan/belian,
            bila saya ~ dapat/terima ~
            paket/paketnya/paketku/pesananku/barangku/pesanan/pesanannya/pesenan/orderan/order/barang/barangnya/kiriman/parcel/bungkusan/item/tempahan/belian,
            paket/paketnya/paketku/pesananku/barangku/pesanan/pesanannya/pesenan/orderan/order/barang/barangnya/kiriman/parcel/bungkusan/item/tempahan/belian
            ~ belum/blm/blum ~
            sampai/sampe/datang/tiba/nyampe/dikirim/diantar/terima/dapat/dihantar, belum/blm
            ~ sampai/sampe/datang/tiba/nyampe/terima ~
            paket/paketnya/paketku/pesananku/barangku/pesanan/pesanannya/pesenan/orderan/order/barang/barangnya/kiriman/parcel/bungkusan/item/tempahan/belian,
            belum sampai, blm sampai, belum datang, blm nyampe, belum nyampe, masih belum
            terima
            paket/paketnya/paketku/pesananku/barangku/pesanan/pesanannya/pesenan/orderan/order/barang/barangnya/kiriman/parcel/bungkusan/item/tempahan/belian,
            tak sampai lagi, belum sampai lagi,
            paket/paketnya/paketku/pesananku/barangku/pesanan/pesanannya/pesenan/orderan/order/barang/barangnya/kiriman/parcel/bungkusan/item/tempahan/belian
            ~ tak/x/tidak/ga/gak/nggak/gk/enggak ~ sampai/sampe/nyampe/datang/tiba,
            resi/resinya/tracking/pelacakan/penjejakan/statusnya/status ~
            tidak/tak/ga/gak/nggak/gk/belum/x/blm ~
            update/berubah/bergerak/gerak/jalan/ada/dikemas, tidak/tak/ga/gak/nggak/gk ada
            update, tak bergerak,
            paket/paketnya/paketku/pesananku/barangku/pesanan/pesanannya/pesenan/orderan/order/barang/barangnya/kiriman/parcel/bungkusan/item/tempahan/belian
            ~ tidak/tak/gak/ga bergerak, sudah/udah/dah/udh ~
            dikirim/kirim/dihantar/hantar/pos ~ belum/blm/ke/lum,
            paket/paketnya/paketku/pesananku/barangku/pesanan/pesanannya/pesenan/orderan/order/barang/barangnya/kiriman/parcel/bungkusan/item/tempahan/belian
            ~ sudah/udah/dah/udh ~ dikirim/kirim/dihantar/pos/shipped, dah pos, berapa lama
            ~ sampai/sampe/tunggu/pengiriman/kirim/nyampe/datang/penghantaran, berapa hari ~
            sampai/sampe/nyampe/pengiriman/datang/kirim, berapa lama lagi, berapa hari lagi,
            estimasi ~ sampai/tiba/pengiriman, status
            paket/paketnya/paketku/pesananku/barangku/pesanan/pesanannya/pesenan/orderan/order/barang/barangnya/kiriman/parcel/bungkusan/item/tempahan/belian,
            cek
            paket/paketnya/paketku/pesananku/barangku/pesanan/pesanannya/pesenan/orderan/order/barang/barangnya/kiriman/parcel/bungkusan/item/tempahan/belian,
            cek resi, semak
            paket/paketnya/paketku/pesananku/barangku/pesanan/pesanannya/pesenan/orderan/order/barang/barangnya/kiriman/parcel/bungkusan/item/tempahan/belian,
            menunggu
            paket/paketnya/paketku/pesananku/barangku/pesanan/pesanannya/pesenan/orderan/order/barang/barangnya/kiriman/parcel/bungkusan/item/tempahan/belian,
            nunggu
            paket/paketnya/paketku/pesananku/barangku/pesanan/pesanannya/pesenan/orderan/order/barang/barangnya/kiriman/parcel/bungkusan/item/tempahan/belian,
            tunggu
            paket/paketnya/paketku/pesananku/barangku/pesanan/pesanannya/pesenan/orderan/order/barang/barangnya/kiriman/parcel/bungkusan/item/tempahan/belian,
            masih menunggu
        """,
        Topic.NOT_RECEIVED: """
            status/statusnya/tracking/sistem/resi ~ sudah/telah/dah/udah ~
            diterima/terkirim/sampai/selesai/dihantar/delivered ~ tapi/tetapi/padahal,
            status/statusnya/tracking/sistem ~ diterima/terkirim/dihantar/delivered,
            delivered ~ tapi/tetapi, tapi saya ~ belum/tak/tidak/gak/ga ~ terima/dapat,
            tidak/tak/gak/ga/nggak ~ terima ~
            paket/paketnya/paketku/pesananku/barangku/pesanan/pesanannya/pesenan/orderan/order/barang/barangnya/kiriman/parcel/bungkusan/item/tempahan/belian,
            tak pernah terima, tidak pernah terima, tak terima apa,
            paket/paketnya/paketku/pesananku/barangku/pesanan/pesanannya/pesenan/orderan/order/barang/barangnya/kiriman/parcel/bungkusan/item/tempahan/belian
            ~ hilang, hilang ~
            paket/paketnya/paketku/pesananku/barangku/pesanan/pesanannya/pesenan/orderan/order/barang/barangnya/kiriman/parcel/bungkusan/item/tempahan/belian,
            siapa yang terima, orang lain ~ terima
        """,
        Topic.CUSTOMS: """
            bea cukai, beacukai, bea masuk, cukai, kastam, pajak impor, pajak import, duti,
            pabean, duty
        """,
        Topic.DAMAGED: """
            rusak, rosak, pecah, retak, sobek, koyak, penyok, kemek, lecet, calar, patah,
            cacat, bocor, tidak/tak/ga/gak/nggak/gk ~ nyala/menyala/berfungsi/jalan/hidup,
            tak boleh guna, tak boleh pakai, tidak bisa dipakai, ga bisa dipakai, gak bisa
            dipakai, ga bisa nyala, mati total, hancur
        """,
        Topic.NOT_AS_DESCRIBED: """
            tidak/tak/ga/gak/nggak/gk ~ sesuai, salah warna, salah ukuran, salah barang,
            salah kirim, salah model, salah hantar, salah saiz,
            warna/warnanya/ukuran/ukurannya/saiz/barang/barangnya/model ~ salah, tak sama,
            tidak sama, gak sama, ga sama, beda ~ foto/gambar/deskripsi, beda warna, berbeda
            ~ foto/gambar, lain ~ gambar, kualitas ~ jelek/buruk/rendah, kualiti ~
            teruk/rendah/buruk, kekecilan, kebesaran, terlalu kecil, terlalu besar, tidak
            muat, ga muat, tak muat, barang bekas, terpakai
        """,
        Topic.SHORT: """
            kurang satu, kurang 1, kurang dua, kurang 2, ada yang kurang,
            barang/barangnya/isi/isinya ~ kurang, tidak/tak/ga/gak/nggak ~ lengkap, tak
            cukup, tidak cukup, cuma ~ datang/dapat/terima/satu/ada, cuman ~
            satu/dapat/datang, hanya ~ terima/dapat/datang/satu, kotak kosong, paket kosong,
            isinya kosong, dus kosong, tak ada dalam kotak
        """,
        Topic.RETURN: """
            retur, return, tukar ukuran, tukar saiz, tukar size, tukar warna, tukar barang,
            ditukar, menukar, kembalikan barang, mengembalikan ~ barang/paket/produk, barang
            ~ dikembalikan, pulangkan ~ barang/item, pemulangan, ganti barang, ganti ukuran
        """,
        Topic.REFUND: """
            refund*, kembalikan ~ uang/duit/dana, uang ~ kembali/dikembalikan/balik, uang
            kembali, duit ~ balik/kembali/dipulangkan/dikembalikan, pulangkan ~ duit/wang,
            bayaran balik, wang ~ balik/dikembalikan/dipulangkan, balikin ~ uang/duit,
            pengembalian dana, pengembalian uang, ganti rugi, pampasan, kompensasi, dana
            saya
        """,
        Topic.CANCEL: """
            batal, batalkan, dibatalkan, membatalkan, batalin, dibatalin, pembatalan,
            cancel*, di cancel, tidak/tak/ga/gak/nggak ~ jadi beli, tak nak dah, tak jadi,
            gak jadi, ga jadi, tidak mau lagi, berubah pikiran
        """,
        Topic.ADDRESS: """
            alamat/alamatnya ~ salah/keliru/baru/diganti/diubah/ditukar,
            ganti/ubah/tukar/rubah/mengubah/mengganti/betulkan/pinda ~ alamat, salah alamat,
            alamat baru, pindah rumah, pindah alamat, salah tulis alamat, kode pos salah,
            poskod salah
        """,
        Topic.RECEIVED: """
            sudah/udah/dah/telah/udh ~ saya terima, barang dah terima, sudah/udah/udh
            diterima, sudah/udah/dah/udh terima, dah terima, dah dapat, sudah sampai dengan
            ~ selamat/baik, sudah/dah/udah ~ sampai ~ terima kasih/makasih, dah sampai ~
            terima kasih, paket sudah sampai, barang sudah sampai, barang dah sampai, sudah
            diterima dengan baik, puas, mantap, sangat bagus, cantik sangat, puas hati
        """,
        Topic.THREAT: """
            penipu, menipu, tipu, ditipu, penipuan, nipu, scam*, dispute, sengketa,
            komplain, aduan, adukan, laporkan ~ toko/penjual/kedai, lapor ~
            toko/penjual/shopee/tokopedia/lazada, report, bintang satu, bintang 1, satu
            bintang, 1 bintang, ulasan ~ buruk/jelek, rating ~ buruk/jelek/rendah, review ~
            buruk/jelek/teruk, maling, pencuri, curang, peringatan terakhir, terakhir kali,
            viralkan, awas
        """,
        Topic.INJURY: """
            kesetrum, setrum, tersengat, renjatan, kena karan, terkena karan, luka, terluka,
            cedera, terbakar, kebakaran, meledak, meletup, rumah sakit, hospital, dokter,
            doktor, alergi, alahan, ruam, gatal, berdarah, keracunan, berbahaya, bahaya,
            asap, melecur, sakit
        """,
        Topic.LAW: """
            polisi, polis, pengacara, peguam, hukum, undang undang, pengadilan, mahkamah,
            tuntut, menuntut, saman, gugat, tribunal, perlindungan konsumen, ylki, bpkn,
            kpdn, kpdnhep, pengguna, jalur hukum, pihak berwajib, pihak berkuasa
        """,
        Topic.COUNTERFEIT: """
            palsu, barang kw, kw, tiruan, imitasi, fake, bukan ~ original/ori/asli/tulen,
            tidak/tak/gak/ga ~ original/ori/asli, ciplak, replika, replica
        """,
    },
)
