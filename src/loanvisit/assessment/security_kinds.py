"""The borrower's problems with security, law, environment, projects, and green or foreign money.

Weights and days to cure are common practice of banks, not regulation; a bank keeps its own kinds beside these.
"""

from loanvisit.assessment.rows import Row

ROWS: tuple[Row, ...] = (
    Row("F25", "collateral", "S2", 15, ("押品价值下降致抵质押率超限", "追加担保或部分归还"), ("collateral value down, loan-to-value over the cap", "top up or prepay")),
    Row("F26", "collateral", "S1", 7, ("押品毁损或未经同意转移、出租、出售", "恢复原状或置换押品"), ("collateral damaged, moved, leased or sold without consent", "restore or replace it"), at_once=True),
    Row("F27", "collateral", "S3", 7, ("押品保险失效或第一受益人非本行", "续保、变更第一受益人"), ("insurance lapsed, or lender not the payee", "renew, name the lender as payee")),
    Row("F28", "collateral", "S1", 5, ("抵质押登记缺失、顺位有误或失效", "补办登记"), ("registration missing, of wrong rank or lapsed", "register again")),
    Row("F29", "collateral", "S1", 0, ("押品被查封、冻结", "采取法律措施"), ("collateral sealed or frozen by a court", "take legal action"), at_once=True),
    Row("F30", "guarantor", "S2", 15, ("保证人代偿能力下降或自身违约", "更换保证人或追加担保"), ("guarantor weakened or in default", "replace the guarantor or add security")),
    Row("F31", "legal", "S1", 5, ("被列为被执行人或失信被执行人", "开展专项检查"), ("named in enforcement or as a dishonest debtor", "special check"), at_once=True),
    Row("F32", "legal", "S2", 15, ("涉及重大诉讼", "评估影响、计提拨备"), ("major lawsuit", "assess the effect, make provision")),
    Row("F33", "compliance", "S2", 30, ("证照或许可到期", "限期换证"), ("licence or permit expired", "renew it")),
    Row("F34", "compliance", "S2", 15, ("欠税或纳税信用等级下降", "限期清缴"), ("tax overdue, or tax grade down", "clear the tax")),
    Row("F35", "environment", "S2", 30, ("受到环保处罚或排放超标", "报送整改方案"), ("environmental penalty or exceedance", "submit an action plan")),
    Row("F36", "environment", "S1", 0, ("发生重大安全事故", "停止用款"), ("serious safety accident", "stop drawing"), at_once=True),
    Row("F37", "project", "S2", 30, ("工程形象进度落后资金进度 10 个百分点以上", "停止用款、报送赶工方案"), ("progress lags money by more than 10 points", "stop drawing, submit a plan to catch up")),
    Row("F38", "project", "S1", 15, ("项目资本金未同比例到位", "停止用款、补足资本金"), ("equity not paid in pro rata", "stop drawing, pay the equity in"), at_once=True),
    Row("F39", "project", "S2", 30, ("超概算 10% 以上且资金来源未落实", "由项目发起人补足"), ("overrun above 10 % without a funded source", "have the sponsor top up")),
    Row("F40", "project", "S2", 30, ("项目许可或主要合同缺失、变更", "补齐手续或报批豁免"), ("permit or key contract missing or changed", "supply it or obtain a waiver")),
    Row("F41", "green", "S2", 30, ("绿色资金未专户管理或投向不合格", "调整投向、取消绿色标识"), ("green proceeds not ring-fenced, or asset not eligible", "reallocate, remove the label")),
    Row("F42", "green", "S3", 90, ("环境效益低于承诺的 80% 或未经核实", "报送改进方案、如实披露"), ("environmental benefit under 80 % of the promise, or unverified", "submit a plan, disclose")),
    Row("F43", "cross_border", "S1", 0, ("收款人涉制裁名单或资金违规回流", "停止支付、按规定报告"), ("payee on a sanctions list, or forbidden return of funds", "stop payment, report"), at_once=True),
    Row("F44", "cross_border", "S2", 15, ("外汇登记或报告缺失", "补办登记"), ("registration or reporting missing", "file it")),
    Row("F62", "collateral", "S1", 5, ("质押存货低于警戒线或未与清单核对", "补足货物、现场核库"), ("pledged stock below the line, or list not reconciled", "add stock, count on site"), at_once=True),
)
"""Problems of what stands behind the loan, and of what the law asks."""
