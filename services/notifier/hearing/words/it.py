"""Italian."""

from services.notifier.hearing.topics import Topic
from services.notifier.hearing.vocabulary import Vocabulary

VOCABULARY = Vocabulary(
    "it",
    {
        Topic.WHERE_IS_PARCEL: """
            pacco/pacchi/pacchetto/ordine/ordini/spedizione/consegna/merce/acquisto
            ~ doveva/dovevano ~ arrivare/consegnato/consegnata, nessuna traccia ~
            pacco/pacchi/pacchetto/ordine/ordini/spedizione/consegna/merce/acquisto,
            ordinato ~ e non ho ancora visto/avuto/ricevuto nulla/niente, giorno
            di/della consegna/arrivo, in transito dal/da/dall,
            pacco/pacchi/pacchetto/ordine/ordini/spedizione/prodotto/prodotti/articolo/articoli/merce/acquisto/consegna/oggetto
            ~ in transito, ordinato ~ e non ~ ancora ~ arrivat*/ricevut*, dov/dove
            e/sta/sono/stanno
            il/la/i/lo/l/gli/mio/mia/miei/nostro/nostra/questo/quest
            pacco/pacchi/pacchetto/ordine/ordini/spedizione/prodotto/prodotti/articolo/articoli/merce/acquisto/consegna/oggetto,
            dov/dove e/sta/sono/stanno il/la/i mio/mia/miei
            pacco/pacchi/pacchetto/ordine/ordini/spedizione/prodotto/prodotti/articolo/articoli/merce/acquisto/consegna/oggetto,
            dove si trova/trovano
            il/la/i/lo/l/gli/mio/mia/miei/nostro/nostra/questo/quest
            pacco/pacchi/pacchetto/ordine/ordini/spedizione/prodotto/prodotti/articolo/articoli/merce/acquisto/consegna/oggetto,
            dove si trova/trovano il/la/i mio/mia/miei
            pacco/pacchi/pacchetto/ordine/ordini/spedizione/prodotto/prodotti/articolo/articoli/merce/acquisto/consegna/oggetto,
            dove il/la/i/lo/l/gli/mio/mia/miei/nostro/nostra/questo/quest
            mio/mia/miei
            pacco/pacchi/pacchetto/ordine/ordini/spedizione/prodotto/prodotti/articolo/articoli/merce/acquisto/consegna/oggetto,
            pacco/pacchi/pacchetto/ordine/ordini/spedizione/prodotto/prodotti/articolo/articoli/merce/acquisto/consegna/oggetto
            dov/dove e/sta/si, dove e finito/finita/andato ~
            pacco/pacchi/pacchetto/ordine/ordini/spedizione/prodotto/prodotti/articolo/articoli/merce/acquisto/consegna/oggetto,
            quando ~
            arriva/arrivera/arrivano/arriveranno/arrivare/arrivi/ricevo/ricevero/ricevere/riceveremo/consegnate/consegnano/consegnerete/consegnare/spedite/spedirete/spedire/mandate/parte/partira/avro/avere
            il/la/i/lo/l/gli/mio/mia/miei/nostro/nostra/questo/quest
            pacco/pacchi/pacchetto/ordine/ordini/spedizione/prodotto/prodotti/articolo/articoli/merce/acquisto/consegna/oggetto,
            quando ~
            arriva/arrivera/arrivano/arriveranno/arrivare/arrivi/ricevo/ricevero/ricevere/riceveremo/consegnate/consegnano/consegnerete/consegnare/spedite/spedirete/spedire/mandate/parte/partira/avro/avere
            il/la/i mio/mia/miei
            pacco/pacchi/pacchetto/ordine/ordini/spedizione/prodotto/prodotti/articolo/articoli/merce/acquisto/consegna/oggetto,
            quando il/la/i/lo/l/gli/mio/mia/miei/nostro/nostra/questo/quest
            pacco/pacchi/pacchetto/ordine/ordini/spedizione/prodotto/prodotti/articolo/articoli/merce/acquisto/consegna/oggetto
            ~
            arriva/arrivera/arrivano/arriveranno/arrivare/arrivi/ricevo/ricevero/ricevere/riceveremo/consegnate/consegnano/consegnerete/consegnare/spedite/spedirete/spedire/mandate/parte/partira/avro/avere,
            quando il/la mio/mia
            pacco/pacchi/pacchetto/ordine/ordini/spedizione/prodotto/prodotti/articolo/articoli/merce/acquisto/consegna/oggetto,
            pacco/pacchi/pacchetto/ordine/ordini/spedizione/prodotto/prodotti/articolo/articoli/merce/acquisto/consegna/oggetto
            quando arriva/arrivera/arrivano, entro quando ~ arriv*/consegn*/ricev*,
            quando ~ consegnat*/consegnate/consegnano/consegna, quando lo/li
            ricevo/ricevero/spedite/mandate/inviate/spedirete, quando
            dovrebbe/dovrebbero ~ arrivare, che giorno ~ arriv*/consegn*, quanto ci
            mette/mettera/mettono/vuole/vorra ~
            arriv*/consegn*/spedizione/pacco/ordine, quanto tempo ~
            arriv*/consegn*/spedizione/ricevere/ricevo/pacco/ordine, quanto ~
            aspettare/attendere ~
            pacco/pacchi/pacchetto/ordine/ordini/spedizione/consegna/merce/acquisto,
            quanto impiega* ~ arriv*/consegn*/spedizione/pacco, quanti giorni ~
            arriv*/consegn*/spedizione/ricevere/aspettare,
            tempi/tempistiche/data/tempo di/per/previsti ~
            consegna/spedizione/arrivo/ricevere, quanto manca ~ arriv*/consegn*, a
            che punto e/sta/siete/siamo ~
            pacco/pacchi/pacchetto/ordine/ordini/spedizione/prodotto/prodotti/articolo/articoli/merce/acquisto/consegna/oggetto,
            tracking/tracciamento/tracciabilita/spedizione/pacco/ordine ~
            fermo/ferma/bloccato/bloccata/ferme,
            tracking/tracciamento/spedizione/pacco/ordine/stato ~ non ~
            aggiorn*/muove/mosso/avanza/cambia/trova/funziona, nessun
            aggiornamento/movimento ~ tracking/tracciamento/spedizione/pacco/ordine,
            nessun movimento, notizie/novita/aggiornamenti/informazioni/info ~
            sul/sulla/del/della/di/su/dell/sull ~
            pacco/pacchi/pacchetto/ordine/ordini/spedizione/consegna/merce/acquisto,
            non riesco a tracciare/tracciarlo/rintracciare, stato del/della/dell
            pacco/pacchi/pacchetto/ordine/ordini/spedizione/consegna/merce/acquisto,
            stato del/della mio/mia
            pacco/pacchi/pacchetto/ordine/ordini/spedizione/consegna/merce/acquisto,
            non ho ancora ricevuto
            il/la/i/lo/l/gli/mio/mia/miei/nostro/nostra/questo/quest
            pacco/pacchi/pacchetto/ordine/ordini/spedizione/prodotto/prodotti/articolo/articoli/merce/acquisto/consegna/oggetto,
            non ho ancora ricevuto il/la/i mio/mia/miei
            pacco/pacchi/pacchetto/ordine/ordini/spedizione/prodotto/prodotti/articolo/articoli/merce/acquisto/consegna/oggetto,
            non ho ancora ricevuto nulla/niente, ancora non ho ricevuto
            il/la/i/lo/l/gli/mio/mia/miei/nostro/nostra/questo/quest
            pacco/pacchi/pacchetto/ordine/ordini/spedizione/prodotto/prodotti/articolo/articoli/merce/acquisto/consegna/oggetto,
            ancora non ho ricevuto il/la/i mio/mia/miei
            pacco/pacchi/pacchetto/ordine/ordini/spedizione/prodotto/prodotti/articolo/articoli/merce/acquisto/consegna/oggetto,
            ancora non ho ricevuto nulla/niente, non ho ricevuto
            il/la/i/lo/l/gli/mio/mia/miei/nostro/nostra/questo/quest
            pacco/pacchi/pacchetto/ordine/ordini/spedizione/prodotto/prodotti/articolo/articoli/merce/acquisto/consegna/oggetto,
            non ho ricevuto il/la/i mio/mia/miei
            pacco/pacchi/pacchetto/ordine/ordini/spedizione/prodotto/prodotti/articolo/articoli/merce/acquisto/consegna/oggetto,
            non ho ricevuto ancora nulla/niente, non ho ricevuto ancora il/la ~
            pacco/pacchi/pacchetto/ordine/ordini/spedizione/prodotto/prodotti/articolo/articoli/merce/acquisto/consegna/oggetto,
            pacco/pacchi/pacchetto/ordine/ordini/spedizione/prodotto/prodotti/articolo/articoli/merce/acquisto/consegna/oggetto
            ~ non ~ ancora ~ arrivat*/consegnat*/partit*/ricevut*/spedit*,
            pacco/pacchi/pacchetto/ordine/ordini/spedizione/prodotto/prodotti/articolo/articoli/merce/acquisto/consegna/oggetto
            ~ ancora non ~ arrivat*/consegnat*/partit*/arriva/ricevut*/spedit*,
            il/la/i/lo/l/gli/mio/mia/miei/nostro/nostra/questo/quest
            pacco/pacchi/pacchetto/ordine/ordini/spedizione/prodotto/prodotti/articolo/articoli/merce/acquisto/consegna/oggetto
            non arriva/arrivano,
            il/la/i/lo/l/gli/mio/mia/miei/nostro/nostra/questo/quest
            pacco/pacchi/pacchetto/ordine/ordini/spedizione/prodotto/prodotti/articolo/articoli/merce/acquisto/consegna/oggetto
            non e/sono/mi arrivat*,
            il/la/i/lo/l/gli/mio/mia/miei/nostro/nostra/questo/quest
            pacco/pacchi/pacchetto/ordine/ordini/spedizione/prodotto/prodotti/articolo/articoli/merce/acquisto/consegna/oggetto
            non mi e arrivat*, non e/mi/sono ~ ancora arrivato/arrivati/consegnato,
            non e arrivato ancora, ancora non e/mi ~ arrivato/arrivati/consegnato,
            ancora niente/nulla, aspettando/attendendo/aspetto/attendo
            il/la/i/lo/l/gli/mio/mia/miei/nostro/nostra/questo/quest
            pacco/pacchi/pacchetto/ordine/ordini/spedizione/prodotto/prodotti/articolo/articoli/merce/acquisto/consegna/oggetto,
            aspettando/attendendo/aspetto/attendo il/la mio/mia
            pacco/pacchi/pacchetto/ordine/ordini/spedizione/prodotto/prodotti/articolo/articoli/merce/acquisto/consegna/oggetto,
            attesa del/della
            pacco/pacchi/pacchetto/ordine/ordini/spedizione/prodotto/prodotti/articolo/articoli/merce/acquisto/consegna/oggetto,
            attesa del/della mio/mia
            pacco/pacchi/pacchetto/ordine/ordini/spedizione/prodotto/prodotti/articolo/articoli/merce/acquisto/consegna/oggetto,
            avete/hai/ha gia spedito/inviato/mandato
            il/la/i/lo/l/gli/mio/mia/miei/nostro/nostra/questo/quest
            pacco/pacchi/pacchetto/ordine/ordini/spedizione/prodotto/prodotti/articolo/articoli/merce/acquisto/consegna/oggetto,
            avete/hai/ha ~ spedito/inviato/mandato il/la mio/mia
            pacco/pacchi/pacchetto/ordine/ordini/spedizione/prodotto/prodotti/articolo/articoli/merce/acquisto/consegna/oggetto,
            l avete/hai ~ spedito/inviato/mandato,
            pacco/pacchi/pacchetto/ordine/ordini/spedizione/prodotto/prodotti/articolo/articoli/merce/acquisto/consegna/oggetto
            e gia stato/stata spedit*/inviat*,
            pacco/pacchi/pacchetto/ordine/ordini/spedizione/prodotto/prodotti/articolo/articoli/merce/acquisto/consegna/oggetto
            e partito/partita, e partito/partita
            il/la/i/lo/l/gli/mio/mia/miei/nostro/nostra/questo/quest
            pacco/pacchi/pacchetto/ordine/ordini/spedizione/prodotto/prodotti/articolo/articoli/merce/acquisto/consegna/oggetto,
            e partito/partita il/la mio/mia
            pacco/pacchi/pacchetto/ordine/ordini/spedizione/prodotto/prodotti/articolo/articoli/merce/acquisto/consegna/oggetto,
            che fine ha/hanno fatto, cosa e successo ~
            pacco/pacchi/pacchetto/ordine/ordini/spedizione/prodotto/prodotti/articolo/articoli/merce/acquisto/consegna/oggetto,
            pacco/pacchi/pacchetto/ordine/ordini/spedizione/prodotto/prodotti/articolo/articoli/merce/acquisto/consegna/oggetto
            ~ in ritardo, ritardo ~ consegna/spedizione/ordine/pacco, in ritardo
        """,
        Topic.NOT_RECEIVED: """
            dice di aver* ~ lasciato/consegnato, non c e/era niente/nulla,
            risulta/dice/segna/segnato/indica/dato/compare/figura/scritto/segnalato
            ~ consegnato/consegnata/consegnati, consegnato ma/pero/invece, mai ~
            arrivat*/ricevut*/consegnat*/avuto, non ho ricevuto
            nulla/niente/nessun/alcun, non mi e arrivato nulla/niente/nessun, non e
            arrivato nulla/niente, smarrit*, perso, persa, persi, rubat*,
            qualcuno/altro/altra ~ firmato/ritirato/preso, non ~ mia firma,
            consegnato ~ altra/altro/sbagliato/vicino
        """,
        Topic.CUSTOMS: """
            chiedono/chiede/vogliono ~ euro, pagare ~ per
            ritirare/sbloccare/ricevere/avere, dogan*, sdogan*, dazi, dazio, iva,
            tassa, tasse, oneri, fattura commerciale, certificato d/di origine
        """,
        Topic.DAMAGED: """
            rotto, rotta, rotti, rotte, danneggiat*, difettos*, difetto, difetti,
            crepat*, graffiat*, ammaccat*, spezzat*, strappat*, frantum*,
            schiacciat*, bucat*, macchiat*, scheggiat*, guast*, malfunzion*, non ~
            funziona/funzionano/accende/carica/caricano/parte/funzionante, smesso di
            funzionare, in pezzi, mal ridotto, pessime condizioni
        """,
        Topic.NOT_AS_DESCRIBED: """
            prodotto/articolo corretto/giusto, taglia giusta, avevo/ho
            preso/ordinato/scelto/chiesto ~ e mi ~ arrivat*/mandato/inviato,
            avevo/ho preso/ordinato/scelto/chiesto ~ e ho ricevuto, non e
            quello/quella/cio che, non e come, non sono quelli/quelle, divers*
            da/dal/dalla/dalle/rispetto ~
            foto/descrizione/immagine/annuncio/ordinat*/quello,
            colore/taglia/modello/misura/prodotto/articolo/numero ~
            sbagliat*/divers*/errat*, sbagliat*
            colore/taglia/modello/prodotto/articolo/misura, taglia/misura ~
            piccol*/grand*, troppo piccol*/grand*/strett*/larg*/cort*, non
            corrispond*, non conform*, scarsa/pessima/bassa qualita, qualita
            scarsa/pessima/bassa/scadente, scadent*, altro
            prodotto/articolo/modello/colore, mandato/inviato/spedito un
            altro/altra, non mi sta/stanno/entra/entrano, gia usato
        """,
        Topic.SHORT: """
            non ~ complet*, ordine completo, dovevano/dovrebbero essere, ce n e
            solo, ce ne sono, ne sono arrivat*, manca
            un/una/uno/il/la/lo/l/qualcosa/pezzo, mi manca, mancano, mancava,
            mancavano, mancant*, incomplet*, solo ~ arrivat*/ricevut*,
            arrivat*/ricevut* ~ solo/soltanto, scatola/pacco/busta/confezione vuot*
        """,
        Topic.RETURN: """
            il/un/del/di/per reso, resi, restitui*, restituzione,
            rimandar*/rispedir* ~ indietro/prodotto/articolo/pacco, rimandarlo,
            rispedirlo, sostituzione, sostituirlo, cambiar* ~
            taglia/colore/modello/misura, cambio taglia/merce, cambiarlo
        """,
        Topic.REFUND: """
            rimbors*, rimorso, miei soldi, soldi indietro,
            restitu*/riavere/rivoglio/voglio/ridate*/ridatemi ~ soldi/denaro,
            risarc*, riaccredit*, compensazione, indennizz*
        """,
        Topic.CANCEL: """
            desist*, annull*, cancell*, disdire, disdetta, disdico, non lo/la/li/le
            voglio piu, non lo/la/li/le voglio, non ~ serve/interessa piu, cambiato
            idea, recesso, recedere
        """,
        Topic.ADDRESS: """
            cambi*/modific*/corregg*/sbagliat*/errore/aggiorn* ~ indirizzo,
            indirizzo ~ sbagliat*/errat*/cambiat*/divers*/incomplet*/nuovo,
            nuovo/altro/diverso indirizzo, trasloc*, cap ~
            sbagliato/errato/corretto, mio indirizzo e
        """,
        Topic.RECEIVED: """
            ricevuto ~ ottime/perfette condizioni, ricevuto oggi,
            arrivato/arrivata/arrivati
            oggi/ieri/stamattina/stamani/bene/perfetto/integro/puntuale, e
            finalmente arrivat*, oggi e arrivat*, arrivato tutto bene/ok/perfetto,
            ricevuto tutto, ricevuto grazie, ricevuto perfett*, ricevuto ~
            oggi/ieri/stamattina ~ grazie, tutto
            perfetto/ok/bene/apposto/regolare/perfettamente, tutto a posto,
            perfetto, perfetta, grazie di/per tutto, grazie per la/il/l, ottim*,
            molto content*/soddisfatt*, contentissim*, soddisfattissim*
        """,
        Topic.THREAT: """
            controversi*, disput*, contestazion*, contestare, contesto, reclam*,
            apr* ~ caso/segnalazione/pratica/ticket, vi segnal*, segnal* ~
            venditore/negozio/account, recensione/feedback/commento/valutazione/voto
            ~ negativ*/pessim*/brutt*, negativ*/pessim*/brutt* ~
            recensione/feedback/commento/valutazione, una/1 stella, truff*,
            imbrogl*, ladr*, fregat*, frod*, raggir*, bugiard*, disonest*, ultimo
            avviso/avvertimento/sollecito, ultima volta/possibilita, minacc*
        """,
        Topic.INJURY: """
            tagliato/tagliata ~ mano/dito/dita/vetro/bordo, si e tagliat*, scosse,
            brucia*, ustion*, ferit*, mi sono tagliat*, fatto male, ospedale, pronto
            soccorso, medico, dottore, allerg*, irritazion*, eruzione, intossic*,
            avvelen*, preso fuoco, prende fuoco, incendi*, esplos*, scossa,
            folgorat*, corto circuito, cortocircuito, fumo, pericolos*, sangu*
        """,
        Topic.LAW: """
            avvocat*, legal*, denunci*, querel*, tribunale, giudice, polizia,
            carabinieri, guardia di finanza, agcm, antitrust, consumator*,
            altroconsumo, codacons, adiconsum, codice del consumo, autorita, per/la
            legge, diffida, gdpr, garante
        """,
        Topic.COUNTERFEIT: """
            fals*, contraff*, taroc*, replica, repliche, imitazion*, una copia,
            e/sono copia/copie, non ~ original*/autentic*/vero/vera/vere/veri
        """,
    },
)
