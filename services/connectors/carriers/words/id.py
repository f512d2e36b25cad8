"""Indonesian: what is done is said with *di-* and *ter-*, who does it with *me-*."""

from services.connectors.carriers.words.lexicon import Concept, Lexicon

LEXICON = Lexicon(
    "id",
    {
        Concept.COD: """
            bayar di tempat, cod, ongkir, ongkos kirim, biaya kirim, biaya pengiriman,
            menunggu pembayaran, belum dibayar
        """,
        Concept.CUSTOMS: """
            bea cukai, bea dan cukai, beacukai, pabean, kepabeanan, kantor pabean, djbc,
            karantina
        """,
        Concept.CLEARING: """
            proses bea cukai, proses kepabeanan, proses pabean, pengurusan bea cukai,
            penyelesaian pabean, customs clearance, izin kepabeanan, pemeriksaan bea cukai,
            clearance
        """,
        Concept.CLEARED: """
            lolos bea cukai, lolos pemeriksaan bea cukai, lolos kepabeanan, lolos pabean,
            sppb terbit, sppbmcp terbit, lepas bea cukai, melewati bea cukai
        """,
        Concept.RELEASED: """
            dilepas*, dilepaskan, dirilis, rilis, dibebaskan, diizinkan, lepas, lolos
        """,
        Concept.LEFT: "keluar dari, meninggalkan, dikeluarkan dari, berangkat dari",
        Concept.DONE: "selesai, diselesaikan, berhasil, sukses, tuntas, disetujui, rampung",
        Concept.HELD: """
            ditahan, tertahan, penahanan, dihentikan, tersangkut, diblokir, menahan, ditangguhkan
        """,
        Concept.DETAINED: "ditahan oleh petugas/pihak, penahanan",
        Concept.LIFTED: "penahanan dicabut, diatasi, teratasi, terselesaikan",
        Concept.INSPECTION: "pemeriksaan, diperiksa, inspeksi, memeriksa, x ray",
        Concept.NEEDED: """
            diperlukan, memerlukan, perlu, dibutuhkan, membutuhkan, butuh, wajib, harus, kurang,
            kekurangan, belum lengkap, tidak lengkap, menunggu, diminta, meminta, mohon,
            belum dibayar, belum dilunasi, segera, hilang, kelengkapan, melengkapi, dilengkapi
        """,
        Concept.PAPERS: """
            dokumen, dokumennya, faktur, invoice, npwp, nik, ktp, paspor, sertifikat, surat izin,
            izin impor, deklarasi, surat kuasa, bukti pembelian, bukti pembayaran, cn22, cn23,
            cn 22, cn 23, packing list, lisensi, berkas
        """,
        Concept.SENDERS_PAPERS: """
            faktur, invoice, deklarasi, packing list, surat keterangan asal, cn22, cn23, cn 22,
            cn 23
        """,
        Concept.DETAILS: "informasi, data, konfirmasi, keterangan, tanggapan, balasan",
        Concept.DUTY: """
            bea masuk, pajak, pajak impor, pdri, ppn, bea impor, biaya bea cukai, biaya pabean,
            tagihan bea cukai, cukai impor
        """,
        Concept.ASSESSED: "dikenakan pajak, dikenakan bea masuk, sppbmcp, billing terbit",
        Concept.PAY: """
            pembayaran, membayar, bayar, dibayar, pelunasan, melunasi, tagihan, biaya, billing
        """,
        Concept.PAID: "dibayar, dilunasi, terbayar, lunas, pembayaran diterima, dibayarkan",
        Concept.PROBLEM: "masalah, bermasalah, kendala, terkendala, kesalahan, gagal, kegagalan",
        Concept.REFUSED: """
            ditolak ~ bea cukai, ditolak ~ pabean, bea cukai menolak, penolakan bea cukai,
            dikembalikan oleh ~ bea cukai, impor ditolak, tidak diizinkan masuk, reekspor,
            tidak diizinkan impor
        """,
        Concept.SEIZED: "disita, penyitaan, menyita, dirampas, sitaan",
        Concept.PROHIBITED: "dilarang, terlarang, larangan, ilegal, lartas, palsu",
        Concept.EXPORT: "ekspor, pengeksporan, negara asal",
        Concept.IMPORT: "impor, pengimporan, negara tujuan",
        Concept.TRANSIT_CUSTOMS: "negara transit, bea cukai transit",
        Concept.SENDER: "pengirim, penjual, eksportir, seller, pengirimnya",
        Concept.RECEIVER: """
            penerima, pembeli, importir, dari/oleh pelanggan, anda harus/perlu/wajib/diminta
        """,
        Concept.AGENT: "kurir, pengangkut, ppjk, agen, jasa pengiriman, ekspedisi, maskapai",
        Concept.ON_REQUEST: """
            atas/sesuai permintaan, permintaan penerima/pelanggan, diminta penerima
        """,
        Concept.INFO: """
            resi dibuat, resi telah dibuat, nomor resi, pesanan dibuat, pesanan telah dibuat,
            manifes, data elektronik, informasi pengiriman diterima, menunggu pickup,
            menunggu penjemputan, label dibuat, pesanan diproses, sedang disiapkan, siap dikirim,
            data kiriman diterima
        """,
        Concept.ACCEPTED: """
            diterima di agen, diterima di konter/counter/gerai/loket, dijemput, di pick up,
            diambil dari pengirim, diterima dari pengirim, paket di terima, posting loket,
            diserahkan oleh pengirim, diterima oleh ~ drop point, penerimaan di loket, dipickup,
            telah diterima oleh ~ agen/konter/counter
        """,
        Concept.MOVING: """
            dalam perjalanan, diproses, transit, tiba, sampai, berangkat, diberangkatkan, dikirim,
            dikirimkan, pengiriman, gudang, sortir, penyortiran, hub, bandara, diteruskan, keluar,
            masuk, drop point, diterima di, kota tujuan, penerbangan, dimuat, diterima, diangkut,
            paket, kiriman, barang, diantar
        """,
        Concept.ARRIVED: """
            tiba/sampai/mendarat di negara tujuan, tiba/sampai/masuk di indonesia,
            tiba di ~ tujuan, memasuki negara tujuan
        """,
        Concept.OUT: """
            dibawa ~ kurir, dibawa oleh kurir, sedang diantar*, dalam pengantaran,
            sedang dalam pengantaran, proses antar*, proses antaran, dalam proses pengantaran,
            kurir menuju, menuju alamat penerima, sedang dikirim ke alamat, diantar oleh kurir,
            dibawa pengantar
        """,
        Concept.READY: """
            siap diambil, dapat diambil, bisa diambil, menunggu diambil, menunggu pengambilan,
            siap untuk diambil, titik pengambilan, silakan diambil, diambil di kantor pos
        """,
        Concept.COLLECTED: """
            diambil oleh penerima, diambil penerima, diambil sendiri, diambil oleh ~ pelanggan
        """,
        Concept.DELIVERED: """
            terkirim, berhasil dikirim*, berhasil diantar*, telah/sudah diantar*,
            diterima oleh ~ penerima, diterima oleh ~ bersangkutan, diterima oleh ybs,
            diterima penerima, diserahkan ke penerima, diserahkan kepada ~ penerima,
            sampai di tangan, telah/sudah diterima oleh, selesai antar, diantarkan,
            pengiriman berhasil, sampai di alamat,
            diterima oleh satpam/resepsionis/keluarga/tetangga/sekuriti
        """,
        Concept.HANDOVER: """
            diserahkan ke/kepada ~ kurir/ekspedisi/maskapai/mitra/pengangkut/pabean,
            diserahkan ke/kepada ~ bea cukai, serah terima, diserahterimakan,
            dikirim/diterima/diantar ke/oleh/kepada ~ ekspedisi/maskapai/mitra/pengangkut,
            diterima oleh ~ kurir, diterima oleh ~ jasa pengiriman, terkirim ke ~ mitra/ekspedisi,
            diterima oleh bea cukai
        """,
        Concept.FAILED: """
            gagal kirim, gagal antar*, gagal dikirim*, gagal diantar*, pengiriman gagal,
            pengantaran gagal, tidak berhasil diantar*, antaran gagal, percobaan pengiriman gagal,
            percobaan pengantaran gagal, percobaan pengiriman, percobaan pengantaran,
            upaya pengantaran, tidak di tempat, tidak ada di tempat, tidak ada orang,
            rumah kosong, rumah/kantor ~ tutup, ditolak ~ penerima, penerima menolak,
            penerima tidak, tidak dapat diantar*, tidak dapat dikirim*, tidak terkirim,
            tidak bisa dihubungi, tidak dapat dihubungi, tidak dikenal
        """,
        Concept.RETURN: """
            retur, diretur, dikembalikan, pengembalian, kembali ke pengirim, dikirim kembali,
            kembalikan
        """,
        Concept.RETURN_DONE: """
            diterima ~ oleh pengirim, retur diterima, diterima pengirim, retur selesai,
            telah/sudah dikembalikan ke/kepada pengirim
        """,
        Concept.LOST: "paket/kiriman/barang hilang, dicuri",
        Concept.DESTROYED: "dimusnahkan, pemusnahan, dihancurkan",
        Concept.CANCELLED: "dibatalkan, pembatalan, batal",
        Concept.TROUBLE: """
            rusak, kerusakan, terlambat, keterlambatan, tertunda, ditunda, alamat tidak lengkap,
            alamat salah, salah alamat, alamat tidak jelas, masalah, bermasalah, kendala,
            tertahan, gagal, salah sortir
        """,
        Concept.EXPIRED: "kedaluwarsa, kadaluarsa, tidak ada informasi pelacakan",
        Concept.NOT: "tidak, belum, tak, bukan, tanpa, gagal, batal",
        Concept.IF: "jika, apabila, kalau, bila, bilamana, kecuali",
        Concept.FUTURE: """
            akan, sedang, menunggu, untuk, setelah, sebelum, sesudah, jika, apabila, bila, agar,
            hendak, besok, rencana, dijadwalkan, diperkirakan, dalam proses, harus, perlu, wajib,
            begitu, supaya, estimasi, hingga, sampai dengan, dalam, ketika, siap
        """,
        Concept.MAYBE: """
            mungkin, barangkali, kemungkinan, seperti, misalnya, termasuk, bisa jadi,
            dapat/bisa ditahan
        """,
        Concept.AND: "dan, tetapi, tapi, namun, lalu, kemudian",
        Concept.CAUSE: "karena, sebab, akibat, disebabkan, dikarenakan",
        Concept.FINITE: "telah, sudah, berhasil, sedang, akan",
    },
)
