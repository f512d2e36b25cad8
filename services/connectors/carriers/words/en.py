"""English."""

from services.connectors.carriers.words.lexicon import Concept, Lexicon

LEXICON = Lexicon(
    "en",
    {
        Concept.CUSTOMS: """
            customs, custom s, customshouse, border services agency, border force,
            clearing/clearance/clr agency/authority/agcy/agy, government/govt/gov
            agency/authorities, regulatory agency/agencies, general order, cbp, hmrc, law
            enforcement, broker/brokers, brokerage, importer, crossing border, bonded, by custom,
            custom office, government body, authority
        """,
        Concept.CLEARING: """
            clearance, clearances, clearing, customs clear*, customs process*, clear customs,
            undergoing customs, import scan, in bond, docs/documents ~ broker, crossed an
            international border, entry submitted/filed, formalities, customs inspection
        """,
        Concept.CLEARED: """
            clearance ok, returned from customs, returned from import/inward customs, returned from
            export/outward customs, hold lifted/removed, cleared, import scan complete/completed,
            clearance released, clearance granted, out of customs, through customs, passed customs,
            exited customs, international shipment release/released, duty paid and released,
            completed customs, finished customs, customs done, customs complete, customs completed,
            customs finished, free of customs, import permitted, released into free circulation
        """,
        Concept.RELEASED: """
            released, customs release, freed, allowed to proceed, import/imports permitted,
            clearance release, broker release, release by/from customs, release granted, granted
            release, let through, given the green light
        """,
        Concept.LEFT: "departed, left, leaving, leaves, departs, exited",
        Concept.DONE: """
            complete, completed, completes, completion, finished, finalised, finalized, success,
            successful, successfully, done, passed, approved, accepted, granted, concluded
        """,
        Concept.HELD: """
            held, hold, holding, retained, withheld, stopped, stuck, kept, suspended, blocked,
            detention, impounded, interception, intercepted, halted, detained, arrested, frozen
        """,
        Concept.DETAINED: "detained, held for exam/examination",
        Concept.LIFTED: """
            hold lifted/removed/released, problem/issue resolved/solved, lifted, resolved, no longer
            held, released from hold, released from ~ hold, taken off hold
        """,
        Concept.INSPECTION: """
            inspection, inspected, examination, inspect, examine, x ray, exam, examined, screening
        """,
        Concept.NEEDED: """
            has to be, have to be, to be paid, required, require, requires, requiring, requested,
            requests, request, missing, needed, need, needs, necessary, mandatory, incomplete,
            incorrect, inaccurate, inadequate, inappropriate, insufficient, invalid, must, awaiting,
            lacking, absent, not provided, pending, outstanding, unpaid, due, owed, contacted,
            contact, provide, submit, supply, waiting for, did not contain, has not assigned, for
            payment, irregularity, obtain, please pay, proof, pay the, pay your, pay import, kindly
            pay, owes
        """,
        Concept.PAPERS: """
            document, documents, documentation, paperwork, invoice, invoices, certificate,
            certificates, declaration, cn22, cn23, cn 22, cn 23, licence, license, permit, kyc,
            passport, tax id, tax number, tax identification, vat number, eori, import number, cpf,
            cnpj, power of attorney, proof of purchase/value, proof of ~ value/purchase, id card, id
            number, high value, papers, tariff number, hs code, bank ~ transfer, restrictions,
            document of transfer, paperworks, bill of lading, import permit, export license, proof
            of payment, proof of identity, identification number, identification document, social
            security number, national id, government id, personal customs code, customs code,
            invoice copy, copy of invoice
        """,
        Concept.SENDERS_PAPERS: """
            invoice, invoices, declaration, declarations, cn22, cn23, cn 22, cn 23, packing list,
            proforma, certificate of origin
        """,
        Concept.DETAILS: "information, info, details, data, confirmation, response, reply, action",
        Concept.DUTY: """
            duty, duties, tax, taxes, vat, customs fee/fees/charge/charges, import charges, import
            fee, handling fee, gst, tariff, tariffs, levy, customs payment
        """,
        Concept.ASSESSED: """
            taxed, duties assessed, duty assessed, taxes assessed, charges due,
            duty/duties/tax/taxes/charges assessed, tax assessed, import charges are due
        """,
        Concept.PAY: "payment, pay, payable, payments, unpaid, charge, charges, fee, fees",
        Concept.PAID: "paid, settled, payment received/confirmed/successful/completed",
        Concept.COD: "cod, cash on delivery, collect on delivery, funds",
        Concept.PROBLEM: """
            problem, problems, issue, issues, exception, failed, failure, fail, irregular*,
            error, abnormal, abnormality, abnormalities, rejected by the clearing, complication*
        """,
        Concept.MUST: """
            must, has to, have to, needs to, need to, is/are required to, is/are requested to,
            should, is/are asked to, ought to, is obliged to, are obliged to, has been asked to,
            have been asked to, was asked to, were asked to, is expected to, has been requested to,
            was requested to
        """,
        Concept.DECLINES: """
            refused, refuses, refusal, rejected, rejects, declined, denied, not accepted, turned
            away, turned back
        """,
        Concept.REFUSED: """
            refused by ~ customs, rejected by ~ customs, customs reject/rejected/refused, refused
            import/entry, import refused/denied/rejected, entry denied, denied entry, returned by ~
            customs, import terminated, not permitted/allowed to import, returned to ~ customs for
            appeal, missing duty information and will be returned, importation refused, clearance
            refused/denied, customs return, refused at customs, denied by ~ customs, customs ~
            denied, customs ~ refused, customs ~ rejected, import not permitted, import not allowed,
            not admitted, entry refused, entry rejected, not cleared for import, turned away by ~
            customs, turned back by ~ customs
        """,
        Concept.SEIZED: """
            seized, seizure, confiscated, forfeited, confiscation, destroyed ~ by customs, customs ~
            destroyed, agency ~ destroyed, agency ~ ~ destroyed, confiscate, impound, impounded by
            customs
        """,
        Concept.PROHIBITED: """
            prohibited, forbidden, banned, contraband, illegal, not allowed, counterfeit
        """,
        Concept.EXPORT: "export, exports, exported, outbound customs, origin customs, exportation",
        Concept.IMPORT: """
            import, imports, imported, inbound, importation, destination, importer, inward,
            entry
        """,
        Concept.TRANSIT_CUSTOMS: "transit country, transit border, transit customs",
        Concept.SENDER: """
            sender, shipper, exporter, seller, vendor, merchant, consignor, supplier, mailer
        """,
        Concept.RECEIVER: """
            receiver, recipient, addressee, consignee, importer, buyer, customer, you, your action,
            recipient s, receiver s, know your customer, your tax, your vat, your id, your passport,
            your identification, your personal, your social, your signature, your confirmation
        """,
        Concept.AGENT: """
            broker, brokers, carrier, courier, brokerage, customs agent, transport company, airline,
            logistics provider, customer service request/team/agent, forwarder, freight forwarder,
            receiver/recipient/importer/consignee/customer/buyer s ~ broker/agent, broker of ~
            receiver/recipient/importer/consignee, forwarding agent, clearing agent, clearance
            agent, customs broker, carrier s broker, declarant
        """,
        Concept.ON_REQUEST: """
            at/on/upon/by/per ~ request, requested by ~ customer/recipient/receiver, as requested,
            customer/recipient/receiver request/requested, request of ~ recipient,
            customer/recipient/receiver has selected/chosen, at ~ recipient s request, hold for
            pickup, delivery preference/option/instruction/instructions, requested later, request by
            ~ recipient/receiver, recipients decision, as instructed, according to ~ request, by
            appointment
        """,
        Concept.INFO: """
            return label, information received/sent/transmitted/submitted, info received/sent, label
            created, shipment information, order processed, order created, order received, advance
            notice, pre advice, pre shipment, preshipment, pre transit, ready to ship, ready for
            shipping, manifest received, billing information, awaiting item, awaiting pickup by
            carrier, waiting for pickup, waiting for courier, ready to be sent, electronic
            information, electronically, shipment declared, seller sent, about to be picked up, has
            been notified by sender, notification received, data received, parcel registered,
            preparing for shipment, package ready, sender despatching, shipment ready, created a
            label, data for this shipment, sender has advised, manifest processed, shipment data,
            data uploaded/submitted/provided, shipment/parcel/item/consignment/order created, label
            printed/cancelled/canceled, expects item, order/details received, order information,
            electronic data, parcel data, shipping info, shipping information, collection request,
            pick up booked, pickup booked/scheduled/requested, picking complete, inventory
            allocated, yet to receive, not yet received, not yet handed, not dispatched yet,
            awaiting parcel handover, registered in network, pick up data, pre advise, pickup
            planned, pick up planned, pickup is scheduled, pick up is scheduled, pickup scheduled,
            will be picked up as scheduled, will be collected from ~ sender, has not yet shipped,
            has not shipped yet, not yet been shipped, label has been created, shipping label,
            awaiting drop off, awaiting dispatch, seller is preparing, sender is preparing, order
            confirmed, order placed, waiting for seller, waiting for merchant, waiting for sender,
            awaiting seller, order is ready, electronic notice, advance information, sender has
            informed, sender/seller/shipper/merchant ~ ~ prepared, sender/seller/shipper/merchant ~
            prepared, sender/seller has packed
        """,
        Concept.ACCEPTED: """
            accepted, acceptance, posted, posting, picked up, pick up from sender, collected from ~
            sender, received from sender, received by carrier, in possession, item received, dropped
            off, shipped out, taken over, received at origin, item processed, pick up was
            successful, collected, pickup scan, pick up scan, origin scan, drop off, dropped at,
            pickup successful, shipment pick up, pickup ok, handed over to @, received by @, handed
            to @, given to @, @ has received, received by ~ carrier, picked up from ~ sender,
            dropped by ~ sender, deposited by ~ sender, received the parcel from the sender,
            received from the sender, received the shipment from, received your parcel from
        """,
        Concept.MOVING: """
            arrive, depart, deliver, transit, departed, departure, arrived, arrival, arrives, left,
            processed, sorting, sorted, on the way, on its way, enroute, en route, forwarded,
            dispatched, despatched, handed over, hand over, transferred, transported, loaded,
            unloaded, flight, airport, hub, facility, facilities, depot, linehaul, line haul,
            warehouse, reached, scan, scanned, shipped, moving, outbound, inbound, transport,
            relabelled, re labelled, re routed, location, origin, crossdock, rescheduled, tendered,
            processing, received, have your, has your, reshipped, exported, export site, dispatch,
            distributed, leaving, post office, terminal, gateway, on route, weighed, measured, sort,
            delivery office, sorting centre/center, distribution centre/center, country, node,
            foreign, screened, fallback, reroute, exchange, scheduled, presorted, stored, storage,
            consolidated, palletised, palletized, manifested, bagged, line flown, arriving,
            transiting, rerouted, redirected to ~ depot, item is with, handled, boarding, boarded
        """,
        Concept.ARRIVED: """
            arrived/arrival/landed/arrives/reached ~ destination country/airport/port,
            arrived/arrival/landed/reached ~ ~ country/port of destination, port of ~ destination,
            arrival at inward, arrived in the destination, arrived/landed in ~ destination country,
            border point of destination, in the country of destination, arrived at destination
            import, in a foreign country, in recipient s country, arrived in ~ country of delivery
        """,
        Concept.OUT: """
            out for ~ delivery, out for delivery, on vehicle, with delivery courier, on board for
            delivery, onboard for delivery, delivery in progress, being delivered, in delivery, with
            driver, with courier, loaded onto ~ delivery vehicle, delivery today, out with, left
            last delivery station, re delivery, redelivery attempt, delivering today, on the
            delivery vehicle, delivery appointment, before the final delivery, indelivery, with
            delivering courier, handed out to ~ courier/driver, loaded on/onto/into/to ~ delivery
            vehicle/van, loaded on/onto/into/to the van, out with ~ courier/driver, passed for
            delivery, out for redelivery, courier/driver is on ~ way, next stop, courier/driver is
            heading, courier/driver is on the way, your driver is, on the road to you, on its final,
            heading to your address, on its way to you, out on delivery, out for final, in final
            delivery, postman/postie/mailman is on ~ way, driver on ~ way, courier on ~ way, on the
            way to your address, on the way to your home, courier will be with you today, parcel is
            out, driver will be with you today
        """,
        Concept.READY: """
            available for collection/pickup, available for pick up, available for redelivery, ready
            for ~ collection, ready for ~ pickup, ready for ~ pick up, ready to collect, awaiting
            collection/pickup, awaiting pick up, waiting for collection, held at post office, hold
            at location, pickup point, pick up point, collection point, at the counter, held for
            customer pickup, to collect from, retention, can be collected, can be picked up, to be
            collected, left indicating where, pick it up, deposited at, parcel shop, pickup station,
            customer to collect, holding this item, hold for pickup, deliveredps, post office box,
            delivered to ~ access point, awaiting customer pickup, location/office for pickup,
            collect for pick up, awaiting ~ collection/pickup, awaiting ~ pick up, waiting to be
            collected/picked, ready to be collected/picked, ready in ~ point, deposited ~ in ~
            locker, placed in ~ locker, delivered to self service terminal, pick up at ~ post
            office, to be picked up by customer, delivered to ~ parcel locker, awaiting customer
            collection, waiting for ~ recipient to collect, remains at ~ access point, reaching
            final day for, waiting for pickup by receiver/recipient/customer/consignee, ready to
            pick up, can pick up, can collect, may be collected, available to collect, is waiting
            for you, arrived at ~ pickup point, arrived at ~ parcel shop, stored in ~ locker, in the
            locker, at the parcel locker, requires pickup from, requires pick up at, requires
            collection, needs to be picked up, kept for pickup, kept for collection, held for
            collection, stored for pickup
        """,
        Concept.COLLECTED: """
            picked up by ~ customer/consignee/recipient/receiver/addressee, collected by ~
            customer/consignee/recipient/receiver/addressee, collected at, collected from ~ locker,
            individual picked up, recipient has picked up, recipient/customer/consignee/addressee
            picked/collected, retrieved by, signed by, signed at pickup point, user signed,
            picked/collected ~ by consignee/recipient/addressee/customer/receiver, picked up ~ by ~
            consignee/recipient/addressee/customer/receiver, collected ~ by ~
            consignee/recipient/addressee/customer/receiver, picked up from ~
            locker/station/parcelshop/packstation, retrieved from, receiver/buyer/recipient has ~
            picked/collected, receiver/buyer/recipient has ~ ~ picked, buyer signed, the shipment
            from the packstation
        """,
        Concept.DELIVERED: """
            delivered, delivery successful/completed/complete, final delivery, proof of delivery,
            left at, left with, left in, handed to the recipient, handed to resident, signed for,
            signed, delivery made, received by ~ consignee/recipient/addressee, successfully
            delivered, receipt confirmed, dropped off at your, delivered to your, package was left
            in, posted through ~ letterbox, posted through ~ door, delivery attempt successful,
            attempt successful, delivery with signature, handed to ~
            addressee/recipient/receiver/customer/consignee, handed over to ~
            addressee/recipient/receiver/customer/consignee
        """,
        Concept.DELIVERY: "delivery, deliver, redelivery, deliveries, delivering",
        Concept.FAILS: """
            failed, fails, unsuccessful, not successful, not possible, impossible, could not, couldn
            t, unable, not completed, not made, missed
        """,
        Concept.VEHICLE: "vehicle, van, truck, lorry, bike",
        Concept.WAITS: "awaits, awaiting, waits, waiting, pending",
        Concept.FETCH: "collection, pickup, pick up, collect, retrieval, fetch, come for it",
        Concept.FETCHED: "collected, picked up, fetched, retrieved",
        Concept.RECEIVED: "received, got, has had, not had",
        Concept.STANDS_IN: """
            neighbour, neighbours, neighbor, neighbors, family member, household, spouse, relative,
            reception, receptionist, front desk, mail room, mailroom, concierge, superintendent,
            building manager, janitor, security guard/agent, doorman, mailbox, letterbox, letter
            box, porch, front door, back door, side door, garage, carport, car port, safe place,
            safe location, safe drop, secure place, parcel box, colleague, resident, individual,
            another person
        """,
        Concept.GIVEN: """
            left, handed, given, placed, put, deposited, dropped, received, accepted, signed, taken,
            delivered
        """,
        Concept.HANDOVER: """
            delivered/handed/transferred/given to ~ carrier/courier/airline/transporter/broker,
            handed over, hand over, handed to ~ courier, handed to ~ carrier, handed to line,
            delivered to ~ delivery partner, delivered to ~ facility, delivered to ~ airport, handed
            to customs, delivered to ~ partner, delivered to customs, tendered to, delivered to ~
            warehouse, delivered to ~ depot, delivered to agent, delivered/handed ~ for final
            delivery, released to ~ broker/customs, transferred to ~ partner/carrier, forwarded to ~
            carrier/courier, given to ~ partner, passed to ~ customs, passed on to ~ customs, sent
            to ~ customs
        """,
        Concept.FAILED: """
            delivery failed/failure/unsuccessful, failed delivery, failed attempt, attempted
            delivery, delivery attempted, delivery attempt, attempt made, attempted, unsuccessful,
            undelivered, undeliverable, unable to deliver, cannot be delivered, could not be
            delivered, couldn t be delivered, can not be delivered, not at home, not home, nobody
            home, no answer, no one, missed each other, missed you, business closed, closed,
            recipient/customer/addressee/consignee/receiver ~ not available,
            recipient/addressee/customer ~ unavailable, delivery ~ not possible, non delivery,
            unable to contact, tried to deliver, card left, notice left, refused delivery, delivery
            refused, refused ~ by ~ recipient/receiver, refused to accept, refused by, recipient
            refused, attempting to obtain a new delivery, no access, no secure location, no
            authorized recipient, addressee unknown, missed delivery, failed to deliver, absence,
            absent, not present, resulting in delivery failure, anyone in, unable to be delivered,
            been unable to deliver, addressee unavailable, recipient/addressee/receiver absent,
            receiver carded, carded, identification failed, attempt at delivery, unable to complete
            ~ delivery, delivery ~ missed, delivery missed, delivery was missed, second attempt, 2nd
            attempt, was absent, absence of ~ addressee, closed on arrival, did not find,
            acceptance/receipt refused, refused because, refused due, refused and, could not be
            handed over, couldn t be handed over, could not hand over, delivery exception animal,
            animal interference, dog, gate locked, door locked, access denied, did not answer, does
            not answer, not answering, recipient/customer/consignee refused, unable to reach, could
            not reach, could not access, customer not available, nobody answered, was not in, nobody
            was in, office closed, shop closed, premises closed, no access to, locker is full,
            servicepoint is full, servicepoint full, full new delivery attempt, package refused,
            parcel refused, shipment refused, new delivery attempt, next delivery attempt, new
            attempt on, recipient/receiver/addressee/consignee ~ not present, was not present, not
            available to receive
        """,
        Concept.RETURN: """
            return to ~ sender, return to shipper/seller/origin, returned, returning, rts, sent
            back, back to ~ sender, to original sender, return package, return parcel, return
            shipment, delivered back, return delivered, return in progress, return initiated, return
            received, return in transit, return processed, return started, return delivery, return
            of ~ shipment/parcel, preparing ~ return, processing ~ return, on route to ~ sender,
            recalled by, returns, return warehouse, return item, return arrived, return dispatched,
            return to sorting, going back, on its way back, heading back, return scheduled, return
            requested, return authorized, return authorised, return handed, return label, rto,
            return leg, return was
        """,
        Concept.RETURN_DONE: """
            returned to ~ sender/shipper/seller, received the returned, return delivered, delivered
            ~ sender, return received, received by the sender, delivered back, delivered back to,
            delivered to ~ shipper/sender, return delivered to sender, got the parcel back, received
            back, has it back, has ~ parcel back, have ~ parcel back
        """,
        Concept.LOST: """
            lost, loss report, missing in transit, cannot be located, not found in, stolen,
            parcel/package/shipment/item missing, reported missing, theft
        """,
        Concept.DESTROYED: """
            destroyed, destruction, disposed, disposal, discarded, scrapped, destroy
        """,
        Concept.CANCELLED: "cancelled, canceled, cancellation, voided, void, called off, withdrawn",
        Concept.TROUBLE: """
            fail, fails, damaged, damage, delay, delayed, delays, incorrect ~ address, wrong ~
            address, address is incomplete, incomplete address, insufficient address, moved,
            weather, unclaimed, not claimed, redirected, re directed, missort, missent, exception,
            held, alert, problem, issue, abnormal, abnormality, failed, failure, error, rejected,
            hold, refused, contact dhl, other circumstances, misdirected, misrouted, mis routed, mis
            sort, mis sorted, sorted incorrectly, incorrectly sorted, wrong destination, blocked,
            strike, bad address, invalid address, insufficient ~ address, incomplete ~ address,
            address unknown, not collected, not picked up, nothing picked up, postponed, holiday,
            lost data, interrupted, no such number, vacant, deceased, miscode, abandoned, unknown at
            address, data missing, data is missing, address ~ incorrect, address ~ wrong, address ~
            incomplete, wrong zip, wrong postcode, wrong postal code, incorrect zip, incorrect
            postcode, incorrect postal, investigation, tracing, mishandled, repacked, broken,
            leaking, spoiled, breakdown, road closed, traffic, accident, flight cancelled, force
            majeure, paused, suspended, waiting for instructions, awaiting instructions
        """,
        Concept.EXPIRED: """
            expired, no tracking updates, tracking stopped, too long without, no tracking
            information of
        """,
        Concept.NOT: """
            not, no, never, without, isn t, hasn t, wasn t, cannot, can t, couldn t, haven t,
            unable, yet to be, neither, nor, failed to be, didn t, nothing, nobody, won t, aren t,
            doesn t, weren t
        """,
        Concept.IF: "if, in case, unless, whether, provided that, depending on, subject to",
        Concept.FUTURE: """
            will, to be, shall, would, being, expected, estimated, scheduled, once, after, if,
            before, until, when, in order to, going to, about to, prior to, planned, pending,
            awaiting, should be, for, must, upcoming, subject to, upon, in case, unless, to
            proceed, in progress, ll, tomorrow, soon, shortly, awaits, to have, to get, to
            receive, release requested, release under
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
