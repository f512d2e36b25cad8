"""Portuguese."""

from services.connectors.carriers.words.lexicon import Concept, Lexicon

LEXICON = Lexicon(
    "pt",
    {
        Concept.COD: "à cobrança, contra reembolso",
        Concept.CUSTOMS: """
            alfândega, alfândegas, alfandegário, alfandegária, aduana, aduaneiro, aduaneira,
            receita federal, rfb, órgão de fiscalização, órgãos fiscalizadores, órgão anuente,
            órgãos anuentes, órgão fiscalizador, anatel, anvisa, ibama, vigiagro, exército,
            mapa, autoridade tributária
        """,
        Concept.CLEARING: """
            fiscalização, fiscalizado, desembaraço, desalfandegamento, processo de liberação,
            dsi, despacho aduaneiro, desembaraço aduaneiro, revisão de tributos,
            conferência aduaneira, nacionalização
        """,
        Concept.CLEARED: """
            dispensado do pagamento, isento de impostos, isento de tributos, desalfandegado,
            desalfandegada, desembaraçado, desembaraçada, nacionalizado
        """,
        Concept.RELEASED: "liberado, liberada, liberados, autorizado, autorizada",
        Concept.LEFT: "saída, saiu, deixou",
        Concept.DONE: """
            concluídos, concluídas, finalizadas, finalizados, finalizada, finalizado, concluída,
            concluído, terminada, terminado, completa, completo, encerrada
        """,
        Concept.HELD: "retido, retida, retidos, bloqueado, parado, detido, detida, retenção",
        Concept.LIFTED: "resolvido, resolvida, solucionado",
        Concept.INSPECTION: "inspeção, vistoria, conferência, verificação",
        Concept.NEEDED: """
            aguardando, faltam, falta, faltando, necessária, necessário, requerido, requerida,
            solicitado, solicitada, solicitados, pendente, incompleto, incompleta, incorreto,
            incorreta, problemas na, exigido, exigida, deve, seguir orientações, aguarda,
            a pagar, apresentar, ausente
        """,
        Concept.PAPERS: """
            documento, documentos, documentação, fatura, nota fiscal, certificado, declaração,
            licença, cpf, cnpj, cn22, cn23, cn 22, cn 23, nif, comprovativo, comprovante,
            autorização de importação, faltam informações
        """,
        Concept.SENDERS_PAPERS: """
            fatura, faturas, nota fiscal, declaração, cn22, cn23, cn 22, cn 23,
            certificado de origem
        """,
        Concept.DETAILS: "informações, informação, dados, ação, resposta",
        Concept.DUTY: """
            tributo, tributos, imposto, impostos, tributação, taxa, taxas, direitos aduaneiros,
            iva, icms, direitos
        """,
        Concept.ASSESSED: "tributado, tributada, tributados",
        Concept.PAY: "pagamento, pagar, despacho postal",
        Concept.PAID: """
            pago, paga, pagos, pagamento confirmado, pagamento efetuado, pagamento recebido
        """,
        Concept.PROBLEM: "problema, problemas, falha, erro, irregularidade, anomalia, incidente",
        Concept.REFUSED: """
            não foi autorizada, importação não autorizada, importação recusada,
            devolvido ao país de origem, devolução autorizada pela,
            autorização da receita federal para devolução, recusado pela ~ alfândega,
            devolvido pela ~ alfândega, devolvido pela ~ receita, entrada recusada,
            análise de destinação, rejeitado pela ~ alfândega
        """,
        Concept.SEIZED: """
            encaminhado para apreensão, apreendido, apreendida, apreensão, confiscado,
            perdimento
        """,
        Concept.PROHIBITED: "proibido, proibida, proibidos, proibidas",
        Concept.EXPORT: "exportação, país de origem, alfândega de origem",
        Concept.IMPORT: "importação, destino, entrada",
        Concept.SENDER: "remetente, vendedor, exportador, expedidor, contratante",
        Concept.RECEIVER: "destinatário, importador, comprador, cliente, sua ação, você",
        Concept.AGENT: "transportadora, transportador, despachante, operadora",
        Concept.ON_REQUEST: """
            solicitado/solicitada pelo cliente/destinatário, pelo cliente, a pedido,
            por solicitação do destinatário, solicitação do destinatário,
            a pedido do destinatário
        """,
        Concept.INFO: """
            etiqueta emitida, pré postado, informação recebida, informações recebidas,
            objeto ainda não chegou, pré registado, aguardando postagem, envio registado
        """,
        Concept.ACCEPTED: """
            postado, postada, aceite, coletado, recolhido, aceitação, recebido na agência,
            admitido
        """,
        Concept.MOVING: """
            em trânsito, trânsito, encaminhado, encaminhada, em transferência, chegou, recebido,
            partiu, saiu de, centro, unidade, enviado, expedido, expedição, a caminho, entrada,
            transporte
        """,
        Concept.ARRIVED: """
            recebido pelos correios do brasil, chegou ao país de destino,
            chegada ao país de destino, no país de destino, recebido no país de destino
        """,
        Concept.OUT: """
            saiu para entrega, em entrega, a ser entregue, em distribuição,
            para entrega ao destinatário, saiu para distribuição, rota de entrega, em rota
        """,
        Concept.READY: """
            aguardando retirada, disponível para levantamento, disponível para retirada,
            disponível, pronto para levantamento, pronto para retirada, ponto de retirada,
            aguarda levantamento
        """,
        Concept.COLLECTED: """
            levantado pelo, retirado pelo, levantada pelo, retirado por, levantado no
        """,
        Concept.DELIVERED: """
            entregue, entregues, entrega efetuada, entrega realizada, entrega conseguida
        """,
        Concept.HANDOVER: """
            entregue à transportadora, entregue a ~ transportadora, entregue ao transportador,
            entregue à alfândega, entregue ao parceiro, entregue ao operador,
            entregue na unidade
        """,
        Concept.FAILED: """
            tentativa de entrega, não foi possível, não entregue, entrega não efetuada,
            entrega ~ não efetuada, entrega não pode ser, cliente/destinatário/morador ausente,
            ausente no, desconhecido no local, sem expediente, estabelecimento fechado,
            carteiro não atendido, endereço incorreto, recusado pelo,
            entrega falhada, não atendido, entrega não realizada, recusou, não conseguida
        """,
        Concept.RETURN: """
            devolvido, devolvida, devolução, retorno, a ser devolvido, será devolvido,
            entrega ao remetente
        """,
        Concept.RETURN_DONE: "entregue ao remetente, devolvido ao remetente",
        Concept.LOST: "extraviado, extraviada, perdido, não localizado, roubado, furtado",
        Concept.DESTROYED: "destruído, destruída, inutilizado",
        Concept.CANCELLED: "cancelado, cancelada, anulado",
        Concept.TROUBLE: """
            danificado, danificada, embalagem danificada, atraso, atrasado, avariado, problema,
            retido, prazo de retirada encerrado, erro, não retirou
        """,
        Concept.EXPIRED: "expirado, sem informações",
        Concept.NOT: "não, sem, ainda não, nunca, nem",
        Concept.IF: "se, caso",
        Concept.FUTURE: """
            será, serão, vai, em processo, sendo, quando, após, depois, se, para, antes, até,
            previsto, prevista, aguardando, aguarda, em breve, amanhã, a ser, deve, ser,
            assim que
        """,
        Concept.MAYBE: "pode, poderá, possivelmente, poderia, tais como, incluindo",
        Concept.AND: "e, mas, porém",
        Concept.FINITE: "foi, foram, está, é, tem, estão",
    },
)
