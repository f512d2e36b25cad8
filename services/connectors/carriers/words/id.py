"""Indonesian: what is done is said with *di-* and *ter-*, who does it with *me-*."""

from services.connectors.carriers.words.lexicon import Concept, Lexicon

LEXICON = Lexicon(
    "id",
    {
        Concept.CUSTOMS: """
            bea cukai, bea dan cukai, beacukai, pabean, kepabeanan, kantor pabean, djbc, karantina,
            instansi pemerintah, lembaga pemerintah, ppjk, pialang kepabeanan, bea & cukai, petugas
            bea cukai, kantor bea cukai, petugas pabean, otoritas kepabeanan, otoritas pabean
        """,
        Concept.CLEARING: """
            proses bea cukai, proses kepabeanan, proses pabean, pengurusan bea cukai, penyelesaian
            pabean, customs clearance, izin kepabeanan, pemeriksaan bea cukai, clearance,
            pemeriksaan pabean, pemeriksaan kepabeanan, penanganan bea cukai, pengecekan bea cukai,
            pengawasan bea cukai, di bea cukai, proses impor, proses ekspor, custom clearance,
            customs, kepabeanan berlangsung, dokumen pabean diproses, pemindaian impor, status
            pabean, status bea cukai
        """,
        Concept.CLEARED: """
            lolos bea cukai, lolos pemeriksaan bea cukai, lolos kepabeanan, lolos pabean, sppb
            terbit, sppbmcp terbit, lepas bea cukai, melewati bea cukai, sppb telah terbit,
            menerbitkan sppb, terbit sppb, sppb diterbitkan, sppb keluar, telah sppb, selesai bea
            cukai, keluar dari bea cukai, dikeluarkan dari bea cukai, selesai kepabeanan, selesai
            pabean, clear bea cukai, bebas bea cukai, lulus pemeriksaan, lulus bea cukai, lulus
            pemeriksaan bea cukai
        """,
        Concept.RELEASED: """
            dilepas*, dilepaskan, dirilis, rilis, dibebaskan, diizinkan, lepas, lolos, disetujui
            keluar, pengeluaran, diloloskan, persetujuan pengeluaran, sppb, izin keluar, melepas,
            melepaskan, melepasnya
        """,
        Concept.LEFT: "keluar dari, meninggalkan, dikeluarkan dari, berangkat dari",
        Concept.DONE: """
            selesai, diselesaikan, berhasil, sukses, tuntas, disetujui, rampung, telah selesai,
            sudah selesai, kelar, lengkap, dilaksanakan, diterbitkan
        """,
        Concept.HELD: """
            ditahan, tertahan, penahanan, dihentikan, tersangkut, diblokir, menahan, ditangguhkan,
            tahan, tersendat, penangguhan, disimpan di bea cukai, menunggak, macet, dibekukan,
            disegel
        """,
        Concept.DETAINED: "ditahan oleh petugas/pihak, penahanan",
        Concept.LIFTED: "penahanan dicabut, diatasi, teratasi, terselesaikan",
        Concept.INSPECTION: """
            pemeriksaan, diperiksa, inspeksi, memeriksa, x ray, pengecekan, dicek, scan x ray, uji,
            verifikasi, pengujian
        """,
        Concept.NEEDED: """
            diperlukan, memerlukan, perlu, dibutuhkan, membutuhkan, butuh, wajib, harus, kurang,
            kekurangan, belum lengkap, tidak lengkap, menunggu, diminta, meminta, mohon, belum
            dibayar, belum dilunasi, segera, hilang, kelengkapan, melengkapi, dilengkapi, belum ada,
            tidak ada dokumen, tanpa dokumen, belum melengkapi, belum mengajukan, belum menyerahkan,
            belum mengirimkan, tidak sesuai, salah, keliru, kurang bayar, terutang, tunggakan,
            harap, silakan, segera melengkapi, serahkan, kirimkan, unggah, memperbaiki, perbaikan,
            diperbaiki, revisi, mengunggah, menyerahkan, menyampaikan, tambahan, bayar
        """,
        Concept.PAPERS: """
            dokumen, dokumennya, faktur, invoice, npwp, nik, ktp, paspor, sertifikat, surat izin,
            izin impor, deklarasi, surat kuasa, bukti pembelian, bukti pembayaran, cn22, cn23, cn
            22, cn 23, packing list, lisensi, berkas, pemberitahuan impor, pemberitahuan pabean,
            pib, kartu identitas, identitas, nomor pajak, surat jalan, perizinan, rekomendasi,
            sertifikat asal, tanda terima, kuitansi, kwitansi, bukti transfer
        """,
        Concept.SENDERS_PAPERS: """
            faktur, invoice, deklarasi, packing list, surat keterangan asal, cn22, cn23, cn 22,
            cn 23
        """,
        Concept.DETAILS: "informasi, data, konfirmasi, keterangan, tanggapan, balasan",
        Concept.DUTY: """
            bea masuk, pajak, pajak impor, pdri, ppn, bea impor, biaya bea cukai, biaya pabean,
            tagihan bea cukai, cukai impor, bea masuk dan pajak, pajak dalam rangka impor, pungutan,
            tarif bea, denda pabean
        """,
        Concept.ASSESSED: "dikenakan pajak, dikenakan bea masuk, sppbmcp, billing terbit",
        Concept.PAY: """
            pembayaran, membayar, bayar, dibayar, pelunasan, melunasi, tagihan, biaya, billing
        """,
        Concept.PAID: """
            dibayar, dilunasi, terbayar, lunas, pembayaran diterima, dibayarkan, sudah dibayar,
            telah dibayar, pembayaran berhasil, pembayaran selesai, telah lunas, sudah lunas,
            pembayaran telah diterima
        """,
        Concept.COD: """
            bayar di tempat, cod, ongkir, ongkos kirim, biaya kirim, biaya pengiriman,
            menunggu pembayaran, belum dibayar
        """,
        Concept.PROBLEM: """
            masalah, bermasalah, kendala, terkendala, kesalahan, gagal, kegagalan, ketidaksesuaian,
            perbedaan, pelanggaran, eror, error, hambatan
        """,
        Concept.MUST: """
            harus, wajib, perlu, diminta, mohon, diwajibkan, harap, diharuskan, berkewajiban,
            dimohon, diimbau
        """,
        Concept.DECLINES: "ditolak, menolak, penolakan",
        Concept.REFUSED: """
            ditolak ~ bea cukai, ditolak ~ pabean, bea cukai menolak, penolakan bea cukai,
            dikembalikan oleh ~ bea cukai, impor ditolak, tidak diizinkan masuk, reekspor, tidak
            diizinkan impor, bea cukai tolak, ditolak bea cukai, ditolak masuk, masuk ditolak,
            larangan masuk, tidak boleh masuk, tidak diperbolehkan masuk, tidak disetujui bea cukai,
            ditolak pabean, penolakan pabean, re ekspor, dikembalikan bea cukai
        """,
        Concept.SEIZED: """
            disita, penyitaan, menyita, dirampas, sitaan, disita bea cukai, penindakan, ditegah,
            penegahan, barang sitaan
        """,
        Concept.PROHIBITED: "dilarang, terlarang, larangan, ilegal, lartas, palsu",
        Concept.EXPORT: """
            ekspor, pengeksporan, negara asal, negara pengirim, asal pengiriman, pabean ekspor
        """,
        Concept.IMPORT: "impor, pengimporan, negara tujuan",
        Concept.TRANSIT_CUSTOMS: "negara transit, bea cukai transit",
        Concept.SENDER: "pengirim, penjual, eksportir, seller, pengirimnya",
        Concept.RECEIVER: """
            penerima, pembeli, importir, dari/oleh pelanggan, anda harus/perlu/wajib/diminta, npwp
            anda, ktp anda, identitas anda, paspor anda, nomor anda, data anda, konfirmasi anda,
            pelanggan
        """,
        Concept.AGENT: """
            kurir, pengangkut, ppjk, agen, jasa pengiriman, ekspedisi, maskapai, ppjk penerima, ppjk
            importir, agen bea cukai, agen kepabeanan, forwarder, perusahaan pengiriman, pialang,
            sopir, driver, tukang pos
        """,
        Concept.ON_REQUEST: """
            atas/sesuai permintaan, permintaan penerima/pelanggan, diminta penerima, permintaan,
            dijadwalkan ulang penerima, sesuai janji, janji temu, minta diantar
        """,
        Concept.INFO: """
            resi dibuat, resi telah dibuat, nomor resi, pesanan dibuat, pesanan telah dibuat,
            manifes, data elektronik, informasi pengiriman diterima, menunggu pickup, menunggu
            penjemputan, label dibuat, pesanan diproses, sedang disiapkan, siap dikirim, data
            kiriman diterima, menyiapkan paket, menyiapkan pesanan, menyiapkan barang, sedang
            menyiapkan, pengirim sedang, penjual menyiapkan, seller menyiapkan, menunggu diserahkan,
            belum diserahkan, belum di pickup, belum dipickup, belum dikirim, belum diterima kurir,
            menunggu kurir, order dibuat, order created, data diterima, informasi diterima,
            pemesanan, permintaan pickup, request pickup, akan dijemput, akan dipickup, sedang
            dikemas, label kiriman dibuat, label kiriman, kiriman dibuat, informasi pengiriman, siap
            untuk dikirim, menunggu penjual, manifes diterima, elektronik, pemberitahuan awal,
            pemberitahuan elektronik, pra pemberitahuan, telah menyiapkan, sudah menyiapkan, telah
            mengemas
        """,
        Concept.ACCEPTED: """
            diterima di agen, diterima di konter/counter/gerai/loket, dijemput, di pick up, diambil
            dari pengirim, diterima dari pengirim, paket di terima, posting loket, diserahkan oleh
            pengirim, diterima oleh ~ drop point, penerimaan di loket, dipickup, telah diterima oleh
            ~ agen/konter/counter, di pickup kurir, dipickup kurir, diambil kurir, pickup oleh
            kurir, dijemput kurir, diterima di drop point, diterima di cabang, diterima oleh
            counter, paket diterima di gerai, sudah di pickup, telah di pickup, telah dipickup,
            berhasil di pickup, berhasil dijemput, penjemputan berhasil, pickup berhasil, penerimaan
            paket, paket diterima jne, paket diterima jnt, diserahkan ke kurir oleh pengirim,
            diserahkan ke agen, diterima @, diterima pengangkut, diterima oleh pengangkut,
            diserahkan pengirim, diantar pengirim, dititipkan pengirim, diserahkan pengirim di
        """,
        Concept.MOVING: """
            dalam perjalanan, diproses, transit, tiba, sampai, berangkat, diberangkatkan, dikirim,
            dikirimkan, pengiriman, gudang, sortir, penyortiran, hub, bandara, diteruskan, keluar,
            masuk, drop point, diterima di, kota tujuan, penerbangan, dimuat, diterima, diangkut,
            paket, kiriman, barang, diantar, keluar dari gudang, masuk gudang, gudang sortir,
            transit di, dalam transit, pusat sortir, sorting center, tiba di, sampai di, menuju,
            terbang, pesawat, kapal, truk, muat, bongkar, dibongkar, manifest, dikirim ke,
            diteruskan ke, linehaul, origin, destinasi, cabang, agen, kantor pos, dipindahkan,
            didistribusikan, distribusi, paket dikirim, diproses di, di gudang, akan diangkut,
            fasilitas
        """,
        Concept.ARRIVED: """
            tiba/sampai/mendarat di negara tujuan, tiba/sampai/masuk di indonesia,
            memasuki negara tujuan, tiba di indonesia, sampai di indonesia, tiba di negara tujuan,
            mendarat di indonesia, masuk ke indonesia, masuk wilayah indonesia
        """,
        Concept.OUT: """
            dibawa ~ kurir, dibawa oleh kurir, sedang diantar*, dalam pengantaran, sedang dalam
            pengantaran, proses antar*, proses antaran, dalam proses pengantaran, kurir menuju,
            menuju alamat penerima, sedang dikirim ke alamat, diantar oleh kurir, dibawa pengantar,
            dibawa kurir, kurir sedang, kurir dalam perjalanan, kurir sedang menuju, kurir menuju
            alamat, kurir mengantar, menuju alamat, sedang diantar, diantar ke alamat, dalam proses
            antar, proses pengantaran, sedang dikirim kurir, akan diantar hari ini, delivery oleh
            kurir, with delivery courier, keluar untuk pengantaran, dibawa oleh pengantar,
            pengantaran oleh kurir, dalam pengiriman ke alamat, sedang diantarkan, menuju tempat
            anda, menuju alamat anda, menuju rumah anda, sedang menuju tempat, tukang pos
        """,
        Concept.READY: """
            siap diambil, dapat diambil, bisa diambil, menunggu diambil, menunggu pengambilan, siap
            untuk diambil, titik pengambilan, silakan diambil, diambil di kantor pos, ambil di,
            silakan ambil, menunggu diambil penerima, diambil di agen, menunggu di kantor pos,
            tersedia di, di loker, di locker, siap dijemput penerima, ditahan untuk diambil, siap
            pickup, titik layanan, kiriman siap diambil, disimpan untuk diambil, ditahan untuk
            diambil pelanggan, tersedia untuk diambil
        """,
        Concept.COLLECTED: """
            diambil oleh penerima, diambil penerima, diambil sendiri, diambil oleh ~ pelanggan,
            penerima telah mengambil, diambil pelanggan, diambil di kantor oleh, sudah diambil,
            telah diambil penerima
        """,
        Concept.DELIVERED: """
            terkirim, berhasil dikirim*, berhasil diantar*, telah/sudah diantar*, diterima oleh ~
            penerima, diterima oleh ~ bersangkutan, diterima oleh ybs, diterima penerima, diserahkan
            ke penerima, diserahkan kepada ~ penerima, sampai di tangan, telah/sudah diterima oleh,
            selesai antar, diantarkan, pengiriman berhasil, sampai di alamat, diterima oleh
            satpam/resepsionis/keluarga/tetangga/sekuriti, diterima oleh yang bersangkutan,
            delivered, berhasil diterima, diserahkan kepada penerima, telah diserahkan ke penerima,
            diantar ke tempat, diantar ke alamat penerima, diantar ke penerima, sudah sampai di
            tangan
        """,
        Concept.DELIVERY: "pengantaran, antaran, pengiriman, diantar, diantarkan",
        Concept.FAILS: "gagal, tidak berhasil, tidak dapat, tidak bisa",
        Concept.VEHICLE: "kendaraan, mobil, truk, motor, van",
        Concept.WAITS: "menunggu",
        Concept.FETCH: "diambil, pengambilan, mengambil",
        Concept.FETCHED: "mengambil, telah diambil, sudah diambil, diambil oleh, telah mengambil",
        Concept.RECEIVED: "menerima, telah menerima",
        Concept.STANDS_IN: """
            tetangga, satpam, resepsionis, keluarga, sekuriti, security, kotak surat, asisten rumah
            tangga, teman, rekan kerja, depan pintu, penjaga, keluarga penerima, istri, suami, orang
            tua, saudara, pembantu, kotak pos, teras, pagar, pos satpam, lobi, lobby, pintu
            belakang, pintu depan, garasi
        """,
        Concept.GIVEN: "diterima, dititipkan, diserahkan, ditinggalkan, diletakkan, diantar ke",
        Concept.HANDOVER: """
            diserahkan ke/kepada ~ kurir/ekspedisi/maskapai/mitra/pengangkut/pabean, diserahkan
            ke/kepada ~ bea cukai, serah terima, diserahterimakan, dikirim/diterima/diantar
            ke/oleh/kepada ~ ekspedisi/maskapai/mitra/pengangkut, diterima oleh ~ kurir, diterima
            oleh ~ jasa pengiriman, terkirim ke ~ mitra/ekspedisi, diterima oleh bea cukai,
            diserahkan ke bea cukai, diserahkan ke mitra, diserahkan ke pihak, dialihkan ke mitra,
            diserahkan ke ekspedisi, diserahkan ke pos, diserahkan ke maskapai, dikirim melalui
            mitra, tahap akhir, mil terakhir
        """,
        Concept.FAILED: """
            gagal kirim, gagal antar*, gagal dikirim*, gagal diantar*, pengiriman gagal, pengantaran
            gagal, tidak berhasil diantar*, antaran gagal, percobaan pengiriman gagal, percobaan
            pengantaran gagal, percobaan pengiriman, percobaan pengantaran, upaya pengantaran, tidak
            di tempat, tidak ada di tempat, tidak ada orang, rumah kosong, rumah/kantor ~ tutup,
            ditolak ~ penerima, penerima menolak, penerima tidak, tidak dapat diantar*, tidak dapat
            dikirim*, tidak terkirim, tidak bisa dihubungi, tidak dapat dihubungi, tidak dikenal,
            gagal antar, gagal delivery, tidak di rumah, tidak ada di rumah, tidak berada di tempat,
            penerima tidak ada, penerima tidak di rumah, alamat tidak ditemukan, alamat tidak
            lengkap sehingga, nomor tidak aktif, tidak merespon, tidak merespons, tidak mengangkat,
            toko tutup, kantor tutup, rumah tutup, tutup, penerima pindah, pindah alamat, penerima
            tidak dikenal, akan diantar ulang, pengantaran ulang, antar ulang, dikirim ulang,
            percobaan, kirim ulang, menolak menerima, menolak paket, tidak mau menerima, titik
            layanan penuh, penuh, tidak ada akses, akses ditutup, penerima tidak tersedia, penerima
            tidak hadir, upaya gagal, tidak dapat diantarkan
        """,
        Concept.RETURN: """
            retur, diretur, dikembalikan, pengembalian, kembali ke pengirim, dikirim kembali,
            kembalikan, retur ke, return, dikembalikan ke, kembali ke, proses retur, paket retur,
            balik ke pengirim, dipulangkan, pengembalian ke
        """,
        Concept.RETURN_DONE: """
            diterima ~ oleh pengirim, retur diterima, diterima pengirim, retur selesai, telah/sudah
            dikembalikan ke/kepada pengirim, menerima kembali, telah menerima kembali, diterima
            kembali
        """,
        Concept.LOST: """
            paket/kiriman/barang hilang, dicuri, raib, tidak ditemukan paketnya, kehilangan
        """,
        Concept.DESTROYED: "dimusnahkan, pemusnahan, dihancurkan",
        Concept.CANCELLED: "dibatalkan, pembatalan, batal",
        Concept.TROUBLE: """
            rusak, kerusakan, terlambat, keterlambatan, tertunda, ditunda, alamat tidak lengkap,
            alamat salah, salah alamat, alamat tidak jelas, masalah, bermasalah, kendala, tertahan,
            gagal, salah sortir, basah, pecah, penyok, bocor, delay, cuaca, banjir, kecelakaan,
            mogok, salah rute, salah kirim, misroute, alamat kurang, kode pos salah, tidak diambil,
            melewati batas waktu, batas waktu pengambilan, dialihkan, bencana, dikemas ulang,
            terhenti, terganggu, pengecualian, ditangguhkan, menunggu instruksi, ditahan kurir
        """,
        Concept.EXPIRED: "kedaluwarsa, kadaluarsa, tidak ada informasi pelacakan",
        Concept.NOT: "tidak, belum, tak, bukan, tanpa, gagal, batal",
        Concept.IF: "jika, apabila, kalau, bila, bilamana, kecuali, apakah, asalkan, tergantung",
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
