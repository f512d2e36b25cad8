"""Portuguese."""

from services.connectors.carriers.words.lexicon import Concept, Lexicon

LEXICON = Lexicon(
    "pt",
    {
        Concept.CUSTOMS: """
            alfândega, alfândegas, alfandegário, alfandegária, aduana, aduaneiro, aduaneira, receita
            federal, rfb, órgão de fiscalização, órgãos fiscalizadores, órgão anuente, órgãos
            anuentes, órgão fiscalizador, anatel, anvisa, ibama, vigiagro, exército, mapa,
            autoridade tributária, alfandegários, alfandegárias, aduaneiras, aduaneiros, aduanas,
            unidade de fiscalização, unidade de importação, inmetro, polícia federal, despachante,
            órgão governamental, agência governamental, autoridade governamental, autoridades
            alfandegárias, autoridade aduaneira, autoridades aduaneiras, serviços aduaneiros, at
            alfândega, serviço de alfândega, receita, alfandegado, alfandegada
        """,
        Concept.CLEARING: """
            fiscalização, fiscalizado, desembaraço, desalfandegamento, processo de liberação, dsi,
            despacho aduaneiro, desembaraço aduaneiro, revisão de tributos, conferência aduaneira,
            nacionalização, liberação alfandegária, liberação aduaneira, processamento aduaneiro,
            trâmites aduaneiros, formalidades aduaneiras, controlo aduaneiro, controle aduaneiro,
            desalfandegar, despacho alfandegário, revisão do tributo, revisão de tributo, processo
            alfandegário, processo aduaneiro, processo de desalfandegamento, desembaraçar,
            procedimentos aduaneiros, procedimento aduaneiro, trâmite aduaneiro, declaração
            aduaneira, análise aduaneira, verificação alfandegária, verificação aduaneira, inspeção
            aduaneira, formalidades alfandegárias, procedimentos alfandegários, análise fiscal,
            apresentado para análise, apresentado para revisão, digitalização de importação, estado
            aduaneiro
        """,
        Concept.CLEARED: """
            dispensado do pagamento, isento de impostos, isento de tributos, desalfandegado,
            desalfandegada, desembaraçado, desembaraçada, nacionalizado, desalfandegados,
            nacionalizada, desembaraço concluído, passou pela alfândega, saiu da alfândega, passou
            na alfândega, libertado pela alfândega, alfândega concluída, passou no controlo, passou
            pelo controlo, passou na inspeção, superou a alfândega
        """,
        Concept.RELEASED: """
            liberado, liberada, liberados, autorizado, autorizada, libertado, libertada, liberadas,
            libertados, desbloqueado, desbloqueada, desimpedido, liberou, libertou, autorizou,
            liberaram
        """,
        Concept.LEFT: "saída, saiu, deixou, saindo, a sair, deixando",
        Concept.DONE: """
            concluídos, concluídas, finalizadas, finalizados, finalizada, finalizado, concluída,
            concluído, terminada, terminado, completa, completo, encerrada, concluiu, terminou,
            finalizou, encerrado, realizado, realizada, com sucesso, aprovado, aprovada, efetuada,
            efetuado, ultrapassada, ultrapassado, deferido
        """,
        Concept.HELD: """
            retido, retida, retidos, bloqueado, parado, detido, detida, retenção, bloqueada, parada,
            imobilizado, imobilizada, apreendido temporariamente, retidas, suspenso, suspensa,
            interceptado, detidos, aguardando na alfândega, travado, travada, preso na, presa na,
            sob custódia
        """,
        Concept.LIFTED: "resolvido, resolvida, solucionado",
        Concept.INSPECTION: """
            inspeção, vistoria, conferência, verificação, inspecionado, exame, scanner, revista,
            fiscalização física, raio x
        """,
        Concept.NEEDED: """
            aguardando, faltam, falta, faltando, necessária, necessário, requerido, requerida,
            solicitado, solicitada, solicitados, pendente, incompleto, incompleta, incorreto,
            incorreta, problemas na, exigido, exigida, deve, seguir orientações, aguarda, a pagar,
            apresentar, ausente, a aguardar, em falta, por pagar, em dívida, pendentes, obrigatório,
            obrigatória, falta de, ausência de, incompletos, ilegível, inválido, inválida,
            insuficiente, não apresentou, não apresentado, não apresentada, ainda não apresentou,
            precisa, precisamos, necessita, necessitamos, solicitamos, solicitou, corrigida,
            retificada, adicional, adicionais, complementar, complementares, regularizar,
            regularização, enviar, envie, apresente, forneça, fornecer, pague, liquidar, por
            liquidar, não pago, não pagos, não paga, devido, devidos, devida, devem ser pagos, em
            aberto, queira, favor
        """,
        Concept.PAPERS: """
            documento, documentos, documentação, fatura, nota fiscal, certificado, declaração,
            licença, cpf, cnpj, cn22, cn23, cn 22, cn 23, nif, comprovativo, comprovante,
            autorização de importação, faltam informações, fatura comercial, comprovativo de compra,
            declaração aduaneira, faturas, passaporte, bilhete de identidade, cartão de cidadão,
            documento de identificação, identificação, certificados, licenças, procuração, prova de
            compra, fatura de compra, comprovativos, autorização, declarações
        """,
        Concept.SENDERS_PAPERS: """
            fatura, faturas, nota fiscal, declaração, cn22, cn23, cn 22, cn 23,
            certificado de origem
        """,
        Concept.DETAILS: "informações, informação, dados, ação, resposta",
        Concept.DUTY: """
            tributo, tributos, imposto, impostos, tributação, taxa, taxas, direitos aduaneiros, iva,
            icms, direitos, direitos de importação, encargos aduaneiros, taxas aduaneiras, direitos
            e taxas, direitos e iva, imposto de importação, impostos de importação, direitos
            alfandegários, tarifas, custos alfandegários, custas, encargos
        """,
        Concept.ASSESSED: "tributado, tributada, tributados",
        Concept.PAY: "pagamento, pagar, despacho postal, pagamentos, liquidar",
        Concept.PAID: """
            pago, paga, pagos, pagamento confirmado, pagamento efetuado, pagamento recebido,
            liquidado, liquidados, liquidada, quitado, quitados, pagamento realizado, após
            pagamento, pagos os, pagas, paga pelo, quitada, quitadas
        """,
        Concept.COD: "à cobrança, contra reembolso",
        Concept.PROBLEM: "problema, problemas, falha, erro, irregularidade, anomalia, incidente",
        Concept.MUST: """
            deve, devem, deverá, tem de, tem que, precisa, necessita, deverão, terá de, terá que, é
            obrigado, foi notificado para, queira, favor, solicita se que, convidado a, foi
            solicitado, pede se ao, pede se que, solicita se ao, pedimos ao, solicitamos ao, pedimos
            que, roga se
        """,
        Concept.DECLINES: """
            recusado, recusada, recusou, recusa, rejeitado, rejeitada, rejeição, negado, negada, não
            aceite
        """,
        Concept.REFUSED: """
            não foi autorizada, importação não autorizada, importação recusada, devolvido ao país de
            origem, devolução autorizada pela, autorização da receita federal para devolução,
            recusado pela ~ alfândega, devolvido pela ~ alfândega, devolvido pela ~ receita, entrada
            recusada, análise de destinação, rejeitado pela ~ alfândega, importação ~ recusada,
            importação ~ negada, importação ~ indeferida, importação não permitida, entrada ~
            recusada, entrada negada, entrada não autorizada, alfândega ~ recusou, alfândega
            recusou, receita recusou, não autorizado pela alfândega, desembaraço negado, desembaraço
            recusado, indeferido, indeferida, não nacionalizado
        """,
        Concept.SEIZED: """
            encaminhado para apreensão, apreendido, apreendida, apreensão, confiscado, perdimento,
            apreendidos, apreensão pela, confiscada, confiscados, confisco, pena de perdimento,
            sequestrado, apreendeu, confiscou
        """,
        Concept.PROHIBITED: "proibido, proibida, proibidos, proibidas",
        Concept.EXPORT: """
            exportação, país de origem, alfândega de origem, país de expedição, alfândega de saída,
            exportador, saída do país, na exportação, alfândega do país de origem, país de envio,
            país do remetente, país de proveniência, país emissor
        """,
        Concept.IMPORT: """
            importação, destino, entrada, alfândega de destino, alfândega de entrada, na importação,
            país de destino
        """,
        Concept.SENDER: "remetente, vendedor, exportador, expedidor, contratante",
        Concept.RECEIVER: """
            destinatário, importador, comprador, cliente, sua ação, você, seu nif, seu cpf, sua
            identificação, seu passaporte, seu documento, seu número de, seu bi, sua fatura
        """,
        Concept.AGENT: """
            transportadora, transportador, despachante, operadora, despachante ~ importador,
            despachante ~ destinatário, agente aduaneiro, agente alfandegário, despachante
            aduaneiro, companhia aérea, operador, estafeta, carteiro, broker, agente ~ destinatário
        """,
        Concept.ON_REQUEST: """
            solicitado/solicitada pelo cliente/destinatário, pelo cliente, a pedido, por solicitação
            do destinatário, solicitação do destinatário, a pedido do destinatário, agendamento,
            agendado com, a pedido do cliente, conforme solicitado, conforme pedido, combinada, data
            combinada
        """,
        Concept.INFO: """
            etiqueta emitida, pré postado, informação recebida, informações recebidas, objeto ainda
            não chegou, pré registado, aguardando postagem, envio registado, etiqueta, aguarda
            entrada, dados recebidos, registado, expedição registada, não coletado, informação
            eletrónica, aguarda depósito, aguardando coleta, aguardando depósito, pedido criado,
            pedido recebido, envio criado, etiqueta criada, objeto criado, encomenda registada,
            ainda não foi depositado, ainda não depositado, ainda não recebemos, ainda não entregue
            aos, a preparar, em preparação, preparando, preparado pelo remetente, aviso prévio, pré
            aviso, informação enviada, informações de envio, dados de envio, pronto para envio,
            pronto para enviar, pronto para ser enviado, aguardando o vendedor, aguardando vendedor,
            a aguardar o vendedor, aguarda o vendedor, pedido pronto, manifesto, eletrónica,
            eletrónico, eletrônica, eletrônico, preparou, está a preparar, remetente prepara,
            vendedor preparou, embalou
        """,
        Concept.ACCEPTED: """
            postado, postada, aceite, coletado, recolhido, aceitação, recebido na agência, admitido,
            coleta realizada, recolha efetuada, recolhida, depositado, postagem, entregue à @,
            entregue aos @, recebido pela @, recebido pelos @, recebido pelo transportador, recebido
            pela transportadora, entregue pelo remetente, depositado pelo remetente, deixado pelo
            remetente
        """,
        Concept.MOVING: """
            em trânsito, trânsito, encaminhado, encaminhada, em transferência, chegou, recebido,
            partiu, saiu de, centro, unidade, enviado, expedido, expedição, a caminho, entrada,
            transporte, transferência, transferido, transferida, saída, plataforma, triagem,
            tratamento, seguiu, segue, data de entrega, agendada, chegada, chegou à, chegou ao,
            enviada, recebida, recebido no, em rota, aeroporto, voo, embarcado, centro de
            distribuição, centro de tratamento, centro operacional, processado, processada,
            carregado, descarregado, classificado, filial, hub, receção, expedida, remetido,
            passagem, armazém, partida, consolidado, saiu do, saiu da, deixou o, deixou a, terminal,
            processado no, embalado, no armazém, será transportado, será encaminhado, linha
            principal, instalação, objeto chegou
        """,
        Concept.ARRIVED: """
            recebido pelos correios do brasil, chegou ao país de destino, chegada ao país de
            destino, no país de destino, recebido no país de destino, chegou/chegada ~ país de
            destino, chegou ao brasil, chegou a portugal, receção no país de destino, chegou em
            portugal, chegou em território, chegada a portugal, chegada ao brasil, recebido em
            portugal, chegou no brasil, chegou no país de destino, entrou no país, posto de câmbio
            de destino, estação de permuta de destino, unidade de destino internacional, posto de
            troca de destino, chegada ao posto de câmbio
        """,
        Concept.OUT: """
            saiu para entrega, em entrega, a ser entregue, em distribuição, para entrega ao
            destinatário, saiu para distribuição, rota de entrega, em rota, com o carteiro, com o
            estafeta, carregado no veículo, saiu para ~ entrega, saiu para ~ distribuição, com o
            entregador, entregador a caminho, entregador está, estafeta a caminho, carteiro a
            caminho, em poder do carteiro, em rota de entrega, a caminho do destinatário, saiu em
            entrega, no veículo de entrega, em distribuição domiciliária, em processo de entrega,
            com o motorista, motorista a caminho, está a ser entregue, sendo entregue, a entregar,
            carteiro está, estafeta está, carteiro a, motorista está
        """,
        Concept.READY: """
            aguardando retirada, disponível para levantamento, disponível para retirada, disponível,
            pronto para levantamento, pronto para retirada, ponto de retirada, aguarda levantamento,
            aguardando ~ retirada, disponível ~ levantamento, ponto de levantamento, entregue no
            cacifo, entregue no ponto de recolha, encaminhado para retirada, em caixa postal, no
            cacifo, aguardando ser retirado, para levantamento, para retirada, levantar, retirar na
            agência, no ponto ctt, no locker, em locker, disponível no ponto, loja ctt, pode
            levantar, pode ser levantado, pode ser retirado, aguarda retirada, aguardando o
            destinatário retirar, ponto pickup, depositado no cacifo, disponível na agência, pronto
            para levantar, pronto para retirar, pronta para levantar, pronta para retirar, pronto
            para recolha, pronto a levantar, pronto a ser levantado, para levantar, ponto de
            serviço, disponível para recolha, pronto para o destinatário levantar, pronto para o
            destinatário, pronto para ser levantado, pronta a levantar, para o destinatário
            levantar, para o cliente levantar, guardado para levantamento, guardado para retirada,
            disponível para levantar, disponível para retirar
        """,
        Concept.COLLECTED: """
            levantado pelo, retirado pelo, levantada pelo, retirado por, levantado no, levantada no,
            levantado pela, retirado na, levantado, levantada, retirado pelo cliente, retirado pelo
            destinatário, destinatário levantou, destinatário retirou, cliente retirou
        """,
        Concept.DELIVERED: """
            entregue, entregues, entrega efetuada, entrega realizada, entrega conseguida, entregue
            com sucesso, entrega concluída, entrega efetivada, recebido pelo destinatário, entregue
            ao destinatário, entregue na caixa
        """,
        Concept.DELIVERY: "entrega, entregar",
        Concept.FAILS: """
            não efetuada, não realizada, falhou, falhada, não conseguida, não pode ser, não pôde,
            não foi possível, impossível, sem sucesso, frustrada, não concluída
        """,
        Concept.VEHICLE: "veículo, viatura, camião, caminhão, carrinha, carro, moto",
        Concept.WAITS: "aguarda, aguardando, a aguardar, à espera, pendente",
        Concept.FETCH: """
            levantamento, levantar, retirada, retirar, recolha, recolher, levante, retire, venha
            levantar, venha retirar
        """,
        Concept.FETCHED: """
            levantado, levantada, levantou, retirado, retirada pelo, retirou, recolhido, recolheu
        """,
        Concept.RECEIVED: "recebeu, recebido",
        Concept.STANDS_IN: """
            vizinho, vizinha, portaria, porteiro, receção, recepção, caixa de correio, familiar,
            morador, zelador, terceiro, local seguro, garagem, colega, porteira, rececionista,
            recepcionista, segurança, familiares, síndico, funcionário, funcionária, caixa do
            correio, vizinhos, secretária, guarita
        """,
        Concept.GIVEN: "entregue, deixado, deixada, depositado, recebido por, colocado, colocada",
        Concept.HANDOVER: """
            entregue à transportadora, entregue a ~ transportadora, entregue ao transportador,
            entregue à alfândega, entregue ao parceiro, entregue ao operador, entregue na unidade,
            transferido/transferida para ~ transportadora, entregue ~ para distribuição, entregue ~
            parceiro, entregue ~ operador, entregue à companhia, entregue ao despachante, passado à
            transportadora, encaminhado à transportadora, entregue pelo centro, entregue para
            transporte, entregue ao transporte, entregue para trânsito
        """,
        Concept.FAILED: """
            tentativa de entrega, não foi possível, não entregue, entrega não efetuada, entrega ~
            não efetuada, entrega não pode ser, cliente/destinatário/morador ausente, ausente no,
            desconhecido no local, sem expediente, estabelecimento fechado, carteiro não atendido,
            endereço incorreto, recusado pelo, entrega falhada, não atendido, entrega não realizada,
            recusou, não conseguida, tentativa ~ entrega, destinatário ausente, mudou se, endereço
            insuficiente, não foi entregue, não pôde ser entregue, não pode ser efetuada, ninguém em
            casa, recebimento recusado, entrega recusada, entrega não conseguida, sem sucesso, não
            conseguimos, não conseguiu, ausência do destinatário, destinatário desconhecido,
            endereço ~ não localizado, endereço não localizado, endereço inexistente, morada
            incorreta, morada incompleta, morada inexistente, morada insuficiente, morada não
            encontrada, cliente recusou, destinatário recusou, ninguém para receber, ninguém
            atendeu, não atende, fechado, loja fechada, empresa fechada, local fechado, nova
            tentativa, segunda tentativa, tentativa sem sucesso, aviso deixado, deixado aviso,
            insucesso, não encontrado, não encontrada, sem acesso, acesso negado, acesso impossível,
            não havia ninguém, sem resposta, recusa do destinatário, destinatário não disponível,
            destinatário indisponível, cliente ausente, não estava presente, tentativa falhada,
            tentativa frustrada, não pode ser entregue, não é possível entregar
        """,
        Concept.RETURN: """
            devolvido, devolvida, devolução, retorno, a ser devolvido, será devolvido, entrega ao
            remetente, em devolução, devolver, reencaminhado ao remetente, devolvidos, em retorno,
            retornando, retornado, retornou, será devolvida, devolve, reenviado ao remetente,
            regressa, regresso, de volta ao remetente, volta ao remetente
        """,
        Concept.RETURN_DONE: """
            entregue ao remetente, devolvido ao remetente, remetente recebeu, recebida de volta,
            recebido de volta
        """,
        Concept.LOST: """
            extraviado, extraviada, perdido, roubado, furtado, extravio, furto, roubo, não
            encontrado no, desaparecido, perdida, sumiu, sinistro, objeto não localizado, encomenda
            não localizada, envio não localizado
        """,
        Concept.DESTROYED: "destruído, destruída, inutilizado",
        Concept.CANCELLED: "cancelado, cancelada, anulado",
        Concept.TROUBLE: """
            danificado, danificada, embalagem danificada, atraso, atrasado, avariado, problema,
            retido, prazo de retirada encerrado, erro, não retirou, avaria, avariada, dano, danos,
            atrasada, não reclamado, não levantado, endereço incorreto, morada, danificados,
            molhado, embalagem, mal encaminhado, mal encaminhada, erro de encaminhamento, atraso na,
            greve, condições climáticas, chuva, enchente, acidente, reagendada, reagendado, adiada,
            adiado, prazo de levantamento, prazo expirado, não reclamada, não procurado,
            interrompido, reembalado, reembalada, interrompida, exceção, suspenso, em espera, em
            pausa, retido pelo transportador, danos no
        """,
        Concept.EXPIRED: "expirado, sem informações",
        Concept.NOT: "não, sem, ainda não, nunca, nem, ninguém",
        Concept.IF: "se, caso, desde que, a menos que, salvo, consoante",
        Concept.FUTURE: """
            será, serão, vai, em processo, sendo, quando, após, depois, se, para, antes, até,
            previsto, prevista, aguardando, aguarda, em breve, amanhã, a ser, deve, ser, assim que,
            estará, estarão, ficará, devem, deverá, libertação em análise, liberação em análise,
            liberação pendente, desembaraço pendente
        """,
        Concept.MAYBE: "pode, poderá, possivelmente, poderia, tais como, incluindo",
        Concept.AND: "e, mas, porém",
        Concept.FINITE: "foi, foram, está, é, tem, estão",
    },
    endings=(("ado|ada", "ad[oa]s?"), ("ido|ida", "id[oa]s?")),
    nouns="""
        estado, mercado, lado, sido, pedido, entrada, saida, chegada, retirada, partida,
        retirado, saido, chegado, entrado, parada, vida, ida, morada, conteudo, sentido,
        cada, nada
    """,
)
