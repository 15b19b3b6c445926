"""What was expected and how to mend it, for the faults of policies made of policies."""

from loanvisit.words.pairing import pair
from loanvisit.words.text import Text

POLICY_FAULTS: dict[str, Text] = {
    **pair(
        "compose.clause",
        ("两项政策中不相冲突的条款编号", "clause ids that no two clauses of the policies share on a same day"),
        (
            "政策 {policies} 各有此编号的条款：先用 prefixed 加前缀，或用 between 错开施行期间",
            "{policies} each have a clause of this id: begin the ids of one with prefixed, or part their days with between",
        ),
    ),
    **pair(
        "compose.fact",
        ("两项政策中一致的要素", "a fact that both policies declare alike"),
        (
            "政策 {policies} 对该要素的定义不同：统一定义，或改名",
            "{policies} declare it differently: declare it alike, or rename it",
        ),
    ),
    **pair(
        "override.empty",
        ("至少一处改动", "at least one change"),
        ("写明临时调整后的要求，否则不必调整", "say what is put another way, or leave it out"),
    ),
    **pair(
        "clause.not_in_force",
        ("该条款施行期间内的一天", "a day on which the clause is in force"),
        ("改用施行期间内的日期", "name a day of its own"),
    ),
}
