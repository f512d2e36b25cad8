"""Words of the first mile in every language: what is made out before a parcel is handed in."""

from services.connectors.carriers.words.lexicon import Concept

POSTING: dict[Concept, dict[str, str]] = {
    Concept.LABEL: {
        "en": """
            label, labels, barcode, waybill, airwaybill, air/airway waybill/bill, shipping order,
            shipment/shipping data/details/record/notification/request, order data, tracking number,
            booking, manifest, consignment note, pickup request, order, details, registry, pre
            alert, consignment data, parcel details, tracking id, shipping information, electronic
            data
        """,
        "fr": """
            étiquette, bordereau, données, numéro de suivi, commande, avis d expédition, code
            barres, informations, lettre de transport, dossier, fiche, avis d envoi, numéro d envoi,
            bon de transport, contrat de transport, annonce, notification
        """,
        "de": """
            etikett, label, sendungsdaten, paketschein, frachtbrief, auftrag, versandauftrag,
            sendungsnummer, versandschein, versandmarke, barcode, daten, paketmarke, bestellung,
            voravisierung, datensatz, ankündigung, sendungsinformationen, versandanzeige,
            paketaufkleber, lieferschein, avisierung, paketdaten, versanddaten
        """,
        "es": """
            etiqueta, guía, orden, pedido, datos, código de barras, número de seguimiento, preaviso,
            información, albarán, registro, número de envío, código de envío, remesa, rótulo, ficha,
            aviso de envío
        """,
        "pt": """
            etiqueta, pedido, dados, guia, código de rastreio, código de rastreamento, número de
            rastreio, informação, informações, ordem, registo, número do envio, rótulo, código de
            objeto, remessa, pré aviso
        """,
        "it": """
            etichetta, ordine, lettera di vettura, dati, codice di tracciamento, preavviso,
            informazioni, ldv, avviso di spedizione, bolla, registrazione, numero di spedizione,
            borderò, prenotazione, documento di trasporto, codice spedizione
        """,
        "ru": """
            накладн*, этикетк*, заказ, данные, трек номер*, штрих код, заявк*, информаци*, ярлык*,
            реестр*, трек, бланк*, идентификатор*, номер отправления, регистраци*
        """,
        "uk": """
            накладн*, етикетк*, замовлення, дані, трек номер*, заявк*, інформаці*, ярлик*, реєстр*,
            трек, бланк*, ідентифікатор*, ттн, номер відправлення
        """,
        "pl": """
            etykiet*, list przewozowy, zlecenie, dane, zamówienie, numer przesyłki, kod kreskowy,
            informacj*, zgłoszenie, rejestr, dokument nadania, numer nadania, numer listu, danych
        """,
        "nl": """
            label, verzendlabel, order, bestelling, gegevens, barcode, vrachtbrief, zendinggegevens,
            zendingsgegevens, trackingnummer, voormelding, aankondiging, verzendbewijs, pakbon,
            zendingsnummer, verzendopdracht, registratie, informatie
        """,
        "zh": """
            面单, 运单, 订单, 单号, 标签, 物流单, 预报, 数据, 物流信息, 发货信息, 快递单, 订单信息
        """,
        "ja": """
            ラベル, 送り状, 伝票, 注文, 出荷データ, 発送データ, 荷物情報, 追跡番号, データ, 情報,
            出荷指示, 発送通知, 配送依頼, 送状
        """,
        "ko": "송장, 운송장, 주문, 라벨, 배송 정보, 접수 정보, 정보, 데이터, 접수번호, 송장번호",
        "tr": """
            etiket*, barkod*, irsaliye*, sipariş*, gönderi bilgi*, kargo bilgi*, takip numara*,
            kayıt, bilgi*, veri*, talep*, gönderi numara*
        """,
        "ar": """
            بوليصة, ملصق, طلب, بيانات, رقم تتبع, معلومات, باركود, إشعار, سجل, رقم شحنة, مستند شحن,
            وثيقة شحن
        """,
        "th": """
            ใบปะหน้า, ฉลาก, คำสั่งซื้อ, หมายเลขพัสดุ, ข้อมูลพัสดุ, บาร์โค้ด, เลขพัสดุ, ข้อมูล,
            รายการ, เลขที่พัสดุ, ใบส่งของ
        """,
        "vi": """
            vận đơn, mã vận đơn, thông tin, nhãn vận chuyển, tạo nhãn, in nhãn, mã đơn, phiếu gửi,
            dữ liệu, mã theo dõi, đơn vận chuyển
        """,
        "id": """
            label, resi, pesanan, data, informasi, awb, barcode, nomor pelacakan, surat jalan,
            manifest, entri, pemberitahuan
        """,
    },
    Concept.MADE: {
        "en": """
            created, printed, generated, issued, received, transmitted, sent, registered, confirmed,
            uploaded, submitted, entered, provided, placed, logged, booked, assigned, loaded, filed,
            on file, added, set up, made out, drawn up, available
        """,
        "fr": """
            créé, créée, imprimé, imprimée, généré, générée, émis, émise, reçu, reçue, reçues,
            reçus, transmis, transmises, enregistré, enregistrée, enregistrées, confirmé, confirmée,
            envoyées, attribué, communiquées, édité, éditée, saisies, établi, établie, déclaré,
            déclarée, communiqué, créés, téléchargées
        """,
        "de": """
            erstellt, gedruckt, erzeugt, erfasst, übermittelt, erhalten, eingegangen, empfangen,
            registriert, bestätigt, angelegt, hochgeladen, liegen vor, vergeben, ausgestellt,
            übertragen, eingegeben, eingetragen, gemeldet, aufgenommen, vorhanden, generiert,
            avisiert, gebucht, importiert, erhalten haben, liegen uns vor
        """,
        "es": """
            creada, creado, impresa, impreso, generada, generado, emitida, emitido, recibida,
            recibido, recibidos, transmitidos, registrada, registrado, registrados, confirmado,
            confirmada, enviados, asignado, dado de alta, informado, cargados, comunicado, asignada,
            ingresados, dada de alta
        """,
        "pt": """
            criada, criado, impressa, gerada, gerado, emitida, emitido, recebida, recebidos,
            recebidas, transmitidos, registada, registado, registrada, registrado, confirmado,
            enviados, enviada, atribuído, introduzidos, inserido, inseridos, comunicado, criados,
            atribuída, disponibilizados, lançado, recebemos
        """,
        "it": """
            creata, creato, stampata, generata, generato, emessa, ricevuta, ricevuti, ricevute,
            trasmessi, registrata, registrato, confermato, inviati, inseriti, acquisiti, inserita,
            comunicata, comunicati, caricati, predisposta, assegnato, emesso, compilata, attribuito,
            disponibili
        """,
        "ru": """
            создан*, напечатан*, сформирован*, получен*, передан*, зарегистрирован*, подтвержден*,
            оформлен*, присвоен*, загружен*, выписан*, внесен*, поступил*, подготовлен*, заведен*,
            принят*, передал*
        """,
        "uk": """
            створен*, надрукован*, сформован*, отриман*, передан*, зареєстрован*, підтверджен*,
            оформлен*, присвоєн*, внесен*, надійшл*, завантажен*, подан*, заведен*, створив,
            створила
        """,
        "pl": """
            utworzon*, wydrukowan*, wygenerowan*, otrzyman*, przekazan*, zarejestrowan*,
            potwierdzon*, wprowadzon*, przesłan*, wystawion*, wpłynęł*, dodan*, założon*, wpisan*,
            zapisan*, wczytan*, otrzymaliśmy
        """,
        "nl": """
            aangemaakt, gemaakt, geprint, afgedrukt, gegenereerd, ontvangen, verstuurd, verzonden,
            geregistreerd, bevestigd, doorgegeven, ingevoerd, ingegeven, opgemaakt, opgesteld,
            aangeleverd, bekend, ingelezen, toegewezen
        """,
        "zh": """
            已创建, 已生成, 已打印, 已录入, 已收到, 已接收, 已提交, 已下, 已确认, 生成, 打印, 创建,
            已获取, 已上传, 已同步, 已登记, 已推送, 上传, 已出, 已接单
        """,
        "ja": """
            作成, 発行, 印刷, 受信, 登録, 受け付け, 確定, 生成, 入力, 届きました, 送信, 取得,
            登録され
        """,
        "ko": "생성, 출력, 등록, 접수, 수신, 확인, 발급, 발행, 입력, 전송, 받았",
        "tr": """
            oluşturul*, yazdırıl*, basıldı, alındı, kayded*, onaylan*, iletildi, ulaştı, düzenlen*,
            girildi, girildi*, aktarıldı, tanımlandı, açıldı, gönderdi, yüklendi
        """,
        "ar": """
            إنشاء*, طباعة*, إصدار*, تسجيل*, تأكيد*, أنشئ*, تلقي*, استلام, صدر*, إدخال*, ورود, أدخل*,
            استلمنا
        """,
        "th": "สร้าง, พิมพ์, ได้รับ, ลงทะเบียน, ยืนยัน, บันทึก, เปิด, ป้อน, แจ้ง, ได้รับแล้ว",
        "vi": """
            tạo, in, được tạo, nhận được, đã nhận, đăng ký, xác nhận, phát hành, nhập, khởi tạo,
            tiếp nhận, ghi nhận, cấp, vừa được tạo
        """,
        "id": """
            dibuat, dicetak, diterbitkan, diterima, terdaftar, didaftarkan, dikonfirmasi, terbit,
            diinput, tercatat, diunggah, terkirim ke sistem, sudah ada
        """,
    },
    Concept.PREPARES: {
        "en": """
            preparing, prepares, prepared, packing, packed, packs, announced, notified, will hand,
            will ship, will drop, boxing, wrapping
        """,
        "fr": """
            prépare, préparé, préparée, préparation, emballe, emballé, annoncé, annoncée, remettra,
            déposera, va remettre, va déposer, doit remettre, doit déposer
        """,
        "de": """
            bereitet, vorbereitet, vorbereiten, verpackt, packt, angekündigt, kündigt, übergibt,
            übergeben wird
        """,
        "es": """
            prepara, preparando, preparado, embala, embalado, anunció, anunciado, entregará,
            depositará, debe entregar, debe depositar
        """,
        "pt": """
            prepara, preparou, preparando, a preparar, embalou, anunciou, entregará, depositará, vai
            entregar, deve depositar, deve entregar
        """,
        "it": """
            prepara, preparato, preparata, preparando, imballa, imballato, annunciato, annunciata,
            consegnerà, affiderà, deve consegnare, deve affidare
        """,
        "ru": """
            готовит*, подготов*, упаков*, собира*, комплекту*, передаст, сдаст, должен передать,
            должен сдать
        """,
        "uk": """
            готує*, підготу*, пакує, запакував*, упакував*, збира*, передасть, здасть, повинен
            передати
        """,
        "pl": "przygotow*, pakuje, spakował*, zapakował*, zapowiedział*, przekaże, nada",
        "nl": """
            bereidt, voorbereid*, maakt ~ klaar, pakt, ingepakt, klaargemaakt, aangekondigd, pakt ~
            in
        """,
        "zh": "准备, 备货, 打包, 包装, 配货, 拣货, 待发",
        "ja": "準備, 梱包, 用意, 出荷予定, 発送予定, 梱包して",
        "ko": "준비, 포장, 예정",
        "tr": "hazırl*, paketl*, teslim edecek, bırakacak, kargoya verecek, paketliyor",
        "ar": "يجهز, تجهيز, جهز*, يحضر, تحضير, يغلف, تغليف, سيسلم",
        "th": "เตรียม, แพ็ค, บรรจุ, จะนำส่ง, จะฝาก",
        "vi": "chuẩn bị, đóng gói, soạn hàng, sẽ gửi",
        "id": """
            menyiapkan, mempersiapkan, mengemas, akan menyerahkan, akan mengirim, membungkus,
            dibungkus, mengepak
        """,
    },
    Concept.TO_US: {
        "en": """
            to us, with us, at our, in our, to the carrier/courier, into our network, in our
            possession, in our hands, handed in, the carrier, the post
        """,
        "fr": """
            nous a, à nous, chez nous, en notre possession, nos services, notre réseau, au
            transporteur, à la poste, au bureau de poste, nous est, nous être, entre nos mains
        """,
        "de": """
            an uns, bei uns, uns noch, unserem netz, unserem netzwerk, eingeliefert, an den
            frachtführer, an den versanddienstleister, an die post, in unserem besitz, dem
            versanddienstleister, der post
        """,
        "es": """
            a nosotros, nuestra red, nuestras instalaciones, en nuestro poder, al transportista, a
            la agencia, a correos, a la empresa de transporte
        """,
        "pt": """
            aos correios, à transportadora, ao transportador, nossa rede, nossas instalações, a nós,
            em nossa posse, aos ctt
        """,
        "it": """
            a noi, nostra rete, nostre mani, al corriere, al vettore, alle poste, a poste, all
            ufficio postale
        """,
        "ru": """
            к нам, перевозчику, в службу доставки, нашу сеть, на почту, в отделение связи, у нас,
            оператору
        """,
        "uk": "до нас, перевізнику, в службу доставки, нашу мережу, на пошту, у нас, оператору",
        "pl": """
            do nas, u nas, przewoźnikowi, naszej sieci, firmie kurierskiej, poczcie polskiej,
            kurierowi
        """,
        "nl": """
            aan ons, bij ons, ons netwerk, in ons bezit, aan de vervoerder, aan postnl, aan de
            koerier
        """,
        "zh": "承运商, 承运人, 快递公司, 物流公司, 我司, 我方",
        "ja": "当社, 弊社, 運送会社, 配送会社, 配送業者, 運送業者",
        "ko": "당사, 택배사, 운송사, 배송사",
        "tr": "bize, kargo firmasına, taşıyıcıya, firmamıza, kargoya",
        "ar": "إلينا, إلى ناقل, إلى شركة شحن, شبكتنا, لدينا, لناقل, لشركة شحن",
        "th": "บริษัทขนส่ง, ให้ขนส่ง, มาถึงเรา, ให้เรา, ผู้ให้บริการขนส่ง",
        "vi": """
            cho chúng tôi, cho đơn vị vận chuyển, cho hãng vận chuyển, cho bưu cục, đơn vị vận
            chuyển, hãng vận chuyển
        """,
        "id": """
            ke kami, kepada kami, pihak ekspedisi, ke ekspedisi, kepada ekspedisi, ke kurir, kepada
            kurir, jasa pengiriman
        """,
    },
    Concept.WAITS: {
        "en": "expecting, expected from, we expect, look forward",
        "fr": "attendons, nous attendons",
        "de": "erwarten, erwartet, steht ~ aus",
        "es": "esperamos, estamos esperando, aguardamos",
        "pt": "aguardamos, esperamos, espera, à espera, a aguardar",
        "it": "attendiamo, aspettiamo",
        "ru": "ждем, ждём, ожидаем",
        "uk": "чекаємо, очікуємо",
        "pl": "czekamy, oczekujemy",
        "nl": "verwachten, wachten, in afwachting",
        "zh": "等候中",
        "ja": "お待ちして",
        "ko": "기다리",
        "tr": "bekliyoruz, bekleniyor",
        "ar": "ننتظر",
        "th": "กำลังรอ",
        "vi": "đang đợi, chờ",
        "id": "nantikan, ditunggu",
    },
}
"""By concept and language (ISO 639-1); a language's own module has the rest."""
