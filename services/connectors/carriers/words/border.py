"""Words of customs' own forms in every language, beside those of its procedure."""

from services.connectors.carriers.words.lexicon import Concept

BORDER: dict[Concept, dict[str, str]] = {
    Concept.CUSTOMS: {
        "en": "government agency, border agency, customs broker, customs officer",
        "de": "zollseitig, zollrechtlich*, grenzbehörde, zollagentur",
        "fr": "autorités douanières, services douaniers, contrôle douanier",
        "es": "autoridad aduanera, agente aduanal, sat, dian, sunat",
        "pt": "receita federal, autoridade aduaneira, rfb, anvisa, vigiagro",
        "it": "autorità doganali, ufficio doganale, ente governativo",
        "ru": "таможенн* орган*, фтс",
        "uk": "митн* орган*, дмс",
        "pl": "urząd celno skarbowy, służb* celn*, organ* celn*, administrac* celn*",
        "nl": "douanedienst, douanekantoor, overheidsinstantie",
        "zh": "海关总署, 关区",
        "ja": "税関支署, 税関出張所",
        "ko": "세관장, 관세청",
        "tr": "gümrük idare*, gümrük memur*",
        "ar": "سلطة جمركية, هيئة جمارك",
        "th": "ด่านศุลกากร, กรมศุลกากร",
        "vi": "chi cục hải quan, cục hải quan",
        "id": "kantor pabean, petugas bea cukai, djbc",
    },
    Concept.CLEARING: {
        "en": """
            customs check/checks, customs review, customs transmission, customs entry, formal
            entry, informal entry, customs examination, border clearance, clearance information,
            import/export declaration, customs entry lodged
        """,
        "de": """
            zollbehandlung, zoll gestellt, gestellung, zollgestellung, zur verzollung,
            einfuhranmeldung, ausfuhranmeldung, zollanmeldung, einfuhrzollanmeldung
        """,
        "fr": """
            dédouanement, formalités douanières, procédure douanière, passage en douane,
            déclaration d importation, déclaration d exportation, déclaration en douane
        """,
        "es": """
            desaduan*, desaduanaje, desaduanamiento, desaduanización, trámite de importación,
            trámite de exportación, tramitación de importación, tramitación de exportación,
            control aduanero, reconocimiento aduanero, despacho de aduana, despacho aduanero,
            despacho aduanal, trámites de aduana, declaración de importación, declaración de
            exportación
        """,
        "pt": """
            despacho postal, desalfandegamento, desembaraço, desembaraço aduaneiro, despacho
            aduaneiro, trâmite aduaneiro, análise aduaneira, conferência aduaneira, declaração de
            importação, declaração de exportação, órgão* fiscalizador*, órgão de fiscalização
        """,
        "it": """
            sdoganamento, verifica doganale, operazioni doganali, pratiche doganali, dichiarazione
            di importazione, dichiarazione di esportazione, bolla doganale
        """,
        "ru": """
            таможенн* очистк*, таможенн* оформлени*, таможенн* контрол*, таможенн* досмотр*,
            растаможк*, растаможив*, таможенн* процедур*, досмотр*, выпуск товар*, деклараци* на
            товары, импортн* деклараци*, экспортн* деклараци*, ввозн* деклараци*
        """,
        "uk": """
            митн* оформлен*, митн* контрол*, розмитнен*, розмитню*, митн* огляд*, митн* процедур*,
            імпортн* деклараці*, експортн* деклараці*, митн* деклараці*
        """,
        "pl": """
            odpraw* celn*, kontrol* celn*, procedur* celn*, w odprawie, oclen*, formalności celn*,
            zgłoszeni* celn*, zgłoszeni* importow*, deklaracj* importow*, deklaracj* celn*
        """,
        "nl": """
            inklaring, inklaren, inklaringsproces, uitklaring, douaneafhandeling, douaneproces,
            douanecontrole, douaneformaliteiten, douanestatus, invoeraangifte, uitvoeraangifte,
            aangifteproces, douaneaangifte
        """,
        "zh": """
            清关, 报关, 转关, 申报, 审核, 待清关, 查验, 清关中, 关务, 清关已收货, 进口申报,
            出口申报, 报关单
        """,
        "ja": """
            通関, 税関検査, 税関手続, 輸入申告, 保税, 検査のため税関, 税関提示, 輸出申告, 通関申告
        """,
        "ko": """
            반입신고, 반출신고, 반입 신고, 반출 신고, 하기신고, 하선신고, 적하목록, 적재화물목록,
            통관목록, 보세, 수입신고, 목록심사, 결재통보, 심사진행, 통관 및 분류, 수입 신고, 수출
            신고, 수출신고
        """,
        "tr": """
            gümrük kontrol*, gümrükleme, gümrük muayene*, gümrük beyan*, gümrük işlem*, gümrük
            prosedür*, ithalat beyanname*, ihracat beyanname*, gümrük beyanname*
        """,
        "ar": """
            تخليص, فسح, معاينة جمركية, إجراءات جمركية, إجراءات تخليص, بيان جمركي, بيان استيراد,
            بيان تصدير, إقرار جمركي
        """,
        "th": """
            พิธีการศุลกากร, ผ่านศุลกากร, ตรวจปล่อย, พิธีการนำเข้า, พิธีการส่งออก, ใบขนสินค้า,
            สำแดง
        """,
        "vi": """
            thủ tục hải quan, thông quan, kiểm hóa, khai quan, tờ khai hải quan, tờ khai nhập
            khẩu, tờ khai xuất khẩu
        """,
        "id": """
            kepabeanan, customs clearance, pemeriksaan pabean, pemeriksaan bea cukai, proses
            pabean, proses kepabeanan, penyelesaian pabean, penyelesaian kepabeanan, pemberitahuan
            impor, pemberitahuan ekspor, deklarasi impor, deklarasi pabean
        """,
    },
    Concept.CLEARED: {
        "en": """
            have been cleared, customs cleared, released by custom/customs, was released by ~
            customs, clearance processing complete, given a release by ~ customs, handed back ~ by
            customs, returned to ~ post by customs, handed back ~ ~ by customs
        """,
        "de": """
            verzollung erfolgt, verzollung abgeschlossen, zollfreigabe, vom zoll ~ retourniert an
            die post, vom zoll an die post, zoll an post, zollabfertigung abgeschlossen, freigabe
            liegt vor
        """,
        "fr": "libéré par la douane, dédouané, dédouanée, dédouanement achevé/terminé/effectué",
        "es": """
            despachado de aduana, despachado por aduana, levante, levante autorizado,
            nacionalizado
        """,
        "pt": """
            desalfandegado, desembaraço concluído, liberado pela receita, liberado pela alfândega,
            fiscalização concluída, fiscalização finalizada
        """,
        "it": "verifica doganale conclusa, sdoganata, sdoganato, svincolo doganale",
        "ru": "выпуск разрешен, растаможен*, таможенн* очистк* пройден*, покинул* таможню",
        "uk": """
            розмитнено, розмитнений, розмитнена, випущен* митн*, митниц* пройден*, залишил*
            митницю
        """,
        "pl": """
            zwolnienie przez urząd celny, zwolnion* przez urząd, odprawion* celnie, po odprawie
            celnej
        """,
        "nl": "ingeklaard, douane vrijgegeven, vrijgegeven door de douane, inklaring afgerond",
        "zh": "清关完成, 已清关, 清关完毕, 查验放行, 海关放行, 出口清关完毕, 目的国清关完成",
        "ja": "税関から返却, 税関検査終了, 通関許可, 輸入許可",
        "ko": """
            수입신고수리, 수입신고 수리, 통관목록심사완료, 목록심사완료, 수출신고수리, 통관 완료
            후, 통관완료 후
        """,
        "tr": "gümrükten çıkış, gümrükten geç*, gümrük onay*, gümrükten serbest",
        "ar": "إفراج جمركي, تم إفراج, تم فسح",
        "th": "ตรวจปล่อยเรียบร้อย, ผ่านศุลกากรแล้ว, ศุลกากรตรวจปล่อย",
        "vi": "đã thông quan, hoàn tất thông quan",
        "id": "dikeluarkan dari bea cukai, keluar dari bea cukai, sppb, lolos bea cukai",
    },
    Concept.RELEASED: {
        "en": "release, releases, international shipment release",
        "es": "liberación del envío, liberado, liberada",
        "fr": "mainlevée, libération de l envoi",
        "it": "rilasciata, rilasciato, rilascio, svincolo",
        "pt": "liberação do envio, liberado, liberada, libertado",
        "pl": "zwolnienie, zwolnion*, zgoda ~ uzyskana",
        "nl": "vrijgave, vrijgegeven",
        "de": "freigabe, freigegeben",
    },
    Concept.DUTY: {
        "en": "customs charge, import vat, duty and tax, duties and taxes, import taxes",
        "de": "einfuhrabgaben, zollabgaben, einfuhrkosten, zollkosten",
        "fr": "frais de douane, droits et taxes, droits de douane, taxes douanières",
        "es": "aranceles, arancel, tasas, derechos de importación, impuestos de importación, iva",
        "pt": "tributos, tributo, despacho postal, imposto de importação, impostos, direitos",
        "it": "oneri doganali, diritti doganali, dazi, dazio, iva",
        "ru": "таможенн* платеж*, таможенн* пошлин*, пошлин*, таможенн* сбор*",
        "uk": "митн* платеж*, мит* збор*, мито, мита, митний платіж",
        "pl": "należności celn*, cło, cła, opłat* celn*, należności celno podatkow*",
        "nl": "invoerrechten, invoerkosten, douanekosten, inklaringskosten, invoerbelasting",
        "zh": "关税, 进口税, 税金",
        "ja": "関税, 輸入消費税",
        "ko": "관세, 관부가세, 수입 관세",
        "tr": "gümrük vergi*, ithalat vergi*",
        "ar": "رسوم جمركية, ضرائب جمركية",
        "th": "อากร, ภาษีศุลกากร, ค่าภาษีอากร",
        "vi": "thuế nhập khẩu, thuế hải quan",
        "id": "bea masuk, pajak impor",
    },
    Concept.PAID: {
        "en": "payment ~ ~ received/confirmed/completed, payment received/confirmed/completed",
        "fr": """
            paiement ~ ~ reçu/effectué/confirmé/accepté, paiement reçu/effectué/confirmé/accepté
        """,
        "de": "zahlung ~ eingegangen/erhalten/bestätigt, zahlung eingegangen/erhalten/bestätigt",
        "es": "pago ~ ~ recibido/realizado/confirmado, pago recibido/realizado/confirmado",
        "pt": """
            pagamento ~ ~ confirmado/recebido/efetuado, pagamento confirmado/recebido/efetuado
        """,
        "it": """
            pagamento ~ ~ ricevuto/effettuato/confermato, pagamento ricevuto/effettuato/confermato
        """,
        "ru": "оплата получена/подтверждена/произведена, платеж получен/подтвержден",
        "uk": "оплату отримано/підтверджено/здійснено, платіж отримано/підтверджено",
        "pl": "płatność otrzymana/potwierdzona/zaksięgowana, opłata zaksięgowana",
        "nl": "betaling ~ ontvangen/bevestigd/voltooid, betaling ontvangen/bevestigd/voltooid",
    },
    Concept.PAY: {
        "uk": "сплат*, оплат*, платіж",
        "ru": "оплат*, уплат*, платеж",
        "pl": "opłaceni*, płatnoś*, uiszczeni*, zapłat*",
        "fr": "règlement, paiement, acquittement",
        "es": "pago, abono",
        "nl": "betaalverzoek, betaling",
        "de": "zahlung, begleichung",
    },
    Concept.NEEDED: {
        "en": "subject to, awaiting receipt, pending receipt, on hold pending",
        "de": "steht noch aus, wird benötigt, werden benötigt",
        "fr": "en attente de ~ documents, en attente du règlement, sont dus, est dû",
        "es": """
            se requiere, se requieren, pendiente del pago, pendiente de pago, debe enviar, paga
            los, paga las, paga el, pague los, pague el, abona los, abone los, pagá los
        """,
        "pt": "aguardando pagamento, aguarda documentação, é necessário, aguarda pagamento",
        "it": "in attesa di pagamento, in attesa del pagamento, deve fornire, da pagare",
        "ru": "ожидается оплата, необходим*, требу*, ожидаем ~ от",
        "uk": "очікує сплати, потрібен, потрібн*, необхідн*, має сплатити, має надати",
        "pl": "oczekuje na opłacenie, oczekuje na uiszczenie, musi uiścić, wymagan*",
        "nl": "vereist, aanleveren, betaalverzoek, moet ~ aanleveren",
        "ko": "납부되지, 납부가 필요, 요망, 납부해 주세요, 납부해주세요, 납부하세요",
        "tr": "beklenmekte, ödemesi bekleniyor, gerekli",
        "th": "รอชำระ, ต้องส่ง, ต้องจัดเตรียม",
        "vi": "cần bổ sung, cần thanh toán, chờ ~ nộp thuế",
        "id": "diperlukan, menunggu pembayaran, harus melengkapi, dibutuhkan",
    },
    Concept.REFUSED: {
        "en": "refused by border, import not authorised, import not authorized",
        "de": "vom zoll an den absender, vom zoll zurückgeschickt",
        "fr": "refusé par la douane, refusée par la douane",
        "es": "rechazado por aduana, importación no autorizada",
        "pt": """
            importação não autorizada, devolução autorizada pela receita, devolução determinada
            pela autoridade, não autorizada pela alfândega
        """,
        "it": "respinta dalla dogana, respinto dalla dogana",
        "ru": "отказ в приеме на таможню, возврат с таможни, из таможенного досмотра на возврат",
        "uk": "відмовлен* митн*, митниця відмовила, за рішенням митниці",
        "pl": "urząd celny odmówił, odmowa przywozu",
        "nl": "door de douane geweigerd, invoer geweigerd, door douane geweigerd",
        "ko": "수입이 불허, 통관이 불허, 반입 불가",
        "tr": "gümrükçe iade*, gümrükçe reddedil*",
        "id": "dikembalikan ~ oleh bea cukai",
    },
    Concept.COUNTRY: {
        "de": """
            import paketzentrum, importpaketzentrum, eingangspaketzentrum, internationale
            eingangsstelle
        """,
        "fr": "centre d échange d arrivée, bureau d échange d arrivée, territoire de destination",
        "es": "oficina de cambio de destino, centro de importación",
        "pt": "unidade de tratamento internacional de destino, centro internacional de destino",
        "it": "centro scambi di destinazione, ufficio di scambio di destinazione",
        "ru": "территори* страны назначения, место международного обмена страны назначения",
        "uk": "територі* країни призначення",
        "ja": "お届け先の国, お届け先国, 相手国, 相手先国, 配達先の国, 届け先の国",
        "ko": "도착국 교환국, 상대국 교환국",
        "ar": "مكتب تبادل وارد, مكتب تبادل مقصد",
        "en": "inward exchange, inbound international",
    },
    Concept.INSPECTION: {
        "pt": "revisão do tributo, revisão de tributo, revisão dos tributos",
        "zh": "验放",
    },
    Concept.PAPERS: {
        "en": "customs form, customs forms",
    },
}
"""By concept and language (ISO 639-1); a language's own module has the rest."""
