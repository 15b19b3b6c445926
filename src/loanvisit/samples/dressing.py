"""What honest officers write down of a visit: words of their own, answers, hours, the place, photos taken there."""

from collections.abc import Iterable
from datetime import datetime, time, timedelta, timezone
from decimal import Decimal
from typing import Final

from attrs import evolve

from loanvisit.domain import (
    Answer,
    AnswerValue,
    BorrowerId,
    Calendar,
    EvidenceRef,
    Method,
    Money,
    OfficerId,
    Outcome,
    Place,
    PlacePrecision,
    VisitRecord,
)
from loanvisit.samples.lots import Lot

PHOTOS: Final = frozenset({"photo", "site_photo"})
FLAGS: Final = 10
_MINUTES: Final = {Method.ON_SITE: (35, 116), Method.INTERVIEW: (12, 30)}
_BETWEEN: Final = timedelta(minutes=75)
_LONGEST: Final = timedelta(hours=7)
TEAMS: Final = 12
_AROUND: Final = Decimal("0.0001")

_SAID: Final = (
    (
        "{a}条生产线在开，操作工{b}人，问起订单都说够做到月底",
        "车间只开一班，{a}台设备停着{b}台，工长说在等原料",
        "到厂时正在装车，发往{b}公里外的客户，当天第{a}车",
        "机修班在换刀具，开工率约{b}%，比上次看到的人少{a}个",
        "两班倒，夜班也去看了，{a}个机台有人，计件牌写到{b}",
        "厂门登记簿上当天进出货车{a}辆，地磅单抽看了{b}张",
    ),
    (
        "成品库堆到第{a}层，抽点{b}箱，与台账相符",
        "原料只够{a}天，仓管员说月底到货{b}吨",
        "盘点{b}件，少{a}件，说是样品未登记",
        "库里有{a}托盘贴着去年的标签，估价约{b}万元，已问处置办法",
        "存货比上季多{b}%，主要是{a}号库的半成品",
        "仓库改成两处，新库在{a}号楼，租期{b}个月，合同看过原件",
    ),
    (
        "应收前{a}户合计占{b}%，账龄都在信用期内",
        "最大的客户拖了{b}天，对账单已发{a}次",
        "抽看{a}张发票与出库单，金额都对得上，回款约{b}天",
        "电商平台回款{b}万元，每{a}天结一次",
        "新签了{a}个客户，账期{b}天，都有合同",
        "客户退货{a}批，扣款{b}万元，原因是色差",
    ),
    (
        "工资发到上月，{b}人，社保名单一致，走了{a}个技工",
        "会计换了人，交接单{a}页，凭证装订到第{b}本",
        "电费单比去年同月{a}成，峰时用电{b}度",
        "完税凭证{a}张，增值税{b}万元，与申报表核对无误",
        "食堂{b}人用餐，包月，老板娘管账已{a}年",
        "老板本人在，谈了{b}分钟，另有{a}位股东不参与经营",
    ),
    (
        "月底还息的钱已在账上，余{b}万元，另有{a}万元承兑到期",
        "下期还本靠{a}月的货款，合同金额{b}万元",
        "打算用{a}月的退税还一部分，约{b}万元",
        "问到期怎么还，说先收{b}万元尾款，不够的由股东垫{a}成",
        "另一家银行的{b}万元{a}月到期，说已谈好续做",
        "现金日记账余额{b}万元，{a}笔大额已问去向",
    ),
    (
        "隔壁厂房在拆，院墙外堆土{a}米，{b}月前修好",
        "保险单续到明年{a}月，保额{b}万元，受益人是本行",
        "环保检查来过{a}次，整改{b}项已做完",
        "法院系统查到{a}件小额诉讼，标的{b}万元，已撤诉",
        "担保人同来，厂房抵押物无变化，新装{a}部行车，约{b}万元",
        "村里修路，货车绕行{b}公里，预计再有{a}周",
    ),
)
"""Six things officers tell of, each in one of six ways."""
_WHERE: Final = (
    "东墙边",
    "二号门",
    "配电间",
    "样品柜",
    "锅炉房",
    "装卸台",
    "办公楼",
    "质检室",
    "料棚",
    "晾晒场",
    "冷库",
    "门卫室",
)
_WHAT: Final = (
    "新到的注塑机",
    "待修叉车",
    "封存模具",
    "空油桶",
    "旧商标纸箱",
    "进口轴承",
    "外协件",
    "退货",
    "备用电机",
    "样衣",
    "秤",
)
_HOW: Final = (
    "盖着雨布",
    "挂了租赁铭牌",
    "正在上油",
    "贴着封条",
    "有人在清点",
    "拆开了一半",
    "还没通电",
    "堆到窗下",
    "换过锁",
    "沾着新泥",
)


def note(lot: Lot) -> str:
    """Return what an officer writes: something he alone saw, and five of six things, each with figures."""
    topics = sorted(range(len(_SAID)), key=lambda topic: lot.below(1_000_000, f"order/{topic}"))[:5]
    return "；".join([_seen(lot), *(_said(lot, topic) for topic in topics)]) + "。"


def _seen(lot: Lot) -> str:
    """Return what was standing somewhere about the works."""
    two = lot.under("first"), lot.under("second")
    return "，".join(f"{one.pick(_WHERE, 'where')}{one.pick(_WHAT, 'what')}{one.pick(_HOW, 'how')}" for one in two)


def _said(lot: Lot, topic: int) -> str:
    """Return one thing said in one of its ways."""
    said = lot.pick(_SAID[topic], f"said/{topic}")
    return said.format(a=2 + lot.below(8, f"a/{topic}"), b=11 + lot.below(88, f"b/{topic}"))


def answers(lot: Lot) -> tuple[Answer, ...]:
    """Return the answers to ten questions of yes or no and to two after figures."""
    flags: list[tuple[str, AnswerValue]] = [
        (f"D{place:02}", lot.below(100, f"flag/{place}") < 85) for place in range(1, FLAGS + 1)
    ]
    figures: list[tuple[str, AnswerValue]] = [
        ("D11", 20 + lot.below(180, "staff")),
        ("D12", Money(Decimal(lot.below(90_000, "receipts") * 100), "CNY")),
    ]
    return tuple(Answer(question=code, value=value) for code, value in (*flags, *figures))


def site(borrower: BorrowerId, lot: Lot) -> tuple[Decimal, Decimal]:
    """Return where a borrower's works lie, within some thirty kilometres of the branch."""
    own = lot.under(borrower.value)
    north, east = Decimal(own.below(4000, "north")), Decimal(own.below(4000, "east"))
    return Decimal("31.0000") + north * _AROUND, Decimal("119.0000") + east * _AROUND


def point(latitude: Decimal, longitude: Decimal) -> Place:
    """Return a point as a phone measures it."""
    return Place(precision=PlacePrecision.POINT, latitude=latitude, longitude=longitude, accuracy=25)


def dressed(records: Iterable[VisitRecord], *, lot: Lot, calendar: Calendar) -> tuple[VisitRecord, ...]:
    """Return records with what honest officers write down beside; those of visits that were not made as they are.

    Each borrower has a team of its own out of a dozen, and another where that one has no hour left on the day. So
    nobody is at two places at once, and there is time to get from one to the next.
    """
    zone = timezone(timedelta(minutes=calendar.utc_offset_minutes))
    free: dict[OfficerId, datetime] = {}
    told: list[VisitRecord] = []
    for record in sorted(records, key=lambda one: (one.on, one.id)):
        if record.outcome is not Outcome.MADE:
            told.append(record)
            continue
        own = lot.under(record.id.value)
        opened = datetime.combine(record.on, time(8, 30), zone) + timedelta(minutes=own.below(90, "start"))
        first = lot.below(TEAMS, f"{record.borrower}/team")
        teams = [[_member(one, first + later) for one in record.visitors] for later in range(TEAMS)]
        starts = [max([opened, *(free[one] + _BETWEEN for one in team if one in free)]) for team in teams]
        place = next((place for place, at in enumerate(starts) if at <= opened + _LONGEST), starts.index(min(starts)))
        least, more = _MINUTES.get(record.method, (1, 1))
        ended = starts[place] + timedelta(minutes=least + own.below(more, "length"))
        free |= dict.fromkeys(teams[place], ended)
        told.append(_told(evolve(record, visitors=teams[place]), starts[place], ended, own, lot))
    return tuple(told)


def _member(officer: OfficerId, team: int) -> OfficerId:
    return OfficerId(f"{officer}-{team % TEAMS + 1:02}")


def _told(record: VisitRecord, started: datetime, ended: datetime, own: Lot, lot: Lot) -> VisitRecord:
    latitude, longitude = site(record.borrower, lot)
    near = (latitude + own.below(9, "near") * _AROUND, longitude + own.below(9, "by") * _AROUND)
    place = point(*near) if record.method is Method.ON_SITE else None
    filed = ended + timedelta(minutes=30 + own.below(240, "filed"))
    return evolve(
        record,
        note=note(own),
        answers=(*record.answers, *answers(own)),
        started_at=started,
        ended_at=ended,
        place=place,
        recorded_at=max(filed, record.recorded_at) if record.recorded_at is not None else filed,
        evidence=[_taken(one, record, started, place) for one in record.evidence],
    )


def _taken(one: EvidenceRef, record: VisitRecord, started: datetime, place: Place | None) -> EvidenceRef:
    """Return a photo as taken ten minutes into the visit, at its place; anything else as it is."""
    if one.kind not in PHOTOS:
        return one
    return evolve(one, taken_at=started + timedelta(minutes=10), taken_by=record.visitors[0], place=place)
