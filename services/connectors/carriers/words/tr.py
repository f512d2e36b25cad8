"""Turkish: a verb closes its clause, and its endings say whether it happened, did not, or will.

Vowel harmony makes two or four forms of an ending; without their dots *ö*, *ü* and *ı* are written
as *o*, *u* and *i*, so that two forms are left.
"""

from services.connectors.carriers.words.lexicon import Concept, Lexicon

LEXICON = Lexicon(
    "tr",
    {
        Concept.COD: """
            kapıda ödeme*, kapıda tahsilat*, ödeme şartlı, tahsilatlı, kargo ücret*,
            gönderi ücret*, nakliye ücret*, taşıma ücret*, alıcı ödemeli, ödeme bekleniyor
        """,
        Concept.CUSTOMS: "gümrük*, gümrüğ*, muhafaza müdürlüğü",
        Concept.CLEARING: """
            gümrük işlem*, gümrükleme*, gümrük süreci*, gümrük prosedür*, gümrük formalite*,
            gümrük onay*, gümrük geçiş*, ithalat işlem*, ihracat işlem*
        """,
        Concept.CLEARED: "gümrüklen*",
        Concept.RELEASED: "serbest, çekil*, ithaline izin veril*, geçişine izin veril*",
        Concept.LEFT: """
            çıkt*, çıkmış*, çıkma*, çıkar*, çıkış yap*, geçti, geçmiş*, geçme*, ayrıl*
        """,
        Concept.DONE: """
            tamamlan*, bitti, bitmiş*, bitiril*, sonuçlan*, sonuçlandırıl*, onaylan*, başarılı,
            başarıyla, gümrük işlemi/işlemleri yapıl*
        """,
        Concept.HELD: """
            bekletil*, tutul*, durdurul*, askıya alın*, bloke, takıl*, beklemeye alın*, alıkon*,
            alıkoy*, bekletme*
        """,
        Concept.DETAINED: "alıkon*, alıkoy*",
        Concept.LIFTED: "çözül*, gideril*, bekletme/blokaj/bloke ~ kaldırıl*",
        Concept.INSPECTION: "muayene*, kontrol*, inceleme*, denetim*, x ray",
        Concept.NEEDED: """
            gerek*, eksik*, bekleniyor, beklenmekte*, talep edil*, talep et*, isten*, istiyor,
            lazım, zorunlu*, şart, ibraz edilme*, belge*/evrak*/fatura* sunulma*/iletilme*,
            lütfen, temin edilme*, *nmeli, *nmelidir, *lmeli, *lmelidir, *lmalı, *lmalıdır,
            geçersiz, yetersiz, iletmeniz, sunmanız, ödemeniz, ödeyiniz, iletiniz
        """,
        Concept.PAPERS: """
            belge*, evrak*, fatura*, doküman*, beyanname*, sertifika*, lisans*, ruhsat*, kimlik*,
            vergi no, vergi numara*, vergi kimlik*, tckn, pasaport*, vekaletname*, cn22, cn23,
            cn 22, cn 23, eori
        """,
        Concept.SENDERS_PAPERS: """
            fatura*, proforma*, beyanname*, menşe*, çeki listesi, cn22, cn23, cn 22, cn 23
        """,
        Concept.DETAILS: "bilgi*, veri, veriler*, onay, onayı, cevap*, yanıt*",
        Concept.DUTY: """
            gümrük vergi*, ithalat vergi*, vergi*, kdv, ötv, gümrük ücret*, gümrük masraf*,
            gümrük harc*, gümrük bedel*
        """,
        Concept.ASSESSED: "vergi* tahakkuk*, vergi* hesaplandı, vergilendirildi",
        Concept.PAY: "ödeme*, ödeyin*, ücret*, masraf*, harç, harcı, tahsil*, öden*",
        Concept.PAID: "öden*, ödeme yapıl*, ödemesi yapıl*, ödeme alın*, ödemesi alın*, yatırıl*",
        Concept.PROBLEM: "sorun*, problem*, hata*, aksaklık*, başarısız*, uygunsuz*",
        Concept.REFUSED: """
            gümrük* ~ reddedil*, gümrük* ~ iade*, ithalat* ~ reddedil*, ülkeye giriş* reddedil*,
            ithalat* izin verilmedi, ithaline izin verilmedi, gümrük* ~ kabul edilmedi
        """,
        Concept.SEIZED: "el konul*, el konmuş*, el kondu, el koydu, müsadere*",
        Concept.PROHIBITED: "yasak*, kaçak, sahte ürün*, taklit*",
        Concept.EXPORT: "ihracat*, ihraç*, çıkış gümrü*, çıkış ülke*",
        Concept.IMPORT: "ithalat*, ithal*, varış gümrü*, giriş gümrü*, varış ülke*, hedef ülke*",
        Concept.TRANSIT_CUSTOMS: "transit gümrü*, transit ülke*",
        Concept.SENDER: "gönderici*, gönderen*, satıcı*, ihracatçı*",
        Concept.RECEIVER: """
            alıcı*, müşteriden, müşterinin, müşteriye, müşteri tarafından, ithalatçı*
        """,
        Concept.AGENT: """
            müşavir*, taşıyıcı*, kurye*, kargo firma*, kargo şirket*, acente*, gümrük komisyoncu*
        """,
        Concept.ON_REQUEST: """
            isteği üzerine, talebi üzerine, isteğiyle, talebiyle, alıcı* isteğ*, alıcı* taleb*,
            müşteri* isteğ*, müşteri* taleb*
        """,
        Concept.INFO: """
            gönderi bilgi*, kargo bilgi*, elektronik bilgi*, ön bilgi*, kayıt oluştur*,
            gönderi oluştur*, sipariş alın*, sipariş oluştur*, barkod oluştur*, etiket*,
            sipariş hazırlan*, kargoya hazır*, sisteme kayded*, veri alındı
        """,
        Concept.ACCEPTED: """
            kabul, kabul edil*, kargo kabul, teslim alın*, göndericiden alın*, gönderenden alın*,
            postaya verildi, kargoya verildi
        """,
        Concept.MOVING: """
            yolda, yola çık*, transfer merkez*, transfer aşama*, transferde, sevk*, taşın*,
            taşıma*, aktarma*, varış*, ulaş*, vardı, geldi, gelmiş*, ayrıl*, hareket*, merkez*,
            şube*, yönlendiril*, uçuş*, uçak*, uçağ*, torba*, gönderildi, teslimat*, dağıtım*,
            teslim, depo, deposu*, depoda, depodan, depoya, çıktı, çıkış*, yüklen*, kargo,
            gönderi*, giriş yap*
        """,
        Concept.ARRIVED: """
            varış/hedef/alıcı ülke* ulaş*/geldi/vardı/giriş, türkiye* ulaş*/geldi/vardı/giriş,
            varış/hedef ülke* ~ ulaş*, varış ülke* gelmiş*, ülke* giriş yap*
        """,
        Concept.OUT: """
            dağıtıma çıktı, dağıtıma çıkar/çıkarıldı/çıkmış*/çıkarılmış*, dağıtıma verildi,
            dağıtıcı* verildi, dağıtıcıda, dağıtımda, kuryede, teslimata çıktı/çıkarıldı,
            dağıtım için ~ çıktı, teslimat için yola çıktı, dağıtım için kuryeye verildi
        """,
        Concept.READY: """
            teslim alabilir*, teslim alınabilir, şubede/şubesinde ~ bekliyor/beklemekte*,
            teslim alınmayı bekl*, almaya/alınmaya hazır, teslime hazır, teslim noktas*,
            pttmatik*, şubeden alabilir*
        """,
        Concept.COLLECTED: "alıcı* ~ teslim alındı/aldı/alınmış*, müşteri* ~ teslim alındı/aldı",
        Concept.DELIVERED: """
            teslim edildi*, teslim edilmiş*, teslim edilmedi*, teslim edilmemiş*,
            teslim edilecek*, teslim ediliyor, teslim edilmekte*, teslim edilince, teslim edilen,
            teslim ettik, teslimat* yapıl*, teslimat* gerçekleş*, teslimat* tamamlan*,
            teslim oldu
        """,
        Concept.HANDOVER: """
            firmasına/şirketine/kargoya/taşıyıcıya/havayoluna/kuryeye/gümrüğe/ortağına teslim*,
            firmasına/şirketine/taşıyıcıya/gümrüğe/havayoluna/ortağına veril*/devred*/aktar*,
            taşıyıcı firmaya teslim*, gümrüğe sunul*, gümrüğe sevk*, gümrük idaresine teslim*
        """,
        Concept.FAILED: """
            teslim edilemedi*, teslim edilememiş*, teslim edilemiyor,
            teslimat denemesi başarısız*, teslimat girişimi başarısız*, teslimat* ~ yapılama*,
            teslimat başarısız*, başarısız teslim*, adreste/adresinde ~ bulunama*,
            adreste/adresinde yok, alıcı* bulunama*, alıcı* ulaşılama*, adrese ulaşılama*,
            haber kağıdı*, haber notu*, not bırakıl*, alıcı* ~ kabul etme*, alıcı* ~ reddet*,
            alıcı tarafından reddedil*, evde yok*, teslim* girişimi*, teslim* denemesi*,
            dağıtılama*, adres* kapalı
        """,
        Concept.RETURN: "iade*, geri gönder*, geri çevril*",
        Concept.RETURN_DONE: """
            göndericiye/gönderene/göndericisine/satıcıya teslim edil*, iade* teslim edil*
        """,
        Concept.LOST: "kayıp, kaybol*, kaybedil*, çalındı, çalınmış*",
        Concept.DESTROYED: "imha*, yok edil*",
        Concept.CANCELLED: "iptal*",
        Concept.TROUBLE: """
            hasar*, gecik*, yanlış adres*, hatalı adres*, adres* yetersiz, eksik adres*, ertelen*,
            bekletil*, sorun*, problem*, hata*, adres* hatalı, adres* eksik
        """,
        Concept.EXPIRED: "süresi dol*, takip bilgi* yok, takip bilgi* bulunama*",
        Concept.NOT: """
            *medi, *madı, *memiş*, *mamış*, *mez, *maz, *miyor*, *muyor*, *memekte*, *mamakta*,
            *mediği*, *madığı*, *meden, *madan, *medigin*, *meyecek*, *mayacak*, değil*, yok,
            yoktur, olmadan, olmaksızın
        """,
        Concept.IF: """
            *lirse, *lirsa, *kirse, *nirse, *nirsa, *lursa, *nursa, *arsa, *erse, *mezse, *mazsa,
            *dikten sonra, *diktan sonra, *duktan sonra, *tikten sonra, *tiktan sonra,
            *tuktan sonra, *diğinde, *dığında, *duğunda, *tiğinde, *tığında, *tuğunda,
            *meden önce, *madan önce, sonra, sonrasında, halinde, takdirde, durumunda, sonrası
        """,
        Concept.FUTURE: """
            *ecek*, *acak*, *iyor*, *uyor*, *mekte*, *makta*, *meli, *malı, *melidir, *malıdır,
            *lmesi*, *lması*, *nmesi*, *nması*, *ilmek, *ınmak, için, üzere, kadar
        """,
        Concept.MAYBE: "*abilir, *ebilir, *abilmekte*, *ebilmekte*, muhtemel*, olası, gibi",
        Concept.FINITE: """
            *ldi, *ndi, *rdi, *ldu, *ndu, *rdu, *edi, *ladı, *madı, *kti, *ktu, *çti, *şti, *ştu,
            *tti, *ydi, *miştir, *muştur, *miş, *muş
        """,
    },
    verb_closes=True,
)
