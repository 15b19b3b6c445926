"""The bank's own lapses: work not done, done late, or not to be proven. Only these count in the appraisal of staff.

Weights and days to cure are common practice of banks, not regulation; a bank keeps its own kinds beside these.
"""

from loanvisit.assessment.rows import Row

ROWS: tuple[Row, ...] = (
    Row(
        "F46",
        "process",
        "S3",
        10,
        ("影像重复使用、报告雷同或单人检查", "重新检查、按规定问责"),
        ("photo reused, report copied, or single visitor", "visit again, hold to account"),
    ),
    Row("F47", "process", "S3", 5, ("检查逾期", "立即补检"), ("visit overdue", "make the visit now")),
    Row("F48", "process", "S4", 15, ("贷后资料不完整", "补齐资料"), ("file incomplete", "complete the file")),
    Row(
        "F49",
        "data",
        "S2",
        5,
        ("授权缺失或信息超期保存", "补办授权或删除信息"),
        ("consent missing, or retention exceeded", "obtain consent or delete"),
    ),
    Row(
        "F51",
        "legal_clock",
        "S1",
        5,
        ("诉讼时效不足六个月且未催收", "立即催收并留存送达凭证"),
        ("limitation ends within six months without a demand", "demand at once, keep proof of service"),
    ),
    Row(
        "F52",
        "legal_clock",
        "S1",
        0,
        ("保证期间不足三十日且未主张权利", "立即向保证人主张权利"),
        ("guarantee period ends within thirty days without a claim", "claim on the guarantor at once"),
        at_once=True,
    ),
    Row(
        "F53",
        "legal_clock",
        "S1",
        10,
        ("查封、冻结将于六十日内到期", "申请续封"),
        ("seizure lapses within sixty days", "apply for renewal"),
    ),
    Row(
        "F54",
        "group",
        "S2",
        15,
        ("未开展集团客户整体检查", "补做集团客户检查"),
        ("group view missing", "make the group review"),
    ),
    Row(
        "F55",
        "syndicate",
        "S3",
        10,
        ("代理行报告缺失或未审阅", "索取并审阅"),
        ("agent's report missing or unread", "obtain and read it"),
    ),
    Row(
        "F57",
        "process",
        "S4",
        5,
        ("报告、复核或反馈逾期", "限期办结"),
        ("report, review or feedback late", "finish it"),
    ),
    Row(
        "F58",
        "integrity",
        "S3",
        10,
        ("检查记录事后补录或季末集中补录", "核实后重新检查"),
        ("record made long after the visit, or crowded at quarter end", "verify, and visit again"),
    ),
    Row(
        "F59",
        "outsider",
        "S2",
        10,
        ("外部机构单独到场、协议到期或超范围使用数据", "停止合作、重新检查"),
        ("outsider alone on site, agreement expired, or data beyond purpose", "stop, visit again"),
    ),
    Row(
        "F60",
        "approval",
        "S2",
        10,
        ("批复条件未落实", "限期落实"),
        ("approval condition not carried out", "carry it out"),
    ),
    Row(
        "F61",
        "approval",
        "S2",
        5,
        ("展期审批晚于到期日", "补办审批、按规定问责"),
        ("extension approved after maturity", "obtain approval, hold to account"),
    ),
)
"""The bank's own lapses."""
