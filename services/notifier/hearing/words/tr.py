"""Turkish."""

from services.notifier.hearing.topics import Topic
from services.notifier.hearing.vocabulary import Vocabulary

_PARCEL = (
    "paket/paketim/paketimi/paketimin/paketler/paketlerim/paketten/kargo/kargom/kargomu/kargomun"
    "/kargonun/kargolar/kargolarım/sipariş/siparişim/siparişimi/siparişimin/siparişin/siparişler"
    "/siparişlerim/siparis/gönderi/gönderim/gönderimin/teslimat/teslimatım/koli/kolim"
)
_GOODS = "ürün/ürünüm/ürünümü/ürünümün/ürünler/ürünlerim/ürünü/aldığım/aldıklarım/malım"
_WHERE = "nerede/nerde/neredeki/nerdeki/nerelerde/neredesiniz/nerdedir/neredeymiş"
_LOST = "nerede/nerde kaldı/kaldi/olduğu/oldugu/olduğunu/oldugunu/şu/takıldı/bekliyor"
_COMES = (
    "gelir/gelecek/gelicek/gelcek/geliyor/gelmiş/ulaşır/ulasir/ulaşacak/ulasacak/ulaşır/varır"
    "/varacak/teslim/elime/elimde/elimize/gelebilir/gelmesi/ulaşması/kargolanır/kargolanacak"
    "/kargoya/kargolarsınız/kargoda/yola/çıkar/çıkacak/alırım/alacağım/alabilirim"
)
_SENDS = (
    "gönderilir/gönderilecek/gönderirsiniz/gönderiyorsunuz/gönderdiniz/göndereceksiniz/gonderilecek"
)
_NOT_YET = (
    "gelmedi/gelmemiş/gelmediler/ulaşmadı/ulasmadi/ulaşmamış/almadım/alamadım/elime/elimde"
    "/teslim/kargoya/kargolanmadı/gönderilmedi/çıkmadı/yola/yok/gelemedi/gelmiyor/verilmedi"
)
_STILL = "hala/halen/henüz/daha/hâlâ/hâlen/hla"
_SENT = (
    "verildi/verilmiş/verilecek/verdiniz/verilir/verildimi/çıktı/çıkmış/gönderildi/gönderdiniz"
    "/gönderilmiş/kargolandı/kargoladınız"
)
_ADDRESS = (
    "adres/adresi/adresim/adresimi/adresin/adresini/adresimiz/adreste/adrese/adresten/daire"
    "/kapı/bina/apartman/adresimde/adresinde"
)

VOCABULARY = Vocabulary(
    "tr",
    {
        Topic.WHERE_IS_PARCEL: f"""
            {_PARCEL}/{_GOODS} {_WHERE}, {_PARCEL}/{_GOODS} ~ {_LOST}, {_WHERE} {_PARCEL}, {_WHERE}
            bu/benim/şu {_PARCEL}, {_PARCEL} şu an ~ {_WHERE}, {_PARCEL}/{_GOODS} ne
            durumda/oldu/alemde/haber, {_PARCEL}/{_GOODS} şu an ne durumda, {_PARCEL}/{_GOODS}
            hani/nolduu/noldu, {_PARCEL} ~ ne zaman ~ {_COMES}, {_GOODS} ne zaman {_COMES}, ne zaman
            {_COMES}, {_PARCEL}/{_GOODS} ne zaman {_SENDS}, ne zaman ~ {_PARCEL} {_COMES}, ne zamana
            ~ {_COMES}, ne zamana gelir, kaç güne/günde ~ {_COMES}, kaç gün ~
            {_COMES}/sürer/sürüyor, bu hafta ~ gelir mi, {_PARCEL} bugün/yarın gelir mi,
            {_PARCEL}/{_GOODS} ~ {_STILL} ~ {_NOT_YET}, {_STILL} {_NOT_YET}, {_STILL} ~ {_PARCEL} ~
            {_NOT_YET}, gelmedi {_STILL}, {_PARCEL} hâlâ yok, {_PARCEL}
            bekliyorum/bekliyoruz/beklemekteyim, {_PARCEL} ~ gündür/haftadır/aydır ~
            bekliyorum/bekliyoruz/gelmedi/yok, gündür/haftadır/aydır ~ {_PARCEL}/{_GOODS} ~
            bekliyorum/bekliyoruz/beklemekteyim/yolda, gündür/haftadır/aydır
            bekliyorum/bekliyoruz/gelmedi, {_PARCEL} ~ gündür/haftadır/aydır/günden,
            teslimat/kargo/gönderim/teslim ~ ne kadar/sürer/süresi, teslimat ~ kaç, ne kadar sürede
            gelir/ulaşır, ne kadar sürer kargo/teslimat/gelmesi, teslim/teslimat tarihi, tahmini
            teslim*/varış/teslimat, {_PARCEL} durumu/akıbeti/nerelerde, {_PARCEL} kargoya ~ {_SENT},
            kargoya {_SENT} mi, kargoya {_SENT}, {_PARCEL} yola çıktı, {_PARCEL} ~ gönderildi mi,
            {_PARCEL} ~ kargolandı mı, {_PARCEL} gönderdiniz mi, yola çıktı mı,
            takip/takibi/takibim/takipte/takibinde/takipteki ~
            güncellen*/hareket/ilerlem*/değiş*/yok/görünüyor/görünm*/çalışm*/hata/geçersiz,
            takip/takibi/takibim/takipte/takibinde/takipteki ~ bulunam*, {_PARCEL} ~
            hareket/ilerlemiyor/kıpırda*/yolda/takıldı/takılmış/beklemede, {_PARCEL} ~ beri ~
            görün*/yolda/aynı/yurtdışı*, hareket yok, {_PARCEL} ~ gelişme, gelişme/haber/güncelleme
            var mı, {_PARCEL} hakkında bilgi, {_PARCEL} ~ gecik*, {_PARCEL}/{_GOODS} ~
            gelecek/gelicek/gelir/gelmeyecek/gelmez/ulaştı/geldi/çıktı mi, {_PARCEL} ~ hangi
            aşamada, gelmesi gerekiyordu/lazımdı/gerekirdi, gelmeliydi, gelecekti ~ gelmedi
        """,
        Topic.NOT_RECEIVED: f"""
            teslim edildi yaz*/görün*/diyor/gözük*/deniyor/ama/olarak/denmiş, teslim edilmiş ~
            görün*/yaz*/gözük*/diyor/olarak, teslim edilmedi, teslim almadım, teslim almadik,
            hiç/asla ~ gelmedi/almadım/ulaşmadı/alamadım, bir şey
            gelmedi/almadım/ulaşmadı/yok/alamadım, birşey gelmedi/almadım/yok, hiçbir şey ~
            gelmedi/almadım/yok/ulaşmadı, bana ~ gelmedi/ulaşmadı/teslim edilmedi,
            {_PARCEL}/{_GOODS} gelmedi/ulaşmadı/almadım/alamadım/elime ulaşmadı/gelmedi,
            {_PARCEL}/{_GOODS} elime ulaşmadı/geçmedi/gelmedi, kaybol*, kayıp, kaybett*, kayb*,
            çalın*, çaldı*, hırsız*, komşu* ~ yok/almamış/değil/diyor/bırak*, başkası*/başka ~
            teslim/almış/imza*, yanlış adrese/kişiye/yere ~ teslim/git*/gönder*, imza atmadım, ben
            imza*
        """,
        Topic.CUSTOMS: """
            gümrü*, gümrük*, vergi*, ithalat*, kdv, ötv, proforma, menşe*, ticari fatura, tareks,
            ptt gümrük
        """,
        Topic.DAMAGED: """
            kırık, kırıl*, kırmış*, çatla*, bozuk*, bozul*, arıza*, hasar*, ezik, ezil*, çizik*,
            çizil*, yırt*, delik*, delin*, patlak*, akmış, akıyor, akıtıyor, sızdır*, dökül*,
            parçalan*, kopuk, kopmuş, koptu, eğri*, bükül*, çalışmıyor/çalışmadı/çalışmaz,
            çalışmıyo, açılmıyor/açılmadı, şarj olmuyor/etmiyor/almıyor, kusurlu, defolu*, hatalı,
            deforme*, paramparça, kullanılmaz, lekeli
        """,
        Topic.NOT_AS_DESCRIBED: """
            ettiğim/verdiğim/aldığım/istediğim ~ bu değil/değildi, bu değildi, yanlış/farklı/başka
            renk/beden/ürün/model/numara/boy/ölçü/renkte/ürünü/bir, renk/beden/model/numara/rengi ~
            yanlış/farklı, açıklama*/görsel*/resim*/fotoğraf*/ilan* ~
            alakası/farklı/uymuyor/aynı/gibi/değil/ilgisi/uygun, resimdeki/görseldeki/fotoğraftaki
            gibi, kalitesiz*, kalite* ~ kötü/berbat/düşük/rezalet/sıfır, kötü/düşük/berbat kalite*,
            çöp, cop gibi, çok küçük/büyük/dar/bol/kısa/uzun/geniş/ince, küçük/büyük/dar/bol/kısa
            geldi, olmadı bana, bana olmadı, uymadı, uymuyor, kullanılmış, ikinci el, yanıltıcı,
            beğenmedim, alakasız*
        """,
        Topic.SHORT: """
            eksik*, yerine 1/2/3/4/5/bir/iki/üç/tek ~ gel*/çık*/var/gönder*, sadece
            1/2/3/bir/iki/tek ~ gel*/çık*/var/gönder*, tek ~ geldi/çıktı,
            kutu/paket/koli/zarf/poşet/kutunun/paketin ~ boş*/bos/bostu, boş
            kutu/paket/koli/zarf/geldi/çıktı, içinde/içinden/kutuda/pakette/kutudan/paketten ~
            yok/yoktu/çıkmadı/yoktur, yarısı ~ gel*/yok/çık*, hepsi gelmedi/yok, tamamı gelmedi, bir
            tanesi yok/gelmemiş/gelmedi, diğeri yok/gelmedi, göndermemişsiniz
        """,
        Topic.RETURN: """
            iade etmek/etmem/edeceğim/edicem/ediyorum/edebilir*/edebilirim/edelim/istiyorum/nasıl,
            iade kodu/süreci/talebi/talep/adresi/kargo*/şart*/koşul*/süresi/hakkı, iadesini, iade
            yapmak/yapabilir/yapacağım, ürün* iade, iade için, geri
            göndermek/göndereceğim/gönderebilir*/gönderiyorum/gonder*/yollamak/yollayacağım,
            değişim*, değiştirmek ~ istiyorum/mümkün, başka ~ ile değiştir*,
            bedenle/bedeniyle/numarayla değiştir*, iade edilecek
        """,
        Topic.REFUND: """
            para* ~ iade*, para* geri, parami geri, paramı ~ geri/iade/istiyorum/verin/ver/isterim,
            param ~ yat*/iade/geri/gel*/nerede/nerde/ne, paramı, paramız, para* nerede, ücret* ~
            iade*/geri, ücret iadesi, ucret ~ iade*/geri, ücretimi, tutar* iade*, iadem, iademi,
            iadesi ~ ne zaman/yapıl*/yat*/al*, iade ne zaman, iade ~
            yatmadı/yatacak/yapılmadı/onaylandı, geri ödeme*, geri ödenmesi, tazmin*, tazminat*,
            telafi*, kısmi iade, hesabıma ~ yat*/geç*/iade, kartıma ~ iade*/yat*
        """,
        Topic.CANCEL: """
            iptal*, vazgeç*, cayma, caymak, cayıyorum, artık ~ istemiyorum/istemiyoruz/gerek,
            siparişi/ürünü ~ istemiyorum, almak istemiyorum, gerek kalmadı, fikrimi değiştirdim,
            fikrim değişti, göndermeyin, almayacağım
        """,
        Topic.ADDRESS: f"""
            {_ADDRESS} ~ değiş*/yanlış/hatalı/düzelt*/güncelle*/eksik/farklı/yeni,
            yanlış/yeni/farklı/başka/hatalı/eski/doğru {_ADDRESS},
            taşındım/taşındık/taşınıyorum/taşınıyoruz/taşınacağım, adresim ~ olacak, kapı/daire/bina
            ~ olacak, numarası ~ olacak, adres değişikliği, ev değiştirdim
        """,
        Topic.RECEIVED: f"""
            {_PARCEL}/{_GOODS} ~ bugün/dün/sorunsuz/sağlam/hızlı geldi/ulaştı/aldım,
            {_PARCEL}/{_GOODS} geldi, {_PARCEL} ~ elime ulaştı/geçti, elime/elimize ulaştı/geçti,
            teslim aldım/aldık, {_PARCEL} ~ aldım, hızlı/özenli kargo/teslimat/gönderim/paketleme,
            çok beğendim/memnun*/güzel, memnun kaldım, sorunsuz geldi/ulaştı, tavsiye ederim, harika
            satıcı
        """,
        Topic.THREAT: """
            anlaşmazlık*, itiraz aç*/ed*, ihtilaf*, dispute, şikayet*, kötü/olumsuz/negatif/düşük
            yorum*/puan*/değerlendirme*, tek/bir/1 yıldız, 1 puan, sıfır puan, dolandır*, sahtekar*,
            üçkağıt*, hırsız*, kazık*, kandır*, vicdansız*, ters ibraz, chargeback, harcama itiraz*,
            son uyarı*, son kez, son şans*, pişman ol*, pişman ed*, bildireceğim/bildiricem, rapor
            edeceğim, raporla*, ifşa*, peşinizi, peşini bırakma*, öldür*, sonuçlarına
        """,
        Topic.INJURY: """
            yarala*, yaralan*, yara, elini/elimi/parmağını/parmağımı/parmağım/ayağını ~ kes*, kesti,
            kesik, yandı*, yanık*, yanıyor, yaktı*, yanarak, hastane*, doktor*, acil servis, acile,
            ambulans, alerji*, allerji*, kaşın*, kızar*, döküntü*, zehir*, elektrik çarp*, carpti,
            çarpıldı, patladı, patlama*, infilak*, alev*, yangın*, duman*, tehlike*, kanadı,
            kanıyor, kanama*, hasta oldu*, hastalan*, boğul*, acıyor, şişti
        """,
        Topic.LAW: """
            avukat*, mahkeme*, dava, davası, davayı, dava aç*, savcı*, polis*, karakol*, emniyet*,
            jandarma*, tüketici*, hakem heyet*, yasal*, hukuk*, kanuni*, kanunen, noter*,
            ihtarname*, suç duyurusu, bakanlı*, cimer, icra*, kvkk, adli, adalet*, btk, şikayetvar
        """,
        Topic.COUNTERFEIT: """
            sahte/sahtedir/sahteymiş/sahtesi, sahte ürün*, taklit*, çakma*, replika*, fake*,
            imitasyon*, orijinal/orjinal/original/orginal/orijinali/gerçek değil*, orijinal ~
            olmadığı*, orjinal olmadığı*, orijinal ~ değil, orjinal ~ değil, kopya, korsan*
        """,
    },
)
