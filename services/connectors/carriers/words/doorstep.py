"""Words of the last mile in every language: who comes, whether on the way, where to, and when."""

from services.connectors.carriers.words.lexicon import Concept

DOORSTEP: dict[Concept, dict[str, str]] = {
    Concept.COURIER: {
        "en": """
            courier, couriers, driver, drivers, postman, postwoman, postie, mailman, mail carrier,
            rider, deliveryman, delivery man/person/agent/associate/guy/staff
        """,
        "fr": "livreur, livreuse, livreurs, coursier, facteur, factrice, chauffeur",
        "de": """
            zusteller, zustellerin, zustellers, kurier, kuriers, kurierfahrer, bote, boten,
            paketbote, paketboten, fahrer, fahrerin, postbote, postbotin, briefträger, zustellkraft
        """,
        "es": """
            repartidor, repartidora, mensajero, mensajera, cartero, cartera, conductor, chófer,
            motorizado
        """,
        "pt": """
            carteiro, carteira, entregador, entregadora, estafeta, motorista, distribuidor, motoboy
        """,
        "it": """
            corriere, portalettere, postino, postina, fattorino, autista, driver, addetto alla
            consegna
        """,
        "ru": "курьер, курьера, курьером, курьеру, почтальон*, водител*, доставщик*",
        "uk": "кур єр, кур єра, кур єром, кур єру, листонош*, поштар*, водій, водія, водієм",
        "pl": """
            kurier, kuriera, kurierem, kurierowi, kurierka, listonosz*, doręczyciel*, kierowc*
        """,
        "nl": "bezorger, bezorgster, koerier, postbode, chauffeur, pakketbezorger",
        "zh": "快递员, 派送员, 派件员, 小哥, 邮递员, 投递员, 骑手, 司机, 配送员",
        "ja": "配達員, ドライバー, 配達担当, 配達スタッフ, 配送員",
        "ko": "기사, 집배원, 배달원, 배송원, 택배원",
        "tr": "kurye*, dağıtıcı*, postacı*, dağıtım görevli*, sürücü*, şoför*",
        "ar": "مندوب*, سائق*, ساعي, موزع",
        "th": """
            พนักงานจัดส่ง, พนักงานนำจ่าย, พนักงานส่ง, บุรุษไปรษณีย์, ไรเดอร์, คนขับ,
            เจ้าหน้าที่นำจ่าย, ผู้นำจ่าย, พนักงานขนส่ง
        """,
        "vi": """
            bưu tá, shipper, tài xế, nhân viên giao hàng, nhân viên giao, nhân viên phát, người giao
            hàng, nhân viên bưu điện
        """,
        "id": """
            kurir, pengantar, sopir, driver, tukang pos, pak pos, petugas antar, pengemudi, petugas
            pengantaran
        """,
    },
    Concept.GOES: {
        "en": """
            on its/the/his/her/their way, on way, en route, enroute, heading, headed, coming, set
            off, set out, approaching, nearing, brings, is bringing, left for, towards, stops away,
            minutes away, travelling to, en route to, arrives, arriving, you will receive, you ll
            receive, will be with you
        """,
        "fr": """
            en route, en chemin, arrive, arrivera, vient, se dirige, approche, parti, partie, part,
            sorti, sortie, apporte, achemine, recevrez, recevez, sera chez
        """,
        "de": """
            unterwegs, auf dem weg, kommt, bringt, fährt, nähert, gestartet, losgefahren, gleich da,
            in kürze bei, ankommen, kommt ~ an, erhalten sie, trifft ein, ist bei ihnen
        """,
        "es": """
            en camino, de camino, camino de, camino a, va hacia, se dirige, viene, lleva, en ruta,
            llegando, llega, acercándose, salió, salido, rumbo a, llegará, recibirá, recibirás,
            recibe
        """,
        "pt": """
            a caminho, em rota, saiu, vem, leva, dirige se, se dirigindo, chegando, em trajeto, está
            indo, seguiu, chega, chegará, receberá, vai receber
        """,
        "it": """
            in viaggio, in arrivo, sta arrivando, sta portando, diretto, diretta, in strada, per
            strada, partito, partita, si dirige, dirigendo, sta per arrivare, in cammino, uscito,
            uscita, arriva, arriverà, riceverà, riceverai
        """,
        "ru": """
            в пути, едет, выехал*, везет, везёт, направляется, следует, идет, идёт, несет, несёт,
            отправился, отправилась, скоро будет, в дороге, на маршруте, приближается, вышел,
            прибудет, приедет, получите, придет, будет у вас
        """,
        "uk": """
            в дорозі, у дорозі, їде, виїхав*, везе, прямує, несе, іде, йде, вирушив*, скоро буде, на
            маршруті, наближається, вийшов, прибуде, приїде, отримаєте, прийде, буде у вас
        """,
        "pl": """
            w drodze, jedzie, wiezie, wyruszył*, zbliża, zmierza, wyjechał*, idzie, niesie, w
            trasie, na trasie, kieruje się, dotrze, przyjedzie, otrzymasz, będzie u ciebie
        """,
        "nl": """
            onderweg, komt, op weg, rijdt, brengt, vertrokken, nadert, bijna bij, komt aan,
            arriveert, ontvang je, ontvangt u, is bij je
        """,
        "zh": """
            途中, 路上, 赶往, 前往, 赶来, 出发, 送往, 即将送达, 送去, 奔向, 送到您, 将送到,
            到您手中, 送达您
        """,
        "ja": """
            向かって, 向かい, 出発, 移動中, 途中, まもなく到着, 伺い, 届けに, 持って出, お届けし,
            伺います, 届きます
        """,
        "ko": "가고, 가는 중, 이동 중, 출발, 오는 중, 오고, 향하, 도착 예정, 도착할, 받으실",
        "tr": """
            yolda, yola çık*, geliyor, gelmekte*, yaklaş*, gidiyor, götürüyor, getiriyor, ilerliyor,
            yönel*, hareket et*, ulaşacak, elinizde, kapınızda, teslim alacak*
        """,
        "ar": """
            طريق*, متجه*, قادم*, يتجه, تتجه, توجه*, خرج*, انطلق*, يقترب, تقترب, يصلك, تصلك, ستصلك,
            سيصلك, ستستلم
        """,
        "th": """
            กำลังเดินทาง, มุ่งหน้า, กำลังไป, กำลังมา, ออกเดินทาง, เดินทางไป, กำลังนำ, ออกไป,
            ใกล้ถึง, ถึงมือคุณ, จะถึง, จะได้รับ
        """,
        "vi": """
            trên đường, đang đến, đang tới, đang đi, đang mang, sắp đến, sắp tới, đang di chuyển,
            đến tay bạn, sẽ đến, sẽ nhận
        """,
        "id": """
            menuju, dalam perjalanan, membawa, berangkat, dibawa, sedang jalan, mendekati, akan
            menerima, tiba di rumah, sampai hari ini, sampai di rumahmu, sampai di rumah anda
        """,
    },
    Concept.DOOR: {
        "en": """
            your/delivery/recipient/recipients/receiver/customer/shipping/destination address,
            recipient/receiver/customer/consignee/addressee s address/door/home, address of ~
            recipient/consignee/receiver/addressee, your home/door/doorstep/house/location/place,
            doorstep, to you
        """,
        "fr": """
            votre adresse, adresse de livraison, adresse du destinataire, votre domicile, domicile,
            chez vous, votre porte, adresse indiquée
        """,
        "de": """
            lieferadresse, zustelladresse, empfängeradresse, zieladresse, ihrer/ihre/ihren
            adresse/anschrift/haustür/tür, zu ihnen, adresse/anschrift des empfängers, nach hause,
            zu dir
        """,
        "es": """
            su/tu domicilio/dirección/casa/puerta, domicilio, dirección de entrega, dirección del
            destinatario, dirección indicada
        """,
        "pt": """
            seu endereço, sua morada/casa/porta, endereço/morada de entrega, endereço/morada do
            destinatário, domicílio, até você, até si
        """,
        "it": """
            tuo/suo/vostro indirizzo, indirizzo di consegna, indirizzo del destinatario, domicilio,
            casa tua, tua porta, da te
        """,
        "ru": """
            к вам, адрес* доставки, вашему адресу, ваш адрес, адрес* получателя, адрес* адресата, на
            дом, до двери, ваш дом
        """,
        "uk": """
            до вас, адрес* доставки, вашу адресу, вашої адреси, вашою адресою, адрес* одержувача,
            адрес* отримувача, додому, до дверей
        """,
        "pl": """
            twój adres, twojego adresu, adres/adresu/adresem dostawy/odbiorcy/doręczenia, pod
            wskazany adres, do drzwi, do domu, do ciebie
        """,
        "nl": """
            jouw/uw/je adres/huis/deur/woning, bezorgadres, afleveradres, adres van ~
            ontvanger/geadresseerde, naar u/jou/je toe, naar u, naar jou
        """,
        "zh": """
            您的地址, 收货地址, 收件地址, 收件人地址, 您家, 您手中, 您处, 客户地址, 收件人处,
            派送地址, 您的住址, 您的手中
        """,
        "ja": """
            お届け先, お客様のもと, お客様宅, ご自宅, ご住所, お客様の住所, 配達先, 配送先, お宅
        """,
        "ko": """
            배송지, 배달지, 댁으로, 수령지, 주소지, 고객 주소, 고객님 주소, 받는 곳, 자택, 집으로,
            고객님께, 고객에게
        """,
        "tr": """
            adresinize, adresine, evinize, kapınıza, teslimat adres*, alıcı adres*, size doğru
        """,
        "ar": """
            عنوانك, عنوانكم, منزلك, عنوان مستلم, عنوان عميل, إليك, إليكم, عنوان تسليم, عنوان توصيل
        """,
        "th": """
            ที่อยู่ของคุณ, ที่อยู่ผู้รับ, บ้านของคุณ, หาคุณ, ที่อยู่จัดส่ง, บ้านผู้รับ,
            ที่อยู่ปลายทาง
        """,
        "vi": """
            địa chỉ của bạn, địa chỉ người nhận, địa chỉ nhận, địa chỉ giao, nhà bạn, đến bạn, nhà
            người nhận, chỗ bạn, địa chỉ của quý khách
        """,
        "id": """
            alamat anda, alamat penerima, alamat tujuan, rumah anda, tempat anda, lokasi anda, rumah
            penerima, alamat pengiriman, alamat kamu
        """,
    },
    Concept.TODAY: {
        "en": "today, this morning/afternoon/evening, later today",
        "fr": "aujourd hui, ce jour, ce matin, cet après midi, dans la journée, ce soir",
        "de": "heute, heutigen, heutige",
        "es": "hoy, esta mañana, esta tarde, durante el día",
        "pt": "hoje, esta manhã, esta tarde",
        "it": "oggi, in giornata, stamattina, questo pomeriggio",
        "ru": "сегодня, в течение дня",
        "uk": "сьогодні, протягом дня",
        "pl": "dziś, dzisiaj, dzisiejsz*",
        "nl": "vandaag, vanmiddag, vanochtend, vanavond",
        "zh": "今天, 今日, 当天, 今晚",
        "ja": "本日, 今日",
        "ko": "오늘, 금일, 당일",
        "tr": "bugün, gün içinde",
        "ar": "اليوم",
        "th": "วันนี้",
        "vi": "hôm nay, trong ngày",
        "id": "hari ini",
    },
    Concept.ROUND: {
        "en": """
            delivery round/route/run/tour, on the round, stops away/left/before, next on the route,
            last mile delivery, final stretch, last leg, on their round, on his round, on her round,
            delivery rounds, rounds, delivery van/vehicle/truck
        """,
        "fr": """
            tournée, tournée de livraison, tournée du facteur, circuit de livraison, prochain arrêt,
            dernier kilomètre, véhicule de livraison, camion du livreur, camionnette
        """,
        "de": """
            zustelltour, zustellrunde, tour, liefertour, zustellbezirk, auslieferungstour,
            zustellgang, nächster stopp, stopps, letzte meile, lieferwagen, zustellfahrzeug,
            lieferfahrzeug, zustellauto, zustellwagen
        """,
        "es": """
            ruta de reparto/entrega, recorrido, ronda, próxima parada, última milla, en la calle,
            furgoneta de reparto, vehículo de entrega
        """,
        "pt": """
            rota de entrega, ronda, giro, próxima parada, última milha, volta de distribuição,
            carrinha de distribuição, veículo de entrega
        """,
        "it": """
            giro di consegna, giro consegne, giro, prossima tappa, ultimo miglio, mezzo di consegna,
            furgone del corriere
        """,
        "ru": """
            маршрут* доставки, на маршруте, обход*, следующая остановка, маршрутный лист, машине
            курьера, машину курьера
        """,
        "uk": """
            маршрут* доставки, на маршруті, обхід, наступна зупинка, маршрутний лист, машині кур єра
        """,
        "pl": """
            trasa doręczeń, trasie doręczeń, trasie kuriera, na trasie, w rejonie doręczeń, rejon
            doręczeń, następny przystanek, samochodzie kuriera, pojeździe kuriera, aucie kuriera,
            samochód kuriera
        """,
        "nl": """
            bezorgronde, bezorgroute, ronde, bezorgrit, volgende stop, laatste kilometer,
            bestelwagen, bestelbus, bezorgauto, bezorgwagen, bezorgbus
        """,
        "zh": "派送路线, 派件路线, 配送路线, 最后一公里, 派送车, 配送车, 派件车",
        "ja": "配達ルート, 配達順, 巡回中, 配達車, 配送車",
        "ko": "배송 경로, 배달 경로, 배달 순서, 배송차량, 배달차량, 배송 차량",
        "tr": "dağıtım rotası, dağıtım turu, dağıtım güzergah*, teslimat rotası, dağıtım aracı*",
        "ar": "جولة توزيع, مسار توصيل, جولة توصيل, سيارة توصيل, مركبة توصيل",
        "th": "เส้นทางนำจ่าย, รอบนำจ่าย, รอบการจัดส่ง, รถส่งของ, รถจัดส่ง, รถนำจ่าย",
        "vi": "tuyến phát, tuyến giao, chặng cuối, xe giao hàng, xe đi giao",
        "id": """
            rute pengantaran, rute kurir, rute antar, mobil pengantar, kendaraan antar, mobil
            pengantaran
        """,
    },
    Concept.LATER: {
        "en": """
            tomorrow, next ~ day, next monday, another day, later date, a later day, following day
        """,
        "fr": """
            demain, prochain jour, jour suivant, lendemain, date ultérieure, prochain jour ouvré,
            autre jour
        """,
        "de": """
            morgen, nächsten werktag/tag/zustelltag/arbeitstag, nächster werktag, folgetag, späteren
            tag/zeitpunkt, anderen tag
        """,
        "es": "mañana, siguiente día, día siguiente, próximo día, otro día, día hábil siguiente",
        "pt": "amanhã, próximo dia, dia seguinte, dia útil seguinte, outro dia",
        "it": """
            domani, giorno successivo, prossimo giorno, giorno lavorativo successivo, altro giorno,
            data successiva
        """,
        "ru": "завтра, следующий ~ день, другой день, следующий день, на другую дату",
        "uk": "завтра, наступний ~ день, інший день, наступний день, на іншу дату",
        "pl": """
            jutro, następny dzień, kolejny dzień, następny dzień roboczy, inny dzień, kolejny dzień
            roboczy
        """,
        "nl": "morgen, volgende ~ dag, volgende werkdag, volgende dag, andere dag, latere datum",
        "zh": "明天, 明日, 次日, 下一工作日, 下一个工作日, 改天, 第二天",
        "ja": "翌日, 明日, 翌営業日, 別の日, 後日",
        "ko": "내일, 다음 날, 다음날, 다음 영업일, 익일",
        "tr": "yarın, ertesi gün, sonraki ~ gün*, sonraki iş gün*, başka bir gün*",
        "ar": "غدا, يوم تالي, يوم عمل تالي, يوم تالى, يوم آخر",
        "th": "พรุ่งนี้, วันถัดไป, วันทำการถัดไป, วันอื่น",
        "vi": "ngày mai, ngày hôm sau, ngày làm việc tiếp theo, ngày tiếp theo, ngày khác",
        "id": "besok, hari berikutnya, hari kerja berikutnya, hari lain, keesokan",
    },
    Concept.PUT_OFF: {
        "en": "moved, rescheduled, postponed, put off, deferred, shifted",
        "fr": "reportée, reporté, reprogrammée, reprogrammé, décalée, décalé, remise à",
        "de": "verschoben, verlegt, umgeplant, neu geplant",
        "es": "reprogramada, reprogramado, aplazada, aplazado, pospuesta, pospuesto, pasada al",
        "pt": "reagendada, reagendado, adiada, adiado, remarcada, reprogramada",
        "it": """
            riprogrammata, riprogrammato, posticipata, posticipato, rinviata, rimandata, spostata
        """,
        "ru": "перенесен*, отложен*",
        "uk": "перенесен*, відкладен*",
        "pl": "przełożon*, przesunięt*, przeniesion*, odłożon*",
        "nl": "verplaatst, verschoven, uitgesteld, verzet",
        "zh": "改至, 改到, 推迟至, 顺延, 改期, 延至",
        "ja": "延期, 変更, 持ち越",
        "ko": "연기, 변경, 미뤄",
        "tr": "ertelendi, ertelenmiş*, kaydırıldı, alındı",
        "ar": "تأجيل*, أجل*, مؤجل*",
        "th": "เลื่อน",
        "vi": "dời lịch, dời ngày, dời sang, hoãn giao, hoãn lại, chuyển sang, lùi lịch",
        "id": "dijadwalkan ulang, ditunda, dipindahkan, diundur",
    },
    Concept.OUT: {
        "fr": "facteur/factrice/livreur distribue/livre/apporte, nous livrons",
    },
}
"""By concept and language (ISO 639-1); a language's own module has the rest."""
