"""Chinese; traditional characters are read as simplified ones."""

from services.connectors.carriers.words.lexicon import Concept, Lexicon

LEXICON = Lexicon(
    "zh",
    {
        Concept.COD: "货到付款, 代收货款",
        Concept.CUSTOMS: "海关, 关口, 口岸, 商检, 检疫, 国检, 边检",
        Concept.CLEARING: "清关, 通关, 报关, 过关, 结关, 申报, 审单, 进境, 查验, 关务",
        Concept.CLEARED: "已清关, 已通关, 已过关, 已结关, 已通过海关, 清关放行, 海关放行",
        Concept.RELEASED: "放行, 释放, 解除扣留",
        Concept.LEFT: "离开, 离港",
        Concept.DONE: "完成, 成功, 通过, 结束, 完毕, 办结, 办理完成",
        Concept.HELD: "扣留, 扣关, 扣押, 滞留, 扣件, 暂扣, 卡关, 暂存, 滞关",
        Concept.LIFTED: "解除, 已解决",
        Concept.INSPECTION: "查验, 检查, 抽检, 布控",
        Concept.NEEDED: """
            需要, 等待, 缺少, 缺失, 需, 补充, 不全, 不足, 有误, 请提供, 须, 未提供, 要求, 未交,
            待补, 请联系, 请配合, 未缴
        """,
        Concept.PAPERS: """
            资料, 发票, 证明, 证书, 单证, 文件, 许可证, 身份证, 税号, 报关单, 护照, 产地证
        """,
        Concept.SENDERS_PAPERS: """
            发票, 申报单, 报关单, 报关资料, 产地证, 申报不符, 申报信息, 箱单, 申报资料
        """,
        Concept.DETAILS: "信息, 数据",
        Concept.DUTY: "关税, 税款, 税费, 税金, 增值税, 进口税, 纳税, 缴税, 费用",
        Concept.ASSESSED: "出税, 征税",
        Concept.PAY: "缴纳, 支付, 付款, 缴费, 缴税, 纳税, 交税",
        Concept.PAID: "已缴, 已付, 已支付, 已缴纳, 税费已付",
        Concept.PROBLEM: "异常, 失败, 问题, 错误, 不通过, 未通过",
        Concept.REFUSED: """
            海关退回, 清关退回, 拒绝入境, 禁止入境, 海关拒绝, 清关不通过退回, 海关退运, 退运,
            拒绝进口
        """,
        Concept.SEIZED: "没收, 罚没, 查扣, 查没, 收缴, 海关销毁",
        Concept.PROHIBITED: "违禁, 禁止, 禁运, 违禁品, 侵权",
        Concept.EXPORT: "出口, 出境, 起运地海关, 出关, 始发地清关, 启运国",
        Concept.IMPORT: "进口, 目的地, 目的国, 进境, 入境, 进入, 目的港",
        Concept.TRANSIT_CUSTOMS: "中转国清关, 过境, 中转清关",
        Concept.SENDER: "寄件人, 发件人, 发货人, 卖家, 商家, 出口商, 寄方",
        Concept.RECEIVER: "收件人, 收货人, 买家, 客户, 进口商, 消费者",
        Concept.AGENT: "承运人, 承运商, 清关行, 报关行, 代理, 物流商, 快递公司, 货代, 经纪, 快递员",
        Concept.ON_REQUEST: "应收件人要求, 客户要求, 收件人要求, 按收件人",
        Concept.INFO: """
            电子预报, 接单, 已下单, 电子信息, 等待揽收, 打包, 发货, 预报, 订单已创建,
            信息已收到, 下单, 已录入
        """,
        Concept.ACCEPTED: "揽收, 已收取, 收寄, 已揽收, 揽件, 已收件, 收件成功, 收取",
        Concept.MOVING: """
            运输, 到达, 离开, 中转, 航班, 起飞, 发往, 转运, 在途, 分拣, 入库, 出库, 交航, 进港,
            出港, 处理中心, 接收, 转单, 发出, 封发, 抵达, 交接, 签收成功, 转交, 干线, 装车
        """,
        Concept.ARRIVED: """
            到达目的国, 抵达目的国, 到达目的地国家, 抵达目的地国家, 干线抵达, 到达目的港,
            抵达目的港, 到达寄达地
        """,
        Concept.OUT: """
            派送, 正在投递, 开始投递, 派件, 派件中, 外出投递, 安排投递, 投递中, 配送中,
            离开最后投递站
        """,
        Concept.READY: """
            待取, 自提, 自取, 待自提, 等待取件, 代收, 可领取, 等待领取, 待领, 柜签收, 驿站签收,
            放入快递柜, 放入驿站, 投柜, 已入柜
        """,
        Concept.COLLECTED: "用户签收, 已取件, 收件人已取, 自提成功",
        Concept.DELIVERED: "已签收, 妥投, 已妥投, 签收, 已送达, 已投递, 投递成功, 送达, 已交付",
        Concept.HANDOVER: """
            交接, 交航空, 移交, 交付承运, 交给承运, 转交, 送交海关, 送交出口, 签收成功入库,
            交由, 交付航空
        """,
        Concept.FAILED: """
            未妥投, 投递失败, 派送失败, 投递未成功, 未能投递, 无人在家, 拒收, 派送异常,
            妥投异常, 签收异常, 投递不成功, 无法投递, 无法派送, 无人签收, 地址有误无法
        """,
        Concept.RETURN: "退回, 退件, 退货, 退运, 退仓, 返回寄件, 回退",
        Concept.RETURN_DONE: "已退回, 退货签收, 退回签收, 退回卖家签收, 退件签收",
        Concept.LOST: "丢失, 遗失, 灭失, 丢件, 失踪",
        Concept.DESTROYED: "销毁, 废弃, 弃件",
        Concept.CANCELLED: "取消, 作废, 撤销",
        Concept.TROUBLE: """
            异常, 破损, 延误, 延迟, 失败, 损坏, 地址错误, 地址不详, 滞留, 超时, 更新收件地址,
            问题件, 报损
        """,
        Concept.EXPIRED: "运输过久, 长时间无",
        Concept.NOT: "未, 没有, 不, 无法, 尚未, 无",
        Concept.IF: "如果, 如需, 若, 如有",
        Concept.FUTURE: "将, 即将, 预计, 待, 等待, 才能, 如果, 正在, 之后, 后将, 计划, 准备, 中",
        Concept.MAYBE: "可能, 或许, 或被, 包含, 常见, 例如, 比如, 等原因, 疑似",
        Concept.AND: "但, 并, 且",
        Concept.FINITE: "已",
    },
    spaced=False,
    scripts=r"[\u4e00-\u9fff]",
)
