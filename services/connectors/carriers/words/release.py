"""Words of release in every language: what customs does, and what it does not find."""

from services.connectors.carriers.words.lexicon import Concept

RELEASE: dict[Concept, dict[str, str]] = {
    Concept.CLEARED: {
        "en": """
            received from ~ customs, handed over by ~ customs, handed back by ~ customs, given back
            by ~ customs, collected from ~ customs, back from customs, customs let ~ through,
            customs let ~ go, customs handed, customs gave, got through ~ customs, made it through ~
            customs, passed through ~ customs, customs has/have ~
            passed/approved/authorised/authorized/released/finished/completed
        """,
        "fr": """
            remis par ~ douane, rendu par ~ douane, restitué par ~ douane, reçu de ~ douane, douane
            a remis/rendu/autorisé/validé/libéré/donné, feu vert, bon à enlever, mainlevée accordée,
            passé ~ douane, franchi ~ douane, douane ok, sorti/sortie des douanes
        """,
        "de": """
            vom zoll ~ übergeben/zurückgegeben/übernommen/erhalten, durch den zoll gekommen, zoll
            passiert, zoll hat ~ freigegeben/weitergegeben/weitergeleitet/genehmigt, grünes licht,
            zoll durchlaufen, zollkontrolle passiert/bestanden/durchlaufen, zollseitig
            erledigt/freigegeben, zollfreigabe erteilt
        """,
        "es": """
            entregado por ~ aduana, recibido de ~ aduana, aduana ha
            liberado/autorizado/dado/aprobado, aduana autoriza/libera/aprueba, visto bueno, pasó la
            aduana, pasado la aduana, pasado por aduana, superó la aduana, superado la aduana, luz
            verde
        """,
        "pt": """
            entregue pela alfândega, recebido da alfândega, alfândega
            liberou/libertou/autorizou/concluiu, passou pela/na/a alfândega, luz verde, sinal verde,
            desembaraçado, desembaraçada
        """,
        "it": """
            consegnato/consegnata dalla dogana, ricevuto/ricevuta dalla dogana, superato/superata ~
            dogana, passato/passata ~ dogana, dogana ha rilasciato/liberato/autorizzato/svincolato,
            via libera, nulla osta
        """,
        "ru": """
            передан* таможней, выдан* таможней, возвращен* из таможни, получен* от таможни, получен*
            с таможни, прошл* ~ таможн*, прошел ~ таможн*, прошёл ~ таможн*, таможня
            разрешила/выпустила/пропустила/отпустила/завершила, таможн* ~ пройден*, вышл* с/из
            таможни, вышел с/из таможни
        """,
        "uk": """
            передан* митницею, видан* митницею, отриман* від/з митниці, пройшл* ~ митн*, пройшов ~
            митн*, митниця дозволила/випустила/пропустила/завершила, митн* ~ пройден*
        """,
        "pl": """
            odebran* z urzędu celnego, otrzyman* z urzędu celnego, przeszł* ~ odpraw*, przeszedł ~
            odpraw*, przeszł* ~ kontrol* celn*, urząd celny zwolnił/wydał/zezwolił/zakończył,
            zielone światło, wydan* przez urząd celny
        """,
        "nl": """
            door de douane ~ overgedragen/teruggegeven/doorgelaten, ontvangen van de douane, douane
            gepasseerd, douane heeft ~ vrijgegeven/doorgelaten/overgedragen/goedgekeurd, groen
            licht, voorbij de douane, douanecontrole doorstaan/gepasseerd
        """,
        "zh": "已过关, 顺利过关, 已出关, 海关交还, 从海关取回, 验放, 结关, 海关已放",
        "ja": """
            税関を出, 税関から引き渡, 税関から受け取, 通関を完了, 通関を通過, 通関手続を終,
            通関手続きを終, 輸入が許可され, 通関が済, 税関審査通過, 税関審査を通過, 郵便局へ引き渡,
            郵便局に引き渡
        """,
        "ko": """
            통관 완료, 통관 통과, 세관 통과, 세관을 통과, 통관을 마, 통관이 끝, 세관에서 반출,
            통관이 완료, 수입신고 수리, 세관에서 인수, 통관 허가, 통관 승인, 심사 통과, 통관 종료,
            통관을 완료
        """,
        "tr": """
            gümrükten geç*, gümrükten çık*, gümrükten alındı, gümrükten teslim alındı, gümrüğü geç*,
            yeşil ışık
        """,
        "ar": """
            استلمت من جمارك, تم استلام* من جمارك, اجتاز* جمارك, تجاوزت جمارك, عبرت جمارك, مرت من
            جمارك, سلمتها جمارك, أنهت جمارك, أكملت جمارك
        """,
        "th": """
            ออกจากศุลกากร, รับคืนจากศุลกากร, ศุลกากรปล่อย, ศุลกากรอนุญาต, ศุลกากรอนุมัติ,
            ตรวจปล่อยแล้ว, ผ่านการตรวจปล่อย
        """,
        "vi": """
            đã qua hải quan, nhận từ hải quan, hải quan đã duyệt, hải quan cho phép, hải quan chấp
            thuận, được thông quan, xong thủ tục hải quan, rời hải quan, ra khỏi hải quan
        """,
        "id": """
            lolos bea cukai, lolos pabean, keluar dari bea cukai, diterima dari bea cukai, melewati
            bea cukai, bea cukai mengizinkan, bea cukai menyetujui, dilepas bea cukai, disetujui bea
            cukai, sppb
        """,
    },
    Concept.ONWARD: {
        "en": """
            continue/continues/continued/resume/resumes/resumed ~
            journey/way/route/transport/transit/delivery/trip, continue on, moving on, moves on, on
            its way again, on the move again, onward, onwards, forwarding resumed, back in transit,
            back on the road
        """,
        "fr": """
            poursuit/poursuivre/reprend/reprendre/continue/continuer ~
            route/chemin/acheminement/voyage/trajet/livraison, poursuit sa route, reprend sa route,
            de nouveau en route
        """,
        "de": """
            weiter unterwegs, setzt ~ fort, weiterbefördert, weitertransport, weiterreise, geht
            weiter, reist weiter, weiterbeförderung, wieder unterwegs, fortgesetzt
        """,
        "es": """
            sigue/continúa/continua/prosigue/seguir/continuar/reanuda ~
            viaje/camino/ruta/tránsito/trayecto/curso/envío
        """,
        "pt": """
            segue/continua/prossegue/retoma/seguir/continuar ~
            viagem/caminho/rota/percurso/trajeto/transporte, segue viagem, segue para entrega
        """,
        "it": """
            prosegue/continua/riprende/proseguire/continuare ~
            viaggio/percorso/cammino/tragitto/trasporto, di nuovo in viaggio
        """,
        "ru": """
            продолжа* ~ путь/движение/доставку/следование, следует дальше, едет дальше, отправлен*
            дальше, снова в пути, дальнейшее следование
        """,
        "uk": """
            продовжу* ~ шлях/рух/доставку, прямує далі, їде далі, відправлен* далі, знову в дорозі
        """,
        "pl": """
            rusza dalej, jedzie dalej, kontynuuje ~ podróż/drogę/transport, w dalszą drogę, ponownie
            w drodze, w dalszej drodze, dalszy transport
        """,
        "nl": """
            vervolgt/hervat/vervolgen ~ weg/reis/route/transport, weer onderweg, verder vervoerd,
            reist verder, gaat verder
        """,
        "zh": "继续运输, 继续派送, 继续运送, 继续配送, 继续发往, 继续前往, 继续转运",
        "ja": "輸送を再開, 配送を再開, 運送を再開, 輸送を続け, 配送を続け",
        "ko": "운송 재개, 배송 재개, 운송을 계속, 배송을 계속",
        "tr": "yoluna devam*, yolculuğuna devam*, sevkiyata devam*, taşımaya devam*",
        "ar": "تواصل رحلة*, تكمل طريق*, استأنف* رحلة*, تتابع رحلة*, تواصل طريق*, تتابع طريق*",
        "th": "เดินทางต่อ, ขนส่งต่อ, ส่งต่อไป, จัดส่งต่อ",
        "vi": """
            tiếp tục hành trình, tiếp tục vận chuyển, tiếp tục được vận chuyển, đi tiếp, tiếp tục
            giao
        """,
        "id": """
            melanjutkan perjalanan, lanjut perjalanan, dilanjutkan pengiriman, melanjutkan
            pengiriman
        """,
    },
    Concept.OBJECTION: {
        "en": """
            objection, objections, complaint, complaints, concerns, irregularities, discrepancies,
            anomalies, findings, remarks
        """,
        "fr": "objection, objections, remarque, remarques, irrégularité, réserve, réserves",
        "de": "einwände, einwand, beanstandung, beanstandungen, bedenken, auffälligkeiten",
        "es": "objeción, objeciones, observaciones, reparos, irregularidades, novedad",
        "pt": "objeção, objeções, ressalvas, irregularidades, restrições",
        "it": "obiezioni, obiezione, rilievi, irregolarità, osservazioni",
        "ru": "замечани*, возражени*, претензи*, нарушени*",
        "uk": "зауважень, зауваження, заперечень, претензій, порушень",
        "pl": "zastrzeżeń, zastrzeżenia, uwag, nieprawidłowości, sprzeciwu",
        "nl": "bezwaar, bezwaren, opmerkingen, bijzonderheden, onregelmatigheden",
        "zh": "异议, 疑问",
        "ja": "異議, 問題点, 指摘",
        "ko": "이의, 특이사항",
        "tr": "itiraz*, sakınca*, aykırılık",
        "ar": "اعتراض*, ملاحظات, مخالفات, مانع",
        "th": "ข้อโต้แย้ง, ข้อขัดข้อง",
        "vi": "vướng mắc, phản đối, trở ngại",
        "id": "keberatan, temuan, hambatan",
    },
    Concept.DONE: {
        "en": """
            ends, finalise, settled, sorted out, wrapped up, behind it, is over, are over, all over,
            has ended, have ended
        """,
        "fr": """
            terminé, achevé, achevée, clos, close, conclu, conclue, bouclé, abouti, aboutie, validé,
            validée
        """,
        "de": """
            beendet, beenden, abgewickelt, geklärt, bestanden, durchlaufen, abgearbeitet,
            absolviert, zu ende
        """,
        "es": "culminó, resuelto, tramitado, tramitada, ultimado, superó",
        "pt": "terminou, concluiu, finalizou, ultrapassou, superou, cumpridas, cumprido",
        "it": """
            ultimata, ultimate, espletata, espletate, evasa, superata, superato, terminò,
            perfezionata
        """,
        "ru": """
            пройден*, окончен*, оконч*, завершил*, закончил*, закончен*, выполнен*, состоялось,
            оформлен, оформлено, оформлена
        """,
        "uk": "пройден*, закінч*, завершил*, виконан*, завершено, оформлено, оформлена",
        "pl": "przebyt*, załatwion*, zaliczon*, przeszł*, przeszedł, sfinalizował*, zakończył*",
        "nl": "afgerond, voltooid, beëindigd, gereed, afgehandeld, doorlopen, afgesloten",
        "zh": "已完成, 办结, 结束, 办妥, 完毕",
        "ja": "終わりました, 済みました, 終了, 完了",
        "ko": "마무리, 끝났, 마쳤, 종료",
        "tr": "bitti, tamamladı, bitirdi, sonuçlandı, sona erdi, bitirildi, sonlandı",
        "ar": "أنهت, أنهى, أكملت, أكمل, انقضت, تمت بنجاح",
        "th": "เสร็จสิ้น, เสร็จ, สำเร็จ, เรียบร้อย",
        "vi": "hoàn tất, hoàn thành, xong, kết thúc",
        "id": "selesai, rampung, tuntas, menyelesaikan, diselesaikan",
    },
    Concept.RELEASED: {
        "en": "let go, let it go, waved through, let pass, lets go, lets through",
        "fr": """
            laissé passer, libéré, libérée, débloqué, débloquée, relâché, autorisé, autorisée,
            accordé la mainlevée
        """,
        "de": "durchgelassen, freigemacht, durchgewunken, losgelassen, genehmigt, gewährt",
        "es": "dejó pasar, soltado, soltó, autorizó, desbloqueado, dio luz verde",
        "pt": "deixou passar, desbloqueado, libertou, liberou, autorizou, libertada",
        "it": """
            lasciato passare, rilasciato, rilasciata, svincolato, svincolata, sbloccato, sbloccata,
            liberata, liberato, autorizzata
        """,
        "ru": """
            выпустила, выпустили, пропустила, пропустили, отпустила, отпущен*, разрешила, одобрен*,
            одобрила
        """,
        "uk": """
            випустила, випустили, пропустила, відпустила, відпущен*, дозволила, схвален*, схвалила
        """,
        "pl": "zwolnił*, przepuścił*, przepuszczon*, zezwolił*, odblokowan*, zatwierdzon*",
        "nl": "doorgelaten, laten gaan, vrijgemaakt, gedeblokkeerd, goedgekeurd, toegelaten",
        "zh": "放行, 准予, 获准, 批准",
        "ja": "放行, 許可",
        "ko": "승인, 허가, 해제",
        "tr": "serbest bırak*, izin verdi, onayladı, onay verdi, bırakıldı",
        "ar": "وافقت, سمحت, أفرجت, أفرج",
        "th": "ปล่อยของ, ปล่อยพัสดุ, อนุมัติแล้ว",
        "vi": "giải phóng, cho thông qua, chấp thuận, phê duyệt",
        "id": "melepas, dilepas, dilepaskan, meloloskan, diloloskan, lolos, disetujui, diizinkan",
    },
    Concept.ALLOWS: {
        "en": """
            allow, allowed, allows, permit, permits, permitted, admit, admitted, authorise,
            authorised, authorize, authorized, let in
        """,
        "fr": "autorise, autorisé, autorisée, autorisées, admis, admise, permis, permise, permet",
        "de": """
            erlaubt, erlaubte, gestattet, zugelassen, zulässig, genehmigt, bewilligt, stattgegeben
        """,
        "es": """
            autoriza, autorizó, autorizado, autorizada, permite, permitió, permitida, permitido,
            admite, admitida, admitió, consiente
        """,
        "pt": """
            autoriza, autorizou, autorizado, autorizada, permite, permitiu, permitida, permitido,
            admitida, admite
        """,
        "it": """
            consente, consentita, consentito, autorizza, autorizzata, autorizzato, ammessa, ammesso,
            permessa, permesso, permette
        """,
        "ru": "разрешен*, разрешил*, разрешает, допущен*, допустил*, пропустил*",
        "uk": "дозволен*, дозволил*, дозволяє, допущен*, пропустил*",
        "pl": """
            zezwolił*, zezwolono, zezwala, dopuścił*, dopuszczon*, pozwolił*, pozwala, zgodził*
        """,
        "nl": "toegestaan, toegelaten, staat ~ toe, laat ~ toe, vergund, mag",
        "zh": "准许, 准予, 允许, 予放行, 予进口, 予入境",
        "ja": "認め, 許可され, 許され",
        "ko": "허가되, 허용되, 승인되",
        "tr": "izin ver*, müsaade*, onay ver*",
        "ar": "سماح, سمحت, تسمح, يسمح, مسموح*",
        "th": "อนุญาต, ให้นำเข้า",
        "vi": "cho phép, cho nhập, được phép",
        "id": "mengizinkan, diizinkan, diperbolehkan, izin",
    },
    Concept.SEIZED: {
        "en": "taken into custody, confiscates, seizes",
        "fr": "saisie par ~ douane, confisqué, confisquée, saisi par",
        "de": "sichergestellt, konfisziert, beschlagnahmt, eingezogen, beschlagnahmung",
        "es": """
            decomisado, decomisada, incautado, incautada, aprehendido, aprehendida, comiso, decomiso
        """,
        "pt": "apreendido, apreendida, confiscado, confiscada, perdimento",
        "it": "sequestrato, sequestrata, confiscato, confiscata, sequestro",
        "ru": "конфискован*, изъят*, изъяла, конфисковала",
        "uk": "конфіскован*, вилучен*, вилучила",
        "pl": "skonfiskowan*, zajęt*, zajął, zarekwirowan*, przepadek",
        "nl": "in beslag genomen, inbeslagname, geconfisqueerd, verbeurd verklaard",
        "zh": "没收, 罚没, 查没",
        "ja": "没収, 押収",
        "ko": "몰수, 압수",
        "tr": "el konul*, el koydu, müsadere*, zapt*",
        "ar": "مصادرة, صادرت, صادرها, صادرتها",
        "th": "ถูกยึด, ยึดของ, ริบ, ยึดพัสดุ, ยึดสินค้า",
        "vi": "tịch thu, bị thu giữ",
        "id": "disita, penyitaan, menyita, dirampas",
    },
    Concept.YET: {
        "en": "yet, still",
        "fr": "encore, toujours",
        "de": "noch",
        "es": "aún, todavía",
        "pt": "ainda",
        "it": "ancora",
        "ru": "еще, ещё, пока",
        "uk": "ще, поки",
        "pl": "jeszcze",
        "nl": "nog",
        "zh": "尚, 还未, 还没",
        "ja": "まだ, 未だ",
        "ko": "아직",
        "tr": "henüz, hâlâ",
        "ar": "بعد, حتى الآن",
        "th": "ยังไม่, ยัง",
        "vi": "chưa, vẫn chưa",
        "id": "belum, masih",
    },
    Concept.PAPERS: {
        "ru": "инн",
        "de": "bestätigung des warenwerts",
    },
    Concept.NEEDED: {
        "de": "steht aus, stehen aus, steht noch aus",
    },
}
"""By concept and language (ISO 639-1); a language's own module has the rest."""
