"""What was expected and how to mend it, for the faults of policies made of policies."""

from loanvisit.words.pairing import pair
from loanvisit.words.text import Text

POLICY_FAULTS: dict[str, Text] = {
    **pair(
        "clause.nesting",
        (
            "较差情形的最迟日不晚于条款 {better} 较好情形的最迟日",
            "last days never later than those of clause {better}, whose case is better",
        ),
        ("{remedy}", "{remedy}"),
    ),
    "nesting.roll": Text(
        zh="较差情形逢休息日不得比较好情形顺延更晚：将 roll 写成与条款 {better} 相同，或更早",
        en="the worse case must not move its last days later: give it the roll of clause {better}, or an earlier one",
    ),
    "nesting.first": Text(
        zh="条款 {better} 要求首期检查（with_first）：本条款也写 with_first，且每期次数不少于该条款",
        en="clause {better} asks for the first period too (with_first): ask for it here, and for no fewer times a period",
    ),
    "nesting.counted": Text(
        zh="两条款的起算方式不同，无从比较：都按自然周期、都按同一起点的间隔，或都自上次检查起算",
        en="the two are counted differently and do not compare: count both by natural periods, both in steps from one day, "
        "or both from the last visit",
    ),
    "nesting.interval": Text(
        zh="较差情形的间隔须整除条款 {better} 的间隔，或两者都自上次检查起算且较差情形不更长",
        en="let the interval of the worse case divide that of clause {better}, or count both from the last visit, the worse "
        "no longer",
    ),
    **pair(
        "compose.clause",
        ("两项制度中不相冲突的条款编号", "clause ids that no two clauses of the policies share on the same day"),
        (
            "制度 {policies} 各有此编号的条款：先用 prefixed 加前缀，或用 between 错开施行期间",
            "{policies} each have a clause of this id: prefix the ids of one (prefixed), or part their days (between)",
        ),
    ),
    **pair(
        "compose.fact",
        ("两项制度中一致的要素", "a fact that both policies declare alike"),
        (
            "制度 {policies} 对该要素的定义不同：统一定义，或改名",
            "{policies} declare it differently: declare it alike, or rename it",
        ),
    ),
    **pair(
        "override.empty",
        ("至少一处改动", "at least one change"),
        ("写明临时调整后的要求，否则不必调整", "say what changes for the time, or leave the override out"),
    ),
    **pair(
        "clause.beyond",
        ("所接受方式能够取得的证明材料", "evidence that one of the methods accepted can bring"),
        (
            "{methods}取不到{evidence}：accepts 改用能够取得的方式，或把这些材料写进另一条款",
            "{methods} cannot bring {evidence}: accept a method that can, or ask for it in a clause of its own",
        ),
    ),
    **pair(
        "clause.nobody",
        ("以{method}为方式的，1 人", "one person, where the method is {method}"),
        (
            "{method}无人到场，不能要求多人：去掉 visitors，或 accepts 改用有人到场的方式",
            "nobody goes anywhere for {method}: leave visitors out, or accept a method by which somebody goes",
        ),
    ),
    **pair(
        "clause.not_in_force",
        ("该条款施行期间内的一天", "a day on which the clause is in force"),
        ("改用施行期间内的日期", "name a day on which it is in force"),
    ),
    **pair(
        "override.expired",
        ("不早于 {day} 的日期", "a day that is not before {day}"),
        ("该临时调整已到期：删去，或重新报批", "the override has run out: take it out, or have it approved again"),
    ),
    **pair(
        "policy.known",
        ("可按名称取得的制度", "policies that can be looked up"),
        ("读取时传入 known，例如 presets.policy", "hand in known when it is read, such as presets.policy"),
    ),
    **pair(
        "policy.cycle",
        ("不以自身为依据的制度", "a policy that does not rest on itself"),
        (
            "制度文件互相引用成环（{ring}）：去掉其中一处 based_on",
            "the files rest on each other in a ring ({ring}): take one out of based_on",
        ),
    ),
    **pair(
        "policy.depth",
        ("至多 {high} 层的引用", "policies that rest on each other {high} deep at most"),
        ("减少引用的层数", "let fewer policies rest on each other"),
    ),
    **pair(
        "source.beside",
        ("同一文件夹内的文件名", "the name of a file in the same folder"),
        ("把文件放在一起，只写文件名", "put the files together and name them without a folder"),
    ),
}
