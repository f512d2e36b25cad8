"""French."""

from services.connectors.carriers.words.lexicon import Concept, Lexicon

LEXICON = Lexicon(
    "fr",
    {
        Concept.CUSTOMS: """
            douane, douanes, douanier, douanière, douaniers, douanières, autorités douanières,
            organisme gouvernemental, autorité gouvernementale, administration, courtier en douane,
            transitaire, agence gouvernementale, service des douanes, bureau de douane, services
            douaniers, agents des douanes, contrôle douanier, agent en douane, commissionnaire en
            douane, déclarant en douane
        """,
        Concept.CLEARING: """
            dédouanement, formalités douanières, formalités ~ douane, contrôle douanier, procédure
            douanière, traitement douanier, dédouaner, formalités, formalité, passage en douane,
            opérations de douane, opérations douanières, contrôles douaniers, dédouanage, dossier
            douane, procédure de douane, procédures douanières, déclaration en douane, opération de
            dédouanement, passage de la douane, scan d'importation, scan import, statut douanier,
            situation douanière
        """,
        Concept.CLEARED: """
            dédouané, dédouanée, dédouanés, dédouanées, douane franchie, sorti de douane, sortie de
            douane, passé la douane, passée la douane, franchi la douane, douane passée, douane
            terminée
        """,
        Concept.RELEASED: """
            libéré, libérée, remis par, remise par, mainlevée, débloqué, débloquée, autorisé,
            libérés, libérées, mainlevée accordée, laissé passer, feu vert, bon à enlever,
            autorisée, relâché, débloqués, reprend sa route, reprennent leur route
        """,
        Concept.LEFT: """
            sorti, sortie, quitté, parti, quitte, quittée, sort, quitter, partie, sortis, franchi,
            franchie, sortant de
        """,
        Concept.DONE: """
            effectuées, achevées, complétées, finalisées, terminé, terminée, terminées, terminés,
            effectué, achevé, complété, fini, finalisé, accompli, validé, accomplies, accomplie,
            accomplis, réalisé, réalisée, réalisées, réussi, clos, close, achevée, clôturé,
            clôturée, clôturées, conclu, conclue, passé, passée, validée, validées, réglé, réglée,
            bouclé
        """,
        Concept.HELD: """
            retenu, retenue, retenus, retenues, bloqué, bloquée, bloqués, en attente, immobilisé,
            consigné, immobilisée, stoppé, stoppée, détenu, détenue, arrêté, arrêtée, bloquées,
            bloquer, saisi en attente, suspendu, suspendue, en souffrance, retenir, gelé, consignée,
            gardé, gardée, stationne, stationné, en rétention, rétention, interception, intercepté,
            interceptée, mis de côté, en suspens
        """,
        Concept.LIFTED: "résolu, résolue, levé, levée, réglé",
        Concept.INSPECTION: """
            inspection, examen, contrôle, vérification, identification du contenu, inspecté,
            examiné, contrôlé, vérifié, visite, scanner, fouille, expertise
        """,
        Concept.NEEDED: """
            requis, requise, requises, manquant, manquante, manquants, manquantes, incorrect,
            incorrecte, incomplet, incomplète, nécessaire, nécessaires, demandé, demandée,
            demandées, demandés, exigé, exigée, absent, absente, en attente, erroné, erronée,
            fournir, veuillez, contacter, irrégularité, dû, dus, à payer, ne correspond pas,
            attente, à régler, restent à, reste à, à fournir, à compléter, impayé, impayés,
            complémentaires, en suspens, attendons, attend ~ paiement, attend ~ document, en attente
            du, en attente de, manque, manquent, invalide, illisible, insuffisant, insuffisante,
            insuffisants, obligatoire, obligatoires, requiert, nécessite, nécessitent, doit,
            sollicité, sollicitée, corriger, corrigée, rectifiée, complément, demande de, merci de,
            prière de, non réglé, non réglés, non payé, non payés, attend une réponse, attend le
            destinataire, attend la réponse, payez, réglez, acquittez, merci de payer
        """,
        Concept.PAPERS: """
            facture, document, documents, documentation, formulaire douanier, certificat,
            déclaration, licence, numéro de tva, numéro d'import, justificatif, justificatifs, cn22,
            cn23, cn 22, cn 23, pièce d'identité, données de virements, permis, eori, preuve
            d'achat, attestation, carte d'identité, passeport, numéro fiscal, numéro
            d'identification, factures, liste de colisage, autorisation d'importation, autorisation
            d'exportation, mandat, procuration, bordereau douanier
        """,
        Concept.SENDERS_PAPERS: """
            facture, factures, déclaration, cn22, cn23, cn 22, cn 23, certificat d'origine,
            liste de colisage
        """,
        Concept.DETAILS: "information, informations, données, renseignements, précisions, réponse",
        Concept.DUTY: """
            droits, taxe, taxes, tva, frais de douane, frais d'importation, frais de dédouanement,
            droits de douane, frais douaniers, taxes douanières, droits et taxes, taxes
            d'importation, droits d'importation, frais de dossier, redevance, impôt, impôts, accise
        """,
        Concept.ASSESSED: "taxé, taxée",
        Concept.PAY: """
            paiement, payer, régler, acquitter, frais, règlement, acquittement, verser, versement
        """,
        Concept.PAID: """
            payé, payés, payée, acquitté, acquittés, réglés, acquittée, acquittées, payées, réglé,
            réglée, réglées, versé, versés, paiement reçu, paiement effectué, paiement validé,
            réglée par, payée par
        """,
        Concept.COD: "contre remboursement",
        Concept.PROBLEM: """
            problème, problèmes, anomalie, incident, échec, erreur, litige, irrégularité
        """,
        Concept.MUST: """
            doit, doivent, devra, est tenu de, est prié de, est invité à, sont tenus de, sommes
            tenus, est tenue de, est priée de, est invitée à, est sollicité, devez, devrez, il faut,
            veuillez, faut que, reste à, est appelé à, a été invité, a été prié
        """,
        Concept.DECLINES: """
            refusé, refusée, refusés, refus, refuse, rejeté, rejetée, rejet, décliné, refusées,
            rejetés, décline, déclinée, n'a pas accepté, non accepté, non acceptée
        """,
        Concept.REFUSED: """
            importation refusée, refusé par ~ douane, refusée par ~ douane, refusé par ~ douanières,
            refusée par ~ douanières, rejeté par ~ douane, refus ~ douane, renvoyé par ~ douane,
            retourné par ~ douane, entrée refusée, entrée ~ refusée, importation ~ refusée, douane ~
            refusé, refusée par les services douaniers, interdit d'entrée, rejeté par les douanes,
            dédouanement refusé, non admis, refoulé, refoulée, douane renvoie, douanes renvoient,
            douane refuse, importation interrompue, douane rejette
        """,
        Concept.SEIZED: """
            saisi, saisie par, saisie, saisis, confisqué, confisquée, confiscation, saisi par,
            confisquées, mise sous séquestre, saisies, intercepté et détruit
        """,
        Concept.PROHIBITED: "prohibé, prohibée, prohibés, interdit, interdite, interdits",
        Concept.EXPORT: """
            export, exportation, douane d'origine, pays d'origine, pays d'expédition, pays de
            départ, douane de départ, pays expéditeur, à l'export, sortie du territoire, export
            douane, pays d'envoi, pays de l'expéditeur, pays d'émission, pays de provenance
        """,
        Concept.IMPORT: """
            import, importation, pays de destination, arrivée, à l'import, entrée, entrée sur le
            territoire, douane d'arrivée
        """,
        Concept.SENDER: "expéditeur, exportateur, vendeur, expéditrice",
        Concept.RECEIVER: """
            destinataire, importateur, acheteur, client, vous, cliente, votre numéro, votre pièce,
            votre passeport, votre identité, votre facture, votre signature, votre identifiant,
            votre confirmation
        """,
        Concept.AGENT: """
            transporteur, courtier, transitaire, commissionnaire, déclarant, courtier ~ ~
            destinataire, courtier ~ ~ importateur, courtier ~ destinataire, transitaire ~
            destinataire, agent ~ ~ destinataire, commissionnaire ~ ~ destinataire, déclarant ~ ~
            destinataire, compagnie aérienne, commissionnaire en douane, représentant en douane,
            prestataire
        """,
        Concept.ON_REQUEST: """
            demandé/demandée par le client/destinataire, à la demande du, à la demande de, sur
            demande du, à votre demande, demande du destinataire, sur demande, à sa demande, demande
            client, selon vos instructions, rendez vous, livraison programmée, report demandé, choix
            du destinataire
        """,
        Concept.INFO: """
            prêt à être expédié, pas encore pris en charge, déclaratif réceptionné, annoncé,
            informations reçues, étiquette créée, en préparation, préparation de, bordereau,
            étiquette, en attente de remise, en attente de prise en charge, données ~ transmises,
            pas encore été remis, pas encore remis, attente de dépôt, en attente de dépôt, attend
            d'être déposé, étiquette imprimée, expédition créée, envoi créé, colis annoncé, commande
            préparée, commande en préparation, commande validée, préparé par l'expéditeur, préparé
            par le vendeur, informations d'expédition, données reçues, annonce, pas encore expédié,
            pas encore été expédié, pas encore été déposé, pas encore déposé, prochainement remis,
            n'a pas encore reçu, prêt pour expédition, prêt à expédier, prêt à être remis, prêt à
            partir, prêt pour ups, prêt pour enlèvement, informations d'envoi reçues, informations
            de livraison reçues, commande prête, commande reçue, attente du vendeur, en attente du
            vendeur, manifeste, électronique, électroniquement, préavis, annonce préalable,
            informations d'envoi, informations ~ transmises, données transmises au transporteur, pas
            encore reçu, pas reçu le colis, a préparé, expéditeur prépare, vendeur prépare,
            expéditeur a emballé
        """,
        Concept.ACCEPTED: """
            pris en charge, prise en charge, accepté, déposé par, collecté, ramassé, pris en charge
            par, déposé, déposée, dépôt, collecte, enlevé, enlèvement, remis à @, remise à @, confié
            à @, pris en charge par @, reçu par le transporteur, reçue par le transporteur, remis
            par l'expéditeur, déposé au bureau de poste par, confié par l'expéditeur, confié par le
            vendeur, déposé par le vendeur, déposé au bureau de poste, déposé par l'expéditeur,
            déposé en bureau de poste, remis au bureau de poste par
        """,
        Concept.MOVING: """
            acheminement, en transit, transit, arrivé, arrivée, départ, traitement, parti, tri,
            réacheminement, site de distribution, expédié, en cours de, transmis, sorti, acheminé,
            récupéré, reportée, reporté, présenté, reprogrammé, réexpédié, attente, trié, triée,
            plateforme, plate forme, agence, centre, expédition, chargé, bureau d'échange,
            transporté, en route, distribué, remis en livraison, transféré, transférée, arrive,
            arrivera, traité, traitée, pris en charge en agence, réceptionné, flashé, scanné,
            numérisé, passage, quai, hub, aéroport, vol, décollé, atterri, embarqué, débarqué,
            déchargé, dirigé, orienté, remis, réorienté, stocké, entreposé, quitté, quitte, tri
            effectué, envoyé, envoyée, partie, repris, route, prise en charge, en entrepôt, dans
            l'entrepôt, sera transporté, sera acheminé, escale, en attente de transit, vers le
            bureau de livraison
        """,
        Concept.ARRIVED: """
            arrivé dans le pays de destination, arrivée dans le pays de destination, dans le pays de
            destination, arrivé/arrivée en france, arrivé/arrivée ~ pays de destination, parvenu ~
            pays de destination, arrivé/arrivée/arrivés ~ france, arrivé/arrivée ~ belgique,
            arrivé/arrivée ~ suisse, arrivé sur le territoire, entré sur le territoire, arrivé dans
            le pays, arrivée dans le pays, réceptionné dans le pays de destination, reçu dans le
            pays de destination
        """,
        Concept.OUT: """
            en cours de livraison, mis en livraison, en livraison, mis en distribution, en
            distribution, livreur, en tournée, informé ~ ~ livraison, en cours de distribution,
            livraison ~ ce jour, chargé dans le véhicule, dans le véhicule, pris en livraison, parti
            en livraison, avec le livreur, entre les mains du livreur, confié au livreur, remis au
            livreur, livreur est en route, en chemin vers vous, chargé pour livraison, en cours
            d'acheminement vers vous, en route vers votre adresse, sorti en livraison, est en
            livraison, chez le livreur, pris par le livreur, départ en livraison, départ en tournée,
            en train d'être livré, est en train d'être livré, livraison aujourd'hui, facteur est en,
            facteur en, facteur arrive, livreur arrive
        """,
        Concept.READY: """
            disponible, à disposition, point de retrait, en attente d'être retiré, peut être retiré,
            mis à disposition, à retirer, vous attend, attend le destinataire, prêt à être retiré, à
            votre disposition, en consigne, dans un casier, disponible en point, attend ~ point de
            retrait, vous attend au, prêt au retrait, prête au retrait, prêt à être récupéré, arrivé
            au point relais, disponible en relais, mis en consigne, déposé en consigne, déposé en
            casier, déposé en point relais, attend en, retrait possible, pouvez le retirer, pouvez
            venir, venir chercher, venir retirer, à récupérer, disponible en point relais, arrivé en
            point relais, attend en point relais, retirer au bureau de poste, disponible au bureau
            de poste, disponible en bureau de poste, vous attend au bureau de poste, à votre bureau
            de poste, conservé pour retrait, conservée pour retrait, gardé pour retrait, en garde,
            en instance de retrait, retrait en agence, à retirer par le client, pour retrait
        """,
        Concept.COLLECTED: """
            été retiré, retiré par, a retiré, retrait effectué, remis au destinataire, retiré
            au/en/par/chez, retiré son, récupéré par le destinataire, récupéré en point, récupéré
            par, a récupéré, retiré par le, remis au client, remise au client, retrait du colis,
            retiré par son, retiré en
        """,
        Concept.DELIVERED: """
            livré, livrée, livrés, livraison effectuée, distribué, distribuée, remis au, remis
            contre signature, distribué en lot, livrées, livraison réussie, remis en main propre,
            remis en mains propres, a été distribué, bien livré, déposé en boîte, déposé dans la
            boîte, en boîte aux lettres, reçu par le destinataire, signé par
        """,
        Concept.DELIVERY: "livraison, distribution, livrer, distribuer",
        Concept.FAILS: """
            échec, échoué, échouée, impossible, infructueuse, infructueux, pas possible, n'a pas
            abouti, n'a pas pu, n'a pu, manquée, non effectuée, pas été effectuée
        """,
        Concept.VEHICLE: "véhicule, camion, camionnette, fourgon, vélo",
        Concept.WAITS: "attend, attendent, en attente, attente",
        Concept.FETCH: """
            retrait, retirer, récupérer, récupération, enlèvement par le client, venir chercher,
            chercher, retire, vienne retirer, vienne chercher
        """,
        Concept.FETCHED: """
            retiré, retirée, récupéré, récupérée, a retiré, a récupéré, pris possession
        """,
        Concept.RECEIVED: "reçu, reçue, a reçu",
        Concept.STANDS_IN: """
            voisin, voisine, gardien, gardienne, concierge, réception, accueil, boîte aux lettres,
            boîte à lettres, membre du foyer, membre de la famille, collègue, tiers, lieu sûr,
            devant la porte, boîte à colis, garage, loge, gardiens, voisins, collaborateur,
            secrétariat, loge du gardien, proche, boîte, local, abri, vigile, agent d'accueil, hall,
            porte
        """,
        Concept.GIVEN: """
            remis, remise, déposé, déposée, laissé, laissée, livré, livrée, distribué, placé,
            glissé, remis au, remise au, remis à, remise à, déposés, reçu par, confié
        """,
        Concept.HANDOVER: """
            remis au transporteur, remis à un transporteur, livré au transporteur, confié à, remis
            au partenaire, remis à la douane, transmis au transporteur, remis aux douanes, livré au
            point relais, remis à notre partenaire, remis au ~ partenaire, transféré/transférée au/à
            ~ transporteur/partenaire, confié/confiée au/à, remis/remise au/à ~ transporteur,
            remis/remise ~ pour ~ distribution/livraison, remis/remise/remis au/à/aux ~ réseau,
            remis/remise au/à/aux ~ partenaire, remis/remise au/à/aux ~ poste, remis au/à ~
            prestataire, remis au/à ~ compagnie, remis au/à ~ agence, remis au/à ~ livreur, remis à
            l'opérateur, transmis à la douane, transmis au service, transmis au partenaire, passé au
            transporteur, pris en charge par notre partenaire
        """,
        Concept.FAILED: """
            échec de livraison, échec de la livraison, non livré, non livrée, non distribuable, n'a
            pas pu être livré, n'a pu être livré, n'a pas pu être distribué, ne peut être livré,
            absence du destinataire, destinataire était absent, tentative de livraison, absent,
            refusé par, livraison impossible, avisé, destinataire absent, pas pu être remis, refus
            du destinataire, avis de passage, avis de présentation, n'avons pu, pas pu vous, accès
            impossible, destinataire inconnu, présentation infructueuse, non remis, non distribué,
            pas été livré, pas été distribué, pas pu être distribué, réception refusée, livraison
            refusée, livraison non, accès ~ impossible, accès non, code d'accès, n'était pas
            présent, n'était pas là, personne à l'adresse, n'a pas répondu, ne répond pas,
            injoignable, destinataire introuvable, adresse introuvable, adresse inexistante,
            établissement fermé, magasin fermé, entreprise fermée, fermé, nouvelle tentative,
            seconde tentative, deuxième tentative, n'avons pas pu, pas pu être livré, pas pu livrer,
            non présent, refus de réception, refus client, colis refusé, envoi refusé, livraison
            manquée, tentative infructueuse, retour de tournée, pas à la maison, pas chez lui, pas
            chez vous, absent lors, destinataire non rencontré, non rencontré, étiez absent, étiez
            pas, destinataire non disponible, destinataire indisponible, client indisponible,
            tentative échouée, destinataire pas présent, ne peut pas être livré, non livrable,
            livraison échouée, avis laissé, aucun destinataire, personne habilitée, personne sur
            place
        """,
        Concept.RETURN: """
            retourné, retournée, retour à l'expéditeur, retour, renvoyé, retour expéditeur, suite à
            un retour, disposition du vendeur, renvoi, en retour, renvoyée, repart chez
            l'expéditeur, repart vers l'expéditeur, repartir, retour vers, réexpédié à l'expéditeur,
            renvoyé à l'expéditeur, retourne, retourner, retours, en cours de retour, réacheminé
            vers l'expéditeur, renvoi à, repart à l'expéditeur, va retourner, va être retourné
        """,
        Concept.RETURN_DONE: """
            distribué à l'expéditeur, livré à l'expéditeur, retourné à l'expéditeur, remis à
            l'expéditeur, disposition du vendeur, récupéré par l'expéditeur, a récupéré son,
            expéditeur a reçu, expéditeur a bien reçu, expéditeur a récupéré
        """,
        Concept.LOST: """
            perdu, perdue, égaré, égarée, introuvable, perte, volé, déclaré perdu, disparu, égarés,
            perte du colis
        """,
        Concept.DESTROYED: "détruit, détruite, destruction",
        Concept.CANCELLED: "annulé, annulée, annulation",
        Concept.TROUBLE: """
            endommagé, endommagée, retardé, retardée, retard, adresse ~ incomplète, adresse
            incorrecte, problème, problèmes, incident, anomalie, abîmé, retenu, emballage, manque
            d'information, détérioré, casse, avarie, adresse erronée, adresse inconnue, bloqué,
            bloquée, non réclamé, non retiré, retenue, mal dirigé, immobilisé, endommagés, abîmée,
            cassé, perturbé, perturbation, intempéries, grève, erreur d'adressage, erreur
            d'acheminement, mal acheminé, mal trié, adresse ~ incorrecte, adresse ~ erronée, adresse
            ~ insuffisante, délai supplémentaire, non récupéré, délai de garde expiré, délai de
            garde dépassé, reconditionné, en attente d'instructions, suspendu, mis en attente,
            exception, incident de livraison, bloqué par le transporteur
        """,
        Concept.EXPIRED: "expiré, plus de 90 jours, datant de plus",
        Concept.NOT: "pas, non, ne, n, aucun, aucune, sans, jamais, impossible, personne",
        Concept.IF: "si, au cas où, selon, à moins que, sous réserve",
        Concept.FUTURE: """
            sera, seront, en cours, être, doit, prochainement, dès, après, si, lorsque, contre,
            pour, prévu, prévue, avant, va, afin, en attente, en instance, attente, quand, devrait,
            une fois, attend, attendent, libération à l'étude, libération en cours, mainlevée en
            attente, libération en attente
        """,
        Concept.MAYBE: """
            peut être, éventuellement, probablement, pourrait, notamment, tels que, par exemple,
            susceptible, peut retenir
        """,
        Concept.AND: "et, mais, puis, cependant",
        Concept.FINITE: "a, est, ont, sont, a été, ont été, était",
    },
)
