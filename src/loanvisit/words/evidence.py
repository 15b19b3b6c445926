"""The words of evidence and of how a visit was held: places, consent, who was met, tries, and what does not count."""

from loanvisit.words.pairing import pair
from loanvisit.words.text import Text


def _said(family: str, sentences: dict[str, tuple[str, str]]) -> dict[str, Text]:
    return {f"{family}.{key}": Text(zh=zh, en=en) for key, (zh, en) in sentences.items()}


_LABELS: dict[str, Text] = {
    **_said(
        "place",
        {
            "district": ("区县", "district"),
            "street": ("街道", "street"),
            "site": ("现场", "site"),
            "point": ("坐标点", "point"),
        },
    ),
    **_said(
        "legal_basis",
        {
            "consent": ("取得个人同意", "consent"),
            "contract": ("订立、履行合同所必需", "necessary for a contract"),
            "legal_duty": ("履行法定职责或者法定义务所必需", "necessary for a duty by law"),
            "emergency": ("紧急情况下保护生命健康和财产安全所必需", "necessary in an emergency"),
            "published": ("已合法公开的个人信息", "lawfully made public"),
            "other_law": ("法律、行政法规规定的其他情形", "another ground by law"),
        },
    ),
    **_said(
        "evidence_source",
        {
            "officer_device": ("检查人员设备采集", "an officer's device"),
            "borrower": ("借款人提供", "the borrower"),
            "third_party": ("第三方提供", "a third party"),
            "bank_system": ("行内系统", "the bank's own systems"),
        },
    ),
    **_said(
        "capacity",
        {
            "borrower": ("借款人本人", "the borrower"),
            "legal_representative": ("法定代表人", "legal representative"),
            "guarantor": ("保证人", "guarantor"),
            "payee": ("收款人", "payee"),
            "contractor": ("施工方", "contractor"),
            "agent_bank": ("代理行", "agent bank"),
            "staff": ("借款人员工", "the borrower's staff"),
            "other": ("其他人员", "somebody else"),
        },
    ),
    **_said(
        "attempt",
        {
            "reached": ("已联系上", "reached"),
            "no_answer": ("无人接听", "no answer"),
            "refused": ("拒绝沟通", "refused to talk"),
            "wrong_number": ("号码有误", "wrong number"),
            "promised": ("约定另行联系", "promised for later"),
            "out_of_service": ("停机或空号", "number out of service"),
        },
    ),
    **_said(
        "number_source",
        {
            "core_system": ("核心系统", "the core system"),
            "manager": ("管户客户经理提供", "the account manager"),
            "borrower": ("借款人提供", "the borrower"),
            "public": ("公开渠道", "a public source"),
            "other": ("其他来源", "another source"),
        },
    ),
}

_FAULTS: dict[str, Text] = {
    **pair(
        "place.point",
        ("坐标点有经纬度，其他精度没有", "a latitude and a longitude for a point, and for nothing else"),
        ("补上经纬度并写明为坐标点，或去掉经纬度", "give both and call it a point, or leave both out"),
    ),
    **pair(
        "place.degrees",
        ("-{bound} 至 {bound} 度", "degrees from -{bound} to {bound}"),
        ("核对经纬度，勿将两者写反", "check the degrees, and that the two are not exchanged"),
    ),
    **pair(
        "place.address",
        ("街道或现场有地址，区县没有", "an address for a street or a site, and none for a district"),
        ("补上地址，或改写精度", "give the address, or mend the precision"),
    ),
    **pair(
        "place.accuracy",
        ("坐标点的精度，0 至 {most} 米", "how far off a point may be, from 0 to {most} metres"),
        ("改为范围内的米数；未知时留空", "use metres inside the bounds; leave it empty where it is not known"),
    ),
    **pair(
        "consent.reason",
        ("拒绝的有理由，未拒绝的没有", "a reason for a refusal, and for nothing else"),
        ("写明拒绝的理由，或去掉理由", "give the reason of the refusal, or leave it out"),
    ),
    **pair(
        "consent.withdrawn",
        ("已给出的同意才可撤回", "a consent that was given before it was withdrawn"),
        ("写明曾经同意，或去掉撤回日", "say that it was given, or leave the day of withdrawal out"),
    ),
    **pair(
        "consent.refused",
        ("未被拒绝的依据", "a ground that was not refused"),
        (
            "被拒绝的材料不作为凭据：记入 withheld，不采集内容",
            "what was refused is no evidence: record it as withheld, without content",
        ),
    ),
    **pair(
        "consent.not_refused",
        ("被拒绝的同意", "a consent that was refused"),
        ("未被拒绝的，按凭据记录", "record what was not refused as evidence"),
    ),
    **pair(
        "file_name",
        (
            "单纯的文件名：无目录、无控制字符、不超过 255 字节",
            "a bare file name: no folder, no control character, at most 255 bytes",
        ),
        ("先用 clean_file_name 清理", "clean it first with `clean_file_name`"),
    ),
    **pair(
        "attempt.number",
        ("当面联系没有号码来源", "no number for a try in person"),
        ("去掉号码来源，或改写联系方式", "leave the source of the number out, or mend the channel"),
    ),
    **pair(
        "hours.late",
        ("不晚于 at 的时刻", "an instant not after `at`"),
        ("核对该时刻和录入时刻", "check the hour, and when the record was filed"),
    ),
    **pair(
        "attempt.after",
        ("检查之前的联系尝试", "a try made before the visit"),
        ("检查之后的联系另行记录", "record what was tried after the visit elsewhere"),
    ),
    **pair(
        "evidence.uncounted", ("可以证明该事项的材料", "evidence that counts for the duty"), ("{reason}", "{reason}")
    ),
    **pair(
        "evidence.gone",
        (
            "首次提交时的全部凭据，不再有效的列入 dropped_evidence",
            "all evidence as first filed, or its id among `dropped_evidence`",
        ),
        ("保留原有凭据，或写明撤下的编号", "keep what was there, or name what is dropped"),
    ),
    **pair(
        "evidence.altered",
        ("与首次提交时相同的内容摘要", "the digest under which that evidence was first filed"),
        ("新内容用新编号，旧编号列入 dropped_evidence", "give new content a new id, and name the old one as dropped"),
    ),
    **pair(
        "evidence.dropped",
        ("以前各次提交中有过的凭据编号，已撤下的继续列明", "ids of evidence filed before, those named once among them"),
        ("核对撤下的凭据编号", "check the ids that are named as dropped"),
    ),
    **pair(
        "evidence.both",
        ("未列入凭据的编号", "ids that are not among the evidence"),
        ("撤下的凭据不再附上，或不列为撤下", "leave the evidence out, or do not name it as dropped"),
    ),
    **pair(
        "hours.day",
        ("检查日当天的时刻", "an instant of the day visited"),
        ("核对检查日和开始时刻及其时区", "check the day visited, the hour it began and its offset"),
    ),
}

EVIDENCE: dict[str, Text] = {**_LABELS, **_FAULTS}
