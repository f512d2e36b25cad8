"""German."""

from services.connectors.carriers.words.lexicon import Concept, Lexicon

LEXICON = Lexicon(
    "de",
    {
        Concept.CUSTOMS: """
            zoll*, zoll, zolls, zollamt, zollbehörde*, zollstelle*, zollbeh*, zollabfertigung,
            zolllager, zollkontrolle, zollbereich, *zoll, zollagent*, zollmakler*, zolldeklarant*,
            regierungsbehörde*, behörde, behörden, *zollamt*, *zollbehörde*, hauptzollamt,
            grenzbehörde*, *zollstelle*, *zolldienst*, zollfahndung
        """,
        Concept.CLEARING: """
            ausfuhrabfertigung, einfuhrabfertigung, exportabfertigung, importabfertigung,
            ausfuhrverfahren, ausfuhrverzollung, einfuhrverzollung, verzollung, zollabfertigung,
            zollabwicklung, zollbearbeitung, zollverfahren, verzollungs*, zollprozess, zollprüfung,
            zollkontrolle, verzollen, zollfreigabe, zollformalitäten, zollklärung, einfuhrverfahren,
            *zollabfertigung, *zollverfahren, *zollanmeldung, *zollabwicklung, *zollverfahrens,
            verzollungsverfahren, selbstverzollung, zolltechnisch*, zollamtlich*, beschau,
            *abfertigungsverfahren, importverzollung, exportverzollung, einfuhrabwicklung,
            ausfuhrabwicklung, importscan, zollstatus, export vorbereitet, exportvorbereitung
        """,
        Concept.CLEARED: """
            verzollt, zollfrei gegeben, abgefertigt, verzollung erfolgreich, zoll passiert, fertig
            verzollt, aus dem zoll, durch den zoll gegangen, zollfreigabe erteilt, zollfreigabe
            erhalten, zollfreigabe erfolgt, zollkontrolle bestanden, zollprüfung bestanden,
            verzollung erledigt
        """,
        Concept.RELEASED: """
            freigegeben, freigabe, entlassen, zur weiterleitung freigegeben, überlassen, freigibt,
            zugelassen
        """,
        Concept.LEFT: "verlassen, verließ",
        Concept.DONE: """
            abgeschlossen, erfolgt, beendet, erfolgreich, fertig, erledigt, durchgeführt
        """,
        Concept.HELD: """
            zurückgehalten, festgehalten, angehalten, aufgehalten, einbehalten, liegt beim,
            gestoppt, liegt ~ fest, festgesetzt, blockiert, zurückbehalten, sitzt ~ fest, zollstopp,
            zurückhält, zurückhalten, hängt beim, hängt im, eingefroren, aussortiert, beim zoll
            hängen, in verwahrung, ausgesteuert, sistiert, gesperrt
        """,
        Concept.LIFTED: "gelöst, behoben, aufgehoben, geklärt",
        Concept.INSPECTION: "prüfung, kontrolle, beschau, zollbeschau, untersuchung, überprüfung",
        Concept.NEEDED: """
            erforderlich, benötigt, fehlt, fehlen, fehlend*, unvollständig, fehlerhaft, falsch,
            notwendig, nötig, angefordert, ausstehend, ausstehende, müssen, muss, nachreichen,
            bitte, kontaktieren, gebeten, warten auf, wartet auf, offen, fällig, nachzureichen,
            angeforderte, benötigen, zu zahlen, aufgefordert, auffordern, nachzuzahlen,
            nachzuweisen, vorzulegen, einzureichen, einreichen, vorlegen, beizubringen, mitzuteilen,
            einholen, ausständig, mangelhaft, unvollständige*, fehlerhafte*, unbezahlt, nicht
            bezahlt, unklar, bittet, bitten, übermitteln sie, senden sie, zahlen sie, bezahlen sie,
            überweisen sie, begleichen sie, benötigt eine, braucht, steht aus, stehen aus,
            ausstehend*, aussteht
        """,
        Concept.PAPERS: """
            unterlagen, dokument*, papiere, rechnung*, handelsrechnung, proforma*, ursprungszeugnis,
            zollerklärung, zollinhaltserklärung, inhaltserklärung, einfuhrgenehmigung, genehmigung,
            lizenz, zertifikat, bescheinigung, steuernummer, eori*, zollpapiere, zollunterlagen,
            begleitpapiere, cn22, cn23, cn 22, cn 23, zollanmeldung, nachweis, kaufbeleg,
            kaufnachweis, ausweis, begleitdokumente, ausweiskopie, personalausweis, reisepass,
            reisepasskopie, zollnummer, einfuhrlizenz, ausfuhrlizenz, *genehmigung, *bescheinigung,
            *nummer des empfängers, handelsrechnungen, lieferschein, packliste, warenbeschreibung,
            wertnachweis, zahlungsnachweis, vollmacht, zollvollmacht, frachtpapiere, *papiere,
            *unterlagen, passkopie, reisepasses, ausweises, kopie
        """,
        Concept.SENDERS_PAPERS: """
            rechnung*, handelsrechnung, proforma*, ursprungszeugnis, zollerklärung,
            zollinhaltserklärung, inhaltserklärung, cn22, cn23, cn 22, cn 23, ausfuhranmeldung,
            zollanmeldung
        """,
        Concept.DETAILS: """
            informationen, information, angaben, daten, auskunft, rückmeldung, bestätigung,
            warenwert*, wertangabe*, wert
        """,
        Concept.DUTY: """
            zölle, zollgebühr*, einfuhrabgaben, abgaben, einfuhrumsatzsteuer, mehrwertsteuer,
            steuern, zollkosten, zollabgaben, einfuhrsteuer, einfuhrzoll, einfuhrgebühr*,
            zollbetrag, importsteuer*, einfuhrabgabe, zollbeträge, zollschuld, einfuhrzölle,
            *zollgebühren, nachgebühr, einfuhrumsatzsteuern, verzollungsgebühr*, zollabgabe
        """,
        Concept.PAY: """
            zahlung, bezahlung, zahlen, bezahlen, entrichten, begleichung, gebühr, gebühren,
            begleichen, zu zahlen
        """,
        Concept.PAID: """
            bezahlt, gezahlt, beglichen, entrichtet, bezahlung erfolgt, zahlung eingegangen, zahlung
            erhalten
        """,
        Concept.COD: "nachnahme",
        Concept.PROBLEM: """
            problem*, zollproblem*, fehler, störung, unregelmäßigkeit*, fehlgeschlagen,
            schwierigkeiten, beanstandet, beanstandung, unstimmigkeit*, mangel, mängel,
            klärungsbedarf, klärung, komplikation*
        """,
        Concept.MUST: """
            muss, müssen, ist verpflichtet, hat zu, wird gebeten, aufgefordert, gebeten, sollte, hat
            nachzureichen, haben zu, verpflichtet, ist angehalten, bitte holen sie, bitte reichen
            sie, bitte legen sie, bitte senden sie, bitte zahlen sie
        """,
        Concept.DECLINES: """
            abgelehnt, verweigert, zurückgewiesen, ablehnung, verweigerung, annahmeverweigerung,
            nicht angenommen
        """,
        Concept.REFUSED: """
            vom zoll abgelehnt/zurückgewiesen/verweigert, einfuhr verweigert/abgelehnt,
            zollabfertigung abgelehnt/verweigert, vom zoll zurückgesandt, einfuhr nicht gestattet,
            zoll ~ abgelehnt, zoll ~ zurückgewiesen, zoll ~ verweigert, einfuhr ~ verweigert,
            einfuhr ~ abgelehnt, einfuhr ~ untersagt, nicht zur einfuhr, vom zoll nicht freigegeben,
            zollrechtlich nicht zulässig, vom zoll retourniert, zoll lehnt, zoll hat ~ verweigert,
            zoll hat ~ abgelehnt
        """,
        Concept.SEIZED: """
            beschlagnahmt, beschlagnahme, eingezogen, konfisziert, sichergestellt, beschlagnahm*,
            konfiszier*, einziehung
        """,
        Concept.PROHIBITED: "verboten, verbotene*, unzulässig*",
        Concept.EXPORT: """
            export, ausfuhr, ausfuhrzoll, exportzoll, ausfuhrabfertigung, exportverzollung,
            ausfuhrverzollung, exportabfertigung, ausfuhr*, *ausfuhr*, ausgangszoll*, ursprungsland,
            versandland, absendeland, *export*, im versandland, im ursprungsland, den export, für
            den export
        """,
        Concept.IMPORT: """
            import, einfuhr, einfuhr*, importverzollung, importzoll, ziel, zielland, ziellandes,
            *einfuhr*, eingangszoll*, empfangsland, bestimmungsland
        """,
        Concept.SENDER: """
            absender, absenders, versender, versenders, exporteur, verkäufer, verkäufers,
            händler
        """,
        Concept.RECEIVER: """
            empfänger, empfängers, importeur, importeurs, käufer, kunde, kunden, ihre, sie, ihre
            steuernummer, ihren ausweis, ihre ausweis*, ihrer
        """,
        Concept.AGENT: """
            spediteur, zollagent, zollmakler, frachtführer, transporteur, zusteller, spedition,
            zollagent*, zollmakler*, zolldeklarant*, zolldienstleister*, zollspedit*, zollagentur,
            broker, zollagent des empfängers, zollagent ~ empfängers, zollmakler ~ empfängers,
            spediteur ~ empfängers, verzoller, zollvertreter, kurier
        """,
        Concept.ON_REQUEST: """
            auf wunsch, wunsch des, auf kundenwunsch, kundenwunsch, auf anfrage, ablageort,
            paketumleitung, empfängerwunsch, wunsch, gewünscht, wunschtag, wunschzeit, auf bitte,
            nach absprache, vereinbart
        """,
        Concept.INFO: """
            elektronisch angekündigt, daten ~ übermittelt, angekündigt, versand vorbereitet,
            absender ~ vorbereitet, sendung wird vorbereitet, sendungsdaten, auftragsdaten, etikett
            erstellt, auftrag ~ erfasst, informationen erhalten, elektronisch übermittelt, daten
            übermittelt, angemeldet, paketdaten, sendungsinformation*, elektronisch an, noch nicht
            übergeben, noch nicht eingeliefert, auftrag erhalten, versanddaten, voravis, avisiert,
            vorab, label erstellt, versandlabel, versandetikett, sendung angelegt, auftrag angelegt,
            wartet auf einlieferung, wartet auf übergabe, noch nicht eingetroffen, wird vom
            versender vorbereitet, elektronische ankündigung, bestellung eingegangen, bestellt,
            paketschein, noch nicht erhalten, noch nicht versendet, noch nicht versandt, noch nicht
            vom absender, versandinformation*, versandbereit, bereit zum versand, bereit für den
            versand, bereit zur übergabe, wartet auf verkäufer, wartet auf den verkäufer, manifest,
            bestelldaten, rechnungsdaten, abrechnungsdaten, frachtdaten, elektronisch*,
            voranmeldung, vorankündigung, voravis*, hat ~ vorbereitet, hat das paket vorbereitet,
            absender bereitet, versender bereitet, absender hat ~ verpackt
        """,
        Concept.ACCEPTED: """
            eingeliefert, angenommen, abgeholt, übernommen, aufgegeben, einlieferung, vom absender,
            abgegeben, übernahme, beim absender abgeholt, an @ übergeben, an die @ übergeben, von @
            übernommen, vom spediteur übernommen, vom frachtführer übernommen, vom absender ~
            abgegeben, vom absender ~ eingeliefert, vom versender übergeben, durch den absender
            eingeliefert
        """,
        Concept.MOVING: """
            unterwegs, transport*, weitertransport, bearbeitet, bearbeitung, sortiert, paketzentrum,
            weitergeleitet, eingetroffen, angekommen, verladen, auf dem weg, abgegangen, abgeflogen,
            ankunft, abfahrt, zustellbasis, depot, weiterleitung, weiterverarbeitet, verladung,
            aufbewahrung, verlässt, ins zielland, umgeschlagen, verteilzentrum, logistikzentrum,
            briefzentrum, region, verlassen, vorbereitet, vorgemerkt, gewählt, empfangsoption,
            sortierung, ins ausland, sortierzentrum, exportpaketzentrum, umschlag, zustellstation,
            verarbeitet, ausgeladen, entladen, umgeladen, gescannt, erfasst, versandt, verschickt,
            abgesandt, paketverteilzentrum, startpaketzentrum, zielpaketzentrum, frachtzentrum,
            niederlassung, umschlagbasis, hub, flughafen, gestartet, gelandet, zwischenlagerung,
            lagerung, transit, durchlauf, übernommen, im lager, wird transportiert, wird ins
            zielland, verlässt das, in der einrichtung, an einem standort, standort, einrichtung
        """,
        Concept.ARRIVED: """
            im zielland eingetroffen/angekommen, im zielland ~ eingetroffen/angekommen, zielland ~
            eingetroffen, ankunft im zielland, im empfangsland eingetroffen/angekommen, im
            bestimmungsland/empfängerland ~ eingetroffen/angekommen, im
            bestimmungsland/empfängerland eingetroffen/angekommen, ankunft im bestimmungsland,
            bestimmungsland/zielland erreicht, einreise ins zielland, einreise ~ zielland, in
            deutschland eingetroffen/angekommen, in österreich eingetroffen/angekommen, ankunft in
            deutschland, ankunft in österreich, in der schweiz eingetroffen/angekommen, im
            empfängerland angekommen, zielland ~ angekommen, ankunft ~ zielland, im ankunftsland
            eingetroffen
        """,
        Concept.OUT: """
            in zustellung, in der zustellung, im zustellfahrzeug, zustellfahrzeug geladen/verladen,
            in auslieferung, wird heute zugestellt, zustellung heute, wird ~ ausgeliefert,
            zustellung erfolgt heute, auf dem zustellweg, wird heute ~ zugestellt, zusteller ist
            unterwegs, zusteller unterwegs, mit dem zusteller unterwegs, an ~ zusteller übergeben,
            beim zusteller, auf zustelltour, kurier ist unterwegs, im zustellwagen, auf dem weg zu
            ihnen, zusteller ~ unterwegs, wird heute geliefert, heute in zustellung, zustellung
            läuft, auf zustellung, mit dem kurier unterwegs, bei ihrem zusteller, zustelltour, in
            das zustellfahrzeug geladen, in das zustellfahrzeug verladen, wird zugestellt, wird
            gerade zugestellt, postbote, briefträger, stellt ~ heute zu, liefert ~ heute, stellt
            heute zu, bringt ~ heute
        """,
        Concept.READY: """
            abholbereit, zur abholung bereit, liegt zur abholung, liegt ~ zur abholung, bereit zur
            abholung, kann abgeholt werden, liegt in der filiale, liegt ab sofort, filiale ~ bereit,
            zur abholung, abholstation, abgeholt werden, liegt ~ packstation, liegt ~ bereit, liegt
            bereit, steht ~ bereit, wartet ~ abholung, hinterlegt, in eine filiale weitergeleitet,
            in der packstation bereit, selbstabholung, lagerung wegen selbstabholung, zum abholen,
            holen sie ~ ab, abholen, abholung möglich, abholbar, steht zur abholung, paketshop ~
            bereit, in der abholstation, in packstation eingestellt, packstation eingelegt, wartet
            auf sie, zur selbstabholung, zum abholen bereit, verfügbar zur abholung, zur abholung
            verfügbar, zur abholung hinterlegt, für abholung aufbewahrt, abholstelle, in der
            abholstelle, abholort, im paketshop bereit, wartet im paketshop
        """,
        Concept.COLLECTED: """
            vom empfänger abgeholt, vom empfänger ~ abgeholt, durch den empfänger abgeholt,
            empfänger hat ~ abgeholt, empfänger hat die sendung ~ abgeholt, aus ~ packstation
            abgeholt/entnommen, in ~ filiale abgeholt, am wunschort abgeholt, abholung durch ~
            empfänger, in ~ paketshop abgeholt, aus packstation entnommen, entnommen, abgeholt ~
            empfänger, wurde vom kunden abgeholt, vom kunden abgeholt, abholung erfolgt, vom
            besteller abgeholt
        """,
        Concept.DELIVERED: """
            zugestellt, ausgeliefert, geliefert, zustellung erfolgreich, abgeliefert, ausgehändigt,
            zustellung erfolgt, persönlich übergeben, an ~ empfänger übergeben, eingeworfen,
            briefkastenzustellung, erfolgreich zugestellt, übergeben an empfänger, ausgeliefert an,
            empfangen durch, quittiert, unterschrieben, im briefkasten, dem empfänger übergeben,
            empfänger übergeben, dem kunden übergeben, dem empfänger ausgehändigt
        """,
        Concept.DELIVERY: """
            zustellung, auslieferung, lieferung, zustellen, auszuliefern, paketzustellung,
            *zustellung
        """,
        Concept.FAILS: """
            fehlgeschlagen, gescheitert, erfolglos, nicht möglich, nicht erfolgreich, misslungen,
            konnte nicht, nicht durchgeführt, unmöglich
        """,
        Concept.VEHICLE: "fahrzeug, lieferwagen, transporter, lkw, wagen, lastenrad, auto",
        Concept.WAITS: "wartet, warten, wartend",
        Concept.FETCH: "abholung, abholen, selbstabholung, abholt, holt",
        Concept.FETCHED: "abgeholt, entgegengenommen, mitgenommen, geholt",
        Concept.RECEIVED: "erhalten, empfangen, bekommen",
        Concept.STANDS_IN: """
            nachbar*, hausmeister*, empfangspersonal, rezeption, poststelle, hauspoststelle,
            briefkasten, paketkasten, mitbewohner*, familienangehörig*, familienmitglied*,
            ehegatte*, haushalt, haushalts, haustür, garage, ablageort, wunschort, wunschnachbar*,
            pförtner, concierge, kollege*, sicherer ort, *familienmitglied*, *angehörige*,
            ersatzempfänger*, hausbewohner*, nachbarin, nachbarn, vermieter*, sekretariat, wache,
            pforte, *briefkasten, *briefkästen, terrasse, carport, gartenhaus, schuppen,
            vereinbartem ~ ort, vereinbarten ~ ort
        """,
        Concept.GIVEN: """
            abgegeben, hinterlegt, übergeben, zugestellt, abgelegt, eingeworfen, entgegengenommen,
            angenommen, ausgehändigt, deponiert
        """,
        Concept.HANDOVER: """
            an ~ spediteur übergeben, an ~ zustellpartner übergeben, an ~ partner übergeben, an ~
            transporteur/frachtführer übergeben, zustellpartner, übergeben an, dem zoll übergeben,
            an ~ partnerunternehmen übergeben, an ~ zustelldienst übergeben, an ~ dienstleister
            übergeben, an ~ zustellorganisation übergeben, an ~ zustellfirma, an ~ post übergeben,
            an ~ partner, an ~ kurier übergeben, an den zoll übergeben, übergabe an zoll, übergabe
            an dienstleister, übergabe an ~ zoll, übergabe an ~ partner, an ~ airline übergeben, an
            ~ fluggesellschaft übergeben
        """,
        Concept.FAILED: """
            zustellung ~ nicht möglich, nicht zugestellt werden, zustellversuch, nicht angetroffen,
            zustellung ~ erfolglos, nicht zustellbar, unzustellbar, konnte ~ nicht zugestellt,
            annahme verweigert, empfänger ~ verweigert, abwesend, zustellhindernis, zustellung
            fehlgeschlagen, nicht ausgeliefert werden, neue zustelladresse, nicht anwesend, nicht zu
            hause, niemand ~ angetroffen, benachrichtigungskarte, empfänger abwesend, annahme ~
            verweigert/abgelehnt, annahmeverweigerung, annahme ~ abgelehnt, keine übernahme, nicht
            da, waren leider nicht da, niemanden angetroffen, niemand zu hause, niemand zuhause,
            nicht zuhause, nicht geöffnet, geschlossen, kein zugang, zugang nicht möglich, empfänger
            unbekannt, unbekannt verzogen, empfänger verzogen, nicht übergeben werden, nicht
            ausgehändigt werden, nicht zugestellt, vergeblich, zustellung ~ gescheitert, zustellung
            war nicht, haben sie verpasst, verpasst, versuchen es ~ erneut, neuer zustellversuch,
            erneuter zustellversuch, zweiter zustellversuch, neuer versuch, erneuter versuch,
            zweiter versuch, nicht getroffen, war abwesend, empfänger nicht verfügbar, empfänger
            nicht erreichbar, kunde nicht verfügbar, empfänger war nicht, war nicht anwesend, war
            nicht zu hause, versuch fehlgeschlagen, fehlgeschlagener versuch, versuch gescheitert,
            kann nicht zugestellt, zustellversuch gescheitert, paketzustellung fehlgeschlagen,
            paketzustellung nicht, zustellung ~ fehlgeschlagen
        """,
        Concept.RETURN: """
            zurückgesandt, rücksendung, retoure, zurück an ~ absender, zurückgeschickt,
            rücksendung*, retour, rückversand, geht ~ zurück, rückläufer, zurückgesendet, zurück zum
            absender, rücktransport, rückführung, retourniert, rückgesandt, zurückgewiesen ~
            absender, zurück zum versender, zurück an ~ versender, zurück ins ursprungsland, tritt ~
            rückweg, auf dem rückweg, rückweg, wieder zurück, retouren*
        """,
        Concept.RETURN_DONE: """
            an ~ absender zugestellt, an ~ absender zurückgegeben, zurück an absender zugestellt,
            retoure ~ eingegangen, retoure beim absender, zurückbekommen, zurückerhalten, wieder
            beim absender
        """,
        Concept.LOST: """
            verloren, verlust, verschollen, nicht auffindbar, gestohlen, abhandengekommen, nicht
            mehr auffindbar, unauffindbar, vermisst, verlorengegangen, verschwunden, in verlust,
            nachforsch*
        """,
        Concept.DESTROYED: "vernichtet, entsorgt, zerstört, vernichtung",
        Concept.CANCELLED: "storniert, abgebrochen, widerrufen, storno",
        Concept.TROUBLE: """
            beschädigt, verzögert, verzögerung, adresse ~ unvollständig, adresse ~ fehlerhaft,
            falsche adresse, verspätet, verspätung, fehlgeleitet, adressfehler, zurückgehalten,
            nicht ~ abgeholt, nachverpackt, neu verpackt, beschädigung, adressproblem,
            zurückgestellt, umverpackt, streik, unterbrochen, unzureichende adresse, beschädigt*,
            defekt, unvollständig, falsch sortiert, fehlsortiert, irrläufer, adresse ~ falsch,
            adresse ~ nicht, anschrift, anschrift ~ unvollständig, anschrift ~ falsch, hausnummer
            fehlt, verspäten, verzögert*, wetter, unwetter, unfall, streik*, nicht abgeholt,
            lagerfrist abgelaufen, lagerfrist überschritten, ausnahme, in der warteschleife,
            pausiert, angehalten, auf eis, beim zusteller zurückgehalten, verzogen, umgezogen
        """,
        Concept.EXPIRED: "abgelaufen, keine informationen",
        Concept.NOT: "nicht, kein, keine, keinen, noch nicht, ohne, nie, niemand, keiner",
        Concept.IF: "falls, wenn, sofern, ob, sollte, soweit, im falle",
        Concept.FUTURE: """
            wird, werden, soll, sollen, zur, voraussichtlich, sobald, wenn, nach, vor, falls,
            bevor, geplant, erwartet, warten, wartet, in kürze, demnächst, bis, morgen, zu, muss,
            kann, müssen, vrs, zustellung erfolgt voraussichtlich/vrs/morgen/am, freigabe
            ausstehend, freigabe in prüfung, freigabe beantragt, freigabe wird
        """,
        Concept.MAYBE: """
            möglicherweise, eventuell, vermutlich, könnte, möglich, etwa, beispielsweise,
            kann ~ zurückgehalten/angehalten/einbehalten
        """,
        Concept.AND: "und, aber, jedoch, sondern, dann",
        Concept.FINITE: "ist, wurde, wurden, hat, sind, war, haben",
    },
)
