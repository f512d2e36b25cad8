"""Italian."""

from services.connectors.carriers.words.lexicon import Concept, Lexicon

LEXICON = Lexicon(
    "it",
    {
        Concept.CUSTOMS: """
            dogana, dogane, doganale, doganali, autorità doganale, agenzia delle dogane, ente
            governativo, enti governativi, autorità governativa, spedizioniere doganale, agente
            doganale, agenzia governativa, autorità doganali, ufficio doganale, uffici doganali,
            guardia di finanza, doganalista, agenzia dogane, autorità competente
        """,
        Concept.CLEARING: """
            sdoganamento, operazioni doganali, controllo doganale, procedura doganale, sdoganare,
            pratiche doganali, formalità doganali, formalità, controlli doganali, procedure
            doganali, pratica doganale, verifica doganale, svincolo doganale, iter doganale,
            pratiche di sdoganamento, fase di sdoganamento, processo di sdoganamento, processo
            doganale, fase doganale, verifiche doganali, formalità di dogana, dichiarazione
            doganale, bolletta doganale, bolla doganale, adempimenti doganali, procedure di
            sdoganamento, stato doganale, scansione di importazione
        """,
        Concept.CLEARED: """
            sdoganato, sdoganata, sdoganati, svincolo avvenuto, svincolato, svincolata, uscita dalla
            dogana, uscito dalla dogana, superato la dogana, superata la dogana, dogana superata,
            passata la dogana, passato la dogana, sdoganate, sdoganamento completato, svincolati,
            superato il controllo, superata la verifica, superati i controlli, passato il controllo
        """,
        Concept.RELEASED: """
            rilasciato, rilasciata, autorizzato, autorizzata, liberato, liberata, svincolo, nulla
            osta, sbloccato, rilasciati, rilascio, sbloccata, dissequestrato
        """,
        Concept.LEFT: """
            uscito, uscita, lasciato, partito, partita, lasciata, lascia, in uscita da, uscendo
        """,
        Concept.DONE: """
            concluse, conclusi, terminate, effettuate, completato, completata, completate,
            terminato, terminata, concluso, conclusa, avvenuto, effettuato, riuscito, superato,
            eseguito, eseguita, ultimato, ultimata, completati, effettuata, completata la fase,
            finita, finito, terminati, compiuta, compiuto, fatta, superata, superati, risolta,
            positivamente, con successo, a buon fine, espletate, espletata, completo, completa
        """,
        Concept.HELD: """
            fermo, ferma, trattenuto, trattenuta, bloccato, bloccata, in giacenza, fermata, fermato,
            sospeso, sospesa, fermate, bloccati, trattenuti, trattenute, bloccate, giacente,
            giacenza, in sosta, sosta, sospesi, fermi, arrestato, intercettato, intercettata, in
            fermo, posto in fermo, congelato
        """,
        Concept.LIFTED: "risolto, risolta",
        Concept.INSPECTION: """
            ispezione, verifica, controllo, visita, ispezionato, ispezionata, controllato,
            verificato, esame, controlli, verifiche, ispezioni, scanner
        """,
        Concept.NEEDED: """
            richiesto, richiesta, richiesti, richieste, mancante, mancanti, mancano, manca,
            necessario, necessaria, necessari, necessita, incompleto, incompleta, errato, errata, in
            attesa di, in attesa, occorre, deve, contattare, fornire, dovuti, da pagare, da versare,
            da saldare, occorrono, servono, richiede, da completare, dovuto, mancanza, carente,
            incompleti, non presentata, non presentato, non ha ancora presentato, deve ancora, non
            pervenuta, non pervenuti, integrare, integrazione, si richiede, si prega, va pagato,
            vanno pagati, da corrispondere, da presentare, da fornire, da inviare, inviare,
            inviarci, presentare, obbligatorio, obbligatoria, non corretta, non corretto, non
            valido, non valida, inesatta, illeggibile, corretta, rettificata, impagati, non pagati,
            non pagato, insoluto, attendiamo, sollecitato, ulteriori, paga i, paga il, pagare i
            dazi, effettua il pagamento, salda, serve, ci serve, ci servono, abbiamo bisogno
        """,
        Concept.PAPERS: """
            documento, documenti, documentazione, fattura, certificato, dichiarazione, licenza,
            codice fiscale, partita iva, cn22, cn23, cn 22, cn 23, permesso, eori, libera, fattura
            commerciale, prova di acquisto, documento di identità, modulo, documenti di identità,
            carta d'identità, passaporto, fatture, certificati, bolletta, delega, procura,
            autorizzazione all'importazione, licenza di importazione, prova d'acquisto,
            dichiarazione di libera importazione, lista di imballaggio
        """,
        Concept.SENDERS_PAPERS: """
            fattura, fatture, dichiarazione, cn22, cn23, cn 22, cn 23, certificato di origine
        """,
        Concept.DETAILS: "informazioni, informazione, dati, risposta, istruzioni",
        Concept.DUTY: """
            dazio, dazi, iva, tasse, tassa, oneri, oneri doganali, diritti doganali, imposte, dazi
            doganali, tributi, dazi e iva, spese doganali, diritti di confine, imposta, oneri di
            importazione, costi doganali, iva all'importazione, accise
        """,
        Concept.PAY: "pagamento, pagare, spese, versare, versamento, saldare",
        Concept.PAID: """
            pagato, pagati, pagata, pagate, pagamento ricevuto, pagamento effettuato, saldato,
            saldati, versato, versati, corrisposto, pagamento avvenuto, pagamento completato
        """,
        Concept.COD: "contrassegno",
        Concept.PROBLEM: """
            problema, problemi, anomalia, errore, irregolarità, fallito, fallita, inconveniente,
            anomalie, criticità, non conformità, inconvenienti, errori
        """,
        Concept.MUST: """
            deve, devono, dovrà, è tenuto, ha l'obbligo, si richiede, bisogna, è necessario che, è
            obbligato, è stato invitato, è pregato, è stato richiesto, dovete, devi, si prega, ha
            da, si chiede al, si invita, si prega il, è invitato, chiediamo al, preghiamo
        """,
        Concept.DECLINES: """
            rifiutato, rifiutata, rifiuto, respinto, respinta, negato, negata, non accettato, non
            accettata
        """,
        Concept.REFUSED: """
            respinto dalla dogana, respinta dalla dogana, rifiutato dalla dogana, importazione
            rifiutata, importazione negata, respinto in dogana, restituito dalla dogana,
            importazione non autorizzata, importazione ~ respinta, importazione ~ rifiutata,
            importazione ~ negata, ingresso negato, ingresso rifiutato, ingresso vietato, dogana ~
            respinto, dogana ~ respinta, dogana ~ rifiutato, dogana ha respinto, dogana ha
            rifiutato, non ammessa, non ammesso, sdoganamento negato, sdoganamento rifiutato,
            importazione non consentita
        """,
        Concept.SEIZED: """
            sequestrato, sequestrata, sequestro, confiscato, confiscata, confisca, sequestrati,
            sequestrate, confiscati, sequestra, ha sequestrato, ha confiscato
        """,
        Concept.PROHIBITED: "proibito, proibita, vietato, vietata, vietati, merce vietata",
        Concept.EXPORT: """
            esportazione, export, dogana di origine, dogana in uscita, paese di origine, dogana di
            uscita, dogana di partenza, paese di partenza, paese mittente, esportazioni, in uscita,
            in export, paese di spedizione, paese di invio, paese del mittente, paese di provenienza
        """,
        Concept.IMPORT: """
            importazione, import, destinazione, ingresso, dogana svizzera, importazioni, dogana di
            arrivo, dogana di destinazione, dogana di ingresso, paese di destinazione
        """,
        Concept.SENDER: "mittente, esportatore, venditore, speditore",
        Concept.RECEIVER: """
            destinatario, importatore, acquirente, cliente, tuo codice, tua partita, tuo documento,
            tuo passaporto, suo codice fiscale, suo documento, tua carta
        """,
        Concept.AGENT: """
            vettore, spedizioniere, corriere, trasportatore, broker, spedizioniere doganale,
            spedizioniere ~ destinatario, spedizioniere ~ ~ destinatario, agente ~ destinatario,
            agente ~ ~ destinatario, doganalista, broker ~ destinatario, rappresentante doganale,
            operatore doganale, compagnia aerea, portalettere, operatore
        """,
        Concept.ON_REQUEST: """
            su richiesta, a richiesta, richiesta del destinatario, su appuntamento, appuntamento,
            come richiesto, svincolo richiesto, data concordata
        """,
        Concept.INFO: """
            informazioni ricevute, in attesa di accettazione, presa in carico elettronica, etichetta
            creata, preannunciato, in preparazione, pre avviso, dati ~ trasmessi, non ancora
            ritirata, non ancora ritirato, etichetta, registrata, registrato, creata, non affidata,
            non affidato, non ancora affidata, preavviso, etichetta stampata, ordine creato, ordine
            ricevuto, spedizione creata, spedizione registrata, in attesa di affidamento, non ancora
            spedita, non ancora spedito, in attesa di ritiro dal mittente, in attesa di spedizione,
            ordine di ritiro, ritiro prenotato, ritiro programmato, acquisto da poste, a seguito di
            acquisto, dati ricevuti, non ancora ricevuta, non ancora ricevuto, preparata dal
            mittente, sta preparando, informazioni di spedizione, dati di spedizione, pronta per la
            spedizione, pronto per la spedizione, pronto per essere spedito, in attesa del
            venditore, attesa venditore, manifesto, elettronica, elettronico, elettroniche, ha
            preparato, mittente prepara, venditore prepara
        """,
        Concept.ACCEPTED: """
            accettato, accettata, preso in carico, presa in carico, ritirato dal mittente, ritirato
            presso il mittente, accettazione, ritirata presso il mittente, consegnato dal mittente,
            ritiro effettuato, ritirata dal mittente, depositato dal mittente, affidato a @,
            affidata a @, consegnato a @, consegnata a @, ricevuta dal vettore, ricevuto dal
            vettore, ricevuta dal corriere, ricevuto dal corriere, presa in consegna dal vettore,
            depositata dal mittente, consegnata dal mittente, lasciata dal mittente, consegnata
            all'ufficio postale dal mittente, consegnato all'ufficio postale dal mittente,
            consegnata ~ ~ dal mittente, consegnato ~ ~ dal mittente, portata dal mittente, ritirato
            da @, ritirata da @, ritirato dal corriere, ritirata dal corriere, prelevato da,
            prelevata da, preso in carico da
        """,
        Concept.MOVING: """
            in transito, transito, in viaggio, arrivato, arrivata, arrivo, partito, partita, in
            lavorazione, centro, hub, smistamento, spedito, trasporto, lavorazione, frontiera,
            consegnato al corriere, filiale, lasciato, lasciata, partenza, deposito, sede,
            inoltrata, inoltrato, spedita, instradata, in arrivo, viaggia, in viaggio verso,
            raggiunto, raggiunge, presso, uscito da, partita da, aeroporto, volo, imbarcato,
            imbarcata, sbarcato, transitato, transitata, smistata, smistato, caricato, scaricato,
            scaricata, ricevuta, ricevuto, trasferita, trasferito, inviata, inviato, accettata in,
            centro operativo, consegnata al centro, estero, all'estero, magazzino, terminal, in
            magazzino, nel magazzino, verrà trasportata, sarà trasportata, porto, struttura, ufficio
            di consegna
        """,
        Concept.ARRIVED: """
            frontiera del paese di destinazione, arrivato nel paese di destinazione, arrivo nel
            paese di destinazione, nel paese di destinazione, giunto nel paese di destinazione,
            arrivato/arrivata ~ paese di destinazione, giunta nel paese di destinazione,
            arrivato/arrivata in italia, giunta/giunto in italia, arrivo in italia,
            arrivato/arrivata nel paese, arrivata ~ paese di destinazione, arrivato ~ paese di
            destinazione, ricevuto nel paese di destinazione, pervenuta nel paese di destinazione
        """,
        Concept.OUT: """
            in consegna, in distribuzione, consegna in corso, uscito per la consegna, partito per la
            consegna, affidato al portalettere, caricata/caricato sul furgone, sul furgone, con il
            corriere, uscita per la consegna, messo/messa in consegna, affidata al portalettere,
            caricata/caricato ~ per la consegna, in fase di consegna, consegna prevista oggi, con il
            portalettere, con il driver, driver in arrivo, corriere in arrivo, corriere sta
            arrivando, affidata al corriere per la consegna, uscita in consegna, uscito in consegna,
            sul mezzo, in mano al corriere, in viaggio verso il destinatario, in consegna oggi,
            viene consegnata, viene consegnato, sta per essere consegnato, postino, portalettere in
            arrivo, postino in arrivo
        """,
        Concept.READY: """
            disponibile, in giacenza, pronto per il ritiro, può essere ritirato, punto di ritiro,
            disponibile per il ritiro, fermo in ufficio postale, fermo posta, da ritirare, fermo
            deposito, pronta/pronto per il ritiro, in attesa di ritiro, ritirabile, disponibile
            presso, da ritirare presso, ti aspetta, vi aspetta, la aspetta, ti attende, pronto al
            ritiro, pronta al ritiro, nel locker, in un locker, pronto nel, depositato nel locker,
            in punto poste, presso l'ufficio postale, ritiralo, puoi ritirare, puoi ritirarlo, può
            ritirare, può ritirarla, al punto di ritiro, disponibile al ritiro, fermopoint, in
            giacenza presso l'ufficio, pacco pronto, dove e quando ritirare, avviso con indicazione,
            conservato per il ritiro, trattenuto per il ritiro, in attesa del ritiro, pronto per il
            ritiro del cliente
        """,
        Concept.COLLECTED: """
            ritirato dal destinatario, ritirata dal destinatario, ritirato dal cliente,
            ritirato/ritirata ~ dal destinatario, ha ritirato, ritirata dal cliente, ritirato
            presso, ritirato in, ritirata presso, il destinatario ha ritirato, ritiro effettuato dal
            destinatario
        """,
        Concept.DELIVERED: """
            consegnato, consegnata, consegnati, recapitato, recapitata, consegna effettuata,
            consegna avvenuta, recapitati, consegna eseguita, consegna completata, consegnato con
            successo, ricevuta dal destinatario, ricevuto dal destinatario
        """,
        Concept.DELIVERY: "consegna, consegnare, recapito, recapitare",
        Concept.FAILS: """
            fallita, fallito, non riuscita, non riuscito, impossibile, non è stato possibile, non
            avvenuta, non effettuata, infruttuoso, senza esito
        """,
        Concept.VEHICLE: "veicolo, furgone, camion, mezzo, auto, moto",
        Concept.WAITS: "in attesa, attende, attesa, aspetta",
        Concept.FETCH: """
            ritiro, ritirare, ritirata, ritirato, essere ritirata, essere ritirato, ritiri, venga a
            ritirare, lo ritiri
        """,
        Concept.FETCHED: "ritirato, ritirata, ha ritirato, prelevato",
        Concept.RECEIVED: "ricevuto, ricevuta, ha ricevuto",
        Concept.STANDS_IN: """
            vicino, vicina, vicini, portiere, portineria, portinaio, custode, reception, cassetta
            postale, cassetta delle lettere, cassetta, familiare, convivente, luogo sicuro, garage,
            collega, vicino di casa, vicini di casa, familiari, segreteria, guardiola, domestica,
            parente, buca delle lettere, cortile, androne
        """,
        Concept.GIVEN: """
            consegnato, consegnata, lasciato, lasciata, depositato, depositata, recapitato, ricevuto
            da, inserito
        """,
        Concept.HANDOVER: """
            consegnato al corriere, consegnato al vettore, consegnato alla dogana, affidato al
            corriere, affidato al vettore, consegnato allo spedizioniere, consegnata alla dogana,
            consegnato al partner, consegnato a corriere, affidata al corriere, affidata al vettore,
            affidato/affidata ~ partner, consegnato/consegnata ~ per la distribuzione,
            trasferita/trasferito al corriere
        """,
        Concept.FAILED: """
            mancata consegna, tentativo di consegna, consegna fallita, non consegnato, destinatario
            assente, assente, impossibile consegnare, non è stato possibile, consegna non riuscita,
            rifiutato, respinto dal destinatario, non consegnata, tentata consegna, assenza del
            destinatario, sconosciuto, non recapitato, non recapitata, rifiutata dal destinatario,
            rifiutato dal destinatario, impossibile recapitare, ritiro rifiutato, consegna
            rifiutata, non andata a buon fine, non è andata a buon fine, non a buon fine,
            riproveremo, nessuno in casa, non trovato, irreperibile, avviso lasciato, lasciato
            avviso, lasciato un avviso, indirizzo inesistente, indirizzo non trovato, indirizzo
            insufficiente, destinatario trasferito, chiuso, negozio chiuso, esercizio chiuso, ditta
            chiusa, cancello chiuso, citofono, non risponde, non rintracciabile, secondo tentativo,
            nuovo tentativo, tentativo fallito, non abbiamo potuto, non siamo riusciti, destinatario
            sconosciuto, rifiuto del destinatario, rifiuta, rifiutata, respinta dal destinatario,
            nessun accesso, accesso negato, accesso impossibile, senza accesso, impossibile
            consegnare per indirizzo, consegna impossibile, destinatario non disponibile, cliente
            non disponibile, non era presente, non presente, non consegnabile, impossibile la
            consegna, non può essere consegnato, non può essere consegnata
        """,
        Concept.RETURN: """
            restituito, restituita, reso, in restituzione, ritorno al mittente, rispedito, rientro,
            di ritorno, resa, rinviato, rientro al mittente, torna al mittente, restituzione, in
            rientro, rispedita, rinviata al mittente, ritorna al mittente, reso al mittente, resa al
            mittente, rientrata, in reso, ritorno, riconsegna al mittente, rimandato, torna
            indietro, tornerà al, torna al, rispedita al, rimandata al, verrà restituita, tornando
            al, sta tornando, torna verso
        """,
        Concept.RETURN_DONE: """
            consegnato al mittente, restituito al mittente, riconsegnato al mittente, ricevuto
            indietro, mittente ha ricevuto, mittente ha ~ ricevuto, tornata al mittente, tornato al
            mittente
        """,
        Concept.LOST: """
            smarrito, smarrita, perso, persa, smarrimento, rubato, smarriti, furto, perdita,
            smarrite, disperso, dispersa, rubata, non rintracciata, mai arrivata
        """,
        Concept.DESTROYED: "distrutto, distrutta, distruzione",
        Concept.CANCELLED: "annullato, annullata, cancellato, ordine ~ annullato",
        Concept.TROUBLE: """
            danneggiato, danneggiata, ritardo, in ritardo, indirizzo incompleto, anomalia, problema,
            fermo, trattenuto, trattenuta, danneggiati, danno, non ritirato, non ritirata,
            posticipata, rinviata, danneggiate, rotto, rotta, bagnato, indirizzo errato, indirizzo
            sbagliato, errore di instradamento, errato instradamento, mal indirizzata, ritardi,
            maltempo, sciopero, incidente, riprogrammata, riprogrammato, rimandata, posticipato,
            giacenza scaduta, scaduti i termini di giacenza, verifiche sulla spedizione, non
            reclamata, non reclamato, mancato ritiro, riconfezionata, riconfezionato, reimballata,
            interrotta, interrotto, eccezione, in attesa di istruzioni, in pausa, trattenuto dal
            corriere
        """,
        Concept.EXPIRED: "scaduto, scaduta, nessuna informazione",
        Concept.NOT: "non, senza, non ancora, mai, né, mancata, nessuno",
        Concept.IF: "se, qualora, nel caso, salvo, a meno che, ove",
        Concept.FUTURE: """
            sarà, saranno, verrà, verranno, in corso, essere, quando, una volta, dopo, se, per,
            prima, fino, previsto, prevista, stimata, in attesa, attesa, deve, domani, a breve,
            appena, potrà, devono, attende, aspetta, rilascio in esame, svincolo in esame, rilascio
            in attesa, svincolo in attesa
        """,
        Concept.MAYBE: """
            potrebbe, forse, possibile, probabilmente, ad esempio, quali,
            può ~ fermo/ferma/fermato/fermata/trattenuto/trattenuta
        """,
        Concept.AND: "e, ed, ma, poi",
        Concept.FINITE: "è stato, è stata, ha, hanno, è, sono stati, sono",
    },
    endings=(("ato|ata", "at[oaie]"), ("ito|ita", "it[oaie]"), ("uto|uta", "ut[oaie]")),
    nouns="""
        stato, stata, lato, mercato, privato, data, entrata, uscita, fermata, giornata,
        visita, vendita, perdita, partita, sito, ritirata, ritirato
    """,
)
