"""French."""

from services.notifier.hearing.topics import Topic
from services.notifier.hearing.vocabulary import Vocabulary

VOCABULARY = Vocabulary(
    "fr",
    {
        Topic.WHERE_IS_PARCEL: """
            colis/coli/commande/commandes/comande/paquet/paquets/livraison ~
            devait/devrait ~ arriver/arrive/livre/livree/livrer/la, commande ~
            toujours rien, en transit depuis/toujours/encore,
            colis/coli/commande/commandes/comande/paquet/paquets/article/articles/livraison/produit/produits/envoi/achat
            ~ en transit, ou ca/cela en est, ou est/sont/es/et
            mon/ma/mes/le/la/les/l/notre/nos/cette/ce
            colis/coli/commande/commandes/comande/paquet/paquets/article/articles/livraison/produit/produits/envoi/achat,
            ou se trouve/trouvent/trouvait mon/ma/mes/le/la/les/l/notre/nos/cette/ce
            colis/coli/commande/commandes/comande/paquet/paquets/article/articles/livraison/produit/produits/envoi/achat,
            ou en est/sont/etes mon/ma/mes/le/la/les/l/notre/nos/cette/ce
            colis/coli/commande/commandes/comande/paquet/paquets/article/articles/livraison/produit/produits/envoi/achat,
            ou en etes/est vous/on ~
            colis/coli/commande/commandes/comande/paquet/paquets/article/articles/livraison/produit/produits/envoi/achat,
            ou est passe/passee/passer mon/ma/mes/le/la/les/l/notre/nos/cette/ce
            colis/coli/commande/commandes/comande/paquet/paquets/article/articles/livraison/produit/produits/envoi/achat,
            mon/ma/mes/le/la/les/l/notre/nos/cette/ce
            colis/coli/commande/commandes/comande/paquet/paquets/article/articles/livraison/produit/produits/envoi/achat
            est ou,
            colis/coli/commande/commandes/comande/paquet/paquets/article/articles/livraison/produit/produits/envoi/achat
            ou est il/elle, il/elle est ou mon/ma/mes/le/la/les/l/notre/nos/cette/ce
            colis/coli/commande/commandes/comande/paquet/paquets/article/articles/livraison/produit/produits/envoi/achat,
            mon/ma/mes/le/la/les/l/notre/nos/cette/ce
            colis/coli/commande/commandes/comande/paquet/paquets/article/articles/livraison/produit/produits/envoi/achat
            ~ en est ou, quand ~
            recevoir/recevrai/recevrons/recois/arrive/arrivera/arriver/arriveront/livrer/livrez/expedier/expedierez/expediez/envoyer/envoyez/enverrez/partira/part/aurai/jaurai/avoir
            mon/ma/mes/le/la/les/l/notre/nos/cette/ce
            colis/coli/commande/commandes/comande/paquet/paquets/article/articles/livraison/produit/produits/envoi/achat,
            quand est ce que ~
            recevoir/recevrai/recevrons/recois/arrive/arrivera/arriver/arriveront/livrer/livrez/expedier/expedierez/expediez/envoyer/envoyez/enverrez/partira/part/aurai/jaurai/avoir
            mon/ma/mes/le/la/les/l/notre/nos/cette/ce
            colis/coli/commande/commandes/comande/paquet/paquets/article/articles/livraison/produit/produits/envoi/achat,
            quand ~ mon/ma/mes/le/la/les/l/notre/nos/cette/ce
            colis/coli/commande/commandes/comande/paquet/paquets/article/articles/livraison/produit/produits/envoi/achat
            ~ arriv*/livr*/expedi*/envoy*/partir*,
            arrive/arrivera/livre/livree/recevoir/recois quand ~
            colis/coli/commande/commandes/comande/paquet/paquets/article/articles/livraison/produit/produits/envoi/achat,
            colis/coli/commande/commandes/comande/paquet/paquets/article/articles/livraison/produit/produits/envoi/achat
            ~ arrive/arrivera/arriver/livre/livree/part quand, quand ~
            ca/il/elle/tout arrive/arrivera, quand ~ ca/il/elle va arriver, quand
            arrive/arrivera t il/elle, ca/il/elle arrive/arrivera quand, quand ~ le
            recevoir/recevrai/recois/aurai, quand ~ livre/livree/livres,
            livre/livree quand, quel jour ~ arriv*/livr*/recevoir/recevrai,
            date/delai/delais ~ livraison/reception/expedition/arrivee, livraison
            prevue, combien de temps ~
            livraison/livre/livree/livrer/recevoir/arriver/arrive/colis/commande,
            combien de jours ~ livraison/livre/recevoir/arriver/arrive/attendre,
            suivi/tracking/colis/commande ~ pas/plus/rien ~
            bouge/bougee/bouger/actualis*/jour/change/avance/evolue/evolution/maj,
            suivi/tracking ~ pas/plus ~ fonctionne/marche/trouve,
            suivi/tracking/colis/commande ~ bloque/bloquee/fige/arrete/stagne,
            aucun/pas de/aucune mouvement/suivi, aucune/sans/pas
            nouvelle/nouvelles/information/info ~
            colis/coli/commande/commandes/comande/paquet/paquets/livraison, pas de
            nouvelle/nouvelles ~
            colis/coli/commande/commandes/comande/paquet/paquets/livraison,
            nouvelles de/sur/concernant/pour
            mon/ma/mes/le/la/les/l/notre/nos/cette/ce
            colis/coli/commande/commandes/comande/paquet/paquets/livraison, savoir
            ou en est/sont, statut/etat/suivi/avancement/point de/sur/concernant
            mon/ma/mes/le/la/les/l/notre/nos/cette/ce
            colis/coli/commande/commandes/comande/paquet/paquets/livraison,
            toujours/encore pas ~ recu/recue/eu/recus
            mon/ma/mes/le/la/les/l/notre/nos/cette/ce
            colis/coli/commande/commandes/comande/paquet/paquets/article/articles/livraison/produit/produits/envoi/achat,
            toujours/encore rien recu/recue/eu/vu, toujours/encore pas ~
            livre/livree, pas/jamais encore ~ recu/recue/eu/recus
            mon/ma/mes/le/la/les/l/notre/nos/cette/ce
            colis/coli/commande/commandes/comande/paquet/paquets/article/articles/livraison/produit/produits/envoi/achat,
            pas encore ~ livre/livree, pas encore recue, toujours pas recue,
            mon/ma/mes/le/la/les/l/notre/nos/cette/ce
            colis/coli/commande/commandes/comande/paquet/paquets/article/articles/livraison/produit/produits/envoi/achat
            ~ toujours/encore pas ~
            arrive/arrivee/arrives/la/recu/recue/parti/partie/expedie/expediee/livre/livree,
            mon/ma/mes/le/la/les/l/notre/nos/cette/ce
            colis/coli/commande/commandes/comande/paquet/paquets/article/articles/livraison/produit/produits/envoi/achat
            ~ pas encore ~
            arrive/arrivee/arrives/recu/recue/parti/partie/expedie/expediee/livre/livree,
            pas recu/recue/recus mon/ma/mes/le/la/les/l/notre/nos/cette/ce
            colis/coli/commande/commandes/comande/paquet/paquets/article/articles/livraison/produit/produits/envoi/achat,
            mon/ma/mes/le/la/les/l/notre/nos/cette/ce
            colis/coli/commande/commandes/comande/paquet/paquets/article/articles/livraison/produit/produits/envoi/achat
            n est/sont pas arrive/arrivee/arrives,
            mon/ma/mes/le/la/les/l/notre/nos/cette/ce
            colis/coli/commande/commandes/comande/paquet/paquets/article/articles/livraison/produit/produits/envoi/achat
            n arrive pas/toujours, attends/attend/attendons toujours/encore
            mon/ma/mes/le/la/les/l/notre/nos/cette/ce
            colis/coli/commande/commandes/comande/paquet/paquets/livraison,
            attends/attend/attendons toujours/encore
            mon/ma/mes/le/la/les/l/notre/nos/cette/ce article/produit/achat,
            attends/attend/attendons mon/ma/mes/le/la/les/l/notre/nos/cette/ce
            colis/coli/commande/commandes/comande/paquet/paquets/livraison,
            attends/attendons depuis ~ mon/ma/mes/le/la/les/l/notre/nos/cette/ce
            colis/coli/commande/commandes/comande/paquet/paquets/livraison, attente
            de mon/ma/mes/le/la/les/l/notre/nos/cette/ce
            colis/coli/commande/commandes/comande/paquet/paquets/livraison,
            colis/coli/commande/commandes/comande/paquet/paquets/article/articles/livraison/produit/produits/envoi/achat
            est il/elle/t parti/partie/expedie/expediee/envoye/envoyee,
            colis/coli/commande/commandes/comande/paquet/paquets/article/articles/livraison/produit/produits/envoi/achat
            a t il/elle ~ expedie/expediee/envoye/envoyee/parti, combien de temps
            encore, est ce que ~
            colis/coli/commande/commandes/comande/paquet/paquets/article/articles/livraison/produit/produits/envoi/achat
            ~ parti/partie/expedie/expediee/envoye/envoyee, avez vous ~
            expedie/envoye/expediee mon/ma/mes/le/la/les/l/notre/nos/cette/ce
            colis/coli/commande/commandes/comande/paquet/paquets/article/articles/livraison/produit/produits/envoi/achat,
            l avez vous expedie/expediee/envoye/envoyee, que devient
            mon/ma/mes/le/la/les/l/notre/nos/cette/ce
            colis/coli/commande/commandes/comande/paquet/paquets/article/articles/livraison/produit/produits/envoi/achat,
            que se passe t il ~ mon/ma/mes/le/la/les/l/notre/nos/cette/ce
            colis/coli/commande/commandes/comande/paquet/paquets/article/articles/livraison/produit/produits/envoi/achat,
            colis/coli/commande/commandes/comande/paquet/paquets/article/articles/livraison/produit/produits/envoi/achat
            ~ retard, retard ~
            colis/coli/commande/commandes/comande/paquet/paquets/article/articles/livraison/produit/produits/envoi/achat,
            c est long ~ livraison, livraison ~ long/longue
        """,
        Topic.NOT_RECEIVED: """
            dit/pretend ~ depose/livre/remis/laisse, avait/a/ai rien/personne ~
            boite/porte/lettres, rien dans ma/la boite,
            indique/indiquee/dit/marque/affiche/note/notee/mentionne/declare/declaree
            ~ livre/livree/livres/remis/distribue/distribuee, livre/livree
            mais/alors/sauf, comme livre/livree/distribue, jamais ~
            recu/recue/recus/eu/livre/livree/arrive/arrivee, ai rien recu/eu, avons
            rien recu, perdu, perdue, perdus, egare, egaree, vole, volee, quelqu un
            ~ signe/recupere/pris, pas ma signature, pas signe, pas dans ma boite,
            livre/livree/depose ~ mauvaise/autre/voisin
        """,
        Topic.CUSTOMS: """
            payer/regler ~ pour recuperer/recevoir/debloquer/avoir,
            reclame/demande/demandent/reclament ~ euros/payer, douane*, douanier*,
            douaniere*, dedouan*, taxe, taxes, tva, droits d importation, facture
            commerciale, certificat d origine
        """,
        Topic.DAMAGED: """
            en ~ morceaux/miettes, casse, cassee, casses, cassees, brise, brisee,
            brises, brisees, abim*, endommag*, fissur*, raye, rayee, rayes, rayure,
            rayures, dechir*, defectueu*, defaut, defauts, ecrase*, tordu*, troue,
            trouee, tache, tachee, fuit, grille, grillee, ne ~
            fonctionne/marche/charge/demarre/fonctionnent/marchent,
            fonctionne/fonctionnent/marche/marchent/charge/allume/demarre
            pas/plus/mal, en panne, hors service, mauvais etat
        """,
        Topic.NOT_AS_DESCRIBED: """
            recu ~ alors que ~ pris/commande/demande/choisi/voulais, pas ce que ~
            commande/commandee/attendais/voulais/demande, pas celui/celle que, pas
            le/la/les bon/bonne/bons/bonnes
            article/produit/couleur/coloris/taille/modele/pointure/chose/reference,
            couleur/coloris/taille/modele/produit/article/pointure ~ pas
            le/la/celui/celle, mauvais/mauvaise
            article/produit/couleur/coloris/taille/modele/pointure/reference,
            taille/couleur/coloris/modele/produit/article ~
            different*/mauvais*/erron*, different*/rien ~
            photo/photos/description/annonce, ne correspond*,
            correspond/correspondent pas, pas conforme, non conforme, trop
            petit*/grand*/court*/large*/serre*, taille ~ petit*/grand*,
            mauvaise/pietre qualite, qualite mediocre/mauvaise/nulle/deplorable,
            autre article/produit/modele, deja utilise/porte
        """,
        Topic.SHORT: """
            pas ~ complet/complete/complets/entier/entiere/totalite, commande
            complete, n y avait que, y avait que, n en ai recu que, y en a que, en
            manque, manque, manquent, manquait, manquant*, incomplet*, recu ~
            seul/seule/seulement, recu qu un/une, recu que, un/une seul/seule ~
            recu, colis/boite/carton/enveloppe/paquet/sachet vide
        """,
        Topic.RETURN: """
            retourner le/la/les/l/mon/cet/cette/ce/un, le/la/les/l/vous retourner,
            renvoyer le/la/les/l/mon/cet/cette/ce, le/la/les/l/vous renvoyer,
            colis/paquet retour, faire/effectuer un/le retour,
            bon/etiquette/demande/frais/adresse de retour, retour du/de
            produit/colis/article/l, echang*, vous le rends
        """,
        Topic.REFUND: """
            rembours*, rembourc*, mon argent, recuperer ~ argent/sous, dedommag*,
            compensation, compenser, geste commercial
        """,
        Topic.CANCEL: """
            annul*, en veux plus/pas, ne veux plus, veux plus de, plus besoin,
            change d avis, retract*
        """,
        Topic.ADDRESS: """
            chang*/modif*/corrig*/rectifi*/erreur/trompe/trompee ~ adresse, adresse
            ~ chang*/erronee/incorrecte/incomplete/mauvaise/fausse,
            mauvaise/nouvelle/autre/bonne adresse, demenag*, mon adresse est, code
            postal
        """,
        Topic.RECEIVED: """
            en parfait/bon etat, bien recu/recue/recus/arrive/arrivee, est
            arrive/arrivee/arrives ce/hier/aujourd/bien, est enfin arrive/arrivee,
            recu ce matin/jour, recu aujourd, recu hier, tout est
            parfait/bien/ok/conforme, tout va bien, parfait, parfaite, impeccable,
            nickel, merci pour tout/la/le/l/les/cette/cet/ce, tres
            content/contente/satisfait/satisfaite, j adore
        """,
        Topic.THREAT: """
            litige*, dispute*, reclamation*, ouvr*/depos* ~ dossier/cas,
            avis/commentaire/evaluation/note ~
            negatif*/negative*/mauvais/mauvaise/catastrophique,
            mauvais/mauvaise/mauvaises/negatif
            avis/commentaire/note/evaluation/appreciation, une/1 etoile, zero
            etoile, arnaq*, escro*, voleur*, vous volez, fraud*, menteur*, vous ~
            signaler/signale/signalerai/denoncer/denonce, signaler ~
            vendeur/boutique/compte, denonc*, dernier avertissement/rappel/message,
            derniere fois/relance/chance, menac*, tuer
        """,
        Topic.INJURY: """
            pris/recu une/un decharge/chatain/chatin/jus, coupe/coupee ~
            doigt/main/doigts, brul*, bless*, me suis coupe/coupee, hopital,
            hospital*, medecin, docteur, urgences, allerg*, irritation*, eruption,
            intoxi*, empoison*, malade, malades, electrocut*, decharge electrique,
            court circuit, explos*, pris feu, prend feu, incendie*, fumee,
            dangereu*, fait mal, sang, saign*
        """,
        Topic.LAW: """
            avocat*, plainte*, tribunal*, justice, juridique*, judiciaire*, juge,
            police, gendarm*, dgccrf, repression des fraudes, signal conso,
            signalconso, consommateur*, ufc, huissier, mise en demeure, legal*, la
            loi, rgpd, cnil, autorite*, mediateur, mediation
        """,
        Topic.COUNTERFEIT: """
            contrefa*, contre facon, un/une/du/des/est/sont/c faux/fausse/fausses,
            imitation*, est/sont/c est une/des/que copie/copies, vulgaire copie,
            replique*, toc, pas/non ~ authentique*, pas d origine, pas l original,
            pas original/originale/originaux/originales, pas des/un/une/de
            vrai/vraie/vrais/vraies/veritable*
        """,
    },
)
