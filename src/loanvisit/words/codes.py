"""What the codes of facts mean that presets declare: a bank that uses the same code under the same name reads the same."""

from loanvisit.words.text import Text


def _codes(fact: str, codes: dict[str, tuple[str, str]]) -> dict[str, Text]:
    return {f"code.{fact}.{code}": Text(zh=zh, en=en) for code, (zh, en) in codes.items()}


CODES: dict[str, Text] = {
    **_codes(
        "guarantee",
        {
            "unsecured": ("信用", "none"),
            "secured": ("一般担保", "ordinary security"),
            "deposit_slip": ("存单质押", "pledge of a deposit slip"),
            "savings_bond": ("国债质押", "pledge of a savings bond"),
            "precious_metal": ("贵金属质押", "pledge of precious metal"),
            "government_guarantor": ("政府性担保", "government-backed guarantor"),
            "guarantee_insurance": ("保证保险", "guarantee insurance"),
        },
    ),
    **_codes(
        "size",
        {
            "micro": ("微型", "micro"),
            "small": ("小型", "small"),
            "medium": ("中型", "medium"),
            "large": ("大型", "large"),
        },
    ),
    **_codes(
        "syndicate_role",
        {
            "agent": ("代理行", "agent"),
            "lead": ("牵头行", "lead"),
            "participant": ("参加行", "participant"),
            "security_agent": ("担保代理行", "security agent"),
        },
    ),
    **_codes("stage", {"construction": ("建设期", "construction"), "operation": ("运营期", "operation")}),
}
