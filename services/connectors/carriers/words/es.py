"""Spanish."""

from services.connectors.carriers.words.lexicon import Concept, Lexicon

LEXICON = Lexicon(
    "es",
    {
        Concept.COD: "reembolso, contra reembolso, contraentrega",
        Concept.CUSTOMS: """
            aduana, aduanas, aduanero, aduanera, aduaneros, aduaneras, agencia tributaria,
            autoridad aduanera, receta aduanera
        """,
        Concept.CLEARING: """
            trámite/trámites/tramitación de importación, despacho aduanero, despacho de aduana,
            despacho de aduanas, desaduanaje, desaduanización,
            trámites/trámite de aduana/aduanas, trámites aduaneros, trámite aduanero,
            desaduanamiento, control aduanero, nacionalización, proceso de importación,
            proceso de despacho, despacho
        """,
        Concept.CLEARED: """
            desaduanado, desaduanada, desaduanizado, nacionalizado, despachado por,
            despachado de aduana, aduanado
        """,
        Concept.RELEASED: """
            liberado, liberada, liberados, autorizado, autorizada, levante, levantado,
            liberación, despachado
        """,
        Concept.LEFT: "salida, salido, salió, sale, dejó, abandona, abandonado, abandonó",
        Concept.DONE: """
            finalizadas, terminado, completados, concluidos, finalizado, finalizada,
            finalizados, completado, completada, terminada, concluido, superado, completo,
            con éxito, exitoso, realizado
        """,
        Concept.HELD: """
            retenido, retenida, retenidos, detenido, detenida, bloqueado, parado, paralizado,
            retención, inmovilizado, estacionado
        """,
        Concept.LIFTED: "resuelto, resuelta, solucionado, levantada la retención, subsanado",
        Concept.INSPECTION: "inspección, revisión, reconocimiento, control, verificación",
        Concept.NEEDED: """
            requerido, requerida, requiere, requieren, requeridos, necesario, necesaria, falta,
            faltan, faltante, faltantes, incompleto, incompleta, incorrecto, incorrecta,
            pendiente de, pendiente, solicitado, solicitada, solicita, debe, necesita,
            necesitan, esperando, en espera de, aportar, a la espera de, contacte, contactar,
            exigido, presentar
        """,
        Concept.PAPERS: """
            documento, documentos, documentación, factura, certificado, declaración, licencia,
            permiso, dni, nif, nie, cn22, cn23, cn 22, cn 23, dua, autorización, rfc, curp,
            cédula, eori
        """,
        Concept.SENDERS_PAPERS: """
            factura, facturas, declaración, cn22, cn23, cn 22, cn 23, certificado de origen,
            lista de empaque
        """,
        Concept.DETAILS: "información, datos, informaciones, respuesta, acción",
        Concept.DUTY: """
            derechos, arancel, aranceles, impuesto, impuestos, iva, tasas, tasas de importación,
            gastos de aduana, derechos de importación
        """,
        Concept.ASSESSED: "gravado, liquidación emitida",
        Concept.PAY: "pago, pagar, abonar, abono, gastos, cargos",
        Concept.PAID: "pagado, pagada, pagados, abonado, abonados, pago recibido, pago confirmado",
        Concept.PROBLEM: """
            problema, problemas, incidencia, incidencias, fallo, error, anomalía, fallido,
            fallida
        """,
        Concept.REFUSED: """
            rechazado por ~ aduana, rechazada por ~ aduana, devuelto por ~ aduana,
            importación rechazada, importación denegada, entrada denegada, rechazado en aduana,
            aduana ~ rechazado, denegado por ~ aduana, despacho denegado
        """,
        Concept.SEIZED: """
            incautado, incautada, decomisado, decomisada, confiscado, confiscada, aprehendido,
            incautación, decomiso, intervenido
        """,
        Concept.PROHIBITED: "prohibido, prohibida, prohibidos, prohibidas, mercancía ilegal",
        Concept.EXPORT: "exportación, aduana de origen, aduana de salida, exportar, país de origen",
        Concept.IMPORT: "importación, destino, entrada, importar",
        Concept.SENDER: "remitente, expedidor, exportador, vendedor",
        Concept.RECEIVER: "destinatario, consignatario, importador, comprador, cliente, usted",
        Concept.AGENT: """
            transportista, agente, agente de aduanas, mensajería, mensajero, courier, operador
        """,
        Concept.ON_REQUEST: """
            solicitado/solicitada por el cliente/destinatario, a petición, a solicitud,
            por solicitud, por petición, solicitud del destinatario, a pedido
        """,
        Concept.INFO: """
            información recibida, pre registrado, prerregistrado, preadmisión, etiqueta creada,
            pendiente de admisión, pre admisión, información enviada, documentado
        """,
        Concept.ACCEPTED: """
            admitido, admisión, recogido, aceptado, depositado, recibido del remitente,
            recolectado, imposición
        """,
        Concept.MOVING: """
            en tránsito, tránsito, en camino, clasificado, clasificación, llegado, llegada,
            en curso, salido, salida, centro, oficina, enviado, transporte,
            en reparto internacional, procesado, recibido, delegación, ha llegado, trasladado
        """,
        Concept.ARRIVED: """
            llegado al país de destino, llegada al país de destino, en el país de destino,
            llegó al país de destino, llegada a destino internacional
        """,
        Concept.OUT: """
            en reparto, reparto, en proceso de entrega, en entrega, salió para entrega,
            en distribución, repartidor, salida a reparto, en ruta de entrega,
            hoy será entregado
        """,
        Concept.READY: """
            pendiente de ser recogido, disponible, listo para recoger, pendiente de recogida,
            punto de recogida, a disposición, para su recogida, listo para recogida,
            puede recoger, estacionado en oficina, para recoger
        """,
        Concept.COLLECTED: """
            recogido por ~ destinatario, recogido por el cliente, retirado por,
            destinatario ha recogido
        """,
        Concept.DELIVERED: """
            entregado, entregada, entregados, entrega realizada, entrega efectuada,
            entrega exitosa, entrega completada
        """,
        Concept.HANDOVER: """
            entregado al transportista, entregado a ~ transportista, entregado a ~ agencia,
            entregado al operador, entregado a la aduana, entregado a aduana,
            entregado al mensajero, entregado a ~ mensajería, entregado a ~ línea,
            entregado a ~ aerolínea, cedido a
        """,
        Concept.FAILED: """
            no entregado, intento de entrega, ausente, entrega fallida,
            no se ha podido entregar, no pudo ser entregado, intento fallido,
            dirección incorrecta, rehusado, rechazado por, no se pudo entregar,
            entrega no realizada, destinatario ausente, rehusado por, no fue posible,
            imposible entregar
        """,
        Concept.RETURN: "devuelto, devolución, devuelta, retorno, en devolución, retornado",
        Concept.RETURN_DONE: "entregado al remitente, entregado ~ remitente, devuelto al remitente",
        Concept.LOST: "extraviado, extraviada, perdido, perdida, pérdida, robado",
        Concept.DESTROYED: "destruido, destruida, destrucción",
        Concept.CANCELLED: "cancelado, cancelada, anulado, anulada",
        Concept.TROUBLE: """
            dañado, dañada, retraso, retrasado, retrasada, demora, incidencia, daños, problema,
            dirección incompleta, retenido
        """,
        Concept.EXPIRED: "caducado, expirado, sin información",
        Concept.NOT: "no, sin, aún no, todavía no, nunca, ni, tampoco",
        Concept.IF: "si, en caso",
        Concept.FUTURE: """
            será, serán, va a, en proceso, siendo, cuando, una vez, tras, después, si, para,
            antes, hasta, previsto, prevista, estimada, esperando, pendiente, espera, debe,
            mañana, en breve, a ser, ser, en curso
        """,
        Concept.MAYBE: """
            puede, podría, posiblemente, posible, tales como, incluyendo, probablemente
        """,
        Concept.AND: "y, e, pero, luego",
        Concept.FINITE: "ha, han, fue, fueron, está, es, ha sido, se ha",
    },
)
