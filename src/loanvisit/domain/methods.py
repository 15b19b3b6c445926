"""How a visit is made, which methods can prove what, and what a visit is for."""

from enum import Enum

from loanvisit.words import TEMPLATES, Text, say


class Method(Enum):
    """How the bank looks: methods are not a ladder, each proves what the others cannot.

    >>> [method.text.en for method in Method]
    ['on-site inspection', 'interview', 'letter or message', 'data monitoring']
    """

    ON_SITE = "on_site"
    INTERVIEW = "interview"
    CONTACT = "contact"
    DATA = "data"

    __hash__ = object.__hash__  # a member is one object: quicker than by its name

    @property
    def text(self) -> Text:
        """The method's label."""
        return say(f"method.{self.value}")


class Channel(Enum):
    """How an interview was held."""

    IN_PERSON = "in_person"
    PHONE = "phone"
    VIDEO = "video"


class Accepts(Enum):
    """Which methods can prove a duty."""

    ON_SITE = "on_site"
    INTERVIEW_OR_ON_SITE = "interview_or_on_site"
    ANY_CONTACT = "any_contact"
    DATA = "data"

    __hash__ = object.__hash__  # a member is one object: quicker than by its name

    @property
    def methods(self) -> frozenset[Method]:
        """The methods that can prove the duty."""
        return _METHODS[self]

    @property
    def text(self) -> Text:
        """The label of the accepted methods."""
        return say(f"accepts.{self.value}")


_METHODS = {
    Accepts.ON_SITE: frozenset({Method.ON_SITE}),
    Accepts.INTERVIEW_OR_ON_SITE: frozenset({Method.INTERVIEW, Method.ON_SITE}),
    Accepts.ANY_CONTACT: frozenset({Method.CONTACT, Method.INTERVIEW, Method.ON_SITE}),
    Accepts.DATA: frozenset({Method.DATA}),
}


class DutyKind(Enum):
    """What kind of work meets a duty: a visit, a run of monitoring, or work at the desk that needs neither.

    `is_desk` says whether it is done at the desk: no visit meets it, and none is planned for it.

    >>> [kind.text.en for kind in DutyKind if kind.is_desk]
    ['valuation', 'notice', 'legal step', 'document']
    """

    VISIT = "visit"
    MONITORING = "monitoring"
    VALUATION = "valuation"
    NOTICE = "notice"
    LEGAL_STEP = "legal_step"
    DOCUMENT = "document"

    __hash__ = object.__hash__  # a member is one object: quicker than by its name

    def __init__(self, code: str) -> None:
        self.is_desk = code not in ("visit", "monitoring")

    @property
    def text(self) -> Text:
        """The kind's label."""
        return say(f"duty_kind.{self.value}")


class Confidence(Enum):
    """How sure a rule is of its source.

    The text was read; it was read at second hand; it is known but not verified; it is known and its article or a
    detail is not sure; or it is practice only.
    """

    SOURCED = "sourced"
    SECONDARY = "secondary"
    KNOWN = "known"
    UNCERTAIN = "uncertain"
    PRACTICE = "practice"

    @property
    def text(self) -> Text:
        """The label printed beside every citation."""
        return say(f"confidence.{self.value}")


ROUTINE = "routine"
"""The purpose that a past visit without recorded purposes can serve."""
CALL_BACK = "call_back"
"""The purpose of the independent call-back, which whoever manages the borrower never makes."""
PURPOSES: tuple[str, ...] = tuple(
    sorted(key.removeprefix("purpose.") for key in TEMPLATES if key.startswith("purpose."))
)
"""What visits are for by the presets; a bank may have purposes of its own beside them."""
