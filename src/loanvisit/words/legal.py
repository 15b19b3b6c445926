"""The words of the law: acts, rights and clocks, the papers they rest on, and the statements their proofs are made of."""

from loanvisit.words.pairing import pair
from loanvisit.words.text import Text


def _labels(family: str, labels: dict[str, tuple[str, str]]) -> dict[str, Text]:
    return {f"{family}.{code}": Text(zh=zh, en=en) for code, (zh, en) in labels.items()}


LEGAL: dict[str, Text] = {
    **_labels(
        "demand",
        {
            "in_person": ("当面送达", "in person"),
            "post": ("邮寄", "by post"),
            "electronic": ("电子送达", "electronically"),
            "telephone": ("电话", "by telephone"),
            "notary": ("公证送达", "through a notary"),
            "announcement": ("公告", "by announcement"),
        },
    ),
    "legal.resting": Text(zh="诉讼或仲裁", en="suit or arbitration"),
    "legal.resting.why": Text(zh="进行中", en="running"),
    **_labels("claim_end", {"waived": ("已放弃", "waived"), "lost": ("已丧失", "lost")}),
    **_labels(
        "guarantee",
        {"joint": ("连带责任保证", "joint and several guarantee"), "general": ("一般保证", "general guarantee")},
    ),
    **_labels(
        "seized",
        {
            "bank_money": ("银行存款", "money at a bank"),
            "movable": ("动产", "movables"),
            "land_or_right": ("不动产或其他财产权", "land or another right"),
        },
    ),
    **_labels(
        "legal_clock",
        {
            "limitation": ("诉讼时效", "limitation"),
            "guarantor_limitation": ("保证债务诉讼时效", "limitation of the guarantor's debt"),
            "mortgage": ("抵押权行使期间", "period of the mortgage"),
            "guarantee_period": ("保证期间", "guarantee period"),
            "enforcement": ("申请执行期间", "period to apply for enforcement"),
            "seizure": ("查封、扣押、冻结期限", "term of the seizure"),
            "asset_search": ("账销案存财产查找", "search for assets, claim kept after write-off"),
            "yearly_demand": ("账销案存年度催收", "yearly demand, claim kept after write-off"),
        },
    ),
    **_labels(
        "law",
        {
            "limitation": (
                "《民法典》第 188 条、第 195 条，期间依第 200 条至第 203 条",
                "Civil Code arts. 188, 195; counted by arts. 200-203",
            ),
            "limitation.restart": ("《民法典》第 195 条", "Civil Code art. 195"),
            "limitation.late": ("《民法典》第 192 条", "Civil Code art. 192"),
            "guarantor_limitation": (
                "《民法典》第 694 条、第 188 条、第 195 条，期间依第 200 条至第 203 条",
                "Civil Code arts. 694, 188, 195; counted by arts. 200-203",
            ),
            "mortgage": (
                "《民法典》第 419 条；《担保制度解释》第 44 条",
                "Civil Code art. 419; Guarantee Interpretation art. 44",
            ),
            "guarantee_period": (
                "《民法典》第 692 条，期间依第 200 条至第 203 条",
                "Civil Code art. 692; counted by arts. 200-203",
            ),
            "guarantee_period.until": (
                "《民法典》第 692 条；《担保制度解释》第 32 条，期间依《民法典》第 200 条至第 203 条",
                "Civil Code art. 692; Guarantee Interpretation art. 32; counted by Civil Code arts. 200-203",
            ),
            "guarantee_period.change": ("《民法典》第 695 条", "Civil Code art. 695"),
            "guarantee_period.claim": (
                "《民法典》第 694 条；《担保制度解释》第 34 条",
                "Civil Code art. 694; Guarantee Interpretation art. 34",
            ),
            "enforcement": (
                "《民事诉讼法》第 250 条，期间依《民法典》第 200 条至第 203 条",
                "Civil Procedure Law art. 250; counted by Civil Code arts. 200-203",
            ),
            "enforcement.restart": ("《民事诉讼法》第 250 条", "Civil Procedure Law art. 250"),
            "seizure": (
                "《民诉法解释》第 485 条（2022年文本；2020年文本为第 487 条）",
                "Civil Procedure Interpretation art. 485 (2022 text; art. 487 of the 2020 text)",
            ),
            "asset_search": (
                "账销案存管理惯例：每年查找财产",
                "practice for claims kept after write-off: assets searched for every year",
            ),
            "yearly_demand": (
                "账销案存管理惯例：每年催收",
                "practice for claims kept after write-off: a demand every year",
            ),
            "civil": ("《民法典》第 203 条", "Civil Code art. 203"),
        },
    ),
    **_labels(
        "legal",
        {
            "head": ("{clock}：{about}，最后一日{last}", "{clock} of {about}: last day {last}"),
            "head.met": ("{clock}：{about}，已于{on}行使权利", "{clock} of {about}: acted on in time, {on}"),
            "head.rests": ("{clock}：{about}，程序进行中，不计最后一日", "{clock} of {about}: rests while a suit runs"),
            "head.unknown": ("{clock}：{about}，无法推算，缺少{missing}", "{clock} of {about}: {missing} not known"),
            "about": ("{loans}", "{loans}"),
            "about.right": ("{right}（{loans}）", "{right} ({loans})"),
            "right.guarantee": ("保证 {id}", "guarantee {id}"),
            "right.mortgage": ("抵押 {id}", "mortgage {id}"),
            "right.seizure": ("查封 {id}", "seizure {id}"),
            "of": ("{clock}（{right}）", "{clock} ({right})"),
            "source": ("依据：{citation}（{confidence}）", "source: {citation} ({confidence})"),
            "cited": ("{statement}〔{citation}〕", "{statement} [{citation}]"),
            "start": ("起算：{event}，{day}（当日不计）", "counted from: {event}, {day}, that day not counted"),
            "start.maturity": ("到期日", "maturity"),
            "start.claim": ("向保证人主张权利", "the claim on the guarantor"),
            "start.perform_by": ("履行期间最后一日", "the last day set for performance"),
            "start.effective": ("法律文书生效", "the judgment taking effect"),
            "start.seized": ("查封、扣押、冻结", "the seizure"),
            "start.write_off": ("核销", "the write-off"),
            "start.search": ("上一次查找", "the last search"),
            "start.demand": ("上一次送达的催收", "the last demand served"),
            "span": ("期间 {span}，至{raw}", "{span}, to {raw}"),
            "span.named": ("文书载明至{raw}", "to {raw}, as the paper names it"),
            "span.same": ("与主债权相同，至{raw}", "as long as the main claim, to {raw}"),
            "moved": ("{raw}休息（{why}），顺延至{last}", "{raw} is off ({why}): moved later to {last}"),
            "moved.own": ("{raw}休息（{why}），提前至{last}", "{raw} is off ({why}): moved earlier to {last}"),
            "provisional": ("该日为暂定日", "the day is provisional"),
            "demand": (
                "{on}催收送达（{means}，{id}）",
                "{on}: demand {id} served, sent {means}",
            ),
            "demand.unproven": (
                "{on}催收（{means}，{id}）无送达凭证，期间不变",
                "{on}: demand {id}, sent {means}, has no proof of service and moves nothing",
            ),
            "acknowledgement": ("{on}同意履行（{id}）", "{on}: agreed to perform ({id})"),
            "acknowledgement.unproven": (
                "{on}同意履行（{id}）无凭证，期间不变",
                "{on}: agreed to perform ({id}), without proof: moves nothing",
            ),
            "suit": ("{on}起诉或仲裁（{id}），程序于{ended}终结", "{on}: suit {id}, ended on {ended}"),
            "suit.runs": ("{on}起诉或仲裁（{id}），程序进行中", "{on}: suit {id}, still running"),
            "suit.unproven": (
                "{on}起诉或仲裁（{id}）无受理凭证，期间不变",
                "{on}: suit {id}, without proof of acceptance: moves nothing",
            ),
            "restarts": ("{act}，重新起算", "{act}: counted anew"),
            "early": ("{act}，期间尚未开始，不影响", "{act}: before the period began, moves nothing"),
            "late": ("{act}，期间已届满，不影响", "{act}: after the period ended, moves nothing"),
            "revives": (
                "{act}，期间已届满，不得再以届满抗辩，重新起算",
                "{act}: the end of the period can no longer be pleaded, counted anew",
            ),
            "agreed": ("约定 {span}", "agreed: {span}"),
            "not_agreed": ("未约定保证期间，自到期日起六个月", "not agreed: six months from maturity"),
            "until_repaid": (
                "约定至还清为止，视为未约定，自到期日起六个月",
                "agreed until all is repaid, which counts as not agreed: six months from maturity",
            ),
            "not_later": (
                "约定期间不晚于到期日，视为未约定，自到期日起六个月",
                "agreed to end no later than maturity, which counts as not agreed: six months from maturity",
            ),
            "consented": (
                "保证人于{on}书面同意 {change} 变更到期日，自新到期日{day}起算",
                "the guarantor consented in writing on {on} to {change}: counted from the new maturity, {day}",
            ),
            "unconsented": (
                "{change} 变更到期日未经保证人书面同意，原保证期间不变",
                "{change} changed the maturity without the guarantor's written consent: the old period runs on",
            ),
            "claimed": ("{act}，在保证期间内主张权利", "{act}: claimed within the period"),
            "judged": ("已有生效法律文书 {id}", "judged by {id}"),
            "enforced": ("{on}已申请执行", "enforcement applied for on {on}"),
            "enforced.late": ("{on}申请执行，期间已届满", "enforcement applied for on {on}, after the period ended"),
            "enforced.unproven": ("{on}申请执行无凭证", "enforcement applied for on {on}, without proof"),
            "renewed": ("{on}续封", "{on}: renewed"),
            "renewed.unproven": ("{on}续封无文书，期限不变", "{on}: renewed without a paper, moves nothing"),
            "renewed.late": (
                "{on}续封时原期限已届满，不影响",
                "{on}: renewed after it had lapsed, moves nothing",
            ),
        },
    ),
    "fact.written_off_on": Text(zh="核销日", en="day of the write-off"),
    "finding.F51": Text(zh="{clock}至{last}届满，其间无有效催收", en="{clock} ends on {last}, no demand served since"),
    "finding.F52": Text(zh="{clock}至{last}届满，尚未主张权利", en="{clock} ends on {last}, nothing claimed"),
    "finding.F53": Text(zh="{clock}至{last}届满，尚未续封", en="{clock} ends on {last}, not renewed"),
    **pair(
        "guarantee.agreed",
        ("约定的期间与“至还清为止”二者之一", "either an agreed span or until all is repaid"),
        ("按合同只保留一项", "keep the one that the contract has"),
    ),
}
"""What is said of the law."""
