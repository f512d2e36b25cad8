"""German."""

from services.connectors.carriers.words.lexicon import Concept, Lexicon

LEXICON = Lexicon(
    "de",
    {
        Concept.COD: "nachnahme",
        Concept.CUSTOMS: """
            zoll*, zoll, zolls, zollamt, zollbehörde*, zollstelle*, zollbeh*, zollabfertigung,
            zolllager, zollkontrolle, zollbereich
        """,
        Concept.CLEARING: """
            ausfuhrabfertigung, einfuhrabfertigung, exportabfertigung, importabfertigung,
            ausfuhrverfahren, ausfuhrverzollung, einfuhrverzollung, verzollung, zollabfertigung,
            zollabwicklung, zollbearbeitung, zollverfahren, verzollungs*, zollprozess, zollprüfung,
            zollkontrolle, verzollen
        """,
        Concept.CLEARED: "verzollt, zollfrei gegeben, abgefertigt",
        Concept.RELEASED: "freigegeben, freigabe, entlassen",
        Concept.LEFT: "verlassen, verließ",
        Concept.DONE: """
            abgeschlossen, erfolgt, beendet, erfolgreich, fertig, erledigt, durchgeführt
        """,
        Concept.HELD: """
            zurückgehalten, festgehalten, angehalten, aufgehalten, einbehalten, liegt beim,
            gestoppt
        """,
        Concept.LIFTED: "gelöst, behoben, aufgehoben, geklärt",
        Concept.INSPECTION: "prüfung, kontrolle, beschau, zollbeschau, untersuchung, überprüfung",
        Concept.NEEDED: """
            erforderlich, benötigt, fehlt, fehlen, fehlend*, unvollständig, fehlerhaft, falsch,
            notwendig, nötig, angefordert, ausstehend, ausstehende, müssen, muss, nachreichen,
            bitte, kontaktieren, gebeten, warten auf, wartet auf
        """,
        Concept.PAPERS: """
            unterlagen, dokument*, papiere, rechnung*, handelsrechnung, proforma*,
            ursprungszeugnis, zollerklärung, zollinhaltserklärung, inhaltserklärung,
            einfuhrgenehmigung, genehmigung, lizenz, zertifikat, bescheinigung, steuernummer,
            eori*, zollpapiere, zollunterlagen, begleitpapiere, cn22, cn23, cn 22, cn 23,
            zollanmeldung
        """,
        Concept.SENDERS_PAPERS: """
            rechnung*, handelsrechnung, proforma*, ursprungszeugnis, zollerklärung,
            zollinhaltserklärung, inhaltserklärung, cn22, cn23, cn 22, cn 23, ausfuhranmeldung,
            zollanmeldung
        """,
        Concept.DETAILS: "informationen, information, angaben, daten, auskunft, rückmeldung",
        Concept.DUTY: """
            zölle, zollgebühr*, einfuhrabgaben, abgaben, einfuhrumsatzsteuer, mehrwertsteuer,
            steuern, zollkosten, zollabgaben, einfuhrsteuer
        """,
        Concept.PAY: """
            zahlung, bezahlung, zahlen, bezahlen, entrichten, begleichung, gebühr, gebühren
        """,
        Concept.PAID: "bezahlt, gezahlt, beglichen, entrichtet",
        Concept.PROBLEM: """
            problem*, zollproblem*, fehler, störung, unregelmäßigkeit*, fehlgeschlagen,
            schwierigkeiten, beanstandet, beanstandung
        """,
        Concept.REFUSED: """
            vom zoll abgelehnt/zurückgewiesen/verweigert, einfuhr verweigert/abgelehnt,
            zollabfertigung abgelehnt/verweigert, vom zoll zurückgesandt,
            einfuhr nicht gestattet, zoll ~ abgelehnt, zoll ~ zurückgewiesen, zoll ~ verweigert
        """,
        Concept.SEIZED: "beschlagnahmt, beschlagnahme, eingezogen, konfisziert, sichergestellt",
        Concept.PROHIBITED: "verboten, verbotene*, unzulässig*",
        Concept.EXPORT: """
            export, ausfuhr, ausfuhrzoll, exportzoll, ausfuhrabfertigung, exportverzollung,
            ausfuhrverzollung, exportabfertigung, ausfuhr*
        """,
        Concept.IMPORT: """
            import, einfuhr, einfuhr*, importverzollung, importzoll, ziel, zielland, ziellandes
        """,
        Concept.SENDER: """
            absender, absenders, versender, versenders, exporteur, verkäufer, verkäufers,
            händler
        """,
        Concept.RECEIVER: """
            empfänger, empfängers, importeur, importeurs, käufer, kunde, kunden, ihre, sie
        """,
        Concept.AGENT: """
            spediteur, zollagent, zollmakler, frachtführer, transporteur, zusteller, spedition
        """,
        Concept.ON_REQUEST: """
            auf wunsch, wunsch des, auf kundenwunsch, kundenwunsch, auf anfrage, ablageort,
            paketumleitung
        """,
        Concept.INFO: """
            elektronisch angekündigt, daten ~ übermittelt, angekündigt, versand vorbereitet,
            absender ~ vorbereitet, sendung wird vorbereitet, sendungsdaten, auftragsdaten,
            etikett erstellt, auftrag ~ erfasst, informationen erhalten, elektronisch übermittelt
        """,
        Concept.ACCEPTED: """
            eingeliefert, angenommen, abgeholt, übernommen, aufgegeben, einlieferung, vom absender
        """,
        Concept.MOVING: """
            unterwegs, transport*, weitertransport, bearbeitet, bearbeitung, sortiert,
            paketzentrum, weitergeleitet, eingetroffen, angekommen, verladen, auf dem weg,
            abgegangen, abgeflogen, ankunft, abfahrt, zustellbasis, depot, weiterleitung,
            weiterverarbeitet, verladung, aufbewahrung, verlässt, ins zielland
        """,
        Concept.ARRIVED: """
            im zielland eingetroffen/angekommen, im zielland ~ eingetroffen/angekommen,
            zielland ~ eingetroffen, ankunft im zielland,
            im empfangsland eingetroffen/angekommen
        """,
        Concept.OUT: """
            in zustellung, in der zustellung, im zustellfahrzeug, zustellfahrzeug geladen/verladen,
            in auslieferung, wird heute zugestellt,
            zustellung heute, wird ~ ausgeliefert, zustellung erfolgt heute, auf dem zustellweg,
            wird heute ~ zugestellt
        """,
        Concept.READY: """
            abholbereit, zur abholung bereit, liegt zur abholung, liegt ~ zur abholung,
            bereit zur abholung, kann abgeholt werden, liegt in der filiale, liegt ab sofort,
            filiale ~ bereit, zur abholung, abholstation, abgeholt werden
        """,
        Concept.COLLECTED: """
            vom empfänger abgeholt, vom empfänger ~ abgeholt, durch den empfänger abgeholt,
            empfänger hat ~ abgeholt, empfänger hat die sendung ~ abgeholt
        """,
        Concept.DELIVERED: """
            zugestellt, ausgeliefert, geliefert, zustellung erfolgreich, abgeliefert,
            ausgehändigt
        """,
        Concept.HANDOVER: """
            an ~ spediteur übergeben, an ~ zustellpartner übergeben, an ~ partner übergeben,
            an ~ transporteur/frachtführer übergeben, zustellpartner, übergeben an,
            dem zoll übergeben
        """,
        Concept.FAILED: """
            zustellung ~ nicht möglich, nicht zugestellt werden, zustellversuch,
            nicht angetroffen, zustellung ~ erfolglos, nicht zustellbar, unzustellbar,
            konnte ~ nicht zugestellt, annahme verweigert, empfänger ~ verweigert, abwesend,
            zustellhindernis, zustellung fehlgeschlagen, nicht ausgeliefert werden,
            neue zustelladresse
        """,
        Concept.RETURN: """
            zurückgesandt, rücksendung, retoure, zurück an ~ absender, zurückgeschickt,
            rücksendung*, retour, rückversand
        """,
        Concept.RETURN_DONE: """
            an ~ absender zugestellt, an ~ absender zurückgegeben, zurück an absender zugestellt
        """,
        Concept.LOST: "verloren, verlust, verschollen, nicht auffindbar, gestohlen",
        Concept.DESTROYED: "vernichtet, entsorgt, zerstört, vernichtung",
        Concept.CANCELLED: "storniert, abgebrochen, widerrufen, storno",
        Concept.TROUBLE: """
            beschädigt, verzögert, verzögerung, adresse ~ unvollständig, adresse ~ fehlerhaft,
            falsche adresse, verspätet, verspätung, fehlgeleitet, adressfehler, zurückgehalten,
            nicht ~ abgeholt
        """,
        Concept.EXPIRED: "abgelaufen, keine informationen",
        Concept.NOT: "nicht, kein, keine, keinen, noch nicht, ohne, nie",
        Concept.IF: "falls, wenn, sofern",
        Concept.FUTURE: """
            wird, werden, soll, sollen, zur, voraussichtlich, sobald, wenn, nach, vor, falls,
            bevor, geplant, erwartet, warten, wartet, in kürze, demnächst, bis, morgen, zu,
            muss, kann
        """,
        Concept.MAYBE: """
            möglicherweise, eventuell, vermutlich, könnte, möglich, etwa, beispielsweise,
            kann ~ zurückgehalten/angehalten/einbehalten
        """,
        Concept.AND: "und, aber, jedoch, sondern, dann",
        Concept.FINITE: "ist, wurde, wurden, hat, sind, war, haben",
    },
)
