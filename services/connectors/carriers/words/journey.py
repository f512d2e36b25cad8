"""Words of the way in every language: the country it goes to, where it began, and how it ends."""

from services.connectors.carriers.words.lexicon import Concept

JOURNEY: dict[Concept, dict[str, str]] = {
    Concept.COUNTRY: {
        "en": """
            destination country, country of destination/delivery, destination s country,
            recipient/receiver/consignee/addressee s country, country of ~
            recipient/receiver/addressee, receiving country, delivery country, the country
        """,
        "fr": """
            pays de destination, pays destinataire, pays du destinataire, pays d arrivée, pays de
            livraison, sur le territoire
        """,
        "de": """
            zielland, bestimmungsland, empfängerland, empfangsland, ankunftsland, land des
            empfängers, zielstaat, ins land
        """,
        "es": """
            país de destino, país del destinatario, país destino, país de entrega, al país, el país
        """,
        "pt": """
            país de destino, país do destinatário, país destino, país de entrega, ao país, no país
        """,
        "it": "paese di destinazione, paese del destinatario, paese di consegna, nel paese",
        "ru": "стран* назначения, стран* получател*, стран* адресат*, стран* вручения",
        "uk": "країн* призначення, країн* одержувач*, країн* отримувач*",
        "pl": """
            kraju/kraj/kraju przeznaczenia, kraju/kraj docelow*, kraju/kraj odbiorcy/adresata, do
            kraju
        """,
        "nl": """
            land van bestemming, bestemmingsland, land van de ontvanger/geadresseerde,
            ontvangstland, het land
        """,
        "zh": "目的国, 目的地国, 寄达国, 收件国, 寄达地, 目的国家",
        "ja": "名宛国, 名あて国, 配達国, 到着国, 仕向国, 目的国, 仕向地, 宛先国, 受取国",
        "ko": "도착국, 목적국, 목적지 국가, 상대국, 수취국, 도착 국가",
        "tr": "varış/hedef/alıcı ülke*, varış ülkesinde, varış ülkesine, alıcının ülkesi*",
        "ar": """
            بلد وجهة, دولة وجهة, بلد مقصد, دولة مقصد, دولة مستلم, بلد مستلم, دولة مرسل إليه, بلد
        """,
        "th": "ประเทศปลายทาง, ประเทศผู้รับ, ประเทศของผู้รับ",
        "vi": """
            nước đến, nước nhận, nước đích, nước người nhận, quốc gia đích, quốc gia nhận, quốc gia
            đến, quốc gia người nhận, nước của người nhận, lãnh thổ
        """,
        "id": "negara tujuan, negara penerima",
    },
    Concept.HOME: {
        "en": """
            great britain, britain, the uk, united kingdom, united states, the us, usa, australia,
            canada, ireland, new zealand, poland, germany, france, spain, italy, netherlands,
            brazil, mexico, turkey, ukraine
        """,
        "fr": "france, belgique, suisse, luxembourg, canada, métropole",
        "de": "deutschland, österreich, schweiz, liechtenstein",
        "es": "españa, méxico, chile, argentina, colombia, perú, uruguay, ecuador, costa rica",
        "pt": "portugal, brasil, angola",
        "it": "italia, svizzera",
        "ru": "рф, россию, россии, беларусь, казахстан",
        "uk": "україну, україни, україні",
        "pl": "polski, polsce",
        "nl": "nederland, belgië",
        "zh": """
            法国, 德国, 美国, 英国, 日本, 俄罗斯, 西班牙, 意大利, 波兰, 巴西, 澳大利亚, 加拿大
        """,
        "ja": "日本",
        "ko": "한국, 대한민국, 국내",
        "tr": "türkiye, türkiye ye, türkiye de",
        "ar": "سعودية, مملكة, إمارات, مصر, كويت, قطر, أردن, بحرين, عمان, مغرب, عراق",
        "th": "ประเทศไทย, เมืองไทย",
        "vi": "việt nam",
        "id": "indonesia, tanah air",
    },
    Concept.ORIGIN: {
        "en": """
            origin/departure/sending branch/post office/outlet/shop, our network, collected from
            customer, picked up from customer
        """,
        "fr": """
            point relais de départ, relais de départ, agence de départ, bureau d origine, bureau de
            départ
        """,
        "de": """
            startfiliale, annahmestelle, annahmefiliale, einlieferungsfiliale, aufgabestelle, beim
            kunden abgeholt
        """,
        "es": "oficina/agencia/sucursal/franquicia de origen, punto de origen, punto de admisión",
        "pt": "agência/loja/ponto de origem, agência de postagem, ponto de entrega do remetente",
        "it": "sede/filiale/ufficio di partenza/origine/accettazione",
        "ru": """
            склад отправителя, отделени* отправител*, отделении приема, пункт* приема, пункте приёма
        """,
        "uk": "відділенн* відправник*, пункті прийому, пункт прийому",
        "pl": "placówce nadawczej, punkcie nadania, oddziale nadania, urzędzie nadania",
        "nl": "verzendpunt, inleverpunt, vertrekkantoor, bij de webshop",
        "zh": "揽收点, 始发网点, 寄件网点, 收寄局",
        "ja": "引受局, 受付店, 取扱店所, 発送元, お客様より荷物, お客様から荷物",
        "ko": "접수국, 접수점, 발송지 영업소",
        "tr": "çıkış şube*, gönderim şube*, kabul merkez*, kabul şube*",
        "ar": "فرع إرسال, مكتب إرسال, فرع مصدر",
        "th": "สาขาต้นทาง, ที่ทำการต้นทาง, จุดรับฝาก",
        "vi": "bưu cục gốc, bưu cục gửi, bưu cục nhận gửi, điểm gửi, kho gửi",
        "id": "agen asal, cabang asal, kantor asal, konter asal, gerai asal",
    },
    Concept.BACK: {
        "en": "back, gone back, given back, reverse",
        "fr": """
            rendu, rendue, restitué, restituée, revenu, revenue, remis à disposition, repart vers,
            repart chez, reparti vers, reparti chez, repartie vers
        """,
        "de": "zurück, zurückgekehrt, zurückgegangen, kehrt zurück, wieder beim, wieder an",
        "es": """
            regresó, regresado, reintegrado, de regreso, de vuelta, volvió al, vuelve al, vuelve a
        """,
        "pt": """
            regressou, retornou, regressado, de volta, restituído, voltou ao, voltou para, volta ao,
            volta para, voltando, retornando
        """,
        "it": """
            ritornato, ritornata, restituito, indietro, rientrato, riconsegnata, riconsegnato,
            tornato al, tornata al, torna al, tornato dal
        """,
        "ru": """
            обратно, назад, вернул*, возвращен*, возвращ*, выслан* обратно, на пути к отправителю, к
            отправителю
        """,
        "uk": "назад, зворотно, повернут*, повернен*, повертаєт*, до відправника, поверта*",
        "pl": "z powrotem, wraca, wróciła, powróciła, odesłan*, cofnięt*",
        "nl": "terug, teruggekeerd, teruggebracht, terugbezorgd",
        "zh": "退给, 退往, 回到, 送回, 寄回, 退至",
        "ja": "戻り, 返し, 戻され, 返送",
        "ko": "되돌, 돌아, 회수, 돌려",
        "tr": "geri, iade*, geri dön*",
        "ar": "عودة, عادت, أعيدت, رجعت, إلى راسل, عائد, عائدة, راجع",
        "th": "กลับ, คืน",
        "vi": "quay lại, trả về, trả hàng, trả lại, trả cho, hoàn về, hoàn trả, hoàn cho",
        "id": "kembali, balik, diretur, dipulangkan",
    },
    Concept.CONTACT: {
        "en": """
            contact, contacted, phone, phoned, call, called, reach, reached, answer, answered,
            respond, reach
        """,
        "fr": "contacter, joindre, joignable, appel, téléphone, répondu",
        "de": """
            erreichbar, erreicht, erreichen, kontaktieren, kontaktiert, telefonisch, anruf, ans
            telefon
        """,
        "es": """
            contactar, contacto, llamada, llamar, teléfono, localizar, contesta, respuesta, responde
        """,
        "pt": """
            contactar, contatar, contacto, contato, telefone, chamada, atendeu, atende, atendido,
            responde
        """,
        "it": """
            contattare, contatto, telefono, telefonicamente, risponde, reperibile, rintracciare
        """,
        "ru": "связаться, дозвон*, телефон*, звонок, отвечает, контакт*",
        "uk": "зв язатися, зв язатись, додзвонит*, телефон*, дзвінок, відповіда*, контакт*",
        "pl": "kontakt*, skontaktować, dodzwonić, telefon*, odpowiada",
        "nl": "bereiken, bereikbaar, contact, telefonisch, telefoon, bereikt",
        "zh": "联系, 接听, 接通, 联络, 打通",
        "ja": "連絡, 電話, 応答",
        "ko": "연락, 통화, 전화",
        "tr": "ulaşıl*, iletişim*, telefon*, arama*",
        "ar": "اتصال, تواصل, وصول إلى عميل, وصول إلى مستلم, رد, هاتف, جوال",
        "th": "ติดต่อ, โทร, รับสาย, ติดต่อ",
        "vi": "liên lạc, liên hệ, nghe máy, điện thoại, gọi điện, gọi được",
        "id": "dihubungi, menghubungi, telepon, kontak, merespon",
    },
    Concept.FOUND: {
        "en": "find, found, locate, located, trace, traced",
        "fr": "retrouvé, retrouvée, retrouver, localisé, localisée, trouvé",
        "de": "gefunden, auffindbar, auffinden, geortet, ermittelt",
        "es": "encontrado, encontrar, localizado, localizar, hallado, ubicado",
        "pt": "encontrado, encontrada, encontrar, localizado, localizada",
        "it": "ritrovato, ritrovata, trovato, trovata, rintracciato, rintracciata",
        "ru": "найден*, найти, обнаружен*",
        "uk": "знайден*, знайти, виявлен*",
        "pl": "odnalezion*, znalezion*, odnaleźć, znaleźć, zlokalizować",
        "nl": "gevonden, terugvinden, teruggevonden, vinden",
        "zh": "找到, 查到, 寻到",
        "ja": "見つか, 発見",
        "ko": "찾을, 찾지, 발견",
        "tr": "bulun*",
        "ar": "عثور, إيجاد, نعثر, عثرنا, نجد",
        "th": "พบ, หาเจอ, หาพัสดุไม่เจอ",
        "vi": "tìm thấy, tìm được",
        "id": "ditemukan, menemukan",
    },
    Concept.ADDRESS: {
        "en": "address, house number, street, building, flat",
        "fr": "adresse, numéro de rue, immeuble, bâtiment",
        "de": "adresse, anschrift, hausnummer, straße, zustelladresse",
        "es": "dirección, domicilio, calle",
        "pt": "endereço, morada, rua",
        "it": "indirizzo, numero civico",
        "ru": "адрес*",
        "uk": "адрес*",
        "pl": "adres*",
        "nl": "adres, huisnummer",
        "zh": "地址",
        "ja": "住所, 宛先, 番地",
        "ko": "주소",
        "tr": "adres*",
        "ar": "عنوان*",
        "th": "ที่อยู่, บ้านเลขที่",
        "vi": "địa chỉ",
        "id": "alamat",
    },
    Concept.MOVING: {
        "en": """
            forwarding, onforwarded, under way, sent on, passing through, conveyed, transshipment,
            transhipment, in the network, cross dock, offloaded, on board, sailing, sailed, carried,
            travelling
        """,
        "fr": """
            transféré, transbordement, en chemin, voyage, réparti, réexpédition, trié, passé par,
            dépôt, véhiculé, hub, entrepôt, navire, port, train, circule
        """,
        "de": """
            durchfuhr, weiterversand, befördert, beförderung, umladung, weitergereist, abgefertigt,
            verschifft, hafen, schiff, zug, auf reisen, versendet, losgeschickt, durchgangslager,
            verteilt
        """,
        "es": """
            traslado, circuito, encaminado, encaminamiento, transbordo, puerto, barco, tren,
            despacho, circulación, movimiento, reenvío, tratamiento
        """,
        "pt": """
            viagem, deslocação, deslocamento, percurso, encaminhamento, porto, navio, transbordo,
            movimentação, reencaminhado, circulação
        """,
        "it": """
            spostamento, instradamento, tratta, trasferimento, nave, treno, scalo, transbordo,
            avviata, avviato, movimentazione, tragitto
        """,
        "ru": """
            следует, отправк*, транспортиров*, перевоз*, перегруз*, порт, поезд*, судно, самолет*,
            маршрут*, этап*
        """,
        "uk": """
            прямує, перевез*, транспортув*, перевантаж*, порт, потяг*, літак*, маршрут*, шлях*
        """,
        "pl": """
            przewóz, przewoz*, przeładunek, transportow*, w podróży, samolot*, statek, statku, port,
            porcie, pociąg*, przekazanie, przepakowanie
        """,
        "nl": """
            doorvoer, vervoer, vervoerd, doorgestuurd, overslag, verzonden, verscheept, schip,
            haven, trein, vliegtuig, route, verplaatst, overgeladen
        """,
        "zh": """
            运送, 转发, 转寄, 装运, 在运, 集拼, 换单, 配载, 卸货, 装船, 卸船, 班列, 清点, 交运
        """,
        "ja": "運送, 搬送, 積替, 積み替え, 陸揚げ, 出港, 入港, 移送, 回送",
        "ko": "수송, 운반, 이송, 선박, 열차, 배차, 재발송, 행낭",
        "tr": """
            nakil, nakledil*, sevkiyat*, yükle*, gemi*, tren*, liman*, aktar*, torba*, seyahat*
        """,
        "ar": "ترانزيت, متابعة طريق, ميناء, سفينة, قطار, طائرة, تحويل, إعادة توجيه, مسار",
        "th": "ลำเลียง, โอนย้าย, ท่าเรือ, เรือ, รถไฟ, ผ่านจุด, กระจายสินค้า, ถ่ายลำ",
        "vi": """
            chuyển phát, trung tâm, đang chuyển, đi tiếp, cảng, tàu hỏa, tàu biển, chuyển kho, quá
            cảnh, đang di chuyển
        """,
        "id": """
            pelabuhan, kapal laut, kereta, transhipment, dialihkan, perpindahan, dialirkan,
            disalurkan, perjalanan, estafet
        """,
    },
    Concept.OPENS: {
        "en": "opened, open the door, answered the door, to the door",
        "fr": "ouvert la porte, ouvert, ouvrir",
        "de": "öffnete, geöffnet, aufgemacht",
        "es": "abrió, abrir",
        "pt": "abriu, abrir a porta",
        "it": "aperto, aprire",
        "ru": "открыл*",
        "uk": "відчинив*, відкрив*",
        "pl": "otworzył*",
        "nl": "opende, opendeed, open gedaan, aanwezig",
        "zh": "应答, 开门",
        "ja": "応答, 出られ",
        "ko": "응답",
        "tr": "açan, açmadı",
        "ar": "يفتح, فتح الباب",
        "th": "เปิดประตู",
        "vi": "mở cửa, trả lời cửa",
        "id": "membuka, membukakan, buka pintu",
    },
}
"""By concept and language (ISO 639-1); a language's own module has the rest."""
