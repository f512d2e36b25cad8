"""What carriers note in a word or two of what they did, in every language."""

from services.connectors.carriers.words.lexicon import Concept

SHORTHAND: dict[Concept, dict[str, str]] = {
    # On its way, seen from a hall, a line, a scale.
    Concept.MOVING: {
        "en": """
            cross dock, cross docked, cross docking, back in ~ process/network, connected,
            further connected, in scan, inscan, bag scan, debagged, uplifted, weighed, crossed
            the border, placed on transport, linehaul, line haul, truck, packed, hub, inbound,
            outbound, unloaded, loaded, handed to line haul
        """,
        "fr": """
            pesé, pesée, passage frontière, mis en sac, chargé, déchargé, entrée dans, tri
            effectué
        """,
        "de": """
            gewogen, grenze überquert, über die grenze, verladen, entladen, nachgesandt,
            nachsendung, umgeladen, hauptlauf, weiterleitung an
        """,
        "es": """
            pesado, cruzó la frontera, cargado, descargado, en planta, entrega concertada,
            salida de, planta, entrada en, bodega, en ruta
        """,
        "pt": """
            pesado, passou a fronteira, carregado, descarregado, centro operacional, em
            importação
        """,
        "it": """
            pesata, pesato, oltre confine, caricata, scaricata, smistat*, inoltr*, filiale, hub,
            da consegnare, non a giro, commutazione, registrata, processata, acquisita, giunta,
            partita
        """,
        "ru": "взвешен*, пересек* границ*, погружен*, выгружен*, магистрал*, встречен*, склад",
        "uk": """
            зважен*, перетну* кордон, завантажен* в авто, розвантажен*, магістрал*, зміна
            напрямку, підрозділ*, прямує, переадрес*, перенаправлен*, комплектує
        """,
        "pl": "zważon*, przekroczył* granicę, załadowan*, rozładowan*, w trasie",
        "nl": """
            gewogen, gewicht, de grens over, over de grens, op transport, geladen, gelost,
            toegekomen, doorgestuurd
        """,
        "tr": """
            transfer aşamasında, tartıldı, yüklendi, indirildi, hatta, şubesinde, yönlendir*,
            sevk, transferde
        """,
        "zh": """
            派送处理中心, 派送中心, 派送点, 派送网点, 派送站, 派送国, 派送目的国, 预约派送,
            快件处理, 投递局, 投递点, 称重, 装车, 卸车, 到件, 发件, 集包, 拆包, 建包, 出库,
            出仓, 入仓, 上架, 交接, 干线, 接收, 起航, 起飞, 中转, 离开, 到达, 途径
        """,
        "ja": """
            作業中, 運行中, 運行, 計量, 積込, 積載, 荷下ろし, 幹線, 搭載, 切替え, 通過, 中継
        """,
        "ko": "중량, 상차, 하차, 적재, 간선, 행낭, 입고, 출고, 경유, 구간",
        "ar": "وزن, عبرت حدود, تحميل, تفريغ, محطة, نقل طلب, مراكز, مركز",
        "th": "ชั่งน้ำหนัก, ข้ามแดน, ขึ้นรถ, ลงสินค้า, ที่ทำการ, สายการบิน, คลังสินค้า, สนามบิน, แลกเปลี่ยน",
        "vi": """
            cân, qua biên giới, bốc hàng, dỡ hàng, lên xe, xuống xe, kho, bưu cục, hub, luân
            chuyển
        """,
        "id": """
            ditimbang, melintasi perbatasan, dimuat, dibongkar, gudang, gateway, hub, transit,
            diterima oleh/di ~ gudang/gateway/hub/dc/transit/sortir/sortation/sorting,
            telah/sudah diterima oleh/di ~
            gudang/gateway/hub/dc/transit/sortir/sortation/sorting
        """,
    },
    # To whoever brings it to the door.
    Concept.OUT: {
        "fr": """
            remis au livreur, confié au livreur, remis au facteur, avec le livreur, avec le
            facteur
        """,
        "de": "dem zusteller übergeben, an den zusteller übergeben, beim zusteller",
        "es": """
            entregado al repartidor, asignado a repartidor, con el repartidor, en poder del
            repartidor
        """,
        "pt": "entregue ao carteiro, com o carteiro, com o estafeta, com o entregador",
        "it": """
            affidat* al fattorino/corriere/postino/portalettere/autista, affidat* a ~
            fattorino/corriere/autista, al corriere per la consegna, con il corriere, con
            autista
        """,
        "ru": """
            в курьерскую доставку, выдан* курьеру, передан* курьеру, у курьера, передан*
            почтальону, выдан* на доставку
        """,
        "uk": """
            видан* кур єру, передан* кур єру, у кур єра, передан* листоноші, видан* листоноші
        """,
        "pl": "przekazan* kurierowi, wydan* kurierowi, u kuriera, przekazan* listonoszowi",
        "nl": """
            overgedragen aan de bezorger, bij de bezorger, geladen voor aflevering/bezorging
        """,
        "tr": """
            zimmetine verildi, kurye zimmetinde, kurye üzerinde, kuryede, kuryeye verildi,
            kuryeye teslim edildi, dağıtıcıda, teslimatta
        """,
        "zh": "交由快递员, 交给快递员, 交由派件员, 交给投递员, 投递员",
        "ja": "配達員に引き渡し, 配達員が持ち出し, 持出",
        "ko": "배송기사 인계, 기사 인계, 직원 배송중, 기사 배송중, 배달차량, 배송차량",
        "ar": "مع مندوب, سلمت مندوب, خارج لتوصيل, خارج لتسليم",
        "th": "กำลังจัดส่ง, ส่งมอบให้พนักงานนำจ่าย, อยู่กับพนักงานนำจ่าย",
        "vi": "giao cho bưu tá, giao cho shipper, bưu tá đang, shipper đang",
        "id": "diserahkan ke kurir, bersama kurir, dibawa kurir",
    },
    # The noun of it, *change of date*.
    Concept.CHANGED: {
        "en": "change of, address/date/time change",
        "fr": "modification, changement",
        "de": "änderung, terminänderung, adressänderung, verschiebung",
        "es": "modificación",
        "pt": "mudança, modificação",
        "it": "modifica, cambio, variazione",
        "ru": "изменени*, смен*",
        "uk": "зміна, зміни, зміну",
        "nl": "wijziging, aanpassing",
        "tr": "değişiklik*",
        "vi": "thay đổi",
        "id": "pergantian",
    },
    # Over the counter, into a bag, from a shop's store.
    Concept.ACCEPTED: {
        "en": """
            received at/by @, accepted at/by @, pickup from ~ seller/shipper/merchant, dropoff
            done, drop off done, dropped off by ~ seller/sender/shipper, pickup done, pick up
            done, pickup scan
        """,
        "it": "acquisita in filiale mittente, acquisita dal mittente, ritirata",
        "id": """
            diterima oleh ~ agen/gerai/konter/counter/loket/outlet, telah/sudah diterima oleh ~
            agen/gerai/konter/counter/loket/outlet, diterima di ~
            agen/gerai/konter/counter/loket/outlet, dijemput oleh ~ petugas/kurir
        """,
        "zh": "国内提货, 上门提货, 已提货, 提货完成, 揽收完成",
        "ja": "荷受, 荷物受付",
        "ko": "집화, 접수완료, 인수받",
    },
    Concept.INFO: {
        "en": """
            shipment/parcel/package/order is registered, arranging collection/pickup, not
            picked, not yet picked, pickup pending, shipment booked, order processed
        """,
        "id": "masuk ke database, masuk ke sistem, manifes",
        "vi": "chuẩn bị lấy, chưa tiếp nhận, điều phối lấy",
        "ar": "حجز شحنة, بانتظار استلام",
        "it": "dati spediz*, dati trasmessi, dati ricevuti",
        "de": "einlieferung erfolgte noch nicht, label wurde aktiviert",
        "ja": "依頼受付, 出荷受付",
        "tr": "henüz işlem yapılmadı, işlem yapılmadı",
        "zh": "等待分配, 已预报, 预报",
        "pt": "saiu para coleta, saiu para recolha, coleta agendada, coleta solicitada",
    },
    Concept.DELIVERED: {
        "de": "abstellung wie, auslieferung via, ausgeliefert",
        "id": "diterima oleh penerima, diterima ybs, diterima oleh ybs, diterima satpam",
        "ja": "配達終了, 受取完了, 窓口でお渡し",
        "zh": "派送成功, 投递成功, 派件成功, 妥投成功",
    },
    Concept.DELIVERY: {
        "uk": "доручення, доручити",
        "de": "auslieferung",
    },
    Concept.COLLECTED: {
        "zh": "柜台领取, 窗口领取, 已领取, 自提签收, 自提成功",
    },
    Concept.READY: {
        "uk": "передано на зберігання",
        "ja": "営業所受取, 営業所止, 局留, ご来店予定",
        "tr": "şubeden alınacak, şubeden alınabilir, şubeden teslim alın*",
        "es": "depositado en punto, depositado en ~ destino, en oficina",
        "it": "fermopoint, fermo point, giacenza ~ ufficio/punto",
        "ko": "점포도착, 점포 도착",
        "th": "จุดรับสิ่งของ, จุดรับพัสดุ",
        "pl": "wydłużono czas na odbiór, przedłużono czas na odbiór, wydłużono termin odbioru",
        "en": "collection counter, pickup counter, pick up counter",
    },
    Concept.PLACE: {
        "en": "collection counter, pickup counter, pick up counter, collection box",
        "es": "punto de entrega, mostrador de recogida",
        "fr": "comptoir de retrait",
        "de": "abholschalter",
        "pt": "ponto de entrega, ponto de recolha",
    },
    Concept.ARRIVED: {
        "en": "arrived in country, arrival in country, in country of delivery",
        "es": "llegó al país, en país de destino",
        "fr": "arrivé dans le pays, entré dans le pays",
        "de": "im land eingetroffen, im land angekommen",
        "ru": "привез* в стран* назначения, ввез* в стран* назначения",
    },
    Concept.RETURN_DONE: {
        "en": "delivered to the sender",
        "fr": "livré à l expéditeur, remis à l expéditeur, distribué à l expéditeur",
        "de": "dem absender zugestellt, an den absender zugestellt, dem absender ausgehändigt",
        "es": "entregado al remitente, entregada al remitente",
        "it": "consegnat* al mittente",
        "pl": "doręczon* nadawcy, wydan* nadawcy",
        "nl": "bezorgd bij de afzender, aan de afzender bezorgd, afgeleverd bij afzender",
        "ru": "вручен* отправител*",
        "uk": "вручен* відправник*",
        "tr": "göndericiye teslim, gönderene teslim",
    },
    Concept.RETURN: {
        "de": "unzustellbare sendung, unzustellbaren sendung",
    },
    Concept.SENDER: {
        "en": "webmerchant, web shop, webshop",
        "ko": "보내시는 고객, 보내는 고객, 보내시는 분, 보내는 분",
    },
    Concept.ON_REQUEST: {
        "ja": "配達希望受付, 配達希望の受付, 再配達受付",
    },
    Concept.ORIGIN: {"es": "en origen", "pt": "na origem", "it": "presso il mittente"},
    Concept.CLEARING: {
        "en": "going/passing/moving through customs",
        "nl": "import aangifte, importaangifte, invoeraangifte, invoer aangifte",
        "it": "svincolo",
    },
}
