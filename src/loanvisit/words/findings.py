"""What a rule saw when it raised a finding, and what is wrong with a code that no kind of finding has."""

from loanvisit.words.text import Text

FINDINGS: dict[str, Text] = {
    "finding.diverted": Text(
        zh="贷款 {loan} 于 {day}支付{amount}，收款人或用途不在约定范围内",
        en="loan {loan} paid {amount} on {day}, to a payee or for a purpose outside those agreed",
    ),
    "finding.diverted.drawdown": Text(
        zh="借据 {drawdown} 于 {day}支付{amount}，收款人或用途不在约定范围内",
        en="drawdown {drawdown} paid {amount} on {day}, to a payee or for a purpose outside those agreed",
    ),
    "finding.evidence": Text(zh="缺少佐证材料：{kinds}", en="evidence missing: {kinds}"),
    "finding.overdue": Text(zh="最后一日 {last}，已逾期 {days}", en="last day {last}, overdue by {days}"),
    "finding.unclosed": Text(
        zh="{code} 应于 {last}前销号，尚未销号", en="{code} was to be closed by {last} and is not"
    ),
    "finding.denied": Text(
        zh="独立回访中答“否”的问题：{questions}", en='answered "no" in the independent call-back: {questions}'
    ),
    "finding.refused": Text(zh="{day}到访时借款人拒绝检查", en="the borrower refused the visit of {day}"),
    "fault.finding.kind": Text(zh="问题目录中的编号", en="a code of the catalogue of findings"),
    "mend.finding.kind": Text(
        zh="改正编号{near}；本行自有的问题类型直接传入",
        en="mend the code{near}; hand in a kind of your own as it is",
    ),
}
