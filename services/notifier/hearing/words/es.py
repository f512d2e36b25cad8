"""Spanish."""

from services.notifier.hearing.topics import Topic
from services.notifier.hearing.vocabulary import Vocabulary

VOCABULARY = Vocabulary(
    "es",
    {
        Topic.WHERE_IS_PARCEL: """
            aun/todavia no llegan, aun/todavia no me llegan,
            pedido/pedidos/paquete/paquetes/encomienda/compra/orden ~ sin
            moverse/avanzar/moverme/actualizarse/actualizar/llegar,
            pedido/pedidos/paquete/paquetes/encomienda/compra/orden ~
            debia/deberia/tenia ~ llegar/llegado/entregar, en transito
            desde/hace/todavia/aun,
            pedido/pedidos/paquete/paquetes/envio/encomienda/compra/producto/productos/articulo/articulos/orden
            ~ en transito, compre/ordene ~ y aun/todavia/no ~
            llega/llegan/llegado/llego, donde
            esta/estan/ta/anda/andan/queda/quedo/va/viene/sta
            mi/mis/el/la/los/un/nuestro/este/ese
            pedido/pedidos/paquete/paquetes/envio/encomienda/compra/producto/productos/articulo/articulos/orden,
            donde esta/estan/va/viene ahora/ya mi/mis/el/la/los/un/nuestro/este/ese
            pedido/pedidos/paquete/paquetes/envio/encomienda/compra/producto/productos/articulo/articulos/orden,
            donde se encuentra/encuentran/halla/quedo
            mi/mis/el/la/los/un/nuestro/este/ese
            pedido/pedidos/paquete/paquetes/envio/encomienda/compra/producto/productos/articulo/articulos/orden,
            donde esta lo que compre/pedi,
            pedido/pedidos/paquete/paquetes/envio/encomienda/compra/producto/productos/articulo/articulos/orden
            donde esta/anda/va/viene, ubicacion de
            mi/mis/el/la/los/un/nuestro/este/ese
            pedido/pedidos/paquete/paquetes/envio/encomienda/compra/producto/productos/articulo/articulos/orden,
            ubicacion del
            pedido/pedidos/paquete/paquetes/envio/encomienda/compra/producto/productos/articulo/articulos/orden,
            cuando ~
            llega/llegara/llegan/llegaran/llegar/llegaria/llegue/llegando/recibo/recibire/recibir/recibiremos/entregan/entregaran/entregar/entregarme/entregarnos/entregarlo/envian/enviaran/enviar/mandan/mandaran/mandar/despachan/despacharan/sale/saldra
            mi/mis/el/la/los/un/nuestro/este/ese
            pedido/pedidos/paquete/paquetes/envio/encomienda/compra/producto/productos/articulo/articulos/orden,
            pedido/pedidos/paquete/paquetes/envio/encomienda/compra/producto/productos/articulo/articulos/orden
            cuando ~ llega/llegara/llegan/llegaria, cuando ~
            llega/llegara/llegan/llegaran/llegar/llegaria/llegue/llegando/recibo/recibire/recibir/recibiremos/entregan/entregaran/entregar/entregarme/entregarnos/entregarlo/envian/enviaran/enviar/mandan/mandaran/mandar/despachan/despacharan/sale/saldra
            a mi casa/domicilio, cuando ~ lo
            recibo/recibire/recibiremos/entregan/entregaran/envian/enviaran/mandan/tendre,
            cuando ~ recibirlo/entregarlo/entregarmelo, cuando deberia/deberian/debe
            ~ llegar/llegarme, que dia/fecha ~
            llega/llegara/llegaria/llegar/entregan/entregaran/recibo/recibire/recibir,
            cuanto tarda/tardara/tardaria/demora/demorara/tardan/falta/tiempo ~
            envio/llegar/llegue/entrega/entregar/entregarme/recibir/pedido/paquete,
            cuanto ~ tarda/tardara/demora/demorara en/para llegar, cuanto tiempo ~
            tarda/tardara/demora/demorara ~
            llegar/envio/entrega/entregar/pedido/paquete, cuanto ~ esperar ~
            pedido/pedidos/paquete/paquetes/encomienda/compra/orden, cuantos dias ~
            tarda/demora/llegar/llega/entrega/envio/faltan, plazo/tiempo/fecha ~
            entrega/llegada/envio,
            seguimiento/rastreo/tracking/guia/envio/paquete/pedido ~ no ~
            actualiza*/mueve/movido/avanza/avanzado/cambia/cambiado,
            seguimiento/rastreo/tracking ~ no ~ funciona/aparece/sale/muestra/carga,
            no ~ actualiza* ~ seguimiento/rastreo/tracking/estado,
            seguimiento/rastreo/pedido/paquete/envio ~
            parado/detenido/estancado/atascado, no hay/tengo/veo
            movimiento/movimientos/actualizaciones, sin
            movimiento/movimientos/actualizacion/actualizaciones, no puedo
            rastrear/rastrearlo/seguirlo,
            noticias/novedad/novedades/info/informacion de/del/con/sobre ~
            pedido/pedidos/paquete/paquetes/encomienda/compra/orden,
            estado/estatus/status/situacion de mi/mis/el/la/los/un/nuestro/este/ese
            pedido/pedidos/paquete/paquetes/encomienda/compra/orden,
            estado/estatus/status/situacion del
            pedido/pedidos/paquete/paquetes/encomienda/compra/orden, estado del
            envio, estado de mi envio, estado esta/va/tiene
            mi/mis/el/la/los/un/nuestro/este/ese
            pedido/pedidos/paquete/paquetes/encomienda/compra/orden, estado se
            encuentra mi/mis/el/la/los/un/nuestro/este/ese
            pedido/pedidos/paquete/paquetes/encomienda/compra/orden, como
            va/viene/anda mi
            pedido/pedidos/paquete/paquetes/encomienda/compra/orden, aun/todavia no
            ~ llega/llego/llegado/llegan/recibo/recibi/recibido/tengo
            mi/mis/el/la/los/un/nuestro/este/ese
            pedido/pedidos/paquete/paquetes/envio/encomienda/compra/producto/productos/articulo/articulos/orden,
            aun/todavia no ~ llega/llegado/recibo/recibido nada, aun/todavia no lo
            recibo/recibi/tengo, aun/todavia no lo he recibido,
            pedido/pedidos/paquete/paquetes/envio/encomienda/compra/producto/productos/articulo/articulos/orden
            aun/todavia no ~
            llega/llego/llegado/llegan/recibo/recibi/recibido/viene/sale,
            pedido/pedidos/paquete/paquetes/encomienda/compra/orden ~ y/pero/que
            aun/todavia no ~ llega/llego/llegado,
            mi/mis/el/la/los/un/nuestro/este/ese
            pedido/pedidos/paquete/paquetes/envio/encomienda/compra/producto/productos/articulo/articulos/orden
            no llega/llegan/aparece, mi/mis/el/la/los/un/nuestro/este/ese
            pedido/pedidos/paquete/paquetes/envio/encomienda/compra/producto/productos/articulo/articulos/orden
            no me llega/llegan, mi/mis/el/la/los/un/nuestro/este/ese
            pedido/pedidos/paquete/paquetes/envio/encomienda/compra/producto/productos/articulo/articulos/orden
            no ha/han llegado, mi/mis/el/la/los/un/nuestro/este/ese
            pedido/pedidos/paquete/paquetes/envio/encomienda/compra/producto/productos/articulo/articulos/orden
            no me ha/han llegado, no me/nos llega/llegan
            mi/mis/el/la/los/un/nuestro/este/ese
            pedido/pedidos/paquete/paquetes/envio/encomienda/compra/producto/productos/articulo/articulos/orden,
            no llega mi/mis/el/la/los/un/nuestro/este/ese
            pedido/pedidos/paquete/paquetes/envio/encomienda/compra/producto/productos/articulo/articulos/orden,
            no me/nos ha/han llegado mi/mis/el/la/los/un/nuestro/este/ese
            pedido/pedidos/paquete/paquetes/envio/encomienda/compra/producto/productos/articulo/articulos/orden,
            no ha llegado mi/mis/el/la/los/un/nuestro/este/ese
            pedido/pedidos/paquete/paquetes/envio/encomienda/compra/producto/productos/articulo/articulos/orden,
            no he/hemos recibido mi/mis/el/la/los/un/nuestro/este/ese
            pedido/pedidos/paquete/paquetes/envio/encomienda/compra/producto/productos/articulo/articulos/orden,
            no lo he recibido, sin recibir/tener
            mi/mis/el/la/los/un/nuestro/este/ese
            pedido/pedidos/paquete/paquetes/encomienda/compra/orden, sin recibir
            nada, sigo sin recibirlo, esperando mi/mis/el/la/los/un/nuestro/este/ese
            pedido/pedidos/paquete/paquetes/encomienda/compra/orden, esperando
            mi/mis/el/la/los/un/nuestro/este/ese producto/articulo, esperando mi
            envio, esperando ~ llegue mi/mis/el/la/los/un/nuestro/este/ese
            pedido/pedidos/paquete/paquetes/envio/encomienda/compra/producto/productos/articulo/articulos/orden,
            ya ~
            enviaron/enviado/mandaron/mandado/despacharon/despachado/salio/envio
            mi/mis/el/la/los/un/nuestro/este/ese
            pedido/pedidos/paquete/paquetes/envio/encomienda/compra/producto/productos/articulo/articulos/orden,
            han enviado/mandado/despachado mi
            pedido/pedidos/paquete/paquetes/encomienda/compra/orden, lo
            enviaron/mandaron/despacharon ya, ya lo enviaron/mandaron/despacharon,
            ya lo han enviado/mandado,
            pedido/pedidos/paquete/paquetes/envio/encomienda/compra/producto/productos/articulo/articulos/orden
            ya fue enviado/despachado,
            pedido/pedidos/paquete/paquetes/envio/encomienda/compra/producto/productos/articulo/articulos/orden
            ya salio, que/q paso/pasa/sucede/paso con
            mi/mis/el/la/los/un/nuestro/este/ese
            pedido/pedidos/paquete/paquetes/envio/encomienda/compra/producto/productos/articulo/articulos/orden,
            que hay de mi/mis/el/la/los/un/nuestro/este/ese
            pedido/pedidos/paquete/paquetes/envio/encomienda/compra/producto/productos/articulo/articulos/orden,
            pedido/pedidos/paquete/paquetes/envio/encomienda/compra/producto/productos/articulo/articulos/orden
            ~ retrasado/retraso/atrasado/demorado/demora/tardando/demorando,
            tarda/tardando/demora/demorando mucho/demasiado ~
            llegar/envio/entrega/pedido/paquete
        """,
        Topic.NOT_RECEIVED: """
            dice/dicen que ~ entrego/dejo/entregaron/dejaron, no hay/habia/encuentro
            nada, entregado a otra/otro,
            dice/pone/sale/aparece/figura/marca/consta/indica/muestra/salio ~
            entregado/entregada/entregados/recibido, como entregado/entregada,
            entregado pero/y, nunca ~
            llego/llega/llegaron/llegado/recibi/recibido/entregaron/vino, no me/nos
            llego nada/mi/el/ningun, no llego nada/mi/el/ningun, no recibi
            nada/mi/el/ningun, no lo recibi, no lo tengo, no he/hemos recibido nada,
            no me ha llegado nada, no me ~ entregaron/entregado, no fue entregado,
            perdido, perdio, perdieron, extravi*, robado, robaron, otra persona ~
            recibio/firmo/recogio, alguien ~ recibio/firmo/recogio,
            entregaron/entregado/dejaron ~ otra/otro/vecino/equivocada, no ~ mi
            firma
        """,
        Topic.CUSTOMS: """
            pagar/pague ~ para/por liberar/retirar/recoger/sacar, pide/piden ~
            pagar, cobran/cobrar ~ liberar/retirar/recoger/entregar, liberar
            mi/mis/el/la/los/un/nuestro/este/ese
            pedido/pedidos/paquete/paquetes/envio/encomienda/compra/producto/productos/articulo/articulos/orden,
            aduan*, arancel*, impuesto, impuestos, iva, tasas, gastos de
            importacion, factura comercial, certificado de origen, despacho ~
            importacion
        """,
        Topic.DAMAGED: """
            partido, partida, partidos, partidas, en pedazos, roto, rota, rotos,
            rotas, rompio, rompieron, danad*, averiad*, defectuos*, defecto,
            defectos, golpead*, aplastad*, rayad*, rajad*, agrietad*, quebrad*,
            estropead*, descompuest*, malograd*, abollad*, manchad*, mojad*, no ~
            funciona/funcionan/sirve/sirven/enciende/prende/carga/arranca, dejo de
            funcionar, mal estado, hecho pedazos/trizas, llego/vino/viene mal
        """,
        Topic.NOT_AS_DESCRIBED: """
            producto/articulo/modelo correcto, y lo/la/los/las pedi/queria/compre,
            pedi/compre/queria/elegi/ordene ~ y me/nos ~
            llego/llegaron/mandaron/enviaron/vino/ha llegado, no es lo que ~
            pedi/compre/ordene/esperaba/pedido/comprado, no es el/la que ~
            pedi/compre/pedido/comprado, no es igual, no es como, no corresponde*,
            no coincide*, diferente/distinto/distinta ~
            foto/fotos/descripcion/anuncio/imagen,
            producto/articulo/color/talla/talle/modelo/tamano/medida ~
            equivocad*/incorrect*/erroneo/erronea/diferente/distint*, otro
            producto/articulo/color/modelo, me/nos enviaron/mandaron otro/otra,
            talla/talle/tamano ~ pequen*/grande/chico/chica, muy/demasiado
            pequen*/chic*/grande*/cort*/larg*/ajustad*/apretad*, queda/quedan ~
            grande*/chic*/pequen*/ajustad*/apretad*/cort*/larg*, no me
            queda/quedan/vale/entra/entran, mala/pesima/baja calidad, calidad
            mala/pesima/baja, segunda mano, chafa
        """,
        Topic.SHORT: """
            pedido completo, paquete completo, no ~ completo/completa/completos,
            faltaba, faltaban, venian/vinieron/llegaron/eran ~ y ~
            decia/son/pedi/eran/compre, deberian/debian/tenian/deberia ~ ser/venir,
            falta/faltan/falto/faltaba/faltaron
            un/una/uno/unos/el/la/los/las/dos/tres/algo/parte/piezas/pieza/accesorios/cosas,
            me/nos falta/faltan/falto, faltante*, incomplet*, solo ~
            llego/llegaron/vino/recibi/recibido/llegado/venia/enviaron/mandaron,
            caja/sobre/paquete vacio/vacia, no trae/traia/venia, no vino
            el/la/con/los, vino sin
        """,
        Topic.RETURN: """
            devolver, devolverlo, devolverla, devolverlos, devolverlas, devolucion*,
            devuelvo, cambiarlo, cambiarla, cambiarlos, cambio/cambiar por/de
            talla/otro/otra/color/modelo, cambiar ~ talla/talle/color/modelo,
            regresarlo, regresar ~ producto/articulo/paquete
        """,
        Topic.REFUND: """
            me devuelv*/devolv*/regres*, devuelv*/regres* lo que, lo que
            pague/pagamos, lo pagado, la devolucion ~ dinero, reembols*, rembols*,
            reintegr*, devuelv*/devolver/devolverme/devolucion/regres* ~
            dinero/plata/importe/pago, mi dinero/plata, quiero ~ dinero/plata,
            dinero de vuelta, compensacion, compensar, contracargo
        """,
        Topic.CANCEL: """
            dar/darme/den/dad/doy ~ baja, cancel*, anul*, no lo/la/los/las quiero,
            ya no ~ quiero/necesito/queremos, cambie de opinion/idea, desisto,
            desistir
        """,
        Topic.ADDRESS: """
            cambi*/modific*/corregir/corrij*/actualiz*/equivoque/error ~
            direccion/domicilio, direccion/domicilio ~
            mal/incorrect*/equivocad*/erronea/incomplet*/nueva/nuevo/cambio,
            mal/otra/nueva/nuevo/diferente/distinta ~ direccion/domicilio, me mude,
            me he mudado, nos mudamos, mudanza, codigo postal, mi direccion ~ es
        """,
        Topic.RECEIVED: """
            acabo de recibir*, perfecto estado, buen estado, excelente estado, ya ~
            llego/llegaron/recibi, ya lo/la/los/las tengo, ya lo/la/los/me he/ha
            recibido/llegado, ha/han llegado ~
            bien/perfecto/perfectamente/hoy/ayer/correctamente, llego ~
            bien/perfecto/perfectamente/hoy/ayer/ok, recibi ~
            bien/perfecto/conforme/hoy/ayer, he recibido ~
            bien/perfecto/perfectamente, paquete/pedido recibido, todo
            perfecto/bien/correcto/ok/excelente, todo en orden, gracias por
            todo/el/la/los/tan, me encanta, me encanto, muy
            contento/contenta/satisfecho/satisfecha, recibido gracias/ok/perfecto
        """,
        Topic.THREAT: """
            report*, disput*, controversia*, reclamo, reclamos, reclamacion*,
            reclamar*, abr*/pon*/inici*/levant* ~ caso/queja/incidencia,
            mala/malas/malo/negativa/negativas/negativo/pesima ~
            valoracion/resena/calificacion/opinion/puntuacion/nota/comentario/comentarios,
            valoracion/resena/calificacion/opinion/puntuacion/comentario/feedback ~
            negativ*/mala/malo/pesim*, una/1 estrella, estaf*, timo, timador*,
            timad*, fraud*, ladron*, robo, robando, roban, ratero*, engan*,
            mentiros*, sinverguenz*, ultima advertencia/vez/oportunidad, ultimo
            aviso, atengase/atenganse, amenaz*, matar*, arrepentir*
        """,
        Topic.INJURY: """
            dio/da/daba corriente/corrientazo/toques/calambre,
            corte/corto/cortado/cortada ~ dedo/mano/dedos, ronchas, quem*, herid*,
            lesion*, me corte, me he cortado, hospital*, medico, doctor, urgencias,
            alerg*, sarpullid*, irritacion, intoxic*, envenen*, enferm*, descarga
            electrica, calambre, electrocut*, explot*, explosion, incendi*, fuego,
            humo, peligros*, hizo/hecho dano, lastim*, sangr*, cortocircuito, corto
            circuito
        """,
        Topic.LAW: """
            abogad*, denunci*, demandar*, demanda, demandas, juzgado*, juicio*,
            tribunal*, judicial*, juez, policia*, guardia civil, fiscalia, profeco,
            sernac, indecopi, condusef, omic, facua, ocu, consumidor*, consumo,
            hoja/hojas de reclamacion*, legal*, autoridad*, la ley, proteccion de
            datos, rgpd
        """,
        Topic.COUNTERFEIT: """
            falso, falsa, falsos, falsas, falsific*, imitacion*, replica*, pirata*,
            copia, trucho, trucha, no ~
            original/originales/autentico/autentica/autenticos/genuin*/verdader*
        """,
    },
)
