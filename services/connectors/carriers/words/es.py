"""Spanish."""

from services.connectors.carriers.words.lexicon import Concept, Lexicon

LEXICON = Lexicon(
    "es",
    {
        Concept.CUSTOMS: """
            aduana, aduanas, aduanero, aduanera, aduaneros, aduaneras, agencia tributaria, autoridad
            aduanera, receta aduanera, agente de aduanas, despachante, organismo gubernamental,
            agencia gubernamental, autoridad gubernamental, autoridades aduaneras, servicio de
            aduanas, sat, dian, afip, sunat, agente aduanal, agente aduanero, agencia aduanal,
            ministerio, autoridad competente
        """,
        Concept.CLEARING: """
            trámite/trámites/tramitación de importación, despacho aduanero, despacho de aduana,
            despacho de aduanas, desaduanaje, desaduanización, trámites/trámite de aduana/aduanas,
            trámites aduaneros, trámite aduanero, desaduanamiento, control aduanero,
            nacionalización, proceso de importación, proceso de despacho, despacho, gestión
            aduanera, gestiones aduaneras, despacho en aduana, inspección aduanera, proceso
            aduanero, liberación aduanera, trámites de importación, revisión aduanera, pedimento,
            trámite de despacho, trámites de despacho, proceso de aduana, proceso de aduanas,
            trámite en aduana, trámites en aduana, despacho aduanal, proceso aduanal, gestión de
            aduanas, revisión de aduanas, inspección de aduana, formalidades aduaneras, declaración
            aduanera, legalización, internación, escaneo de importación, estado aduanero, estado de
            aduanas
        """,
        Concept.CLEARED: """
            desaduanado, desaduanada, desaduanizado, nacionalizado, despachado por, despachado de
            aduana, aduanado, nacionalizada, nacionalizados, despacho finalizado, desaduanados,
            aduana superada, superó la aduana, superado aduana, salió de aduana, salida de aduana,
            pasó la aduana, pasó aduana, despachado de importación, despachado de exportación,
            despachada de importación, despachado para importación, despacho de importación
            finalizado, superó el control, superado el control, pasó el control, superó la
            inspección
        """,
        Concept.RELEASED: """
            liberado, liberada, liberados, autorizado, autorizada, levante, levantado, liberación,
            despachado, liberadas, levante concedido, levante aduanero, despachada, permitida la
            importación, admitido a importación, libre, liberó, liberaron, ha liberado, autorizó,
            levantó
        """,
        Concept.LEFT: """
            salida, salido, salió, sale, dejó, abandona, abandonado, abandonó, dejado, salieron,
            partió, sale de, saliendo, saliendo de, dejando
        """,
        Concept.DONE: """
            finalizadas, terminado, completados, concluidos, finalizado, finalizada, finalizados,
            completado, completada, terminada, concluido, superado, completo, con éxito, exitoso,
            realizado, finalizó, concluyó, culminado, efectuado, terminó, concluida, terminados,
            completadas, completó, finalizaron, concluyeron, superada, realizada, realizados,
            realizadas, resueltos, efectuados, aprobado, aprobada, satisfactoriamente, exitosamente,
            listo
        """,
        Concept.HELD: """
            retenido, retenida, retenidos, detenido, detenida, bloqueado, parado, paralizado,
            retención, inmovilizado, estacionado, bloqueada, parada, inmovilizada, paralizada,
            retenciones, retener, detención, demorado en aduana, varado, varada, suspendido,
            suspendida, interceptado, interceptada, congelado, en custodia, estancado, queda
            retenido
        """,
        Concept.LIFTED: """
            resuelto, resuelta, solucionado, levantada la retención, subsanado, retención levantada,
            desbloqueado, desbloqueada
        """,
        Concept.INSPECTION: """
            inspección, revisión, reconocimiento, control, verificación, inspeccionado, revisado,
            fiscalización, examen, aforo, escáner, reconocimiento físico, verificando
        """,
        Concept.NEEDED: """
            requerido, requerida, requiere, requieren, requeridos, necesario, necesaria, falta,
            faltan, faltante, faltantes, incompleto, incompleta, incorrecto, incorrecta, pendiente
            de, pendiente, solicitado, solicitada, solicita, debe, necesita, necesitan, esperando,
            en espera de, aportar, a la espera de, contacte, contactar, exigido, presentar, se
            requiere, se precisa, por pagar, a pagar, impagado, aporte, deben, falta de, carece,
            ausencia de, no presentado, aún no ha presentado, no aportado, no aportada, no ha
            enviado, requerimos, necesitamos, solicitó, solicitaron, corregida, subsanar,
            obligatorio, obligatoria, adicional, adicionales, complementaria, imprescindible,
            remitir, envíe, aportada, proporcione, facilite, facilitar, enviar la documentación,
            abone, pague, no pagado, no pagados, no abonados, adeudado, adeudados, pendientes,
            errónea, erróneo, ilegible, inválido, inválida, insuficiente, ausente o incorrecto,
            ausente o incorrecta
        """,
        Concept.PAPERS: """
            documento, documentos, documentación, factura, certificado, declaración, licencia,
            permiso, dni, nif, nie, cn22, cn23, cn 22, cn 23, dua, autorización, rfc, curp, cédula,
            eori, comprobante, justificante, factura comercial, facturas, documento de identidad,
            identificación, pasaporte, ruc, cuit, cuil, rut, cpf, poder, autorización de despacho,
            factura de compra, prueba de compra, justificante de pago, permisos, licencias,
            certificados, número de identificación
        """,
        Concept.SENDERS_PAPERS: """
            factura, facturas, declaración, cn22, cn23, cn 22, cn 23, certificado de origen,
            lista de empaque
        """,
        Concept.DETAILS: "información, datos, informaciones, respuesta, acción",
        Concept.DUTY: """
            derechos, arancel, aranceles, impuesto, impuestos, iva, tasas, tasas de importación,
            gastos de aduana, derechos de importación, derechos de aduana, tributos, gravamen,
            impuestos de importación, tasas aduaneras, gastos aduaneros, derechos e impuestos,
            derechos arancelarios, cargos de aduana, cargos aduaneros, tasa, impuestos aduaneros,
            tasa aduanera, gravámenes, tributos aduaneros
        """,
        Concept.ASSESSED: "gravado, liquidación emitida",
        Concept.PAY: "pago, pagar, abonar, abono, gastos, cargos, abonarse, pagarse",
        Concept.PAID: """
            pagado, pagada, pagados, abonado, abonados, pago recibido, pago confirmado, abonada,
            abonadas, pagadas, cancelados los impuestos, pago efectuado, pago realizado, pago
            acreditado, liquidado, liquidados
        """,
        Concept.COD: "reembolso, contra reembolso, contraentrega",
        Concept.PROBLEM: """
            problema, problemas, incidencia, incidencias, fallo, error, anomalía, fallido,
            fallida
        """,
        Concept.MUST: """
            debe, deben, deberá, tiene que, tendrá que, ha de, se solicita, debes, deberán, tienen
            que, está obligado, se le solicita, se ruega, se requiere que, tiene pendiente, ha sido
            requerido, se le pide, se le ha pedido, se pide al, se pide a, se ruega al, se solicita
            al, se le ruega, pedimos al, rogamos al, solicitamos al
        """,
        Concept.DECLINES: """
            rechazado, rechazada, rechazo, rehusado, rehusada, denegado, denegada, rechaza, no
            aceptado
        """,
        Concept.REFUSED: """
            rechazado por ~ aduana, rechazada por ~ aduana, devuelto por ~ aduana, importación
            rechazada, importación denegada, entrada denegada, rechazado en aduana, aduana ~
            rechazado, denegado por ~ aduana, despacho denegado, aduana ~ rechaza, aduana ~
            denegado, aduana ha rechazado, no autorizado por la aduana, importación no autorizada,
            importación no permitida, ingreso denegado, ingreso no autorizado, entrada rechazada,
            entrada no autorizada, rechazo ~ aduana, prohibido su ingreso
        """,
        Concept.SEIZED: """
            incautado, incautada, decomisado, decomisada, confiscado, confiscada, aprehendido,
            incautación, decomiso, intervenido, incautados, decomisados, mercancía incautada,
            incautó, decomisó, comiso, secuestrado, confiscó
        """,
        Concept.PROHIBITED: "prohibido, prohibida, prohibidos, prohibidas, mercancía ilegal",
        Concept.EXPORT: """
            exportación, aduana de origen, aduana de salida, exportar, país de origen, aduana de
            exportación, país de salida, país remitente, país emisor, salida del país, al exportar,
            país de envío, país de expedición, país del remitente, país de procedencia
        """,
        Concept.IMPORT: """
            importación, destino, entrada, importar, aduana de destino, aduana de entrada, país de
            destino
        """,
        Concept.SENDER: "remitente, expedidor, exportador, vendedor",
        Concept.RECEIVER: """
            destinatario, consignatario, importador, comprador, cliente, usted, su nif, su dni, su
            rfc, su curp, su número de, su identificación, su pasaporte, su documento, su
            confirmación, su cédula
        """,
        Concept.AGENT: """
            transportista, agente, agente de aduanas, mensajería, mensajero, courier, operador,
            agente aduanal, agente aduanero, agente ~ ~ destinatario, agente ~ destinatario,
            despachante ~ destinatario, agente ~ importador, agente ~ ~ importador, transitario,
            aerolínea, línea aérea, transportadora, operador logístico, despachante, agencia de
            carga, broker
        """,
        Concept.ON_REQUEST: """
            solicitado/solicitada por el cliente/destinatario, a petición, a solicitud, por
            solicitud, por petición, solicitud del destinatario, a pedido, concertada, cita
            concertada, cita, aplazamiento solicitado, entrega concertada, según instrucciones, a
            elección
        """,
        Concept.INFO: """
            información recibida, pre registrado, prerregistrado, preadmisión, etiqueta creada,
            pendiente de admisión, pre admisión, información enviada, documentado, preregistrado,
            pendiente de recibir, pendiente de recepción, pendiente de entregar a, registrada,
            registrado, datos recibidos, creado, orden creada, etiqueta, pendiente de entregar a @,
            pendiente de depósito, aún no ha sido depositado, no depositado, orden de envío, guía
            generada, guía creada, etiqueta generada, envío creado, pedido creado, pedido
            confirmado, en preparación, preparando, preparado para envío, a la espera de ser
            depositado, espera de recibir, anunciado, aviso previo, a la espera de recolección,
            pendiente de recolección, aún no recibido, todavía no recibido, aún no hemos recibido,
            no recibido del remitente, sin ingresar, información de envío, datos de envío, listo
            para enviar, listo para envío, listo para ser enviado, pedido listo, a la espera del
            vendedor, esperando al vendedor, esperando que el vendedor, manifiesto, datos de
            facturación, electrónica, electrónico, electrónicamente, preaviso, ha preparado,
            preparó, remitente prepara, vendedor prepara, ha embalado
        """,
        Concept.ACCEPTED: """
            admitido, admisión, recogido, aceptado, depositado, recibido del remitente, recolectado,
            imposición, recepcionado, aceptada, entregado por el remitente, retirado del remitente,
            depositada, entregado a @, recibido por @, recibido por el transportista, recibida por
            el transportista, recibido por la agencia, recibido por el operador, recibido por la
            empresa de transporte, depositado por el remitente, entregado en oficina por el
            remitente, dejado por el remitente
        """,
        Concept.MOVING: """
            unidad/centro/oficina/zona de reparto/distribución, en tránsito, tránsito,
            en camino, clasificado, clasificación, llegado, llegada, en
            curso, salido, salida, centro, oficina, enviado, transporte, en reparto internacional,
            procesado, recibido, delegación, ha llegado, trasladado, en ruta, agencia, sale, alta
            en, lectura, leído, unidad, operaciones, expedido, arribo, despachado a, llegó, llega,
            arribado, ingreso, ingresó, ingresado, despachado, en planta, planta, bodega, almacén,
            hub, aeropuerto, vuelo, embarcado, desembarcado, escaneado, cargado, descargado,
            consolidado, viaja, viajando, transferido, derivado, remitido, enrutado, distribución,
            sucursal, centro logístico, plataforma, entrada en, entrada a, terminal, cartero,
            admitido en destino, salida de, reexpedido, en almacén, en el almacén, será
            transportado, será enviado a, instalaciones, instalación, en espera de tránsito, va
            camino, camino de, rumbo a, hacia su destino, hacia el destino
        """,
        Concept.ARRIVED: """
            llegado al país de destino, llegada al país de destino, en el país de destino, llegó al
            país de destino, llegada a destino internacional, llegado a país de destino, arribo al
            país de destino, recibido en el país de destino, ingresó al país de destino,
            llegó/llegado/llegada/arribó/arribado ~ país de destino, llegada a la oficina
            internacional de destino, llegado/llegada/llegó a españa, llegado/llegada/llegó a
            méxico, llegado/llegada/llegó a chile, llegado/llegada/llegó a argentina,
            llegado/llegada/llegó a colombia, llegado/llegada/llegó a perú, llegó al país, llegada
            al país, ingreso al país, ingresó al país, arribo al país, recibido en destino
            internacional, llegada ~ aeropuerto de destino, llegada a la oficina de importación,
            oficina de importación de destino, oficina de cambio de destino, oficina de intercambio
            de destino, llegada a oficina de destino internacional
        """,
        Concept.OUT: """
            en reparto, reparto, en proceso de entrega, en entrega, salió para entrega, en
            distribución, repartidor, salida a reparto, en ruta de entrega, hoy será entregado,
            salió a reparto, salido a repartir, a repartir, en camino hacia ~ destinatario, con el
            repartidor, cargado en ~ vehículo de reparto, repartiendo, vehículo de reparto, salida a
            distribución, en poder del repartidor, con el cartero, cartero en camino, mensajero en
            camino, en manos del repartidor, sale a reparto, salió a distribución, salido a reparto,
            en zona de reparto, en vehículo, en la calle, en ruta para entrega, en ruta hacia ~
            domicilio, listo para entrega, camino a su domicilio, llegará hoy, se entrega hoy, está
            siendo entregado, siendo entregado, entregándose, en reparto por, cartero va, cartero
            en, cartero está, mensajero va, repartidor va, repartidor está, va de camino a su
        """,
        Concept.READY: """
            pendiente de ser recogido, disponible, listo para recoger, pendiente de recogida, punto
            de recogida, a disposición, para su recogida, listo para recogida, puede recoger,
            estacionado en oficina, para recoger, listo/lista para ~ recoger/recogida/retirar, para
            su retiro, puede retirarlo, puede ser retirado, en taquilla, en citypaq, espera de ser
            recogido, entregado en ~ punto de recogida, entregado en ~ taquilla, espera en oficina,
            esperando su retiro, esperando ser retirado, disponible para, listo para retirar, en
            sucursal para retiro, para retirar, en punto de retiro, punto pack, depositado en
            taquilla, depositado en locker, en locker, en el locker, puede pasar a, recogerlo,
            retirarlo, en lista, apartado postal, listo para que lo recoja, listo para que lo
            retire, lista para que la recoja, listo para su recogida, listo para la recogida, listo
            para ser recogido, preparado para recoger, recogida en, guardado para recogida, en
            custodia para recogida, disponible para recogida, disponible para retirar, para ser
            retirado, para recogida del cliente, para que lo retire
        """,
        Concept.COLLECTED: """
            recogido por ~ destinatario, recogido por el cliente, retirado por, destinatario ha
            recogido, retirado por ~ destinatario, recogido por, ha retirado, ha recogido, retirado
            en sucursal, retirado por el cliente, retirado por el destinatario, recogido en oficina,
            recogido en, cliente retiró, destinatario retiró
        """,
        Concept.DELIVERED: """
            entregado, entregada, entregados, entrega realizada, entrega efectuada, entrega exitosa,
            entrega completada, entregado en buzón, depositado en buzón, entregado con éxito,
            entrega satisfactoria, recibió conforme, entregado a, entregado al destinatario, se
            entregó, se ha entregado, fue entregado, quedó entregado
        """,
        Concept.DELIVERY: "entrega, entregar, entregarse",
        Concept.FAILS: """
            fallida, fallido, no realizada, imposible, no efectuada, no se ha podido, no se pudo, no
            pudo, no fue posible, sin éxito, infructuosa, infructuoso, frustrada
        """,
        Concept.VEHICLE: "vehículo, camión, furgoneta, coche, moto, bicicleta",
        Concept.WAITS: "espera, esperando, a la espera, pendiente, aguarda",
        Concept.FETCH: """
            recogida, recoger, retiro, retirar, retirada, recoja, retire, venga a recoger, pase a
            recoger, lo recoja
        """,
        Concept.FETCHED: """
            recogido, recogida por, recogió, recogieron, retirado, retiró, retiraron, se llevó
        """,
        Concept.RECEIVED: "recibió, ha recibido, recibido",
        Concept.STANDS_IN: """
            vecino, vecina, conserje, conserjería, portería, portero, recepción, recepcionista,
            buzón, familiar, garaje, puerta, vigilante, compañero, tercera persona, lugar seguro,
            encargado, vigilancia, guardia, portera, recepcion, familiares, hijo, esposa, esposo,
            madre, padre, inquilino, vecinos, oficina de correspondencia, casilla, garita
        """,
        Concept.GIVEN: """
            entregado, entregada, dejado, dejada, depositado, depositada, recibido por, firmado
        """,
        Concept.HANDOVER: """
            entregado al transportista, entregado a ~ transportista, entregado a ~ agencia,
            entregado al operador, entregado a la aduana, entregado a aduana, entregado al
            mensajero, entregado a ~ mensajería, entregado a ~ línea, entregado a ~ aerolínea,
            cedido a, entregado/entregada ~ para su/la reparto/entrega/distribución, transferido a ~
            transportista, entregado a ~ operador, entregado al ~ transportista, lo entregó al, la
            entregó al, entregó al transportista, entregó a la agencia
        """,
        Concept.FAILED: """
            no entregado, intento de entrega, ausente, entrega fallida, no se ha podido entregar, no
            pudo ser entregado, intento fallido, rehusado, rechazado por, no se pudo entregar,
            entrega no realizada, destinatario ausente, rehusado por, no fue posible, imposible
            entregar, intento ~ entrega, ausencia del destinatario, nadie en, no pudo entregarse,
            dirección errónea, establecimiento cerrado, domicilio cerrado, visita fallida,
            desconocido en la dirección, recepción rechazada, entrega rechazada, entrega rehusada,
            entrega no efectuada, no efectuada, no localizado, no se encontró, no se encuentra,
            nadie en el domicilio, nadie responde, sin respuesta, ilocalizable, domicilio
            desconocido, destinatario desconocido, dirección inexistente, domicilio inexistente,
            local cerrado, comercio cerrado, cerrado, negocio cerrado, no pudimos, no hemos podido,
            no ha sido posible, segundo intento, nuevo intento, aviso de visita, dejado aviso, se
            dejó aviso, no atiende, entrega no conseguida, no quiso recibir, rehúsa, rehusó,
            destinatario rechaza, recusado, sin acceso, acceso denegado, acceso cerrado,
            urbanización cerrada, no hay acceso, imposible acceder, no estaba, no estaba en casa, no
            estaban, no se encontraba, no presente, entrega imposible por dirección incorrecta,
            destinatario no disponible, cliente no disponible, destinatario no presente, no estaba
            presente, intento de visita, no se puede entregar, no puede ser entregado, entrega sin
            éxito, entrega intentada, intento realizado, primer intento, tercer intento, último
            intento, visita realizada
        """,
        Concept.RETURN: """
            devuelto, devolución, devuelta, retorno, en devolución, retornado, devolver, se
            devuelve, retorna, vuelta a origen, devolviendo, devuelve, devueltos, regresa,
            regresado, regreso, de regreso, retorna a, retorno al remitente, retornar, reenviado al
            remitente, será devuelto, en retorno, reintegrado, volverá al, vuelve al, enviado de
            vuelta, enviada de vuelta, de vuelta al, regresará
        """,
        Concept.RETURN_DONE: """
            entregado al remitente, entregado ~ remitente, devuelto al remitente, remitente recibió,
            remitente ha recibido, recibió el paquete devuelto, de nuevo con el remitente
        """,
        Concept.LOST: """
            extraviado, extraviada, perdido, perdida, pérdida, robado, extravío, hurto, siniestrado,
            siniestro, robo, no localizable, desaparecido, no aparece, hurtado
        """,
        Concept.DESTROYED: "destruido, destruida, destrucción",
        Concept.CANCELLED: """
            cancelado, cancelada, anulado, anulada, orden ~ anulada, orden ~ cancelada, anulado el
        """,
        Concept.TROUBLE: """
            dañado, dañada, retraso, retrasado, retrasada, demora, incidencia, daños, problema,
            dirección incompleta, retenido, averiado, deteriorado, dirección insuficiente, demorado,
            no recogido, no retirado, no reclamado, dañados, roto, rota, mojado, avería, averiada,
            mal clasificado, mal direccionado, extravío, condiciones climáticas, clima, huelga,
            bloqueo, accidente, reprogramado, reprogramada, aplazado, aplazada, plazo de recogida
            vencido, plazo vencido, fuera de plazo, dirección ~ incorrecta, error de dirección,
            datos incorrectos, reembalado, reempaquetado, interrumpida, interrumpido, no recogida,
            dirección incorrecta, en espera, excepción, suspendido, en pausa, retenido por el
            transportista
        """,
        Concept.EXPIRED: "caducado, expirado, sin información",
        Concept.NOT: "no, sin, aún no, todavía no, nunca, ni, tampoco, nadie",
        Concept.IF: "si, en caso, siempre que, salvo, a menos que, en el caso",
        Concept.FUTURE: """
            será, serán, va a, en proceso, siendo, cuando, una vez, tras, después, si, para, antes,
            hasta, previsto, prevista, estimada, esperando, pendiente, espera, debe, mañana, en
            breve, a ser, ser, en curso, estará, estarán, podrá, quedará, deben, deberá, aguarda, a
            la espera, liberación en revisión, liberación pendiente, liberación en trámite, levante
            pendiente
        """,
        Concept.MAYBE: """
            puede, podría, posiblemente, posible, tales como, incluyendo, probablemente
        """,
        Concept.AND: "y, e, pero, luego",
        Concept.FINITE: "ha, han, fue, fueron, está, es, ha sido, se ha",
    },
    endings=(("ado|ada", "ad[oa]s?"), ("ido|ida", "id[oa]s?")),
    nouns="""
        estado, mercado, lado, sido, pedido, orden, jornada, entrada, salida, llegada,
        recogida, retirada, partida, recogido, retirado, llegado, salido, entrado,
        medida, parada, cuidado, vida, ida, demasiado, contenido, sentido, sacado
    """,
)
