"""Presets: practice as data, each policy, regime, table, outline and procedure cited, and calendars to read them."""

from loanvisit.codec import (
    read_calendar_toml,
    read_method_table_toml,
    read_outlines_toml,
    read_policy_toml,
    read_procedure_toml,
    read_regime_toml,
)
from loanvisit.domain import Calendar, MethodTable, Outline, Procedure, Regime
from loanvisit.errors import InputError, NotFoundError, fault, nearest
from loanvisit.scheduling import ClausePolicy
from loanvisit.words import Text

__all__ = [
    "PresetCalendars",
    "calendar",
    "calendars",
    "method_table",
    "method_tables",
    "outline",
    "outlines",
    "policies",
    "policy",
    "procedure",
    "procedures",
    "regime",
    "regimes",
]

_POLICIES = (
    "cn.cross_border",
    "cn.customer_grade",
    "cn.exposure",
    "cn.farm_household_tiers",
    "cn.five_tier_default",
    "cn.green",
    "cn.group",
    "cn.internet_loan",
    "cn.inventory_pledge",
    "cn.micro_differentiated",
    "cn.project_construction",
    "cn.small_business_tenor",
    "cn.syndicate_participant",
    "ep.monitoring",
    "eu.proportionate_review",
    "in.luc",
    "mdb.supervision",
    "us.construction_draw",
    "us.sba_post_default",
    "us.usda_bi",
    "us.usda_fsa_direct",
)
"""The policies, each in a file of its name with lines for the points."""
_CALENDARS = {"CN": "cn_working_days.toml"}
_METHOD_TABLES = {"cn.methods": "cn_methods.toml"}
_OUTLINES = {
    "cn_outlines_call_back.toml": ("cn.call_back.interview",),
    "cn_outlines_cross_border.toml": (
        "cn.cross_border.data",
        "cn.cross_border.interview",
        "cn.cross_border.on_site",
    ),
    "cn_outlines_green.toml": ("cn.green.data", "cn.green.interview", "cn.green.on_site"),
    "cn_outlines_personal.toml": (
        "cn.micro.on_site",
        "cn.personal.data",
        "cn.personal.interview",
        "cn.personal.on_site",
    ),
    "cn_outlines_project.toml": ("cn.project.data", "cn.project.interview", "cn.project.on_site"),
    "cn_outlines_working_capital.toml": (
        "cn.working_capital.data",
        "cn.working_capital.interview",
        "cn.working_capital.on_site",
    ),
}
"""The outlines by the file they stand in."""
_PROCEDURES = {"cn.post_loan_visit": "cn_procedure.toml"}
_REGIMES = {
    "cn.credit_card": "cn_credit_card.toml",
    "cn.financial_assets.2023": "cn_financial_assets_2023.toml",
    "eu.default": "eu_default.toml",
    "in.iracp": "in_iracp.toml",
    "us.retail.closed_end": "us_retail_closed_end.toml",
    "us.retail.open_end": "us_retail_open_end.toml",
}
_WEEKDAYS = "weekdays"


def policy(name: str) -> ClausePolicy:
    """Return a policy of public practice. None of them is the regulation; read its text and make it your own.

    Args:
        name: one of `policies()`.

    Returns:
        The policy, equal each time it is asked for.

    Raises:
        InputError: there is no policy of that name; the nearest is named.

    Example:
        >>> print(policy("mdb.supervision").clause("mission").title.en)
        supervision mission
    """
    _known(name, policies())
    return read_policy_toml(_read(f"{name.replace('.', '_')}.toml"))


def calendar(name: str) -> Calendar:
    """Return a calendar of working days.

    Args:
        name: "CN" for China's, with the make-up workdays of the yearly notices, or "weekdays" for Monday to Friday
            without any holiday.

    Returns:
        The calendar, equal each time it is asked for.

    Raises:
        InputError: there is no calendar of that name; the nearest is named.

    Example:
        >>> from datetime import date
        >>> calendar("CN").answer(date(2025, 1, 26)).value  # a Sunday, worked before the Spring Festival
        'works'
        >>> calendar("weekdays").answer(date(2025, 1, 26)).value
        'off'
    """
    _known(name, calendars())
    if name == _WEEKDAYS:
        title = Text(zh="周一至周五(不含节假日安排)", en="Monday to Friday, holidays not known")
        return Calendar(id=_WEEKDAYS, title=title)
    return read_calendar_toml(_read(_CALENDARS[name]))


def method_table(name: str) -> MethodTable:
    """Return a table of which method can prove what, from practice; none of it is regulation.

    Args:
        name: one of `method_tables()`.

    Returns:
        The table, equal each time it is asked for.

    Raises:
        InputError: there is no table of that name; the nearest is named.

    Example:
        >>> from loanvisit.domain import Method
        >>> print(method_table("cn.methods").profile(Method.INTERVIEW).cannot_show.en)
        whether stock, plant or collateral exist, and whether anything was paid
    """
    _known(name, method_tables())
    return read_method_table_toml(_read(_METHOD_TABLES[name]))


def outline(name: str) -> Outline:
    """Return an outline: what is asked and looked at about a product by a method. It is practice, not regulation.

    Args:
        name: one of `outlines()`.

    Returns:
        The outline, equal each time it is asked for.

    Raises:
        InputError: there is no outline of that name; the nearest is named.

    Example:
        >>> print(outline("cn.working_capital.interview").question("W-T5").text.zh)
        下一期还款的资金来源和日期
    """
    _known(name, outlines())
    file = next(file for file, held in _OUTLINES.items() if name in held)
    return next(one for one in read_outlines_toml(_read(file)) if one.id == name)


def procedure(name: str) -> Procedure:
    """Return a procedure: the steps of a visit's life with their times. It is practice, not regulation.

    Args:
        name: one of `procedures()`.

    Returns:
        The procedure, equal each time it is asked for.

    Raises:
        InputError: there is no procedure of that name; the nearest is named.

    Example:
        >>> print(procedure("cn.post_loan_visit").step("sign_off").text.zh)
        审签（支行行长）；复核通过后 2 个工作日内；依据：复核通过的报告
    """
    _known(name, procedures())
    return read_procedure_toml(_read(_PROCEDURES[name]))


def regime(name: str) -> Regime:
    """Return a regime of classification by days past due. None of them is the regulation; each is a cited reading.

    Args:
        name: one of `regimes()`.

    Returns:
        The regime, equal each time it is asked for, with none of its options chosen.

    Raises:
        InputError: there is no regime of that name; the nearest is named.

    Example:
        >>> print(regime("cn.financial_assets.2023").bucket(91).text.zh)
        逾期超过 90 天、不超过 270 天
        >>> regime("in.iracp").counts_due_date
        True
    """
    _known(name, regimes())
    return read_regime_toml(_read(_REGIMES[name]))


class PresetCalendars:
    """Knows the calendars the library carries, as the port `Calendars` asks.

    >>> PresetCalendars().calendar("CN").id
    'CN'
    """

    def calendar(self, name: str, /) -> Calendar:
        """Return the calendar of that name; an unknown one raises `NotFoundError`."""
        if name not in calendars():
            raise NotFoundError(fault("preset.unknown", "name", name, known=", ".join(calendars()), near=""))
        return calendar(name)


def policies() -> tuple[str, ...]:
    """Return the names of the policies, in order.

    >>> [name for name in policies() if name.startswith("us.usda")]
    ['us.usda_bi', 'us.usda_fsa_direct']
    """
    return tuple(sorted(_POLICIES))


def calendars() -> tuple[str, ...]:
    """Return the names of the calendars, in order.

    >>> calendars()
    ('CN', 'weekdays')
    """
    return tuple(sorted((*_CALENDARS, _WEEKDAYS)))


def method_tables() -> tuple[str, ...]:
    """Return the names of the tables of methods, in order.

    >>> method_tables()
    ('cn.methods',)
    """
    return tuple(sorted(_METHOD_TABLES))


def outlines() -> tuple[str, ...]:
    """Return the names of the outlines, in order.

    >>> [name for name in outlines() if name.startswith("cn.green")]
    ['cn.green.data', 'cn.green.interview', 'cn.green.on_site']
    """
    return tuple(sorted(name for held in _OUTLINES.values() for name in held))


def procedures() -> tuple[str, ...]:
    """Return the names of the procedures, in order.

    >>> procedures()
    ('cn.post_loan_visit',)
    """
    return tuple(sorted(_PROCEDURES))


def regimes() -> tuple[str, ...]:
    """Return the names of the regimes, in order.

    >>> regimes()[:2]
    ('cn.credit_card', 'cn.financial_assets.2023')
    """
    return tuple(sorted(_REGIMES))


def _known(name: str, known: tuple[str, ...]) -> None:
    if type(name) is not str:
        raise InputError(fault("type", "name", name, form="str"))
    if name not in known:
        raise InputError(fault("preset.unknown", "name", name, known=", ".join(known), near=nearest(name, known)))


def _read(file: str) -> str:
    from importlib.resources import files  # noqa: PLC0415  paid for only by those who ask for a preset

    return files("loanvisit.presets").joinpath(file).read_text(encoding="utf-8")
