"""The borrower's problems with the use of money, the business, its figures and the will to pay.

Weights and days to cure are common practice of banks, not regulation; a bank keeps its own kinds beside these.
"""

from loanvisit.assessment.rows import Row

ROWS: tuple[Row, ...] = (
    Row("F01", "use", "S1", 10, ("信贷资金被挪用", "停止用款、提前收回、下调分类、按罚息利率计息"), ("proceeds diverted", "stop drawing, recall, downgrade, charge the penalty rate"), at_once=True),
    Row("F02", "use", "S1", 10, ("信贷资金回流借款人或其关联方", "提前收回、核查实际控制关系"), ("proceeds paid back to the borrower or a related party", "recall, review who controls"), at_once=True),
    Row("F03", "use", "S2", 10, ("化整为零规避受托支付", "停止用款、重新审查支付方式"), ("payments split to avoid entrusted payment", "stop drawing, review the payments again")),
    Row("F04", "use", "S3", 15, ("用途凭证缺失或早于放款日", "补齐用途凭证"), ("voucher missing, or dated before the loan", "supply the papers")),
    Row("F05", "use", "S1", 0, ("贸易合同或发票虚假", "启动欺诈处置程序、提前收回"), ("contract or invoice not genuine", "start the fraud procedure, recall"), at_once=True),
    Row("F06", "use", "S3", 15, ("信贷资金闲置超过规定期限", "说明原因、提前归还"), ("funds idle beyond the purpose window", "explain, prepay")),
    Row("F07", "use", "S1", 0, ("实际用款人与借款人不一致", "提前收回、核查借款人身份"), ("actual user is not the borrower", "recall, verify identity"), at_once=True),
    Row("F08", "operation", "S1", 5, ("停产停业", "开展专项检查、落实资产保全"), ("production stopped or site closed", "special check, secure the claim"), at_once=True),
    Row("F09", "operation", "S2", 30, ("营业收入同比下降超过 20%", "报送经营方案、压降额度"), ("revenue down by more than 20 % year on year", "submit a plan, reduce the limit")),
    Row("F10", "operation", "S2", 30, ("主要客户或供应商流失", "报送替代方案"), ("main customer or supplier lost", "submit a plan to replace it")),
    Row("F11", "operation", "S3", 30, ("存货异常增加或积压", "盘点存货、核减押品价值"), ("stock abnormally high or obsolete", "count the stock, write it down")),
    Row("F12", "operation", "S2", 15, ("实际经营与申报主业不符", "重新报批或退出"), ("business differs from the declared line", "approve again or exit")),
    Row("F13", "management", "S2", 10, ("实际控制人或关键人员未经同意变更", "补办同意手续、重签担保合同"), ("controller or key person changed without consent", "obtain consent, renew the guarantee")),
    Row("F14", "management", "S1", 0, ("实际控制人失联、被羁押或涉赌、涉民间借贷", "冻结额度、采取法律措施"), ("controller untraceable, detained, gambling or in private lending", "freeze the line, take legal action"), at_once=True),
    Row("F15", "finance", "S2", 30, ("财务报表与纳税数据相差超过 15%", "聘请中介机构审计核实"), ("statements and tax filings differ by more than 15 %", "have the figures audited")),
    Row("F16", "finance", "S2", 30, ("资产负债率突破合同约定", "限期整改或报批豁免"), ("leverage above the covenant", "cure it or obtain a waiver")),
    Row("F17", "finance", "S2", 30, ("偿债备付率或利息保障倍数低于合同约定", "补充资本金、报送还款方案"), ("debt service or interest cover below the covenant", "add equity, submit a plan")),
    Row("F18", "finance", "S3", 15, ("财务报表报送逾期", "限期报送"), ("statements late", "supply the statements")),
    Row("F19", "finance", "S2", 15, ("未披露大额对外担保或融资", "书面说明、限制新增用信"), ("large guarantee or borrowing not disclosed", "explain in writing, limit new drawing")),
    Row("F20", "finance", "S2", 15, ("审计意见非标准或更换审计机构", "约谈管理层"), ("qualified opinion, or auditor changed", "meet the management")),
    Row("F21", "repayment", "S2", 5, ("欠息", "上门催收"), ("interest arrears", "collection visit")),
    Row("F22", "repayment", "S1", 5, ("本金逾期", "发送催收通知、依约行使权利"), ("principal overdue", "demand payment, enforce"), at_once=True),
    Row("F23", "repayment", "S2", 15, ("到期前还款来源未落实", "报送还款方案、追加担保"), ("source of repayment not in place before maturity", "submit a plan, add security")),
    Row("F24", "repayment", "S3", 60, ("结算归行比例低于合同约定", "提高归行比例"), ("settlement share below the agreed", "route more settlements through the bank")),
    Row("F45", "cooperation", "S2", 5, ("拒绝或阻碍贷后检查", "书面告知并保留提前收回权利"), ("visit refused or obstructed", "give written notice, keep the right of recall")),
    Row("F50", "follow_up", "S2", 5, ("问题到期未销号", "升级督办"), ("earlier finding not closed in time", "escalate")),
    Row("F56", "identity", "S1", 0, ("借款人否认借款、金额或用途，或反映被收取费用", "由独立人员核查、暂停用信"), ("borrower denies the loan, its amount or use, or reports a fee", "check independently, suspend the line"), at_once=True),
)
"""Problems of the borrower as a business."""
