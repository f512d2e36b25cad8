"""French."""

from services.connectors.carriers.words.lexicon import Concept, Lexicon

LEXICON = Lexicon(
    "fr",
    {
        Concept.COD: "contre remboursement",
        Concept.CUSTOMS: """
            douane, douanes, douanier, douanière, douaniers, douanières, autorités douanières
        """,
        Concept.CLEARING: """
            dédouanement, formalités douanières, formalités ~ douane, contrôle douanier,
            procédure douanière, traitement douanier, dédouaner
        """,
        Concept.CLEARED: "dédouané, dédouanée, dédouanés, dédouanées",
        Concept.RELEASED: """
            libéré, libérée, remis par, remise par, mainlevée, débloqué, débloquée, autorisé
        """,
        Concept.LEFT: "sorti, sortie, quitté, parti, quitte",
        Concept.DONE: """
            effectuées, achevées, complétées, finalisées, terminé, terminée, terminées,
            terminés, effectué, achevé, complété, fini, finalisé, accompli, validé
        """,
        Concept.HELD: """
            retenu, retenue, retenus, retenues, bloqué, bloquée, bloqués, en attente,
            immobilisé, consigné
        """,
        Concept.LIFTED: "résolu, résolue, levé, levée, réglé",
        Concept.INSPECTION: "inspection, examen, contrôle, vérification, identification du contenu",
        Concept.NEEDED: """
            requis, requise, requises, manquant, manquante, manquants, manquantes, incorrect,
            incorrecte, incomplet, incomplète, nécessaire, nécessaires, demandé, demandée,
            demandées, demandés, exigé, exigée, absent, absente, en attente, erroné, erronée,
            fournir, veuillez, contacter, irrégularité, dû, dus, à payer, ne correspond pas,
            attente
        """,
        Concept.PAPERS: """
            facture, document, documents, documentation, formulaire douanier, certificat,
            déclaration, licence, numéro de tva, numéro d'import, justificatif, justificatifs,
            cn22, cn23, cn 22, cn 23, pièce d'identité, données de virements, permis, eori
        """,
        Concept.SENDERS_PAPERS: """
            facture, factures, déclaration, cn22, cn23, cn 22, cn 23, certificat d'origine,
            liste de colisage
        """,
        Concept.DETAILS: "information, informations, données, renseignements, précisions, réponse",
        Concept.DUTY: """
            droits, taxe, taxes, tva, frais de douane, frais d'importation,
            frais de dédouanement, droits de douane
        """,
        Concept.ASSESSED: "taxé, taxée",
        Concept.PAY: "paiement, payer, régler, acquitter, frais, règlement",
        Concept.PAID: "payé, payés, payée, acquitté, acquittés, réglés",
        Concept.PROBLEM: """
            problème, problèmes, anomalie, incident, échec, erreur, litige, irrégularité
        """,
        Concept.REFUSED: """
            importation refusée, refusé par ~ douane, refusée par ~ douane,
            refusé par ~ douanières, refusée par ~ douanières, rejeté par ~ douane,
            refus ~ douane, renvoyé par ~ douane, retourné par ~ douane, entrée refusée
        """,
        Concept.SEIZED: "saisi, saisie par, saisie, saisis, confisqué, confisquée, confiscation",
        Concept.PROHIBITED: "prohibé, prohibée, prohibés, interdit, interdite, interdits",
        Concept.EXPORT: "export, exportation, douane d'origine, pays d'origine",
        Concept.IMPORT: "import, importation, pays de destination, arrivée",
        Concept.SENDER: "expéditeur, exportateur, vendeur, expéditrice",
        Concept.RECEIVER: "destinataire, importateur, acheteur, client, vous, cliente",
        Concept.AGENT: "transporteur, courtier, transitaire, commissionnaire, déclarant",
        Concept.ON_REQUEST: """
            demandé/demandée par le client/destinataire, à la demande du, à la demande de,
            sur demande du, à votre demande, demande du destinataire
        """,
        Concept.INFO: """
            prêt à être expédié, pas encore pris en charge, déclaratif réceptionné, annoncé,
            informations reçues, étiquette créée, en préparation, préparation de
        """,
        Concept.ACCEPTED: """
            pris en charge, prise en charge, accepté, déposé par, collecté, ramassé,
            pris en charge par
        """,
        Concept.MOVING: """
            acheminement, en transit, transit, arrivé, arrivée, départ, traitement, parti, tri,
            réacheminement, site de distribution, expédié, en cours de, transmis, sorti,
            acheminé, récupéré, reportée, reporté, présenté, reprogrammé, réexpédié, attente
        """,
        Concept.ARRIVED: """
            arrivé dans le pays de destination, arrivée dans le pays de destination,
            dans le pays de destination
        """,
        Concept.OUT: """
            en cours de livraison, mis en livraison, en livraison, mis en distribution,
            en distribution, livreur, en tournée, informé ~ ~ livraison,
            en cours de distribution, livraison ~ ce jour
        """,
        Concept.READY: """
            disponible, à disposition, point de retrait, en attente d'être retiré,
            peut être retiré, mis à disposition, à retirer
        """,
        Concept.COLLECTED: """
            été retiré, retiré par, a retiré, retrait effectué, remis au destinataire
        """,
        Concept.DELIVERED: """
            livré, livrée, livrés, livraison effectuée, distribué, distribuée, remis au,
            remis contre signature, distribué en lot, livrées
        """,
        Concept.HANDOVER: """
            remis au transporteur, remis à un transporteur, livré au transporteur, confié à,
            remis au partenaire, remis à la douane, transmis au transporteur, remis aux douanes,
            livré au point relais, remis à notre partenaire
        """,
        Concept.FAILED: """
            échec de livraison, échec de la livraison, non livré, non livrée, non distribuable,
            n'a pas pu être livré, n'a pu être livré, n'a pas pu être distribué,
            ne peut être livré, absence du destinataire, destinataire était absent,
            tentative de livraison, absent, refusé par, livraison impossible, avisé,
            destinataire absent, pas pu être remis, refus du destinataire
        """,
        Concept.RETURN: """
            retourné, retournée, retour à l'expéditeur, retour, renvoyé, retour expéditeur,
            suite à un retour, disposition du vendeur
        """,
        Concept.RETURN_DONE: """
            distribué à l'expéditeur, livré à l'expéditeur, retourné à l'expéditeur,
            remis à l'expéditeur, disposition du vendeur
        """,
        Concept.LOST: "perdu, perdue, égaré, égarée, introuvable, perte, volé",
        Concept.DESTROYED: "détruit, détruite, destruction",
        Concept.CANCELLED: "annulé, annulée, annulation",
        Concept.TROUBLE: """
            endommagé, endommagée, retardé, retardée, retard, adresse ~ incomplète,
            adresse incorrecte, problème, problèmes, incident, anomalie, abîmé, retenu,
            emballage, manque d'information
        """,
        Concept.EXPIRED: "expiré, plus de 90 jours, datant de plus",
        Concept.NOT: "pas, non, ne, n, aucun, aucune, sans, jamais, impossible",
        Concept.IF: "si, au cas où",
        Concept.FUTURE: """
            sera, seront, en cours, être, doit, prochainement, dès, après, si, lorsque, contre,
            pour, prévu, prévue, avant, va, afin, en attente, en instance, attente, quand,
            devrait, une fois
        """,
        Concept.MAYBE: """
            peut être, éventuellement, probablement, pourrait, notamment, tels que, par exemple,
            susceptible, peut retenir
        """,
        Concept.AND: "et, mais, puis, cependant",
        Concept.FINITE: "a, est, ont, sont, a été, ont été, était",
    },
)
