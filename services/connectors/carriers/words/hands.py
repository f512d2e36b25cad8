"""Words of who has a parcel at the door in every language, beside those of its own module."""

from services.connectors.carriers.words.lexicon import Concept

HANDS: dict[Concept, dict[str, str]] = {
    Concept.STANDS_IN: {
        "en": """
            shed, balcony, terrace, gate, doormat, under the mat, son, daughter, husband, wife,
            roommate, flatmate, housemate, lobby, mail slot, cleaner, tenant, parent, caretaker,
            letter slot, guard
        """,
        "fr": """
            abri de jardin, balcon, terrasse, portail, fils, fille, mari, épouse, conjoint, employé,
            devant la porte, sous le porche, local poubelle, agent de sécurité
        """,
        "de": """
            schuppen, balkon, gartentor, sohn, tochter, ehemann, ehefrau, ehepartner, verwandte*,
            vor der tür, fußmatte, mülltonne, briefschlitz, putzfrau, wachmann, empfang, *mitglied,
            haushaltsmitglied*
        """,
        "es": """
            balcón, terraza, verja, hija, marido, mujer, cuñado, seguridad, empleado, felpudo,
            portal, bedel, ordenanza
        """,
        "pt": """
            varanda, portão, filho, filha, marido, esposa, funcionário, zelador, síndico, porteiro,
            vizinho, vizinha, portaria, caixa de correio, segurança, recepção, receção, familiar,
            parente, colega
        """,
        "it": """
            balcone, terrazza, cancello, figlio, figlia, marito, moglie, coniuge, guardiano,
            sorvegliante, zerbino, davanti alla porta
        """,
        "ru": """
            под дверь, у двери, у дверей, муж*, жене, жена, жены, сын*, дочер*, мам*, соседк*,
            калитк*, коврик*, на вахт*, почтов* ящик*, родным, родител*
        """,
        "uk": """
            під двер*, біля дверей, чоловік*, дружин*, син*, доньц*, доньк*, мам*, хвіртк*, килимок,
            на вахт*, батьк*
        """,
        "pl": """
            pod drzwi, mąż, mężowi, żonie, żona, syn*, córce, córk*, wycieraczk*, furtk*, balkon*,
            altan*, rodzic*, małżonk*, krewn*, mamie, mama
        """,
        "nl": """
            schuur, balkon, tuinhuis, zoon, dochter, echtgenoot, huisgenoot, brievenbus, buren,
            buur, buurman, buurvrouw, deurmat, voordeur, achterdeur, garage, conciërge, receptie,
            portier, collega, poort
        """,
        "zh": "阳台, 室友, 儿子, 女儿, 丈夫, 妻子, 老公, 老婆, 家里人, 门边, 亲属, 代收人",
        "ja": """
            家族の方, 同居者, ベランダ, 物置, 車庫, ガレージ, ドアの前, 奥様, ご主人, 玄関前, ドア前
        """,
        "ko": "문고리, 배우자에게, 아들, 딸, 남편, 아내, 룸메이트, 베란다, 차고, 우편 수취함",
        "tr": """
            eşine, oğlu*, kızı*, balkon*, bahçe*, kapı önü*, paspas*, kapıcıya, anne*, baba*, ev
            arkadaş*, kapının önü*, kapınıza, kapınızda, kapı önüne
        """,
        "ar": """
            حارس عمارة, ابن*, والدة, والد, أخ, قريب, شرفة, حديقة, سكرتير, موظف أمن, عامل, أمام باب,
            عائلة, أمام منزل
        """,
        "th": """
            ลูกชาย, ลูกสาว, ระเบียง, รั้วบ้าน, ใต้พรม, เพื่อนร่วมห้อง, คนดูแล, ผู้ดูแลอาคาร,
            หน้าประตูบ้าน
        """,
        "vi": """
            ban công, con trai, con gái, bạn cùng phòng, người giúp việc, vợ người nhận, chồng người
            nhận, bố mẹ, cổng nhà, sân nhà
        """,
        "id": """
            anak, ibu, ayah, balkon, halaman, tukang kebun, teman sekamar, kakak, adik, mertua,
            pekerja rumah, resepsionis kantor, di depan rumah, satpam kantor
        """,
    },
    Concept.RECEIVED: {
        "en": "has it, have it, has the parcel, in the hands of, in hands of",
        "fr": "entre les mains, entré en possession, a bien reçu, ont reçu",
        "de": "in händen, hat die sendung, hat das paket, in empfang genommen",
        "es": "en manos, en poder, tiene el paquete, tiene su paquete, recibieron",
        "pt": "em mãos, nas mãos, recebeu, recebeu a, já tem",
        "it": "nelle mani, in possesso, ha in mano",
        "ru": "на руках, в руках, получил*",
        "uk": "на руках, у руках",
        "pl": "w rękach, ma przesyłkę, ma paczkę, odebrał*",
        "nl": "in handen, heeft het pakket, heeft de zending, in bezit, ontvangen",
        "zh": "已收货, 已到手, 收到了",
        "ja": "受領, 手元, 受け取られ",
        "ko": "수령, 받으, 받았",
        "tr": "eline, elinde, ulaştı, aldı",
        "ar": "بين يدي, بيد",
        "th": "อยู่ในมือ, รับไว้",
        "vi": "trong tay, đã có hàng",
        "id": "di tangan, memegang, sudah menerima",
    },
    Concept.GIVEN: {
        "en": "set down, passed on, hung",
        "fr": "confiée, placée, glissée, donné, donnée, distribuée",
        "de": "gelegt, gestellt, zurückgelassen, gegeben, hinterlassen",
        "es": "dejó, entregó, puesto, confiado, colocado",
        "pt": """
            deixado, deixada, entregue, colocado, colocada, depositado, confiado, recebido por,
            assinado por, recebido pelo, recebida pelo, recebido pela, recebida pela
        """,
        "it": "lasciate, affidato, affidata, infilato",
        "ru": "отдал*, оставил*, вручил*, положил*",
        "uk": "віддав, залишив, вручив, поклав",
        "pl": "zostawion*, podan*, włożon*, przekazan*, powierzon*",
        "nl": """
            afgegeven, achtergelaten, gelegd, overhandigd, bezorgd, gegeven, geplaatst, aangenomen
        """,
        "zh": "留给, 递给, 放到",
        "ja": "渡した, お渡しいた, 預かってもら, 置きました",
        "ko": "건네, 넣어, 두고, 두고 갔, 놓고",
        "tr": "konul*, bıraktı, verdi, bırakıldı",
        "ar": "سلمها, ترك, وضع, سلم",
        "th": "วาง, มอบ, แขวน, ส่งให้",
        "vi": "để hàng, bàn giao cho, gửi cho, nhận giúp",
        "id": "diberikan, ditaruh, digantung, ditinggal, disimpan di",
    },
    Concept.ACCEPTED: {
        "en": """
            received at ~ facility/station, we received, we have received, we ve received, we ve
            got, we ve collected, we have collected, we have your
        """,
        "fr": """
            recueilli, remis par, nous avons reçu, avons bien reçu, nous avons pris, nous avons
            collecté
        """,
        "de": """
            entgegengenommen, in empfang genommen, eingesammelt, wir haben ~
            erhalten/übernommen/abgeholt/bekommen, aufgabe, postaufgabe
        """,
        "es": "recogieron, recibimos, hemos recogido, hemos recibido ~ paquete, hemos recibido",
        "pt": """
            coletada, recolhido, aceite, aceito, aceita, recebemos ~ encomenda, recebemos o,
            recolhemos, já recebemos
        """,
        "it": """
            prelevata, prelevato, consegnataci, accolta, abbiamo ricevuto, abbiamo ritirato, abbiamo
            preso
        """,
        "ru": "забрал*, взят*, приня*, мы получили, мы приняли",
        "uk": "забрав, забрала, забран*, взят*, ми отримали, ми прийняли",
        "pl": "zabran*, podjęt*, odebrał*, otrzymaliśmy ~ przesyłkę/paczkę, odebraliśmy",
        "nl": """
            opgehaald, aangenomen, in ontvangst, ingezameld, hebben ~ ontvangen, hebben ~ opgehaald
        """,
        "zh": "已接货, 已揽, 取到包裹, 已上门取, 取到",
        "ja": "お預かりいたしました, 受領, 集荷しました",
        "ko": "수거, 인수",
        "tr": "teslim aldık, alınmıştır",
        "ar": "التقط, استلمنا الشحنة, جمعت",
        "th": "รับสินค้า, มารับพัสดุจากร้าน",
        "vi": "đã được nhận, đã nhận gửi",
        "id": "diterima dari, sudah dijemput, diterima kurir",
    },
    Concept.COLLECTED: {
        "tr": "noktasından alın*, dolaptan alın*, otomattan alın*, müşteri ~ aldı, alıcı ~ aldı",
    },
    Concept.DELIVERED: {
        "ko": "고객님께 ~ 전달, 고객에게 ~ 전달, 수령인에게 ~ 전달, 받는 분께 ~ 전달",
    },
    Concept.FETCH: {
        "en": "collect it, pick it up, come and get",
        "fr": "retirer, récupérer, enlever, venir prendre",
        "de": "abzuholen, mitnehmen, abholen",
        "es": "recogerlo, recogerla, retirarlo, retirarla, pasar a buscar, buscarlo, recogerlos",
        "pt": """
            levantar, levantá lo, levantamento, retirar, retirá lo, buscar, recolher, ir buscar
        """,
        "it": "ritirarlo, ritirarla, ritiralo, prelevarlo, prelevarla, passa a ritirare",
        "ru": "забрать, заберите, получить, забирайте",
        "uk": "забрати, заберіть, отримати",
        "pl": "odebrać, odbierz, zabrać, odbioru, odbiór",
        "nl": "ophalen, afhalen, op te halen, af te halen, haal",
        "zh": "取件, 领取, 取货, 提货",
        "ja": "受け取り, 引き取り, お受取",
        "ko": "수령, 찾아가, 픽업",
        "tr": "teslim almak, gelip al*, almanız, alınız",
        "ar": "لاستلام, استلامها",
        "th": "มารับ, ไปรับ, รับพัสดุ",
        "vi": "đến nhận, đến lấy, lấy hàng, nhận hàng",
        "id": "ambil, mengambil, pengambilan, diambil",
    },
    Concept.FAILED: {
        "en": """
            sorry we missed, nobody was there, no reply, no response, refused it, not accepted by
        """,
        "fr": """
            en votre absence, en l absence, sans réponse, n a pas voulu, a décliné, s est présenté,
            était fermé
        """,
        "de": "niemand da, nahm nicht an, nicht entgegengenommen, keine annahme, nicht erreicht",
        "es": """
            sin respuesta, visita, no aceptó, no quiso, nadie abrió, estabas ausente, no estabas
        """,
        "pt": """
            não atendido, não atendeu, ninguém em casa, ninguém atendeu, recusou, tentámos entregar,
            não estava, visita
        """,
        "it": """
            assenza, non era in casa, ha rifiutato, nessuna risposta, non ha accettato, non ritira
        """,
        "ru": "не открыл*, никого нет, не принял*, отказал*, не оказалось дома, не застал*",
        "uk": "не відкрив*, нікого немає, відмовив*, не прийняв, не застал*, не було вдома",
        "pl": "nie otworzył*, nie przyjął*, odmówił*, nie było w domu, pod nieobecność",
        "nl": """
            niet thuis, niet aanwezig, trof ~ niet, niemand thuis, geweigerd door, wilde ~ niet
        """,
        "zh": "家中无人, 无人应答, 不便接收, 无人收件",
        "ja": "不在のため, 応答がない, 受け取られませんでした",
        "ko": "부재 중, 응답 없, 받지 않",
        "tr": "evde bulunamadı, kabul etmedi, adreste kimse, zil*",
        "ar": "لم يفتح, لا يوجد أحد, امتنع, لم يقبل",
        "th": "ไม่มีใครรับ, ไม่เปิด, ไม่อยู่บ้าน",
        "vi": "không ai nhận, vắng nhà, không mở cửa, khách hẹn lại",
        "id": "tidak ada yang menerima, menolak, tidak membuka",
    },
    Concept.SENDER: {
        "en": "web shop, webshop, retailer, online shop, online store",
        "fr": "boutique, marchand, e commerçant",
        "de": "händler, onlineshop, webshop, verkäufer",
        "es": "tienda online, comercio, comerciante",
        "pt": "lojista, loja online, vendedora",
        "it": "negozio online, esercente",
        "nl": "webshop, webwinkel, winkelier",
        "ru": "магазин*, продавц*",
        "uk": "магазин*, продавц*",
        "pl": "sklep, sklepu, sprzedawc*",
        "zh": "商家, 店家, 卖家",
        "ja": "ショップ, 出品者",
        "ko": "쇼핑몰, 셀러, 판매자",
        "tr": "satıcı*, mağaza*",
        "ar": "بائع, متجر, تاجر",
        "th": "ร้านค้า, ผู้ขาย",
        "vi": "người bán, cửa hàng người bán",
        "id": "penjual, toko, seller",
    },
    Concept.RETURN: {
        "de": "rückreise",
        "pt": "voltando para, retornando, voltando ao",
        "ar": "عائد إلى, عائدة إلى",
        "nl": "teruggebracht",
    },
    Concept.TROUBLE: {
        "en": "held up, breakdown, road closed, traffic",
        "fr": "retarde, embouteillage, incident technique",
        "de": "verzögerungen, stau, störung",
        "es": "retrasos, demoras, tráfico, corte de ruta",
        "pt": "trânsito intenso, enchentes, atrasos",
        "it": "ritardi, traffico",
        "ru": "задержан*, задержив*, непогод*, пробк*",
        "uk": "затриму*, затримк*, негод*, затор*",
        "pl": "burza, korki, zator*",
        "nl": "vertraging*, storing, file",
        "zh": "受阻, 封闭, 拥堵",
        "ja": "遅延, 遅れ, 渋滞",
        "ko": "늦어지, 결빙, 정체",
        "tr": "gecik*, yoğunluk*, trafik",
        "ar": "يؤخر, ازدحام, تأخر*",
        "th": "ถนนขาด, รถติด",
        "vi": "giao trễ, ngập, tắc đường, giao chậm",
        "id": "telat, longsor, macet, jalan putus",
    },
}
"""By concept and language (ISO 639-1); a language's own module has the rest."""
