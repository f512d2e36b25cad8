"""Portuguese."""

from services.notifier.hearing.topics import Topic
from services.notifier.hearing.vocabulary import Vocabulary

VOCABULARY = Vocabulary(
    "pt",
    {
        Topic.WHERE_IS_PARCEL: """
            pedido/pedidos/pacote/pacotes/encomenda/encomendas/compra/compras/mercadoria/entrega
            ~ ter/tinha chegado,
            pedido/pedidos/pacote/pacotes/encomenda/encomendas/produto/produtos/compra/compras/mercadoria/entrega/envio/item/itens/objeto
            ~ era pra/para chegar,
            pedido/pedidos/pacote/pacotes/encomenda/encomendas/produto/produtos/compra/compras/mercadoria/entrega/envio/item/itens/objeto
            ~ nao foi/foram entregue/entregues, em transito desde/ha/faz,
            pedido/pedidos/pacote/pacotes/encomenda/encomendas/produto/produtos/compra/compras/mercadoria/entrega/envio/item/itens/objeto
            ~ em transito, comprei ~ ate agora/hoje/hj nada, onde esta/ta/estao/anda
            meu/minha/meus/minhas/o/a/os/nosso/esse/este
            pedido/pedidos/pacote/pacotes/encomenda/encomendas/produto/produtos/compra/compras/mercadoria/entrega/envio/item/itens/objeto,
            onde esta/ta/estao/anda o/a/os/as meu/minha/meus/minhas
            pedido/pedidos/pacote/pacotes/encomenda/encomendas/produto/produtos/compra/compras/mercadoria/entrega/envio/item/itens/objeto,
            onde se encontra meu/minha/meus/minhas/o/a/os/nosso/esse/este
            pedido/pedidos/pacote/pacotes/encomenda/encomendas/produto/produtos/compra/compras/mercadoria/entrega/envio/item/itens/objeto,
            onde se encontra o/a meu/minha
            pedido/pedidos/pacote/pacotes/encomenda/encomendas/produto/produtos/compra/compras/mercadoria/entrega/envio/item/itens/objeto,
            onde foi parar meu/minha/meus/minhas/o/a/os/nosso/esse/este
            pedido/pedidos/pacote/pacotes/encomenda/encomendas/produto/produtos/compra/compras/mercadoria/entrega/envio/item/itens/objeto,
            onde foi parar o/a meu/minha
            pedido/pedidos/pacote/pacotes/encomenda/encomendas/produto/produtos/compra/compras/mercadoria/entrega/envio/item/itens/objeto,
            pedido/pedidos/pacote/pacotes/encomenda/encomendas/produto/produtos/compra/compras/mercadoria/entrega/envio/item/itens/objeto
            onde esta/ta/anda,
            pedido/pedidos/pacote/pacotes/encomenda/encomendas/produto/produtos/compra/compras/mercadoria/entrega/envio/item/itens/objeto
            ta/esta onde, cade/kd/kade/cd
            meu/minha/meus/minhas/o/a/os/nosso/esse/este
            pedido/pedidos/pacote/pacotes/encomenda/encomendas/produto/produtos/compra/compras/mercadoria/entrega/envio/item/itens/objeto,
            cade/kd o/a meu/minha
            pedido/pedidos/pacote/pacotes/encomenda/encomendas/produto/produtos/compra/compras/mercadoria/entrega/envio/item/itens/objeto,
            quando ~
            chega/chegara/chegam/chegar/chegaria/vem/vira/recebo/receberei/receber/recebemos/entregam/entregar/entregarao/enviam/enviar/enviarao/mandam/mandar/sai/saira
            meu/minha/meus/minhas/o/a/os/nosso/esse/este
            pedido/pedidos/pacote/pacotes/encomenda/encomendas/produto/produtos/compra/compras/mercadoria/entrega/envio/item/itens/objeto,
            quando ~
            chega/chegara/chegam/chegar/chegaria/vem/vira/recebo/receberei/receber/recebemos/entregam/entregar/entregarao/enviam/enviar/enviarao/mandam/mandar/sai/saira
            o/a/os meu/minha/meus
            pedido/pedidos/pacote/pacotes/encomenda/encomendas/produto/produtos/compra/compras/mercadoria/entrega/envio/item/itens/objeto,
            quando meu/minha/meus/minhas/o/a/os/nosso/esse/este
            pedido/pedidos/pacote/pacotes/encomenda/encomendas/produto/produtos/compra/compras/mercadoria/entrega/envio/item/itens/objeto
            ~ chega/chegara/chegar/entregue, quando o/a meu/minha
            pedido/pedidos/pacote/pacotes/encomenda/encomendas/produto/produtos/compra/compras/mercadoria/entrega/envio/item/itens/objeto,
            pedido/pedidos/pacote/pacotes/encomenda/encomendas/produto/produtos/compra/compras/mercadoria/entrega/envio/item/itens/objeto
            ~ chega/chegar/chegara quando,
            pedido/pedidos/pacote/pacotes/encomenda/encomendas/produto/produtos/compra/compras/mercadoria/entrega/envio/item/itens/objeto
            quando chega/vai, quando ~ entregue/entregues, quando
            deve/deveria/devera chegar, que dia ~
            chega/chegar/chegara/entreg*/recebo, previsao ~
            entrega/chegada/chegar/envio/pedido/encomenda/receber, tem previsao,
            alguma previsao, prazo/data ~ entrega/chegada/envio/chegar/postagem,
            quanto tempo ~ chegar/chega/entrega/entregar/receber/esperar, quantos
            dias ~ chegar/chega/entrega/entregar/demora/leva/receber,
            demora/demorar/demorando/demorou ~ chegar/entrega/entregar,
            pedido/pedidos/pacote/pacotes/encomenda/encomendas/produto/produtos/compra/compras/mercadoria/entrega/envio/item/itens/objeto
            ~ demorando/demora, rastreio/rastreamento/codigo/pacote/pedido/encomenda
            ~ nao ~ atualiz*/muda/mudou/move/mexe/anda/andou/movimenta,
            rastreio/rastreamento/codigo ~ nao ~ funciona/aparece/consta/abre,
            rastreio/rastreamento/pacote/pedido/encomenda/entrega ~
            parado/parada/travado/travada, sem
            atualizacao/movimentacao/atualizacoes, nao consigo rastrear,
            noticia/noticias/novidade/novidades/informacao/posicao ~ do/da/sobre ~
            pedido/pedidos/pacote/pacotes/encomenda/encomendas/compra/compras/mercadoria/entrega,
            status/situacao/andamento do/da/de ~
            pedido/pedidos/pacote/pacotes/encomenda/encomendas/produto/produtos/compra/compras/mercadoria/entrega/envio/item/itens/objeto,
            estado do/da/de ~
            pedido/pedidos/pacote/pacotes/encomenda/encomendas/compra/compras/mercadoria/entrega,
            como esta/ta/anda meu/minha
            pedido/pedidos/pacote/pacotes/encomenda/encomendas/compra/compras/mercadoria/entrega,
            como esta/ta/anda o/a meu/minha
            pedido/pedidos/pacote/pacotes/encomenda/encomendas/compra/compras/mercadoria/entrega,
            ainda/inda nao recebi meu/minha/meus/minhas/o/a/os/nosso/esse/este
            pedido/pedidos/pacote/pacotes/encomenda/encomendas/produto/produtos/compra/compras/mercadoria/entrega/envio/item/itens/objeto,
            ainda nao recebi o/a meu/minha
            pedido/pedidos/pacote/pacotes/encomenda/encomendas/produto/produtos/compra/compras/mercadoria/entrega/envio/item/itens/objeto,
            ainda nao chegou meu/minha/meus/minhas/o/a/os/nosso/esse/este
            pedido/pedidos/pacote/pacotes/encomenda/encomendas/produto/produtos/compra/compras/mercadoria/entrega/envio/item/itens/objeto,
            ainda nao chegou o/a meu/minha
            pedido/pedidos/pacote/pacotes/encomenda/encomendas/produto/produtos/compra/compras/mercadoria/entrega/envio/item/itens/objeto,
            pedido/pedidos/pacote/pacotes/encomenda/encomendas/produto/produtos/compra/compras/mercadoria/entrega/envio/item/itens/objeto
            ~ ainda nao ~
            chegou/chegaram/veio/saiu/entregue/enviado/enviada/postado/recebi,
            pedido/pedidos/pacote/pacotes/encomenda/encomendas/produto/produtos/compra/compras/mercadoria/entrega/envio/item/itens/objeto
            ~ ate agora/hoje/hj ~ nao/nada,
            pedido/pedidos/pacote/pacotes/encomenda/encomendas/produto/produtos/compra/compras/mercadoria/entrega/envio/item/itens/objeto
            ~ nao ~ chegou/chegaram/recebi ~ ate agora/hoje/hj/ainda,
            meu/minha/meus/minhas/o/a/os/nosso/esse/este
            pedido/pedidos/pacote/pacotes/encomenda/encomendas/produto/produtos/compra/compras/mercadoria/entrega/envio/item/itens/objeto
            nao chega/chegou/chegaram/veio,
            pedido/pedidos/pacote/pacotes/encomenda/encomendas/produto/produtos/compra/compras/mercadoria/entrega/envio/item/itens/objeto
            que nao chega/chegou, ainda nao chegou/recebi nada, nao recebi
            meu/minha/meus/minhas/o/a/os/nosso/esse/este
            pedido/pedidos/pacote/pacotes/encomenda/encomendas/produto/produtos/compra/compras/mercadoria/entrega/envio/item/itens/objeto,
            nao recebi o/a meu/minha
            pedido/pedidos/pacote/pacotes/encomenda/encomendas/produto/produtos/compra/compras/mercadoria/entrega/envio/item/itens/objeto,
            nao chegou meu/minha/meus/minhas/o/a/os/nosso/esse/este
            pedido/pedidos/pacote/pacotes/encomenda/encomendas/produto/produtos/compra/compras/mercadoria/entrega/envio/item/itens/objeto,
            nao chegou o/a meu/minha
            pedido/pedidos/pacote/pacotes/encomenda/encomendas/produto/produtos/compra/compras/mercadoria/entrega/envio/item/itens/objeto,
            ate agora/hoje/hj nao/nada chegou, nao chegou ate/ainda,
            esperando/aguardando/aguardo/espero
            meu/minha/meus/minhas/o/a/os/nosso/esse/este
            pedido/pedidos/pacote/pacotes/encomenda/encomendas/compra/compras/mercadoria/entrega,
            esperando/aguardando/aguardo
            meu/minha/meus/minhas/o/a/os/nosso/esse/este produto/item,
            esperando/aguardando/aguardo o/a meu/minha
            pedido/pedidos/pacote/pacotes/encomenda/encomendas/produto/produtos/compra/compras/mercadoria/entrega/envio/item/itens/objeto,
            esperando ~ chegar, aguardando a entrega, ja
            enviaram/enviou/mandaram/mandou/despacharam/postaram/postou/saiu/enviado
            meu/minha/meus/minhas/o/a/os/nosso/esse/este
            pedido/pedidos/pacote/pacotes/encomenda/encomendas/produto/produtos/compra/compras/mercadoria/entrega/envio/item/itens/objeto,
            ja enviaram/mandaram/postaram/despacharam o/a meu/minha
            pedido/pedidos/pacote/pacotes/encomenda/encomendas/produto/produtos/compra/compras/mercadoria/entrega/envio/item/itens/objeto,
            pedido/pedidos/pacote/pacotes/encomenda/encomendas/produto/produtos/compra/compras/mercadoria/entrega/envio/item/itens/objeto
            ja foi/foram enviad*/postad*/despachad*,
            pedido/pedidos/pacote/pacotes/encomenda/encomendas/produto/produtos/compra/compras/mercadoria/entrega/envio/item/itens/objeto
            ja saiu, ja enviaram/mandaram/postaram/despacharam, que
            aconteceu/houve/ta acontecendo com
            meu/minha/meus/minhas/o/a/os/nosso/esse/este
            pedido/pedidos/pacote/pacotes/encomenda/encomendas/produto/produtos/compra/compras/mercadoria/entrega/envio/item/itens/objeto,
            que aconteceu/houve com o/a meu/minha
            pedido/pedidos/pacote/pacotes/encomenda/encomendas/produto/produtos/compra/compras/mercadoria/entrega/envio/item/itens/objeto,
            pedido/pedidos/pacote/pacotes/encomenda/encomendas/produto/produtos/compra/compras/mercadoria/entrega/envio/item/itens/objeto
            ~ atrasad*/atraso, atrasad*
        """,
        Topic.NOT_RECEIVED: """
            disse/diz/falou/falam que ~ deixou/entregou/entregaram/entreguei, nao
            tem/tinha nada, entregue em outro,
            consta/diz/aparece/mostra/marca/marcado/status/como/dado/deu ~ entregue,
            entregue mas/porem/so/e nao, nunca ~
            recebi/chegou/entregaram/veio/entregue/recebido, nao recebi
            nada/nenhum/nenhuma, nao chegou nada, extravi*, perdido, perdida,
            perderam, sumiu, roubado, roubada, roubaram, furtad*, outra
            pessoa/alguem ~ recebeu/assinou/pegou, entregaram/entregue/deixaram ~
            errado/outro/vizinho, nao esta/ta comigo
        """,
        Topic.CUSTOMS: """
            cobrando/cobraram/cobrou/pagar/paguei ~ liberar/retirar,
            cobrando/cobraram ~ reais, alfandeg*, aduan*, receita federal, taxa,
            taxas, taxado, taxada, taxaram, taxacao, imposto, impostos, tribut*,
            icms, iva, remessa conforme, fiscalizacao, desembaraco, fatura
            comercial, certificado de origem
        """,
        Topic.DAMAGED: """
            estilhac*, espatifad*, quebrad*, quebrou, danificad*, avariad*, defeito,
            defeitos, defeituos*, rachad*, trincad*, amassad*, arranhad*, rasgad*,
            vazando, vazou, riscad*, estragad*, manchad*, molhad*, partido, partida,
            nao ~
            funciona/funcionam/funcionou/liga/ligou/carrega/presta/pega/acende,
            parou de funcionar, em pedacos, veio/chegou ruim
        """,
        Topic.NOT_AS_DESCRIBED: """
            produto/item/tamanho correto/certo, pedi/comprei/escolhi/encomendei ~ e
            veio/vieram/chegou/mandaram/recebi/enviaram, nao foi/e/era
            isso/esse/essa/este que, nao foi/e o/a que ~
            pedi/comprei/encomendei/escolhi, diferente ~
            foto/fotos/anuncio/descricao/anunciado/pedi/comprei/imagem,
            cor/tamanho/modelo/produto/item/numero/numeracao ~
            errad*/diferente/trocad*, veio/vieram/mandaram/enviaram
            errad*/outro/outra/trocad*, errado/errada ~ produto/cor/tamanho/modelo,
            tamanho ~ pequen*/grande, muito pequen*/grande*/apertad*/larg*/curt*,
            ficou ~ pequen*/grande/apertad*/larg*/curt*, nao
            serviu/serve/coube/cabe, ma/pessima/baixa qualidade, qualidade ~
            ruim/pessima/baixa/horrivel, nao corresponde*, nao confere, veio usado,
            produto usado
        """,
        Topic.SHORT: """
            nao ~ complet*, pedido completo, era/eram/deveria/deveriam pra/para/ser
            vir, deveriam vir, pedi/comprei ~ e so, faltou, faltando, faltaram,
            falta um/uma/o/a/uns/peca/pecas, faltam um/uma/duas/dois/os/as/pecas,
            incomplet*, so veio/vieram/chegou/chegaram/recebi/mandaram,
            veio/vieram/chegou so/apenas/somente, recebi so/apenas/somente,
            caixa/pacote/embalagem vazi*, nao veio o/a/os/as/com/todos/tudo, veio
            sem
        """,
        Topic.RETURN: """
            devolver, devolve lo, devolucao, devolvo, trocar por/pelo/pela, trocar
            o/a/de/esse produto/tamanho/cor/item/modelo/peca, fazer/solicitar/pedir
            ~ troca, trocar/troca do/da/de ~ produto/tamanho, logistica reversa,
            mandar de volta
        """,
        Topic.REFUND: """
            reembols*, reembolc*, rembols*, estorn*, meu dinheiro, dinheiro de
            volta, devol* ~ dinheiro/valor/grana, ressarc*, indeniz*, compensacao,
            minha grana
        """,
        Topic.CANCEL: "cancel*, nao quero/queremos mais, desist*, mudei de ideia, arrepend*",
        Topic.ADDRESS: """
            mud*/alter*/troc*/corrig*/atualiz*/errei/errado ~ endereco/morada,
            endereco/morada ~ errad*/incorret*/mud*/novo/nova/incomplet*/trocad*,
            novo/outro/outra/nova endereco/morada, me mudei, mudei de casa, cep ~
            errado/incorreto/certo/correto, meu endereco ~ e
        """,
        Topic.RECEIVED: """
            acabou/acaba de chegar, acabei de receber, veio/chegou ~
            certinho/direitinho/perfeito, chegou
            hoje/ontem/certinho/certo/direitinho/bem/perfeito/aqui/tudo/rapido,
            chegou em casa, ja recebi, recebi
            hoje/ontem/certinho/tudo/direitinho/perfeito, recebi ~ obrigad*, tudo
            certo/certinho/ok/perfeito/otimo/direitinho, obrigad* por/pelo/pela
            tudo/produto/envio/atencao, amei, adorei, perfeito, perfeita, otimo
            produto/vendedor, super recomendo, muito satisfeit*
        """,
        Topic.THREAT: """
            denunci*, disput*, reclam*, abr* ~ caso/chamado/contestacao, contestar,
            contestacao, avaliacao/nota/comentario/opiniao ~
            negativ*/ruim/pessim*/baixa, avaliar ~ mal/negativ*, negativar, uma/1
            estrela, golp*, fraud*, engan*, ladr*, roub*, picaret*, calot*, safad*,
            mentiros*, vigar*, burla*, ultimo aviso/contato, ultima chance/vez,
            ameac*, matar*
        """,
        Topic.INJURY: """
            cortei/cortou/corte ~ dedo/mao/dedos, tomei/levei choque, queim*,
            ferid*, feriu, ferimento*, machuc*, me cortei, me cortou, hospital*,
            medico, pronto socorro, alerg*, irritacao, intoxic*, envenen*, choque,
            explod*, explos*, fogo, incendi*, fumaca, fumo, perigos*, curto
            circuito, sangr*, doente
        """,
        Topic.LAW: """
            advogad*, procon, justica, judicial*, juizado, pequenas causas,
            processar*, processo contra/judicial, abr*/entrar ~ processo, tribunal*,
            policia*, delegacia, boletim de ocorrencia, um/fazer/abrir bo,
            consumidor*, estelionat*, a lei, lgpd, rgpd, deco, asae, autoridade*,
            medidas legais, acao legal, direitos
        """,
        Topic.COUNTERFEIT: """
            fals*, pirata*, replica*, imitac*, copia, contrafa*, nao ~
            original/originais/autentic*/verdadeir*, paralelo
        """,
    },
)
