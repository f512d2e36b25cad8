"""Words of what stops a parcel in every language: outside the door, and at it."""

from services.connectors.carriers.words.lexicon import Concept

STOPPED: dict[Concept, dict[str, str]] = {
    # Weather, roads, feasts, machines: nobody's fault, and no attempt was made.
    Concept.TROUBLE: {
        "en": """
            collection/pickup/storage period expired, collection/pickup/storage time expired,
            label expired, delivery suspended, route correction, weather, storm, flood,
            flooding, snow, snowfall, natural disaster, road block, road blocked, roadblock,
            public event, demonstration, curfew, lockdown, public holiday, technical
            issue/failure, beyond control, beyond our control, consignee/receiver/recipient
            shifted, future delivery, non serviceable, not serviceable, out of delivery area,
            not in our area, damaged label, label damaged, label unreadable, unreadable,
            shortage, capacity constraints, operational reasons, overflow, no capacity, recovery
            procedure, offloaded, contact ~ branch/depot/station, contact customer service/care,
            call ~ branch/depot/station
        """,
        "fr": """
            délai de retrait, délai de garde, étiquette expirée, livraison suspendue,
            intempéries, neige, inondation*, barrage routier, route barrée/bloquée,
            manifestation, grève, jour férié, incident technique, panne, force majeure,
            surcharge, hors zone, étiquette illisible, contacter/contactez/appelez ~
            agence/service client, npai, attente d information*, informations complémentaires,
            colis incomplet, envoi incomplet
        """,
        "de": """
            abholfrist abgelaufen, lagerfrist abgelaufen, etikett abgelaufen, witterung*,
            unwetter, schneefall, hochwasser, straßensperrung, sperrung, stau, feiertag, streik,
            höhere gewalt, technische störung, panne, kapazitätsengpass, überlastung,
            adressklärung, klärung ~ adresse/anschrift, anschriftenklärung, klärfall,
            unanbringlich*, weder dem empfänger, etikett/label beschädigt, nicht lesbar,
            außerhalb des zustellgebiets, ermittlungsstelle, briefermittlung, lagerfrist, bitte
            kontaktieren, sendung unvollständig, unvollständige sendung
        """,
        "es": """
            plazo de recogida, plazo de retiro, plazo vencido, etiqueta vencida, entrega
            suspendida, condiciones climáticas, mal tiempo, temporal, nieve, inundación,
            inundaciones, corte de carretera, carretera cortada, bloqueo, manifestación, paro,
            huelga, feriado, festivo, fuerza mayor, avería, incidencia técnica, faltan datos,
            faltan bultos, falta bulto, bultos incompletos, envío incompleto, fuera de zona,
            zona no cubierta, etiqueta ilegible, contactar/contacte/llamar ~
            delegación/sucursal/oficina, atención al cliente, caducado en lista, en espera,
            investigación
        """,
        "pt": """
            prazo de retirada, prazo expirado, etiqueta expirada/vencida, correção de rota,
            suspensão de entrega, mau tempo, chuva, temporal, neve, alagamento, inundação,
            bloqueio, estrada bloqueada, manifestação, greve, feriado, força maior, falha
            técnica, fora de área, área de risco, área não atendida, etiqueta ilegível, entre em
            contato, contacte/contate ~ agência/apoio/atendimento, apoio ao cliente, em
            averiguação, a averiguar, em apuração, em espera, encomenda incompleta, objeto
            incompleto
        """,
        "it": """
            giacenza scaduta, termine di giacenza, etichetta scaduta, consegna sospesa,
            maltempo, meteo, neve, nevicata, alluvione, nubifragio, allagamento, blocco, strada
            bloccata, strada interrotta, viabilità, manifestazione, corteo, sciopero, festività,
            festivo, patronale, forza maggiore, guasto, acqua alta, telefonare, contattare,
            chiamare ~ filiale, rimanda/rimandata ~ consegna, consegna
            rimandata/rinviata/posticipata/sospesa, rinvio ~ consegna, colli mancanti, collo
            mancante, spedizione incompleta, fuori zona, località disagiata, etichetta
            illeggibile, destinatar* sconosc*, destin* sconosc*, indiriz* inesist*, indiriz*
            incomplet*, indir* errat*
        """,
        "ru": """
            истек* срок*, срок* хранения истек*, доставк* приостановлен*, погодн*, непогод*,
            снегопад*, наводнени*, перекрыт* дорог*, праздничн*, забастовк*, форс мажор*,
            техническ* сбой, техническ* неисправност*, вне зоны, неполн* комплект*, некомплект*,
            этикетк* нечитаем*, свяжитесь с, обратитесь в, некорректн* заказ*, некорректн*
            адрес*, недостаточн* данн*, уточнени* адреса, уточнени* данных
        """,
        "uk": """
            закінчи* термін*, термін зберігання закінчи*, доставк* призупинен*, погодн*, негод*,
            снігопад*, повін*, перекрит* дорог*, святков*, страйк*, форс мажор*, технічн* збій,
            поза зоною, неповн* комплект*, етикетк* не чита*, зв яжіться, зверніться,
            призупинен*, припинен*, не прибул*, не коректн*, некоректн*, уточнення адреси,
            уточнення даних
        """,
        "pl": """
            minął czas, minął termin, upłynął czas, czas na odbiór minął, doręczenie wstrzymane,
            warunki pogodowe, pogod*, śnieżyc*, powódź, powodzi, blokada, zablokowan*, święto,
            dzień wolny, strajk, siła wyższa, awaria, awarii, poza obszarem, niekompletn*,
            etykiet* nieczyteln*, skontaktuj się, prosimy o kontakt, niedoręczaln*, magazyn*
            przesyłek niedoręczaln*, upłynął termin, wyjaśnian*
        """,
        "nl": """
            afhaaltermijn verstreken, bewaartermijn verstreken, termijn verstreken,
            weersomstandigheden, slecht weer, sneeuw, overstroming, wegafsluiting, stremming,
            demonstratie, feestdag, staking, overmacht, storing, drukte, incomplete, onvolledige
            zending, buiten het bezorggebied, label onleesbaar, onleesbaar, onjuiste
            adressering, herstelprocedure, neem contact op, uitstel van aflevering, kan niet
            bezorgd worden neem
        """,
        "tr": """
            süresi doldu, süresi geçti, bekleme süresi, hava koşulları, kötü hava, kar yağışı,
            sel, yol kapalı, kapalı yol, resmi tatil, bayram, grev, mücbir sebep, arıza, eksik
            parça, parça eksik, dağıtım dışı, dağıtım bölgesi dışında, kapsam dışı, etiket
            okunmuyor, şube ile görüş*, iletişime geç*, devir
        """,
        "zh": """
            超期未取, 逾期未取, 超时未取, 逾期, 拦截, 交航失败, 天气, 暴雨, 大雪, 台风, 洪水,
            封路, 道路, 节假日, 罢工, 不可抗力, 故障, 爆仓, 留仓, 滞留, 信息不全, 资料不全,
            信息不完整, 信息有误, 收件人信息, 确认收件人, 超区, 不派送区域, 面单破损, 无法识别,
            少件, 请联系, 无着
        """,
        "ja": """
            保管期限切れ, 保管期限経過, 期限切れ, 天候, 悪天候, 大雪, 台風, 洪水, 通行止め,
            交通規制, 祝日, ストライキ, 不可抗力, 故障, あて所が不明, 宛所不明, あて所不明,
            宛名不完全, あて名不完全, 個数不足, 配達区域外, 区域外
        """,
        "ko": """
            보관기간 만료, 보관기간 경과, 기상, 악천후, 폭설, 태풍, 홍수, 도로 통제, 도로통제,
            공휴일, 파업, 천재지변, 고장, 수량 부족, 배송 불가 지역, 배송불가지역, 신청취소,
            접수취소, 주소 확인
        """,
        "ar": """
            انتهت مدة, مدة استلام, أحوال جوية, طقس, أمطار, فيضان, طريق مغلق, عطلة رسمية, إضراب,
            قوة قاهرة, عطل, خارج نطاق, نواقص, يرجى اتصال, يرجى تواصل, تنبيه على, معلقة, تأجيل
            تسليم, تأجيل توصيل, أجل تسليم
        """,
        "th": """
            เกินกำหนดรับ, เกินกำหนด, สภาพอากาศ, น้ำท่วม, พายุ, ปิดถนน, ถนนปิด, วันหยุด, เหตุสุดวิสัย, ขัดข้อง,
            นอกพื้นที่, พักสินค้า, พักพัสดุ, สินค้าไม่ครบ, ปิดประกาศ, ถอนคืน, กรุณาติดต่อสาขา
        """,
        "vi": """
            quá hạn nhận, quá hạn, hết hạn, thời tiết, lũ lụt, ngập lụt, tắc đường, cấm đường,
            ngày lễ, nghỉ lễ, bất khả kháng, sự cố, ngoài vùng, thiếu kiện, thiếu hàng, tồn kho,
            hoãn giao, hoãn lấy, delay, trì hoãn, không lấy được, chưa lấy được, lấy không thành
            công
        """,
        "id": """
            batas waktu pengambilan, melewati batas, kedaluwarsa, cuaca, banjir, hujan, badai,
            jalan ditutup, hari libur, mogok, force majeure, kendala, di luar jangkauan, luar
            area, disimpan di gudang, tertahan di gudang, salah jalur/tujuan/kirim/rute, gagal ~
            pickup, gagal pick up, gagal dijemput, gagal diambil, koli kurang, overload, tidak
            jelas
        """,
    },
    # Nobody took it at the door, or nobody could.
    Concept.FAILED: {
        "en": """
            consignee/receiver/recipient/customer/addressee ~ unavailable, entry restricted,
            entry not allowed, no entry, payment not ready, cod/cash/amount not ready, no cash,
            max attempts, maximum attempts, attempts exhausted, otp not shared, id not shown,
            refused id, cnee refused, does not fit, doesn t fit, did not fit, not fit in, not
            fit through, insufficient space, address inaccessible, inaccessible, try again,
            trying again, attempt again, premises/office/shop/door locked, reception closed,
            receiver closed, consignee/customer/recipient closed
        """,
        "fr": """
            ne rentre/passe pas, trop grand pour, trop volumineux, consigne pleine, casier
            plein, nouvelle tentative, destinataire/client fermé, fermé ~ passage, établissement
            fermé, entreprise fermée, accès impossible, accès refusé, pas d accès, livraison
            impossible, destinataire indisponible, montant non disponible
        """,
        "de": """
            passt nicht, passte nicht, zu groß für, packstation voll, fach voll, neuer versuch,
            erneuter versuch, empfänger geschlossen, firma/geschäft/betrieb geschlossen,
            betriebsferien, kein zugang, zutritt verweigert, zugang nicht möglich, nicht
            angetroffen werden, nicht zugänglich, nachnahmebetrag nicht
        """,
        "es": """
            no cabe, buzón lleno, taquilla llena, nuevo intento, destinatario cerrado, comercio
            cerrado, cerrado por, ausente o cerrado, sin acceso, acceso denegado, no acepta, no
            aceptado, no atiende, no recibe, no dispone de dinero, no tiene dinero
        """,
        "pt": """
            não cabe, cacifo cheio, armário cheio, nova tentativa, destinatário fechado,
            estabelecimento fechado, encerrado, sem acesso, acesso impedido, não atendeu, não
            foi conseguida, não conseguida, recebimento recusado, não aceite
        """,
        "it": """
            non entra, troppo grande per, locker pieno, nuovo tentativo, destinatario chiuso,
            chiuso per turno, turno di chiusura, chiuso per, chiuso, assente dopo, destin*
            assent*, lasciato avviso, accesso negato, accesso impossibile, non accetta, non
            accettata, manca contrassegno, contrassegno non pronto
        """,
        "ru": """
            не помещается, не поместил*, ячейк* заполнен*, постамат заполнен*, повторн* попытк*,
            получатель закрыт, организаци* закрыт*, нет доступа, доступ закрыт, не берет трубку
        """,
        "uk": """
            не вміщу*, не поміст*, поштомат заповнен*, повторн* спроб*, одержувач зачинен*,
            установ* зачинен*, немає доступу, не встиг доставити, не встигли доставити, відсутн*
            контакт*, відсутн* зв язок, без контакту, не вдалося зв язатися
        """,
        "pl": """
            nie mieści się, nie zmieściła się, skrytk* pełn*, przepełnion*, ponowna próba,
            kolejna próba, firma zamknięta, odbiorca zamknięt*, zamknięte, brak dostępu, brak
            gotówki
        """,
        "nl": """
            past niet, paste niet, niet passend, automaat vol, kluis vol, nieuwe poging, nieuwe
            bezorgpoging, nog een keer, opnieuw, bedrijf gesloten, gesloten, onbereikbaar, geen
            toegang, geweigerd, bezorgen lukte niet, bezorging niet gelukt, lukte niet
        """,
        "tr": """
            sığmadı, sığmıyor, dolap dolu, tekrar denenecek, işyeri kapalı, adres kapalı, alıcı
            kapalı, giriş yapılamadı, erişilemedi, ulaşılamadı, bulunamadı
        """,
        "zh": """
            放不下, 再次投递, 再次派送, 单位关门, 公司关门, 客户关门, 无法进入,
            联系不上, 电话不通, 拒绝签收, 无人签收, 客户不在, 妥投失败, 派送失败
        """,
        "ja": "入りきら, 入らない, 休業, 閉店, 定休, 立ち入りでき, 再配達, 代金未, 持戻, 持帰",
        "ko": """
            들어가지 않, 무인함 만, 휴무, 폐문, 출입 불가, 재배송, 재배달, 연락 불가, 연락두절,
            미배달, 미배송
        """,
        "ar": """
            لا يتسع, مغلق, محل مغلق, تعذر دخول, تعذر تسليم, تعذر توصيل, محاولة أخرى, مستلم غير
            متاح, لم يرد, لا يرد
        """,
        "th": "ใส่ตู้ไม่ได้, ใส่ไม่ได้, ตู้เต็ม, บ้านปิด, ร้านปิด, เข้าไม่ได้, ไม่รับสาย, ติดต่อผู้รับไม่ได้, ติดต่อไม่ได้",
        "vi": """
            không vừa, tủ đầy, giao lại, phát lại, đóng cửa, không vào được, không nghe máy,
            không liên lạc được, không giao được, chưa giao được, không phát được, chưa phát
            được
        """,
        "id": """
            tidak muat, loker penuh, coba lagi, antar ulang, pengantaran ulang, toko tutup,
            kantor tutup, tutup, akses ditolak, tidak ada orang, tidak ada penerima, tidak bisa
            dihubungi, telepon tidak aktif, rumah kosong
        """,
    },
}
