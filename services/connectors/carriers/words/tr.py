"""Turkish: a verb closes its clause, and its endings say whether it happened, did not, or will.

Vowel harmony makes two or four forms of an ending; without their dots *ö*, *ü* and *ı* are written
as *o*, *u* and *i*, so that two forms are left.
"""

from services.connectors.carriers.words.lexicon import Concept, Lexicon

LEXICON = Lexicon(
    "tr",
    {
        Concept.CUSTOMS: """
            gümrük*, gümrüğ*, muhafaza müdürlüğü, resmi kurum*, devlet kurum*, gümrükte*, gümrükle*,
            gümrükten*
        """,
        Concept.CLEARING: """
            gümrük işlem*, gümrükleme*, gümrük süreci*, gümrük prosedür*, gümrük formalite*, gümrük
            onay*, gümrük geçiş*, ithalat işlem*, ihracat işlem*, gümrük kontrol*, gümrük muayene*,
            gümrük prosed*, gümrük aşama*, gümrük inceleme*, gümrük denetim*, gümrükte işlem*,
            gümrük müdürlüğün*, ithalat taraması, gümrük durumu
        """,
        Concept.CLEARED: """
            gümrüklen*, gümrük onayı alındı, gümrük onayı verildi, gümrükten geçti, gümrükten çıktı,
            gümrükten çekildi, gümrük işlemi/işlemleri tamamlan*, gümrük tamamlan*
        """,
        Concept.RELEASED: """
            serbest, çekil*, ithaline izin veril*, geçişine izin veril*, serbest bırak*, onay
            verildi, izin verildi, salındı
        """,
        Concept.LEFT: """
            çıkt*, çıkmış*, çıkma*, çıkar*, çıkış yap*, geçti, geçmiş*, geçme*, ayrıl*
        """,
        Concept.DONE: """
            tamamlan*, bitti, bitmiş*, bitiril*, sonuçlan*, sonuçlandırıl*, onaylan*, başarılı,
            başarıyla, gümrük işlemi/işlemleri yapıl*, yapıldı, gerçekleş*, olumlu, sonlandı*, tamam
        """,
        Concept.HELD: """
            bekletil*, tutul*, durdurul*, askıya alın*, bloke, takıl*, beklemeye alın*, alıkon*,
            alıkoy*, bekletme*, beklemede, bekliyor gümrükte, takıldı, el konulmaksızın tutul*,
            alıkonuldu, alıkonulmakta*, engellen*, dondurul*, rehin
        """,
        Concept.DETAINED: "alıkon*, alıkoy*",
        Concept.LIFTED: "çözül*, gideril*, bekletme/blokaj/bloke ~ kaldırıl*",
        Concept.INSPECTION: """
            muayene*, kontrol*, inceleme*, denetim*, x ray, incelen*, tarama*, denetlen*, analiz*,
            numune*
        """,
        Concept.NEEDED: """
            gerek*, eksik*, bekleniyor, beklenmekte*, talep edil*, talep et*, isten*, istiyor,
            lazım, zorunlu*, şart, ibraz edilme*, belge*/evrak*/fatura* sunulma*/iletilme*, lütfen,
            temin edilme*, *nmeli, *nmelidir, *lmeli, *lmelidir, *lmalı, *lmalıdır, geçersiz,
            yetersiz, iletmeniz, sunmanız, ödemeniz, ödeyiniz, iletiniz, gerekiyor, gerekli,
            gereklidir, istendi, istenmekte*, rica olunur, rica edilir, tamamlanmalı, tamamlayınız,
            sunulmalı, sunulması, gönderilmeli, gönderiniz, gönderin, ödenmeli, ödenmesi, ödenmedi*,
            ödenmemiş*, düzeltil*, ulaştırınız, beklenmektedir, bulunmamakta*, sağlanma*, doldur*,
            ödeyin, ihtiyacı var, ihtiyaç, ihtiyaç duy*, ihtiyacımız, ihtiyacımız var
        """,
        Concept.PAPERS: """
            belge*, evrak*, fatura*, doküman*, beyanname*, sertifika*, lisans*, ruhsat*, kimlik*,
            vergi no, vergi numara*, vergi kimlik*, tckn, pasaport*, vekaletname*, cn22, cn23, cn
            22, cn 23, eori, kimlik numara*, kimlik fotokopi*, pasaport fotokopi*, izin belgesi,
            ithalat izni, ticari fatura*, proforma*, dekont*, menşe*
        """,
        Concept.SENDERS_PAPERS: """
            fatura*, proforma*, beyanname*, menşe*, çeki listesi, cn22, cn23, cn 22, cn 23
        """,
        Concept.DETAILS: "bilgi*, veri, veriler*, onay, onayı, cevap*, yanıt*",
        Concept.DUTY: """
            gümrük vergi*, ithalat vergi*, vergi*, kdv, ötv, gümrük ücret*, gümrük masraf*, gümrük
            harc*, gümrük bedel*, gümrük vergisi*, vergiler*, harç*, gümrük ödeme*, fon
        """,
        Concept.ASSESSED: "vergi* tahakkuk*, vergi* hesaplandı, vergilendirildi",
        Concept.PAY: "ödeme*, ödeyin*, ücret*, masraf*, harç, harcı, tahsil*, öden*",
        Concept.PAID: """
            öden*, ödeme yapıl*, ödemesi yapıl*, ödeme alın*, ödemesi alın*, yatırıl*, ödendi,
            ödenmiş*, ödeme alındı, ödeme yapıldı, ödeme tamamlan*, tahsil edildi
        """,
        Concept.COD: """
            kapıda ödeme*, kapıda tahsilat*, ödeme şartlı, tahsilatlı, kargo ücret*,
            gönderi ücret*, nakliye ücret*, taşıma ücret*, alıcı ödemeli, ödeme bekleniyor
        """,
        Concept.PROBLEM: """
            sorun*, problem*, hata*, aksaklık*, başarısız*, uygunsuz*, anlaşmazlık, uyumsuz*,
            tutarsız*, aykırı*, sıkıntı*
        """,
        Concept.MUST: """
            gerek*, zorunda*, lazım, *melidir, *malıdır, gerekiyor, gerekmektedir, zorundadır,
            lütfen, rica, bekleniyor
        """,
        Concept.DECLINES: """
            reddet*, reddedil*, kabul etme*, ret, geri çevir*, kabul edilmedi, uygun görülmedi, izin
            vermedi, izin verilmedi
        """,
        Concept.REFUSED: """
            gümrük* ~ reddedil*, gümrük* ~ iade*, ithalat* ~ reddedil*, ülkeye giriş* reddedil*,
            ithalat* izin verilmedi, ithaline izin verilmedi, gümrük* ~ kabul edilmedi, gümrük*
            reddedil*, gümrük* reddet*, gümrük* tarafından reddedil*, gümrük* tarafından iade*,
            ithalat* reddedil*, ülkeye giriş* izin verilmedi, girişi reddedil*, girişine izin
            verilmedi, gümrük* kabul etmedi
        """,
        Concept.SEIZED: """
            el konul*, el konmuş*, el kondu, el koydu, müsadere*, gümrük* el koy*, gümrük* el
            konul*, el konulmuştur
        """,
        Concept.PROHIBITED: "yasak*, kaçak, sahte ürün*, taklit*",
        Concept.EXPORT: """
            ihracat*, ihraç*, çıkış gümrü*, çıkış ülke*, gönderen ülke*, menşe ülke*, çıkış ülkesi*,
            gönderici ülke*
        """,
        Concept.IMPORT: "ithalat*, ithal*, varış gümrü*, giriş gümrü*, varış ülke*, hedef ülke*",
        Concept.TRANSIT_CUSTOMS: "transit gümrü*, transit ülke*",
        Concept.SENDER: "gönderici*, gönderen*, satıcı*, ihracatçı*",
        Concept.RECEIVER: """
            alıcı*, müşteriden, müşterinin, müşteri tarafından, ithalatçı*, alıcının, alıcıya,
            alıcıdan, vergi numaranız*, kimliğiniz*, kimlik numaranız*, pasaportunuz*,
            bilgileriniz*, onayınız*
        """,
        Concept.AGENT: """
            müşavir*, taşıyıcı*, kurye*, kargo firma*, kargo şirket*, acente*, gümrük komisyoncu*,
            alıcı* gümrük müşaviri*, gümrük müşavir*, ithalatçı* müşavir*, alıcı* müşavir*,
            nakliyeci*, havayolu*, dağıtıcı*, postacı*
        """,
        Concept.ON_REQUEST: """
            isteği üzerine, talebi üzerine, isteğiyle, talebiyle, alıcı* isteğ*, alıcı* taleb*,
            müşteri* isteğ*, müşteri* taleb*, randevu*, talep üzerine, talebe istinaden, isteğe
            bağlı
        """,
        Concept.INFO: """
            gönderi bilgi*, kargo bilgi*, elektronik bilgi*, ön bilgi*, kayıt oluştur*, gönderi
            oluştur*, sipariş alın*, sipariş oluştur*, barkod oluştur*, etiket*, sipariş hazırlan*,
            kargoya hazır*, sisteme kayded*, veri alındı, teslim alınmadı, kaydı oluştur*, kayıt
            aldı, henüz kargoya verilme*, henüz teslim alınma*, kargoya verilmedi, hazırlanıyor,
            hazırlanmakta*, satıcı hazırl*, gönderici hazırl*, sipariş onay*, kayıt oluşturuldu,
            gönderi kaydı, kargo kaydı, kargo oluşturuldu, gönderi oluşturuldu, etiket oluştur*,
            bilgileri alındı, bilgisi alındı, bilgisi ulaştı, teslim etmedi, gönderime hazır,
            gönderilmeye hazır, sevkiyata hazır, satıcı bekle*, satıcıyı bekle*, manifesto,
            elektronik*, ön bildirim*, önceden bildirim*, hazırladı, paketi hazırladı, paketledi
        """,
        Concept.ACCEPTED: """
            kabul, kabul edil*, kargo kabul, teslim alın*, göndericiden alın*, gönderenden alın*,
            postaya verildi, kargoya verildi, kargo alındı, gönderi alındı, göndericiden teslim
            alın*, şubeye teslim edildi, kabul işlem*, çıkış şubesinde, postaneye verildi, kabulü
            yapıl*, işlem gör*, postaneye bırakıl*, şubeye bırakıl*, gönderici tarafından bırakıl*,
            gönderici tarafından teslim*, gönderen tarafından teslim*, taşıyıcı tarafından teslim
            alın*, taşıyıcı tarafından alın*, nakliye için alın*
        """,
        Concept.MOVING: """
            yolda, yola çık*, transfer merkez*, transfer aşama*, transferde, sevk*, taşın*, taşıma*,
            aktarma*, varış*, ulaş*, vardı, geldi, gelmiş*, ayrıl*, hareket*, merkez*, şube*,
            yönlendiril*, uçuş*, uçak*, uçağ*, torba*, gönderildi, teslimat*, dağıtım*, teslim,
            depo, deposu*, depoda, depodan, depoya, çıktı, çıkış*, yüklen*, kargo, gönderi*, giriş
            yap*, yerel, işleme alın*, yükleme*, indir*, aktarıl*, araç*, araca, tır*, bölge*,
            şehir*, il, ilçe*, ulaştı, ulaşmış*, çıkış yapıldı, giriş yapıldı, tasnif*, ayrıştır*,
            havaliman*, havaalan*, uçağa, gemi*, posta işleme*, işleniyor, dağıtım merkez*, varış
            şube*, işlenmekte*, ilerliyor, tesis*, taşınacak, nakledilecek, merkezine ulaş*
        """,
        Concept.ARRIVED: """
            varış/hedef/alıcı ülke* ulaş*/geldi/vardı/giriş, türkiye* ulaş*/geldi/vardı/giriş,
            varış/hedef ülke* ~ ulaş*, varış ülke* gelmiş*, ülke* giriş yap*, varış ülkesine ulaştı,
            varış ülkesine geldi, varış ülkesine vardı, hedef ülkeye ulaştı, hedef ülkeye vardı,
            türkiye ye ulaştı, türkiye ye geldi, türkiye ye vardı, türkiye ye giriş*, ülkeye ulaştı,
            ülkeye vardı
        """,
        Concept.OUT: """
            dağıtıma çıktı, dağıtıma çıkar/çıkarıldı/çıkmış*/çıkarılmış*, dağıtıma verildi,
            dağıtıcı* verildi, dağıtıcıda, dağıtımda, kuryede, teslimata çıktı/çıkarıldı, dağıtım
            için ~ çıktı, teslimat için yola çıktı, dağıtım için kuryeye verildi, kurye ~ yolda,
            kurye ~ dağıtımda, kurye dağıtımda, kurye yola çıktı, dağıtım aracı*, dağıtım görevli*,
            dağıtıcıya verildi, kurye ile yolda, kurye yolda, kurye adresinize, adresinize geliyor,
            bugün teslim edilecek, kuryeye teslim edildi, kuryeye verildi, postacıda, dağıtıma
            hazır, teslim ediliyor, teslim edilmekte, dağıtımı yapılıyor, postacı yolda, postacı ~
            yolda, kurye geliyor, dağıtıma alındı, teslimata çıkmış*, teslimat için çıktı
        """,
        Concept.READY: """
            teslim alabilir*, teslim alınabilir, şubede/şubesinde ~ bekliyor/beklemekte*, teslim
            alınmayı bekl*, almaya/alınmaya hazır, teslime hazır, teslim noktas*, pttmatik*, şubeden
            alabilir*, teslim alınmaya hazır, teslim alınmak üzere, kargomat*, noktasında bekle*,
            dolapta, şubeden teslim alabilir*, şubeden teslim alınabilir, şubemizden teslim
            alınabilir, teslim almanız*, almanızı bekliyor, teslim noktasına bırakıl*, teslimat
            noktasında, kargo otomat*, dolaba bırakıl*, dolaba konul*, noktaya bırakıl*, pudo,
            teslim alınmak üzere tutul*, müşteri için bekletil*, almanız için hazır, teslim
            noktasında bekli*, noktada bekli*, teslim noktasında, şubede bekliyor, şubede
            beklemekte*
        """,
        Concept.COLLECTED: """
            alıcı* ~ teslim alındı/aldı/alınmış*, müşteri* ~ teslim alındı/aldı, alıcı* teslim aldı,
            alıcı* tarafından alındı, alıcı* tarafından teslim alındı, müşteri teslim aldı, şubeden
            teslim alındı, şubede teslim edildi
        """,
        Concept.DELIVERED: """
            teslim edildi*, teslim edilmiş*, teslim edilmedi*, teslim edilmemiş*, teslim edilecek*,
            teslim ediliyor, teslim edilmekte*, teslim edilince, teslim edilen, teslim ettik,
            teslimat* yapıl*, teslimat* gerçekleş*, teslimat* tamamlan*, teslim oldu, ulaştırıldı,
            teslim gerçekleşti, alıcısına teslim*, alıcıya teslim edildi
        """,
        Concept.DELIVERY: "teslimat*, dağıtım*",
        Concept.FAILS: "başarısız*, yapılama*, gerçekleşeme*, gerçekleşmedi",
        Concept.VEHICLE: "araç*, aracı*, aracın*, araba*, kamyon*, motor*, minibüs*",
        Concept.WAITS: "bekliyor, beklemekte*, bekleniyor, beklenmekte*",
        Concept.FETCH: "teslim alma*, alınma*, almaya, almanız*, gelip alma*, alması, almasını",
        Concept.FETCHED: "teslim aldı, teslim alındı, teslim almış*",
        Concept.RECEIVED: "aldı, almadı, almamış, almış, alındı",
        Concept.STANDS_IN: """
            komşu*, kapıcı*, güvenlik*, posta kutu*, resepsiyon*, danışma*, site görevli*,
            komşusuna, güvenliğe, güvenlik görevli*, apartman görevli*, aile*, yakını*, eşi*,
            çalışma arkadaş*, sekreter*, iş arkadaş*, posta kutusu*, kapısına, kapıya, yöneticiye,
            bekçi*
        """,
        Concept.GIVEN: "teslim edil*, bırakıl*, verildi, teslim alın*",
        Concept.HANDOVER: """
            firmasına/şirketine/kargoya/taşıyıcıya/havayoluna/kuryeye/gümrüğe/ortağına teslim*,
            firmasına/şirketine/taşıyıcıya/gümrüğe/havayoluna/ortağına veril*/devred*/aktar*,
            taşıyıcı firmaya teslim*, gümrüğe sunul*, gümrüğe sevk*, gümrük idaresine teslim*,
            gümrüğüne teslim*, gümrük ~ teslim edil*, taşıyıcıya teslim*, partner*, gümrüğe teslim*,
            gümrük idaresine sunul*, havayoluna teslim*, yerel kargo* teslim*, kargo firmasına
            teslim*, dağıtım firmasına teslim*, devredil*, devred*, son kilometre*, son mil
        """,
        Concept.FAILED: """
            teslim edilemedi*, teslim edilememiş*, teslim edilemiyor, teslimat denemesi başarısız*,
            teslimat girişimi başarısız*, teslimat* ~ yapılama*, teslimat başarısız*, başarısız
            teslim*, adreste/adresinde ~ bulunama*, adreste/adresinde yok, alıcı* bulunama*, alıcı*
            ulaşılama*, adrese ulaşılama*, haber kağıdı*, haber notu*, not bırakıl*, alıcı* ~ kabul
            etme*, alıcı* ~ reddet*, alıcı tarafından reddedil*, evde yok*, teslim* girişimi*,
            teslim* denemesi*, dağıtılama*, adres* kapalı, adreste kimse*, evde kimse*, adreste
            bulunamadı, adreste yok*, alıcı yok*, alıcı evde*, alıcı adreste*, kabul edilmedi,
            teslim edilemed*, ulaşılamadı, ulaşılamıyor, telefona cevap*, cevap vermiyor, alıcı
            reddetti, alıcı kabul etme*, kapalı, işyeri kapalı, adres bulunamadı, adres yetersiz*,
            tekrar denenecek, yeniden denenecek, ikinci deneme, dağıtım başarısız*, teslimat*
            yapılamadı, teslimat* gerçekleşmedi, teslimat* gerçekleştirilemedi, ihbar bırakıldı,
            ihbarlı, notu bırakıl*, yeni deneme, noktası dolu, dolu, yeniden deneme, erişim yok,
            girilemedi, giriş yapılamadı, siteye girile*, giriş yok, karşılaşılmadı, yoktu,
            sırasında yoktu, alıcı yoktu, denendi alıcı*, alıcı müsait değil, alıcı mevcut değil,
            deneme başarısız*, teslim edilemez
        """,
        Concept.RETURN: """
            iade*, geri gönder*, geri çevril*, geri dön*, göndericiye dön*, göndericiye geri*, iade
            süreci*, iadesi*, iade edil*, iade yol*, geri iade*, gönderene iade*
        """,
        Concept.RETURN_DONE: """
            göndericiye/gönderene/göndericisine/satıcıya teslim edil*, iade* teslim edil*,
            göndericiye teslim*, göndericisine teslim*, iade teslim*, iade tamamlan*, geri aldı,
            geri teslim aldı, geri alındı
        """,
        Concept.LOST: """
            kayıp, kaybol*, kaybedil*, çalındı, çalınmış*, kayboldu, kayboldu*, bulunamadı kargo,
            kargo bulunamadı, gönderi bulunamadı, zayi*, çalın*
        """,
        Concept.DESTROYED: "imha*, yok edil*",
        Concept.CANCELLED: "iptal*",
        Concept.TROUBLE: """
            hasar*, gecik*, yanlış adres*, hatalı adres*, adres* yetersiz, eksik adres*, ertelen*,
            bekletil*, sorun*, problem*, hata*, adres* hatalı, adres* eksik, zarar gör*, kırık,
            ıslan*, yanlış şube*, yanlış yönlendir*, hatalı yönlendir*, hava muhalefeti, hava
            koşul*, kaza*, grev*, teslim süresi dol*, bekleme süresi dol*, alınmadığı için, almadığı
            için, yanlış sevk*, yönlendirme hatası, yeniden paketle*, kesinti*, kesintiye uğra*,
            aksa*, alınmadı, alıcı tarafından alınmadı, talep edilmedi, beklemede, askıda, istisna*,
            duraklatıl*, talimat bekle*
        """,
        Concept.EXPIRED: "süresi dol*, takip bilgi* yok, takip bilgi* bulunama*",
        Concept.NOT: """
            *medi, *madı, *memiş*, *mamış*, *mez, *maz, *miyor*, *muyor*, *memekte*, *mamakta*,
            *mediği*, *madığı*, *meden, *madan, *medigin*, *meyecek*, *mayacak*, değil*, yok,
            yoktur, olmadan, olmaksızın
        """,
        Concept.IF: """
            *lirse, *lirsa, *kirse, *nirse, *nirsa, *lursa, *nursa, *arsa, *erse, *mezse, *mazsa,
            *dikten sonra, *diktan sonra, *duktan sonra, *tikten sonra, *tiktan sonra, *tuktan
            sonra, *diğinde, *dığında, *duğunda, *tiğinde, *tığında, *tuğunda, *meden önce, *madan
            önce, sonra, sonrasında, halinde, takdirde, durumunda, sonrası, olup olmadığı*, gerekip
            gerekmediği*, eğer, şayet, olursa, edilirse
        """,
        Concept.FUTURE: """
            *ecek*, *acak*, *iyor*, *uyor*, *mekte*, *makta*, *meli, *malı, *melidir, *malıdır,
            *lmesi*, *lması*, *nmesi*, *nması*, *ilmek, *ınmak, için, üzere, kadar, serbest bırakma,
            bırakma inceleniyor, serbest bırakılması
        """,
        Concept.MAYBE: "*abilir, *ebilir, *abilmekte*, *ebilmekte*, muhtemel*, olası, gibi",
        Concept.FINITE: """
            *ldi, *ndi, *rdi, *ldu, *ndu, *rdu, *edi, *ladı, *madı, *kti, *ktu, *çti, *şti, *ştu,
            *tti, *ydi, *miştir, *muştur, *miş, *muş
        """,
    },
    verb_closes=True,
)
