"""English."""

from services.connectors.carriers.words.lexicon import Concept, Lexicon

LEXICON = Lexicon(
    "en",
    {
        Concept.COD: "cod, cash on delivery, collect on delivery, funds",
        Concept.CUSTOMS: """
            customs, custom s, customshouse, border services agency, border force,
            clearing/clearance/clr agency/authority/agcy/agy,
            government/govt/gov agency/authorities, regulatory agency/agencies, general order,
            cbp, hmrc, law enforcement, broker/brokers, brokerage, importer, crossing border
        """,
        Concept.CLEARING: """
            clearance, clearances, clearing, customs clear*, customs process*, clear customs,
            undergoing customs, import scan, border clearance, in bond, docs/documents ~ broker,
            crossed an international border
        """,
        Concept.CLEARED: """
            clearance ok, returned from customs, returned from import/inward customs,
            returned from export/outward customs, hold lifted/removed, cleared, customs cleared,
            import scan complete/completed, clearance released, clearance granted,
            out of customs, through customs, passed customs, exited customs,
            international shipment release/released
        """,
        Concept.RELEASED: """
            released, customs release, freed, allowed to proceed, import/imports permitted
        """,
        Concept.LEFT: "departed, left, leaving, leaves, departs, exited",
        Concept.DONE: """
            complete, completed, completes, completion, finished, finalised, finalized, success,
            successful, successfully, done, passed, approved, accepted, granted, concluded
        """,
        Concept.HELD: """
            held, hold, holding, on hold, retained, withheld, stopped, stuck, kept, suspended,
            blocked, detention, impounded
        """,
        Concept.DETAINED: "detained",
        Concept.LIFTED: """
            hold lifted/removed/released, problem/issue resolved/solved, lifted, resolved,
            no longer held
        """,
        Concept.INSPECTION: "inspection, inspected, examination, inspect, examine, x ray",
        Concept.NEEDED: """
            has to be, have to be, to be paid, required, require, requires, requiring,
            requested, requests, request, missing, needed, need, needs, necessary, mandatory,
            incomplete, incorrect, inaccurate, inadequate, inappropriate, insufficient, invalid,
            must, awaiting, lacking, absent, not provided, pending, outstanding, unpaid, due,
            owed, contacted, initiated contact, contact, provide, submit, supply, waiting for,
            did not contain, has not assigned, for payment, irregularity, obtain,
            attempting to obtain, please pay, proof
        """,
        Concept.PAPERS: """
            document, documents, documentation, paperwork, invoice, invoices, certificate,
            certificates, declaration, cn22, cn23, cn 22, cn 23, licence, license, permit, kyc,
            passport, tax id, tax number, tax identification, vat number, eori, import number,
            cpf, cnpj, power of attorney, proof of purchase/value, proof of ~ value/purchase,
            id card, id number, high value, papers, tariff number, hs code, bank ~ transfer,
            restrictions, document of transfer
        """,
        Concept.SENDERS_PAPERS: """
            invoice, invoices, declaration, declarations, cn22, cn23, cn 22, cn 23,
            packing list, commercial invoice, proforma, certificate of origin
        """,
        Concept.DETAILS: "information, info, details, data, confirmation, response, reply, action",
        Concept.DUTY: """
            duty, duties, import tax, tax, taxes, vat, customs fee/fees/charge/charges,
            import charges, import fee, handling fee, gst, tariff, tariffs, levy,
            customs payment, import duties
        """,
        Concept.ASSESSED: "taxed, duties assessed, duty assessed, taxes assessed, charges due",
        Concept.PAY: "payment, pay, payable, payments, unpaid, charge, charges, fee, fees",
        Concept.PAID: "paid, settled, payment received/confirmed/successful/completed",
        Concept.PROBLEM: """
            problem, problems, issue, issues, exception, failed, failure, fail, irregular*,
            error, abnormal, abnormality, abnormalities, rejected by the clearing, complication*
        """,
        Concept.REFUSED: """
            refused by ~ customs, rejected by ~ customs, customs reject/rejected/refused,
            refused import/entry, import refused/denied/rejected, entry denied, denied entry,
            returned by ~ customs, import terminated, not permitted/allowed to import,
            returned to ~ customs for appeal, missing duty information and will be returned,
            importation refused, clearance refused/denied, customs return
        """,
        Concept.SEIZED: """
            seized, seizure, confiscated, forfeited, confiscation, destroyed ~ by customs,
            customs ~ destroyed, agency ~ destroyed, agency ~ ~ destroyed
        """,
        Concept.PROHIBITED: """
            prohibited, forbidden, banned, contraband, illegal, not allowed, counterfeit
        """,
        Concept.EXPORT: "export, exports, exported, outbound customs, origin customs, exportation",
        Concept.IMPORT: """
            import, imports, imported, inbound, importation, destination, importer, inward,
            entry
        """,
        Concept.TRANSIT_CUSTOMS: """
            transit country, transit border, in transit customs, transit customs
        """,
        Concept.SENDER: """
            sender, shipper, exporter, seller, vendor, merchant, consignor, supplier, mailer,
            shipper s, sender s
        """,
        Concept.RECEIVER: """
            receiver, recipient, addressee, consignee, importer, buyer, customer, you,
            your action, recipient s, receiver s, know your customer
        """,
        Concept.AGENT: """
            broker, brokers, carrier, courier, brokerage, customs agent, transport company,
            airline, logistics provider, forwarder, freight forwarder
        """,
        Concept.ON_REQUEST: """
            at/on/upon/by/per ~ request, requested by ~ customer/recipient/receiver,
            as requested, customer/recipient/receiver request/requested, request of ~ recipient,
            customer/recipient/receiver has selected/chosen,
            at ~ recipient s request, hold for pickup
        """,
        Concept.INFO: """
            return label, information received/sent/transmitted/submitted, info received/sent,
            label created, shipment information, order processed, order created, order received,
            advance notice, pre advice, pre shipment, preshipment, pre transit, ready to ship,
            ready for shipping, manifest received, billing information, awaiting item,
            awaiting pickup by carrier, waiting for pickup, waiting for courier,
            ready to be sent, not yet received by, electronic information, electronically,
            shipment declared, seller sent, about to be picked up, has been notified by sender,
            notification received, data received, parcel registered, preparing for shipment,
            package ready, sender despatching, shipment ready, created a label,
            data for this shipment, sender has advised, manifest processed
        """,
        Concept.ACCEPTED: """
            accepted, acceptance, posted, posting, picked up, pick up from sender,
            collected from ~ sender, has collected, received from sender, received by carrier,
            in possession, item received, dropped off, shipped out, taken over,
            received at origin, item processed, pick up was successful
        """,
        Concept.MOVING: """
            in transit,
            arrive, depart, deliver, transit, departed, departure, arrived, arrival, arrives, left,
            processed, sorting, sorted, sort facility, on the way, on its way, enroute,
            en route, forwarded, dispatched, despatched, handed over, hand over, transferred,
            transported, loaded, unloaded, flight, airport, hub, facility, facilities, depot,
            linehaul, line haul, warehouse, reached, scan, scanned, shipped, moving, outbound,
            inbound, transport, relabelled, re labelled, re routed, office of exchange,
            location, origin, crossdock, rescheduled, tendered, processing, received, have your,
            has your
        """,
        Concept.ARRIVED: """
            arrived/arrival/landed/arrives/reached ~ destination country/airport/port,
            arrived/arrival/landed/reached ~ ~ country/port of destination,
            port of ~ destination, arrival at inward, arrived in the destination,
            arrived/landed in ~ destination country, border point of destination,
            in the country of destination, arrived at destination import, in a foreign country
        """,
        Concept.OUT: """
            out for ~ delivery, out for delivery, on vehicle, with delivery courier,
            on board for delivery, onboard for delivery, delivery in progress, being delivered,
            in delivery, with driver, with courier, loaded onto ~ delivery vehicle,
            due for delivery today,
            delivery today, out with, left last delivery station, re delivery,
            redelivery attempt, delivering today, on the delivery vehicle, delivery appointment,
            before the final delivery, indelivery
        """,
        Concept.READY: """
            available for collection/pickup, available for pick up, available for redelivery,
            ready for ~ collection,
            ready for ~ pickup, ready for ~ pick up, ready to collect,
            awaiting collection/pickup, awaiting pick up, waiting for collection,
            held at post office, hold at location, pickup point, pick up point,
            collection point, at the counter, held for customer pickup, to collect from,
            retention, can be collected, can be picked up, to be collected,
            left indicating where, pick it up, deposited at, parcel shop, pickup station,
            customer to collect, holding this item, hold for pickup, deliveredps,
            post office box, delivered to ~ access point, awaiting customer pickup,
            location/office for pickup
        """,
        Concept.COLLECTED: """
            picked up by ~ customer/consignee/recipient/receiver/addressee,
            collected by ~ customer/consignee/recipient/receiver/addressee, collected at,
            collected from ~ locker, individual picked up, recipient has picked up,
            recipient/customer/consignee/addressee picked/collected, retrieved by, signed by,
            signed at pickup point, user signed
        """,
        Concept.DELIVERED: """
            delivered, delivery successful/completed/complete, final delivery,
            proof of delivery, left at, left with, left in, handed to the recipient,
            handed to resident, signed for, signed, delivery made
        """,
        Concept.HANDOVER: """
            delivered/handed/transferred/given to ~ carrier/courier/airline/transporter/broker,
            handed over, hand over, handed to ~ courier, handed to ~ carrier, handed to line,
            delivered to ~ delivery partner, delivered to ~ facility, delivered to ~ airport,
            handed to customs, delivered to ~ partner, delivered to customs, tendered to,
            delivered to ~ warehouse, delivered to ~ depot, delivered to agent
        """,
        Concept.FAILED: """
            delivery failed/failure/unsuccessful, failed delivery, failed attempt,
            attempted delivery, delivery attempted, delivery attempt, attempt made, attempted,
            unsuccessful, undelivered, undeliverable, unable to deliver, cannot be delivered,
            could not be delivered, couldn t be delivered, can not be delivered, not at home,
            not home, nobody home, no answer, no one, missed each other, missed you,
            business closed, closed,
            recipient/customer/addressee/consignee/receiver ~ not available,
            recipient/addressee/customer ~ unavailable, delivery ~ not possible, non delivery,
            unable to contact, tried to deliver, card left, notice left, refused delivery,
            delivery refused, refused ~ by ~ recipient/receiver, refused to accept, refused by,
            recipient refused, attempting to obtain a new delivery, no access,
            no secure location, no authorized recipient, addressee unknown, missed delivery,
            failed to deliver, absence, absent, not present, resulting in delivery failure,
            anyone in, unable to be delivered, been unable to deliver, addressee unavailable
        """,
        Concept.RETURN: """
            return to ~ sender, return to shipper/seller/origin, returned, returning,
            being returned, rts, sent back, back to ~ sender, be returned, to original sender,
            return package, return parcel, return shipment, delivered back, return delivered,
            return in progress, return initiated, return received
        """,
        Concept.RETURN_DONE: """
            returned to ~ sender/shipper/seller, received the returned, return delivered,
            delivered ~ sender, return received, received by the sender, delivered back
        """,
        Concept.LOST: """
            lost, loss report, missing in transit, cannot be located, not found in, stolen
        """,
        Concept.DESTROYED: """
            destroyed, destruction, disposed, disposal, discarded, scrapped, destroy
        """,
        Concept.CANCELLED: "cancelled, canceled, cancellation, voided, void",
        Concept.TROUBLE: """
            fail, fails, damaged, damage, delay, delayed, delays, incorrect ~ address,
            wrong ~ address, address is incomplete, incomplete address, insufficient address,
            moved, weather, unclaimed, not claimed, redirected, re directed, missort, missent,
            exception, held, on hold, alert, problem, issue, abnormal, abnormality, failed,
            failure, error, rejected, hold, refused, contact dhl, other circumstances
        """,
        Concept.EXPIRED: """
            expired, no tracking information, no tracking updates, tracking stopped,
            too long without
        """,
        Concept.NOT: """
            not, no, never, without, isn t, hasn t, wasn t, cannot, can t, couldn t, haven t,
            unable, yet to be, neither, nor, failed to be, didn t
        """,
        Concept.IF: "if, in case, unless, whether",
        Concept.FUTURE: """
            will, will be, to be, shall, would, is being, being, expected, estimated, scheduled,
            once, after, if, before, until, when, when ready, as soon as, in order to, going to,
            about to, prior to, planned, pending, awaiting, waiting for, should be, for, must,
            upcoming, subject to, upon, in case, unless, to proceed, in progress
        """,
        Concept.MAYBE: """
            may, might, possibly, probably, likely, could be, including, includes, such as,
            common reasons, usually, potential, potentially, can be held/stopped/retained/kept,
            can/could hold/stop/retain/require/request/ask, possible ~ hold
        """,
        Concept.AND: "and, but, however, then, so",
        Concept.FINITE: "has, have, was, were, is, are, been, had",
    },
)
