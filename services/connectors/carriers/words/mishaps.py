"""Words of what goes otherwise in every language: not taken, put off, sent back, called off."""

from services.connectors.carriers.words.lexicon import Concept

MISHAPS: dict[Concept, dict[str, str]] = {
    Concept.FAILED: {
        "en": """
            addressee/consignee/receiver/recipient not in, will reattempt, couldn t find ~ safe,
            could not find ~ safe, reattempt, new delivery attempt, will try again, back at the ~
            depot, cannot find ~ address, no such number, house number not found, wrong/incorrect
            postcode, wrong/incorrect zip, address unlocatable, landmark needed, unlocatable
        """,
        "de": """
            bei zustellversuch, nach zustellversuch, adresse nicht auffindbar, anschrift nicht
            auffindbar, nicht da, niemand erreicht, konnten ~ nicht zustellen, hausnummer nicht
            vorhanden, falsche postleitzahl, hausnummer fehlt, nicht antreffen, nicht angetroffen,
            niemanden angetroffen, leider verpasst
        """,
        "fr": """
            n avons pu ~ remettre, n a pas pu être distribué, ne peut être livré, échec, absent,
            sommes passés, n a pu être livré, n a pu être distribué, avis de passage, numéro
            inexistant, code postal erroné/incorrect, n avons pas pu vous joindre
        """,
        "es": """
            no se ha podido, no se pudo entregar, nadie en, ausente, intento fallido, visita
            fallida, cerrado, rehusado, rehusada, número inexistente, no existe el número, código
            postal incorrecto/erróneo
        """,
        "pt": """
            desconhecido no local, sem expediente, não efetuada, ninguém para receber, não
            atendido, ausente, não localizado, encerrado, mudou se, recusado, não existe o número,
            número inexistente, número irregular, cep incorreto, não apresentou documento
        """,
        "it": """
            tentata consegna, non andata a buon fine, mancata consegna, nessuno ha risposto,
            tentato di consegnare, avviso di tentata, assente, sconosciuto, numero civico
            inesistente, civico errato, cap errato
        """,
        "ru": """
            отказался от, неудачн* попытк*, не отвечает на звон*, отсутстви* получател*, временн*
            отсутств*, закрыт*, номер дома не существует, неверн* индекс*
        """,
        "uk": """
            невдал* спроб*, не вручен*, адресат* відсутн*, одержувач* відсутн*, отримувач*
            відсутн*, не відповідає, не вдалося вручити, номер будинку не існує, невірн* індекс*
        """,
        "pl": """
            próba doręczenia zakończona niepowodzeniem, brak dostępu, odmow* przyjęcia, nie
            została doręczona, nie zastał*, niedoręczon*, nieudan* prób*, nie było w domu, brak
            numeru domu, błędny kod pocztowy, zły kod
        """,
        "nl": """
            geweigerd door, bezorgpoging, niet bezorgd, niemand aanwezig, niet afgeleverd, poging
            mislukt, bezorging mislukt, huisnummer bestaat niet, onjuiste postcode, ontbrekende
            postcode
        """,
        "zh": "无法接通, 不在家, 拒签, 拒收, 投递未成功, 派送失败, 无此门牌, 查无此人, 查无此址",
        "ja": "持戻, 不完全で配達できません, 受取辞退, ご不在, 番地なし, 宛先不明, 転居先不明",
        "ko": "수취인 부재, 부재, 배달하지 못, 미배달, 번지 없음, 수취인 불명, 주소 불명",
        "tr": """
            adreste yok, teslimat başarısız, teslim edilemedi, adres kapalı, böyle bir adres yok,
            kapı numarası yok, haber bırakıldı, haber kağıdı bırakıldı
        """,
        "ar": """
            تعذر, محاولة تسليم, غير موجود, رفض استلام, لم يتم العثور, رقم منزل غير موجود, لا يوجد
            عنوان, لم يكن أحد, لا أحد في منزل, لم يكن هناك أحد
        """,
        "th": """
            ติดต่อผู้รับไม่ได้, บ้านปิด, ติดต่อลูกค้าไม่ได้, ไม่สำเร็จ, ไม่มีเลขที่บ้าน,
            ไม่มีผู้รับ, ไม่มีผู้รับตาม
        """,
        "vi": """
            giao hàng thất bại, không có nhà, khách hàng nghỉ, khách không nghe, không có số nhà,
            không tìm thấy địa chỉ
        """,
        "id": """
            gagal karena, tidak di tempat, penerima tidak bisa, nomor rumah tidak ada, alamat
            tidak ditemukan, rumah kosong
        """,
    },
    Concept.TROUBLE: {
        "en": """
            address query, address issue, misdirected, wrong item, incomplete delivery, under
            investigation, shortage, missing piece/pieces/parcel/parcels, missed its connection,
            missed connection
        """,
        "de": """
            beschädigt, nachverpackung, verspätet, klärung, packstück fehlt, fehlmenge, teilmenge
            fehlt
        """,
        "fr": """
            endommagé, endommagée, avarié, spolié, en attente d instructions, litige, colis
            manquant/manquants, manquant
        """,
        "es": """
            dañado, dañada, avería, siniestro, roto, incidencia, bulto faltante, bultos faltantes,
            faltante
        """,
        "pt": """
            avariado, avariada, avaria, sinistro, acidente, inconsistência*, volume faltante,
            extravio parcial, mal encaminhado
        """,
        "it": """
            danneggiata, danneggiato, avaria, anomalia, manomessa, collo mancante, colli mancanti,
            collo/i mancante/i, collo i mancante i
        """,
        "ru": "поврежден*, некомплект*, недостач*, не хватает мест*",
        "uk": "пошкоджен*, некомплект*, припинен*, припинено зберігання, нестач*, бракує міс*",
        "pl": """
            uszkodzon*, niekompletn*, błędnie zaadresowan*, niepełny adres, nieprawidłowy adres,
            brakując* paczk*, brak paczki
        """,
        "nl": """
            beschadigd, onvolledig adres, adres onvolledig, onbestelbaar, ontbrekend collo, manco,
            colli ontbreken
        """,
        "zh": "滞留, 破损, 超时, 拦截, 不详细, 问题件, 少件, 缺件, 错分",
        "ja": "調査中, 破損, 汚損, 個口不足, 誤仕分",
        "ko": "파손, 훼손, 분실 의심, 일부 누락, 오분류",
        "tr": "hasarlı, hasar, eksik adres, eksik parça, eksik koli",
        "ar": "متضررة, تالفة, غير مكتمل, في انتظار إجراء, طرد ناقص, قطع ناقصة",
        "th": "ปิดประกาศ, ชำรุด, เสียหาย, ชิ้นส่วนไม่ครบ, สินค้าไม่ครบ",
        "vi": "hư hỏng, bể vỡ, thiếu kiện, thất lạc một phần",
        "id": "paket bermasalah, rusak, kendala, koli kurang, barang kurang",
    },
    Concept.CANCELLED: {
        "en": "cancelled the consignment, sender cancelled, order voided",
        "fr": "annulé, annulée, annulation",
        "es": "anulado, anulada, cancelado, cancelada",
        "pt": "cancelada, cancelado, anulado",
        "it": "annullata, annullato",
        "nl": "afgemeld, geannuleerd, verwijderd",
        "pl": "anulowan*",
        "ru": "отменен*, аннулирован*, удален*",
        "uk": "скасован*, анульован*, видален*",
        "zh": "销单, 已取消, 撤单, 拦截",
        "ar": "إلغاء",
        "vi": "hủy, đã hủy, huỷ",
        "th": "ยกเลิก, ขอถอนคืน",
    },
    Concept.CHANGED: {
        "en": "changed, amended, updated, corrected, new",
        "fr": "modifiée, modifié, changée, changé, mise à jour, nouvelle, nouveau, corrigée",
        "de": "geändert, aktualisiert, korrigiert, neue, neuer, neuen",
        "es": "cambio, cambiada, cambiado, modificada, modificado, nueva, actualizada, corregida",
        "pt": "alterada, alterado, alteração, nova, atualizada, corrigida, corrigido",
        "it": "modificata, modificato, cambiata, cambiato, nuova, nuovo, aggiornato, corretto",
        "ru": "изменен*, изменил*, обновлен*, исправлен*, уточнен*",
        "uk": "змінен*, змінил*, змінив, оновлен*, виправлен*, уточнен*",
        "pl": "zmian*, zmienion*, zmienił*, nowy, nowa, zaktualizowan*, poprawion*",
        "nl": "gewijzigd, aangepast, nieuwe, bijgewerkt, gecorrigeerd, andere",
        "zh": "修改, 更改, 变更, 更新",
        "ja": "変更, 訂正, 更新",
        "ko": "변경, 수정, 정정",
        "tr": "değiştir*, güncellen*, düzeltil*, değişti",
        "ar": "تغيير, تعديل, تحديث, تصحيح",
        "th": "เปลี่ยน, แก้ไข, อัปเดต",
        "vi": "đổi, thay đổi, cập nhật, sửa",
        "id": "mengubah, diubah, perubahan, diperbarui",
    },
    Concept.WHEN: {
        "en": "delivery date/day/time/window, date of delivery, time slot, future date",
        "fr": "date de livraison, jour de livraison, créneau, date",
        "de": "zustelltermin, zustelldatum, liefertermin, wunschtermin, liefertag, termin",
        "es": "fecha de entrega, fecha, día de entrega, horario de entrega",
        "pt": "data de entrega, data, horário de entrega",
        "it": "data di consegna, data, fascia oraria, giorno di consegna",
        "ru": "дат* доставки, дат* вручения, врем* доставки, интервал*",
        "uk": "дат* доставки, дат* вручення, час доставки",
        "pl": "termin* dostawy, termin* doręczenia, dat* doręczenia, dat* dostawy, godzin*",
        "nl": "bezorgdatum, bezorgdag, bezorgmoment, levertijd, leverdatum",
        "zh": "派送时间, 配送时间, 派送日期, 投递时间",
        "ja": "配達日, 配達時間, お届け日, 配達日時",
        "ko": "배송일, 배달일, 배송 시간",
        "tr": "teslimat gün*, teslimat tarih*, teslim tarih*",
        "ar": "موعد توصيل, موعد تسليم, تاريخ تسليم",
        "th": "วันจัดส่ง, วันนำจ่าย, เวลาจัดส่ง",
        "vi": "ngày giao, thời gian giao, giờ giao",
        "id": "jadwal pengantaran, waktu pengiriman, tanggal pengiriman",
    },
    Concept.ORDERED: {
        "en": """
            by decision of, on instruction of, by order of, on instructions from, per instruction
        """,
        "fr": "sur décision, sur ordre, par décision, sur instruction, à la demande de la douane",
        "de": "auf anordnung, auf weisung, auf entscheidung, anweisung des zoll*",
        "es": "por decisión, por orden, por disposición, por resolución, por instrucción",
        "pt": "por decisão, por ordem, por determinação, determinada pela, determinado pela",
        "it": "per decisione, per ordine, su ordine, per disposizione",
        "ru": "по решению, по указанию, по распоряжению, по требованию",
        "uk": "за рішенням, за вказівкою, за розпорядженням, на вимогу",
        "pl": "decyzją, na polecenie, z polecenia, na mocy decyzji",
        "nl": "op last van, op bevel van, in opdracht van, besluit van",
        "zh": "按海关要求, 依海关决定, 应海关要求",
        "ja": "税関の指示により, 税関の決定により",
        "ko": "세관 지시, 세관 결정",
        "tr": "kararıyla, talimatıyla, kararı ile",
        "ar": "بقرار من, بأمر من, بناء على قرار",
        "th": "ตามคำสั่ง, ตามคำวินิจฉัย",
        "vi": "theo quyết định, theo lệnh",
        "id": "atas keputusan, atas perintah, berdasarkan keputusan",
    },
    Concept.RETURN: {
        "en": "recalled, recall, being recalled",
        "pt": "saiu para entrega ao remetente, devolvido, devolução, devolvida",
        "it": "restituita, restituito, resa, reso, rientro, rientrata",
        "es": "devolución, devuelto, devuelta, retorno",
        "de": """
            zurückgeschickt, rückführung, rücksendung eingeleitet, rückgabe an ~ absender,
            rückgabe an absender
        """,
        "ar": "مرتجعة, مرتجع, إعادة إلى مرسل",
        "tr": "geri geliyor, iade*",
        "vi": "trả hàng về, chuyển hoàn, trả về, hoàn hàng, đợi trả hàng, chuyển trả",
        "zh": "退签, 退件",
        "th": "ตีกลับ, ส่งคืน",
        "uk": "замовлення на повернення, повернення",
    },
    Concept.RETURN_DONE: {
        "ar": "سلمت إلى مرسل, سلمت للمرسل, سلم إلى مرسل, سلمت لراسل",
        "tr": "göndericisine teslim*, gönderenine teslim*",
        "vi": "chuyển trả người gửi, trả hàng thành công, hoàn hàng thành công",
        "uk": "вручен* відправнику",
        "ru": "вручен* отправителю",
        "pl": "zwrócon* nadawcy, doręczon* nadawcy",
        "it": "restituito allo spedizioniere, riconsegnata al mittente",
        "ja": "差出人に返送済",
    },
    Concept.WRONG: {
        "en": "wrong, incorrect, invalid, incomplete, insufficient, bad, faulty, unclear",
        "fr": "incorrecte, erronée, incomplète, insuffisante, invalide, inexacte",
        "de": "falsch*, fehlerhaft*, unvollständig*, unzureichend*, ungültig*, unklar*",
        "es": "errada, errónea, incorrecta, incompleta, insuficiente, inválida, equivocada",
        "pt": """
            errado, incorreto, incorreta, incompleto, incompleta, insuficiente, inválido, errada
        """,
        "it": "errato, incorretto, incompleto, insufficiente, inesatto, sbagliato, non valido",
        "ru": "неверн*, неправильн*, неполн*, недостаточн*, ошибочн*, некорректн*",
        "uk": "невірн*, неправильн*, неповн*, недостатн*, помилков*, некоректн*",
        "pl": "błędn*, nieprawidłow*, niepełn*, niekompletn*, zły",
        "nl": "onjuist, onvolledig, verkeerd, incorrect, foutief, ongeldig",
        "zh": "错误, 有误, 不详, 不全, 不正确",
        "ja": "不備, 不完全, 誤り, 不明瞭, 不十分",
        "ko": "오류, 불명, 불충분, 잘못",
        "tr": "yanlış, hatalı, eksik, yetersiz, geçersiz",
        "ar": "خاطئ, غير صحيح, غير مكتمل, ناقص, غير واضح, خطأ",
        "th": "ไม่ถูกต้อง, ผิด, ไม่ครบ, ไม่ชัดเจน, ไม่สมบูรณ์",
        "vi": "sai, không đúng, không chính xác, không đầy đủ, thiếu",
        "id": "salah, tidak lengkap, tidak benar, tidak jelas, tidak valid",
    },
    Concept.LOST: {
        "nl": "kwijtgeraakt, kwijt, zoek",
    },
}
"""By concept and language (ISO 639-1); a language's own module has the rest."""
