"""What is said of random draws: labels of their moves and states, rulings, and what is wrong with one."""

from loanvisit.words.pairing import pair
from loanvisit.words.text import Text

_LABELS: dict[str, tuple[str, str]] = {
    "move.commit": ("公布种子承诺", "commit to the seed"),
    "move.draw": ("抽样", "draw"),
    "move.reveal": ("公布种子", "reveal the seed"),
    "move.depart": ("登记退出", "note a departure"),
    "move.recheck": ("复查", "check again"),
    "relation.committer": ("种子承诺人", "who committed to the seed"),
    "relation.maker": ("原记录检查人", "maker of the record"),
    "state.seed.chosen": ("已选定", "chosen"),
    "state.seed.committed": ("已承诺", "committed"),
    "state.seed.revealed": ("已公布", "revealed"),
    "state.draw.frozen": ("已固定", "frozen"),
    "ruling.unit": ("复查人不得与记录出自同一机构", "who checks a record is of another unit than the one that made it"),
    "remedy.unit": ("换由其他机构的人员复查", "let somebody of another unit check it"),
    "ruling.unit_unknown": (
        "复查人或原记录的机构未登记",
        "the unit of the checker or of the record is not known",
    ),
    "remedy.unit_unknown": ("补登机构后再复查", "state both units first"),
    "ruling.revisit": ("该记录已复查", "the record was checked again already"),
    "remedy.revisit": ("复查其他抽中的记录", "check another of those drawn"),
}

_LATE = ("早于检查期间首日 {opens} 的承诺日", "a commitment before the period begins on {opens}")

DRAWING: dict[str, Text] = {
    **{key: Text(zh=zh, en=en) for key, (zh, en) in _LABELS.items()},
    **pair(
        "draw.share",
        ("大于 0、不大于 1 的抽样比例", "a share above 0 and up to 1"),
        ("用十进制小数写明比例，例如 0.1", "write the share as a decimal, for example 0.1"),
    ),
    **pair(
        "draw.other_share",
        ("总体规定的抽样比例", "the share that the pool states"),
        ("按总体规定的比例重新抽样", "draw again by the share of the pool"),
    ),
    **pair(
        "draw.overlap",
        ("只属于一层的成员", "a member of one stratum only"),
        ("核对分层标准，只在一层中保留", "check how the strata are told apart, and keep it in one"),
    ),
    **pair(
        "draw.nonce",
        ("至少 {bound} 个字符的随机数", "a nonce of at least {bound} characters"),
        ("换用更长的随机字符", "use more random characters"),
    ),
    **pair("draw.late", _LATE, ("改用期间开始前已公布承诺的种子", "use a seed committed to before the period")),
    **pair(
        "draw.seed",
        ("与承诺相符的种子", "the seed that was committed to"),
        ("核对种子、随机数、期间和抽样总体", "check the seed, its nonce, the period and the pools"),
    ),
    **pair(
        "draw.pool",
        ("种子承诺中列明的抽样总体", "a pool that the commitment names"),
        ("核对总体编号", "check the id of the pool"),
    ),
    **pair(
        "draw.size",
        ("{size} 个成员", "{size} members"),
        ("核对总体清单是否缺漏", "check whether the list of the pool is whole"),
    ),
    **pair(
        "draw.order",
        ("按种子排定的次序", "the order that the seed gives"),
        ("按种子重新排序核对", "rank the members again from the seed"),
    ),
    **pair(
        "draw.quota",
        ("至少 {quota} 个", "a quota of {quota}"),
        ("应抽数为比例乘以总数，向上取整", "it is the share of the size, rounded up"),
    ),
    **pair(
        "draw.missing",
        ("抽中名单含第 {rank} 位", "rank {rank} among those drawn"),
        ("补入该成员", "draw that member too"),
    ),
    **pair(
        "draw.stranger",
        ("应在此列的成员", "a member that belongs here"),
        ("核对其来由", "find out how it came there"),
    ),
    **pair(
        "draw.left_out",
        ("总体的全部成员", "every member of the pool"),
        ("核对总体清单，查明缺漏的原因", "find out why a member of the pool is not in the draw"),
    ),
    **pair(
        "draw.gone",
        ("总体中尚未退出的成员", "a member of the pool that has not left it"),
        ("核对成员编号", "check the id of the member"),
    ),
    **pair(
        "draw.visit",
        (
            "抽中之后、期间之内、退出之前的检查日",
            "the day of a visit after it was drawn, in the period, before it left",
        ),
        (
            "没有这样的检查则留空，由后一位递补",
            "leave it out where there is no such visit; the next rank takes its place",
        ),
    ),
    **pair(
        "draw.noted",
        ("抽样日至期间末日之间的登记日", "a day from the draw to the end of the period"),
        ("期间结束后不再递补", "nobody is taken after the period"),
    ),
    **pair(
        "draw.replacement",
        ("按次序递补的后一位", "the next in rank, and nobody out of it"),
        ("按次序重新递补", "take the next rank that is neither drawn nor gone"),
    ),
    **pair(
        "draw.checker",
        ("其他机构且未参与原检查的复查人", "a checker of another unit who had no part in the record"),
        ("换由其他机构的人员复查", "let somebody of another unit check it"),
    ),
}
