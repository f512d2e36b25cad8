"""Italian."""

from services.connectors.carriers.words.lexicon import Concept, Lexicon

LEXICON = Lexicon(
    "it",
    {
        Concept.COD: "contrassegno",
        Concept.CUSTOMS: """
            dogana, dogane, doganale, doganali, autorità doganale, agenzia delle dogane
        """,
        Concept.CLEARING: """
            sdoganamento, operazioni doganali, controllo doganale, procedura doganale,
            sdoganare, pratiche doganali, formalità doganali
        """,
        Concept.CLEARED: """
            sdoganato, sdoganata, sdoganati, svincolo avvenuto, svincolato, svincolata
        """,
        Concept.RELEASED: """
            rilasciato, rilasciata, autorizzato, autorizzata, liberato, liberata, svincolo,
            nulla osta, sbloccato
        """,
        Concept.LEFT: "uscito, uscita, lasciato, partito, partita",
        Concept.DONE: """
            concluse, conclusi, terminate, effettuate, completato, completata, completate,
            terminato, terminata, concluso, conclusa, avvenuto, effettuato, riuscito, superato
        """,
        Concept.HELD: """
            fermo, ferma, trattenuto, trattenuta, bloccato, bloccata, in giacenza, fermata,
            fermato, sospeso
        """,
        Concept.LIFTED: "risolto, risolta",
        Concept.INSPECTION: "ispezione, verifica, controllo, visita",
        Concept.NEEDED: """
            richiesto, richiesta, richiesti, richieste, mancante, mancanti, mancano, manca,
            necessario, necessaria, necessari, necessita, incompleto, incompleta, errato,
            errata, in attesa di, in attesa, occorre, deve, contattare, fornire, dovuti,
            da pagare
        """,
        Concept.PAPERS: """
            documento, documenti, documentazione, fattura, certificato, dichiarazione, licenza,
            codice fiscale, partita iva, cn22, cn23, cn 22, cn 23, permesso, eori, libera
        """,
        Concept.SENDERS_PAPERS: """
            fattura, fatture, dichiarazione, cn22, cn23, cn 22, cn 23, certificato di origine
        """,
        Concept.DETAILS: "informazioni, informazione, dati, risposta, istruzioni",
        Concept.DUTY: """
            dazio, dazi, iva, tasse, tassa, oneri, oneri doganali, diritti doganali, imposte
        """,
        Concept.PAY: "pagamento, pagare, spese",
        Concept.PAID: "pagato, pagati, pagata, pagate, pagamento ricevuto, pagamento effettuato",
        Concept.PROBLEM: """
            problema, problemi, anomalia, errore, irregolarità, fallito, fallita, inconveniente
        """,
        Concept.REFUSED: """
            respinto dalla dogana, respinta dalla dogana, rifiutato dalla dogana,
            importazione rifiutata, importazione negata, respinto in dogana,
            restituito dalla dogana, importazione non autorizzata
        """,
        Concept.SEIZED: "sequestrato, sequestrata, sequestro, confiscato, confiscata, confisca",
        Concept.PROHIBITED: "proibito, proibita, vietato, vietata, vietati, merce vietata",
        Concept.EXPORT: """
            esportazione, export, dogana di origine, dogana in uscita, paese di origine
        """,
        Concept.IMPORT: "importazione, import, destinazione, ingresso, dogana svizzera",
        Concept.SENDER: "mittente, esportatore, venditore, speditore",
        Concept.RECEIVER: "destinatario, importatore, acquirente, cliente",
        Concept.AGENT: "vettore, spedizioniere, corriere, trasportatore, broker",
        Concept.ON_REQUEST: "su richiesta, a richiesta, richiesta del destinatario",
        Concept.INFO: """
            informazioni ricevute, in attesa di accettazione, presa in carico elettronica,
            etichetta creata, preannunciato, in preparazione, pre avviso
        """,
        Concept.ACCEPTED: """
            accettato, accettata, preso in carico, presa in carico, ritirato dal mittente,
            ritirato presso il mittente, accettazione
        """,
        Concept.MOVING: """
            in transito, transito, in viaggio, arrivato, arrivata, arrivo, partito, partita,
            in lavorazione, centro, hub, smistamento, spedito, trasporto, lavorazione,
            frontiera, consegnato al corriere
        """,
        Concept.ARRIVED: """
            frontiera del paese di destinazione, arrivato nel paese di destinazione,
            arrivo nel paese di destinazione, nel paese di destinazione,
            giunto nel paese di destinazione
        """,
        Concept.OUT: """
            in consegna, in distribuzione, consegna in corso, uscito per la consegna,
            partito per la consegna, affidato al portalettere
        """,
        Concept.READY: """
            disponibile, in giacenza, pronto per il ritiro, può essere ritirato,
            punto di ritiro, disponibile per il ritiro, fermo in ufficio postale, fermo posta,
            da ritirare, fermo deposito
        """,
        Concept.COLLECTED: """
            ritirato dal destinatario, ritirata dal destinatario, ritirato dal cliente,
            ritirato da
        """,
        Concept.DELIVERED: """
            consegnato, consegnata, consegnati, recapitato, recapitata, consegna effettuata,
            consegna avvenuta
        """,
        Concept.HANDOVER: """
            consegnato al corriere, consegnato al vettore, consegnato alla dogana,
            affidato al corriere, affidato al vettore, consegnato allo spedizioniere,
            consegnata alla dogana, consegnato al partner, consegnato a corriere
        """,
        Concept.FAILED: """
            mancata consegna, tentativo di consegna, consegna fallita, non consegnato,
            destinatario assente, assente, impossibile consegnare, non è stato possibile,
            consegna non riuscita, rifiutato, indirizzo errato, respinto dal destinatario,
            non consegnata
        """,
        Concept.RETURN: """
            restituito, restituita, reso, in restituzione, ritorno al mittente, rispedito,
            rientro, di ritorno
        """,
        Concept.RETURN_DONE: """
            consegnato al mittente, restituito al mittente, riconsegnato al mittente
        """,
        Concept.LOST: "smarrito, smarrita, perso, persa, smarrimento, rubato",
        Concept.DESTROYED: "distrutto, distrutta, distruzione",
        Concept.CANCELLED: "annullato, annullata, cancellato",
        Concept.TROUBLE: """
            danneggiato, danneggiata, ritardo, in ritardo, indirizzo incompleto, anomalia,
            problema, fermo, trattenuto, trattenuta
        """,
        Concept.EXPIRED: "scaduto, scaduta, nessuna informazione",
        Concept.NOT: "non, senza, non ancora, mai, né, mancata",
        Concept.IF: "se, qualora, nel caso",
        Concept.FUTURE: """
            sarà, saranno, verrà, verranno, in corso, essere, quando, una volta, dopo, se, per,
            prima, fino, previsto, prevista, stimata, in attesa, attesa, deve, domani, a breve,
            appena
        """,
        Concept.MAYBE: """
            potrebbe, forse, possibile, probabilmente, ad esempio, quali,
            può ~ fermo/ferma/fermato/fermata/trattenuto/trattenuta
        """,
        Concept.AND: "e, ed, ma, poi",
        Concept.FINITE: "è stato, è stata, ha, hanno, è, sono stati, sono",
    },
)
