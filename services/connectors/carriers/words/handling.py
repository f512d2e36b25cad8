"""Words of carriers' trade in every language: what they do to a parcel between two doors."""

from services.connectors.carriers.words.lexicon import Concept

HANDLING: dict[Concept, dict[str, str]] = {
    Concept.MOVING: {
        "en": """
            dismantling, broken down, build up, uplifted, uplift, carriage, consolidation,
            deconsolidated, despatched, palletized, pallet, bag, dispatching, staged, induction,
            inducted, collated, tour vehicle, movement, cutoff, cut off, next flight, in hub,
            lodged, containerised, containerized, stripping, devanned, routing, in station,
            crossed the border, across the border, at our hub, at destination
        """,
        "fr": """
            manutention, groupage, dégroupage, chargement, déchargement, quai, agence
            départ/arrivée/destinataire, site logistique, tri, acheminer, réceptionné, palettisé,
            réacheminé, réacheminement, mis en sac, escale, passé la frontière, franchi la
            frontière, au dépôt, le dépôt
        """,
        "de": """
            eingang, ausgang, auslieferungsdepot, *depot, ausgangsscan, eingangsscan, beladung,
            entladung, verlastet, palettiert, *umschlag, *sortierung, nachtsprung, hauptumschlag,
            linienverkehr, *zentrum, *lager, *basis, zulauf, anlieferung, *transport, grenze
            überquert, über die grenze, eingegangen
        """,
        "es": """
            arrastre, plataforma, delegación, lectura, leído, clasificación, clasificado, nave,
            paletizado, bodega, carga, descarga, desconsolidación, consolidación, troncal, cruce,
            bultos, repartidora, unidad de reparto, hub, cedis, plaza, patio, cruzado la frontera,
            cruzó la frontera, en destino, ingresado en
        """,
        "pt": """
            conferido, conferência, triagem, triado, expedido, expedição, carregamento,
            descarregado, consolidado, transferência, roteirizado, correção de rota, galpão,
            centro logístico, hub, armazém, linha, manuseio, base, cruzou a fronteira, atravessou
            a fronteira
        """,
        "it": """
            smistata, smistato, smistamento, caricata, caricato, scaricata, scaricato, lettura,
            dispaccio, inoltrata, inoltrato, magazzino, hub, filiale di arrivo/transito, bollata,
            punto di passaggio, spedita, passaggio, lavorazione, centro operativo, superato il
            confine, passato il confine
        """,
        "ru": """
            досыл*, досланн*, сортиров*, рассортир*, упакован* в, емкост*, ёмкост*, контейнер*,
            погруж*, выгруж*, разгруж*, загруж*, отгруж*, отгруз*, транзит*, встречен*, выдан* на
            отправку, сдан* перевозчику, склад*, хаб*, терминал*, перемещ*, приписан*, паллет*,
            распредел*, консолид*, перенаправ*, переадрес*, пересек* границу, пересекл*, получен*
            складом, получен* на складе
        """,
        "uk": """
            відсорт*, сортув*, розсорт*, завантаж*, розвантаж*, відвантаж*, транзит*, термінал*,
            склад*, перенаправ*, переадрес*, переміщ*, розподіл*, консолід*, хаб*, депо,
            навантаж*, укладен*, перетнул* кордон, перетнув кордон
        """,
        "pl": """
            sortown*, posortowan*, sortowan*, rozładun*, załadun*, załadowan*, rozładowan*,
            magazyn*, terminal*, przekierowan*, przeadresowan*, transport*, konsolidac*, oddzial*,
            oddział*, w trasie, hub, filia, filii, opuścił*, wyjazd*, wyjechał*, przyjazd*, kraj
            nadania, kraju nadania, przekroczył* granicę, przekracza granicę
        """,
        "nl": """
            gesorteerd, sortering, geladen, gelost, overslag, in behandeling, doorgezonden,
            magazijn, hub, inkomend, uitgaand, verwerkt, geconsolideerd, omgeleid, colli, gescand,
            losgelost, laadperron, tussenlocatie, grens over, de grens gepasseerd
        """,
        "zh": """
            拆板, 打板, 排航, 航班待定, 过港, 换单, 交仓, 扫描提取, 交货, 理货, 分配, 配载, 装板,
            板, 装袋, 拆袋, 建包, 拆包, 集运, 头程, 尾程, 干线, 收寄中心, 车间, 部门, 中心局,
            航司, 卸机, 起运, 离仓, 到仓, 出货, 收货扫描, 预计航班, 开船, 到港, 靠港, 出境, 过境,
            派件网点, 派送网点, 派件城市, 派件站, 投递网点, 派送站点, 发车, 到车, 已在路上, 在路上
        """,
        "ja": """
            切替え, 切り替え, 積替, 中継センター, 幹線, 幹線輸送, 持込, ベース, 輸送機関,
            航空会社, 便で, 発着, 通過点, 区分け, 仕訳, 集約, 積卸, 荷卸, 国境を越え
        """,
        "ko": """
            상차, 하차, 간선, 터미널, 구분, 인계, 입고, 출고, 운송장 스캔, 스캔, 적재, 하역, 행낭,
            집중국, 캠프, 이고, 출발지, 경유지, 분류, 국경을 통과
        """,
        "tr": """
            zimmet*, torba*, geliş kayd*, tasnif*, ayrıştır*, aktarmada, aktarma*, sevk*, mahmul*,
            konteyner*, palet*, birim*, işlem gör*, elleçle*, ambar*, antrepo, hat aracı*,
            indirme, transfer*, sınırı geçti, sınırdan geçti
        """,
        "ar": """
            مرحلة, انتقالية, فرز, مناولة, تحميل, تفريغ, مركز توزيع, حاوية, ترحيل, مستودع, معالجة,
            تجميع, رحلة, محطة, منصة, عبور, عبرت حدود, عبور حدود
        """,
        "th": """
            คัดแยก, ถุงเมล์, รับมอบ, ส่งมอบ, กลางทาง, ขนถ่าย, บรรจุถุง, เปิดถุง, ขึ้นรถ, ลงรถ,
            จุดพัก, คลัง, ศูนย์ไปรษณีย์, กระจาย, สาขา, ส่งต่อ, ข้ามพรมแดน, นำส่งไปยังศูนย์,
            นำส่งไปศูนย์, นำส่งศูนย์, อยู่ระหว่างนำส่งไปยังศูนย์, ระหว่างนำส่งไปยังศูนย์,
            อยู่ระหว่างทาง
        """,
        "vi": """
            đóng tải, bảng kê, chuyến thư, chuyến xe, túi gói, phân loại, khai thác, luân chuyển,
            trung chuyển, kho, hàng đến, chia chọn, xếp hàng, dỡ hàng, chuyển bưu cục, lên máy
            bay, khu phân loại, nằm ở kho, điều hướng, qua biên giới, vượt biên giới
        """,
        "id": """
            dipilah, disortir, sortiran, penyortiran, pemilahan, dimuat, dibongkar, transit,
            gudang, hub, pusat distribusi, distribution center, kantor tukar, bagging,
            konsolidasi, dirutekan, melintasi perbatasan, keluar dari hub
        """,
    },
    Concept.HANDOVER: {
        "en": """
            tendered to ~ postal/partner, handed to ~ linehaul, shipping to the logistics
            provider, airline has taken/accepted/received
        """,
        "zh": "交仓, 移交航司, 交付服务商, 交货服务商, 交付渠道, 转末端, 交末端, 交干线",
        "de": "zustellorganisation übergeben, zur endzustellung übergeben",
        "ar": "سلمت ~ شريك, سلم ~ شريك, تسليم* ~ شركاء",
        "id": "diserahkan ke mitra, diserahkan ke pihak ketiga",
        "nl": "overhandigd, overgedragen",
    },
    Concept.ACCEPTED: {
        "en": """
            received by ~ counter/officer, counter officer, received at counter, pick up was
            successful, goods have been received, collection successful, drop off scan, pickup
            scan, pick up scan, collection scan
        """,
        "es": "admisión, admitido, admitida, recolectado, recolectada, recolección exitosa",
        "pt": "coletado, admitido, entregue no ponto de postagem, recolhido, admissão",
        "it": "accettazione, accettata, accettato, presa in carico, preso in carico",
        "zh": """
            收件员, 揽投员, 已收件, 被快递员取走, 由快递员取走, 快递员已取, 海外仓已收,
            我们已收到, 我们收到, 我司已收
        """,
        "ko": "상품인수, 상품 인수, 물품 인수, 접수했습니다",
        "vi": """
            bưu tá đã nhận, đã nhận hàng, buu tá đã nhận, nhân viên đã lấy, chúng tôi đã nhận,
            chúng tôi nhận được
        """,
        "id": """
            telah diambil oleh kurir, diambil oleh kurir, diambil kurir, kami telah menerima, kami
            menerima, kami sudah menerima
        """,
        "de": "abholscan",
        "nl": "ophaalscan, afhaalscan",
        "fr": "scan d enlèvement, enlèvement effectué",
        "ja": "お預かりしました",
        "th": "เราได้รับพัสดุ",
        "ar": "استلمنا",
    },
    Concept.INFO: {
        "en": """
            manifest closed, manifested by sender, not been handed over to, not yet handed over
            to, yet to receive the package, yet to receive the parcel, yet to receive the
            shipment, declares ~ parcel to @, not yet shipped, has not shipped, expecting your
            parcel/package/item, expecting to receive
        """,
        "es": """
            prerregistrado, pre registrado, pendiente de depósito, pendiente de entregar a @,
            esperando tu paquete, esperamos recibir, pre despacho, predespacho
        """,
        "pt": """
            pré postado, pré postagem, etiqueta emitida, aguardando postagem, aguardamos o seu
            envio, esperamos receber
        """,
        "pl": """
            przygotowana przez nadawcę, przesyłka utworzona, oczekuje na nadanie, przed nadaniem,
            oczekujemy na paczkę od, oczekujemy na przesyłkę od
        """,
        "uk": "комплектує, комплектується, очікує надходження",
        "ru": "накладная создана, комплектуется, ожидает передачи, ожидает отгрузки",
        "zh": """
            通知快递公司揽件, 等待揽件, 待揽, 已预报, 电子信息已经收到, 通知揽件, 未去取件, 未取件
        """,
        "ja": "伝票番号発行, 伝票番号を発行, 出荷指示, 発送前, 集荷を待, 集荷待ち, 集荷依頼",
        "ko": "송장 등록 전, 등록되지 않은 송장, 미등록 송장, 집하 예정, 집하 대기",
        "tr": """
            kargo kaydı alın*, gönderi hazırlandı, kargo kaydı oluştur*, işlem görmemiş, henüz
            işlem görmedi
        """,
        "th": "กำลังเข้ารับพัสดุ, คนขับกำลังเข้ารับ, รอเข้ารับ",
        "vi": """
            bưu tá đi nhận, nhân viên đang lấy, đang lấy hàng, đi lấy hàng, chờ lấy, thu tiền
            người gửi, đang thu tiền ~ gửi
        """,
        "id": """
            mengatur pengiriman, ditugaskan untuk menjemput, menunggu dijemput, pengiriman ~
            dijadwalkan, penjemputan dijadwalkan
        """,
        "ar": "لم يتم شحن, لم تشحن, لم يشحن, انتظار استلام مندوب",
        "fr": "attendons votre envoi/colis, attendons de recevoir",
        "de": "erwarten ihre sendung, erwarten ihr paket, erwarten die sendung vom absender",
        "it": "in attesa di ricevere il pacco, attendiamo il pacco",
        "nl": """
            verwachten je pakket, verwachten uw pakket, verzendgegevens zijn ontvangen,
            verzendgegevens ontvangen
        """,
    },
    Concept.TO_US: {
        "id": "jasa kirim, pihak jasa kirim, jasa ekspedisi, kurir ekspedisi",
        "vi": "đơn vị giao hàng, bên vận chuyển",
        "es": "a la paquetería, a la mensajería",
    },
    Concept.DELIVERED: {
        "es": "entregado destinatario, entregada al cliente",
        "pt": "entregue ao cliente",
        "tr": """
            muhataba ~ teslim, muhatab* ~ teslim, alıcısına bizzat, bizzat teslim, mazbata teslim
        """,
        "ar": "سلم لمرسل إليه, سلم إلى مرسل إليه, سلمت لمرسل إليه, سلمت إلى مرسل إليه",
        "de": "abgabe bei, abgabe an, an den empfänger abgegeben, zustellung an empfänger",
        "zh": "正常签收, 已放至, 放至, 代签, 代为签收, 本人签收",
        "it": "consegna effettuata, consegna avvenuta",
        "ja": "受け取られた, 受け取られました",
        "nl": "overhandigd aan ~ ontvanger",
    },
    Concept.OUT: {
        "en": """
            with driver for delivery, gone out on ~ delivery route, gone out on ~ route, delivery
            champion, on its delivery route, out on ~ delivery
        """,
        "de": """
            im fahrzeug des zustellers, im fahrzeug ~ zusteller*, auf tour, in der auslieferung
        """,
        "fr": """
            mis en livraison, chargé dans le véhicule, chargé dans la tournée, en tournée, sorti
            pour livraison, sortie pour livraison, parti en livraison
        """,
        "es": "salió a reparto, en reparto, salida a reparto, en ruta de entrega",
        "pt": "em distribuição, saiu para distribuição, com o estafeta, com o entregador",
        "it": "sta consegnando, in distribuzione, in consegna, consegna in corso",
        "ru": "выдан на доставку, выдано на доставку, передан* курьеру, у курьера, в доставке",
        "uk": "передан* кур єру, у кур єра, видано кур єру, в доставці",
        "pl": "przekazan* kurierowi, wydan* do doręczenia, w doręczeniu, wydan* kurierowi",
        "nl": "uit voor bezorging, in bezorging, met bezorger, wordt vandaag bezorgd",
        "zh": "开始配送, 派送途中, 正在派件",
        "ja": "お届けにあが, お届けに上が, お届けに向, 配達に回, 持ち出し中, 配達中",
        "ko": "배달을 시작, 배송을 시작, 배달 시작, 배송 시작, 배송할 예정, 배달할 예정",
        "tr": "dağıtıcıya verildi, dağıtıma verildi, dağıtımda, teslimatta*",
        "ar": "خرجت لتسليم, خرجت لتوصيل, مع مندوب, مع سائق, خارج لتسليم, خارج لتوصيل",
        "th": "กำลังนำพัสดุไปส่ง, กำลังนำส่ง, ระหว่างการนำส่ง",
        "vi": """
            đang giao cho người nhận, trên xe để giao, xuất hàng để đi giao, đi giao, thu tiền
            người nhận, đang thu tiền ~ nhận
        """,
        "id": "proses pengantaran, sedang dikirim ke alamat, dibawa kurir, dalam antaran",
    },
    Concept.GOES: {
        "en": """
            expected to reach, set to reach, about to reach, heads, is nearby, is near, is close,
            almost there, around the corner, few stops away
        """,
        "tr": """
            yönlendirildi, yönlendiril*, yakınınızda, yakında, yaklaştı, çok yakın, kurye ~
            yakınınızda
        """,
        "it": "reindirizzat*, è vicino, nelle vicinanze, quasi arrivato",
        "fr": """
            redirigé, redirigée, réorienté, est proche, à proximité, est tout près, bientôt chez
        """,
        "de": """
            umgeleitet, weitergeleitet, gleich bei, in der nähe, fast da, gleich da, nur noch
            wenige stopps
        """,
        "es": "redirigido, redirigida, reexpedido, está cerca, cerca de, muy cerca",
        "pt": """
            redirecionado, redirecionada, reencaminhado, está perto, nas proximidades, quase a
            chegar, quase chegando
        """,
        "nl": "omgeleid, doorgestuurd, is bijna bij, in de buurt, is dichtbij",
        "pl": "przekierowan*, jest blisko, jest w pobliżu, niedaleko",
        "ru": "перенаправлен*, рядом, поблизости, уже близко, скоро будет",
        "uk": "перенаправлен*, поруч, неподалік, вже близько, скоро буде",
        "zh": "附近, 即将到达, 马上到",
        "ja": "近くに, まもなく到着, もうすぐ",
        "ko": "근처, 곧 도착",
        "ar": "بالقرب, قريب من, على وشك وصول, قريب منك, قريبة منك",
        "th": "ใกล้ถึง, ใกล้คุณ",
        "vi": "gần bạn, sắp đến, ở gần",
        "id": "dekat, hampir sampai, sudah dekat",
    },
    Concept.FETCHED: {
        "zh": "快递员取走",
    },
    Concept.FETCH: {
        "en": "to pick up",
        "th": "เข้ารับ",
        "vi": "đi nhận, đi lấy",
        "id": "menjemput",
    },
    Concept.LATER: {
        "zh": "改日, 择日, 另约",
    },
    Concept.GIVEN: {
        "vi": "đã gửi",
    },
    Concept.PREPARES: {
        "es": """
            asignado un repartidor, asignado ~ repartidor, repartidor asignado, asignado a un
            repartidor
        """,
        "vi": "đã sắp xếp tài xế",
    },
    Concept.TODAY: {
        "it": "odierna, giornata odierna, nella giornata",
        "es": "durante el día, a lo largo del día",
        "fr": "dans la journée, ce jour",
    },
    Concept.READY: {
        "uk": "у точці видачі, у пункті видачі",
        "ru": "в пункте выдачи, в точке выдачи",
        "nl": "ligt voor je/u/jou klaar, staat voor je/u/jou klaar",
    },
    Concept.PLACE: {
        "fr": "parcel shop, parcelshop, pickup point, pick up point, access point, parcel locker",
        "de": "parcel shop, parcelshop, pickup point, pick up point, access point, parcel locker",
        "es": "parcel shop, parcelshop, pickup point, pick up point, access point, parcel locker",
        "pt": "parcel shop, parcelshop, pickup point, pick up point, access point, parcel locker",
        "it": "parcel shop, parcelshop, pickup point, pick up point, access point, parcel locker",
        "ru": "parcel shop, parcelshop, pickup point, pick up point, access point, parcel locker",
        "uk": "parcel shop, parcelshop, pickup point, pick up point, access point, parcel locker",
        "pl": "parcel shop, parcelshop, pickup point, pick up point, access point, parcel locker",
        "nl": "parcel shop, parcelshop, pickup point, pick up point, access point, parcel locker",
        "zh": "parcel shop, parcelshop, pickup point, pick up point, access point, parcel locker",
        "ja": "parcel shop, parcelshop, pickup point, pick up point, access point, parcel locker",
        "ko": "parcel shop, parcelshop, pickup point, pick up point, access point, parcel locker",
        "tr": "parcel shop, parcelshop, pickup point, pick up point, access point, parcel locker",
        "ar": "parcel shop, parcelshop, pickup point, pick up point, access point, parcel locker",
        "th": "parcel shop, parcelshop, pickup point, pick up point, access point, parcel locker",
        "vi": "parcel shop, parcelshop, pickup point, pick up point, access point, parcel locker",
        "id": "parcel shop, parcelshop, pickup point, pick up point, access point, parcel locker",
    },
    Concept.COUNTRY: {
        "tr": "yurtdışından, yurt dışından",
    },
    Concept.KEPT: {
        "nl": "ligt ~ klaar, staat ~ klaar",
        "pt": "espera por si/você, aguarda por si/você, à sua espera",
        "de": "wartet auf sie, wartet auf dich",
        "en": "is waiting for you, waits for you",
        "id": "menunggu anda, menantikan anda",
    },
    Concept.COURIER: {
        "th": "คนส่ง, คนขับ, ไรเดอร์",
    },
}
"""By concept and language (ISO 639-1); a language's own module has the rest."""
