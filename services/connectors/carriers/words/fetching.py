"""Words of fetching in every language: where a parcel waits for its receiver, and that it does."""

from services.connectors.carriers.words.lexicon import Concept

FETCHING: dict[Concept, dict[str, str]] = {
    Concept.PLACE: {
        "en": """
            pickup/collection/service/access point/points/location/station/shop/store, pick up
            point/points/location/station/shop/store, parcel
            shop/shops/locker/lockers/terminal/machine, parcelshop, servicepoint, locker, lockers,
            packstation, convenience store, relay point, self service terminal, partner shop, po box
        """,
        "fr": """
            point relais, relais, point de retrait, consigne, casier, locker, point pickup, commerce
            de proximité, commerçant, point de collecte
        """,
        "de": """
            paketshop, paketshops, packstation, abholstation, abholstelle, abholpunkt, abholort,
            paketstation, servicepoint, service point, paketautomat, paketautomaten, schließfach,
            paketfach, wunschfiliale, partnershop, abholshop, postfach, locker
        """,
        "es": """
            punto de recogida/retiro/conveniencia/servicio, punto pack/pickup/citypaq/inpost/ups,
            citypaq, taquilla, locker, casillero, tienda asociada, consigna
        """,
        "pt": """
            ponto de recolha/levantamento/retirada/coleta, ponto pickup/ctt, cacifo, locker,
            armário, loja parceira, posto de recolha
        """,
        "it": """
            punto di ritiro, locker, punto poste/pickup, fermopoint, pudo, armadietto, access point,
            negozio convenzionato, tabaccheria, punto convenzionato
        """,
        "ru": "пункт* выдачи, пвз, постамат*, почтомат*, пункт* самовывоза, ячейк*, точк* выдачи",
        "uk": "поштомат*, пункт* видачі, точк* видачі, комірк*, пункт* самовивозу, постамат*",
        "pl": """
            paczkomat*, automat* paczkow*, automacie paczkowym, punkt* odbioru, punkcie odbioru,
            skrytc*, skrytk*, punkcie, kiosku, żabce
        """,
        "nl": """
            afhaalpunt, pakketpunt, ophaalpunt, servicepunt, pakketautomaat, locker, parcelshop,
            postnl punt, kluis, afhaallocatie, pakketshop, pakketkluis
        """,
        "zh": """
            自提点, 自提柜, 代收点, 快递柜, 驿站, 丰巢, 服务站, 便利店, 取件点, 代办点, 智能柜,
            取货点, 提货点
        """,
        "ja": "コンビニ, ロッカー, pudo, 受取場所, 受取店舗, 取扱店, 受取スポット",
        "ko": """
            편의점, 무인택배함, 픽업 장소, 무인보관함, 픽업점, 보관함, 픽업 포인트, 수령 장소, 락커,
            무인우편함, 무인 우편함
        """,
        "tr": """
            teslim/teslimat nokta*, kargomat*, pttmatik*, dolab*, dolap*, gel al*, pudo, kargo
            otomat*, anlaşmalı nokta*
        """,
        "ar": "نقطة استلام, خزانة, خزائن, لوكر, نقاط استلام, متجر شريك",
        "th": "จุดรับ, ล็อกเกอร์, จุดบริการ, ตู้รับพัสดุ, เซเว่น, ร้านสะดวกซื้อ, ตู้อัตโนมัติ",
        "vi": """
            điểm nhận, tủ khóa, locker, tủ đồ, điểm lấy hàng, cửa hàng tiện lợi, tủ nhận hàng, tủ
            giao hàng, điểm dịch vụ, tủ thông minh
        """,
        "id": """
            titik/tempat/lokasi pengambilan, loker, locker, titik layanan, popbox, gerai
            pengambilan, indomaret, alfamart, titik ambil
        """,
    },
    Concept.OFFICE: {
        "en": "post office, branch, counter, outlet, local office, our office",
        "fr": "bureau de poste, guichet, agence, votre bureau",
        "de": """
            filiale, postfiliale, postamt, schalter, postagentur, geschäftsstelle, dhl filiale
        """,
        "es": "oficina, sucursal, estafeta, ventanilla, mostrador, agencia",
        "pt": "agência, balcão, estação de correios, loja, estação dos correios, loja ctt",
        "it": "ufficio postale, sportello, filiale, agenzia",
        "ru": "отделени*, опс, офис*",
        "uk": "відділенн*, офіс*",
        "pl": "placówc*, placówk*, urzędzie pocztowym, poczcie, filii",
        "nl": "postkantoor, filiaal, balie, vestiging",
        "zh": "邮局, 网点, 门店, 营业厅, 柜台, 支局",
        "ja": "郵便局, 窓口, 営業所, 店舗, 店頭",
        "ko": "우체국, 대리점, 영업소, 창구, 지점",
        "tr": "şube*, postane*, acente*, gişe*",
        "ar": "مكتب بريد, فرع*, مكتب*",
        "th": "ที่ทำการ, ไปรษณีย์, สาขา, เคาน์เตอร์",
        "vi": "bưu cục, bưu điện, chi nhánh, văn phòng, tại quầy",
        "id": "kantor pos, agen, cabang, gerai, konter, loket",
    },
    Concept.KEPT: {
        "en": """
            available, waiting, waits, awaits, kept, ready, held, stored, reserved, at your
            disposal, remains, keeping
        """,
        "fr": """
            disponible, attend, en attente, conservé, conservée, gardé, gardée, prêt, prête, mis à
            disposition, mise à disposition, à votre disposition, en instance
        """,
        "de": """
            bereit, liegt, wartet, hinterlegt, aufbewahrt, bereitgestellt, verfügbar, lagert,
            bereitgelegt, verwahrt
        """,
        "es": """
            disponible, espera, esperando, listo, lista, guardado, guardada, custodia, estacionado,
            estacionada, aguarda, a su disposición, a la espera
        """,
        "pt": """
            disponível, aguarda, aguardando, à espera, pronto, pronta, guardado, guardada, à
            disposição, disponibilizado, disponibilizada, à sua disposição
        """,
        "it": """
            disponibile, giacenza, attende, aspetta, pronto, pronta, custodito, custodita, giacente,
            a disposizione, conservato, conservata
        """,
        "ru": "ожида*, ждет, ждёт, хранится, хранении, доступн*, готов*, лежит",
        "uk": "очіку*, чека*, зберіга*, доступн*, готов*",
        "pl": "czeka, czekają, oczekuj*, gotow*, dostępn*, przechowywan*, leży",
        "nl": "ligt, wacht, klaar, beschikbaar, bewaard, gereed",
        "zh": "等待, 等候, 可取, 待取, 暂存, 存放, 保管, 等您, 候取, 已存",
        "ja": "保管, お待ち, ご用意, 預かり, 留め",
        "ko": "보관, 대기, 기다, 맡겨",
        "tr": "bekliyor, beklemekte*, bekletil*, hazır*, tutul*, saklan*, muhafaza*",
        "ar": "بانتظار*, في انتظار*, تنتظر*, ينتظر*, جاهز*, متاح*, متوفر*, محفوظ*, محتفظ",
        "th": "รอ, เก็บรักษา, เก็บไว้, พร้อม, ฝากไว้",
        "vi": "chờ, sẵn sàng, đang giữ, lưu tại, lưu giữ, được giữ, có sẵn, đang đợi, chờ đợi",
        "id": "menunggu, siap, tersedia, disimpan, ditahan, dititipkan",
    },
    Concept.REACHED: {
        "en": """
            arrived, arrives, reached, delivered, deposited, placed, left, inserted, put, landed,
            entered, come in, came in, is in, now in
        """,
        "fr": """
            arrivé, arrivée, livré, livrée, déposé, déposée, mis, mise, placé, placée, parvenu,
            atterri, entré, entrée, est en, vient d arriver, parvenue
        """,
        "de": """
            eingetroffen, angekommen, geliefert, zugestellt, eingelegt, eingestellt, abgelegt,
            eingelagert, deponiert, ausgeliefert, eingelangt, eingereist, gelandet, erreicht,
            eingegangen, ist in, in das, eingeführt
        """,
        "es": """
            llegado, llegó, llegada, entregado, entregada, depositado, depositada, dejado,
            ingresado, colocado, arribado, arribó, entró, entrado, ya está en, ingresó
        """,
        "pt": """
            chegou, entregue, depositado, depositada, colocado, colocada, deixado, deixada, chegada,
            entrou, já está, aterrou, pousou, recebido no, recebido em, deu entrada, ingressou
        """,
        "it": """
            arrivato, arrivata, consegnato, consegnata, depositato, depositata, inserito, inserita,
            giunto, giunta, pervenuta, pervenuto, entrata, entrato, è in, si trova in, sbarcata,
            approdata
        """,
        "ru": """
            прибыл*, поступил*, доставлен*, помещен*, заложен*, размещен*, загружен*, положен*,
            прилетел*, въехал*, находится в, уже в, прибытие, ввезен*
        """,
        "uk": """
            прибул*, прибув, надійшл*, доставлен*, поміщен*, завантажен*, розміщен*, покладен*,
            прилетіл*, прилетів, вже в, уже в, в їхал*, знаходиться в, прибуття, ввезен*
        """,
        "pl": """
            dotarł*, dostarczon*, umieszczon*, złożon*, przybył*, doręczon*, włożon*, nadesz*,
            nadejście, przyjęt*, znajduje się w, jest już w, jest w, wjechał*, wylądował*
        """,
        "nl": """
            aangekomen, bezorgd, afgeleverd, geplaatst, gelegd, geleverd, toegekomen, gearriveerd,
            bereikt, binnengekomen, geland, is in, nu in
        """,
        "zh": """
            到达, 已到, 放入, 存入, 送达, 入柜, 送至, 投入, 抵达, 投递至, 放在, 进入, 飞抵, 落地,
            抵港
        """,
        "ja": "到着, 届き, 入れ, 納め, 入国, 着き, 到達, に入り",
        "ko": "도착, 입고, 넣, 입국, 들어왔",
        "tr": """
            ulaştı*, geldi*, bırakıldı*, teslim edildi*, konuldu*, yerleştirildi*, vardı, girdi*,
            giriş yap*, giriş*, ulaşmış*, gelmiş*, ülkesinde, ülkesine girdi
        """,
        "ar": "وصل*, وضع*, إيداع*, تم تسليم*, أودع*, دخلت, دخل, وصول*, هبطت, بلغت",
        "th": "ถึง, นำส่ง, ใส่, ฝากไว้, มาถึง, เข้าสู่, เข้าประเทศ, ถึงแล้ว, เข้ามา",
        "vi": """
            đã đến, được giao đến, đã giao đến, được đặt, bỏ vào, đã đặt, đã gửi vào, đến, tới, về
            tới, về đến, nhập cảnh, hạ cánh, đã vào, vào lãnh thổ
        """,
        "id": """
            tiba, sampai, ditempatkan, dimasukkan, diletakkan, telah tiba, mendarat, memasuki,
            masuk, berada di, sudah masuk
        """,
    },
    Concept.MAY: {
        "en": "can, may, please, until, deadline, code, must, by the, has to, have to",
        "fr": "pouvez, peut, pourrez, veuillez, merci de, jusqu au, avant le, doit, code, invité",
        "de": "kann, können, bitte, bis, muss, ab sofort, abholcode, kannst",
        "es": "puede, podrá, puedes, por favor, hasta, debe, código, plazo",
        "pt": "pode, poderá, por favor, até, deve, código, prazo, queira",
        "it": "può, puoi, potrà, si prega, entro, fino, deve, codice",
        "ru": "может*, можно, пожалуйста, просим, код*, необходимо, нужно, срок*",
        "uk": "може*, можна, будь ласка, просимо, код*, необхідно, потрібно",
        "pl": "można, może*, możesz, proszę, prosimy, kod*, należy, termin*",
        "nl": "kunt, kan, kun, gelieve, tot, moet, code, graag",
        "zh": "请, 可, 凭, 尽快, 及时",
        "ja": "ください, いただけ, できます, 可能, までに",
        "ko": "가능, 바랍니다, 주세요, 주십시오, 하시, 까지",
        "tr": "alabilir*, lütfen, kadar, gerek*, mümkün, kod*, *abilir, *ebilir",
        "ar": "يمكن*, يرجى, رجاء, يجب, حتى, رمز",
        "th": "สามารถ, กรุณา, โปรด, ได้ที่, ภายใน, รหัส",
        "vi": "có thể, vui lòng, trước ngày, kính mời, mời quý khách, mời bạn, mã otp, mã nhận",
        "id": "dapat, bisa, silakan, harap, mohon, sebelum, kode",
    },
}
"""By concept and language (ISO 639-1); a language's own module has the rest."""
