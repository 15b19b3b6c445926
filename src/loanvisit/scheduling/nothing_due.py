"""Why nothing is due about a subject on a day: an answer of every clause, and none left out."""

from collections.abc import Iterator, Mapping
from datetime import date
from types import MappingProxyType

from loanvisit.domain import (
    BorrowerFile,
    BorrowerId,
    Calendar,
    ClauseId,
    DrawdownId,
    Exemption,
    FactValue,
    Level,
    LoanId,
    Obligation,
    ObligationState,
    Proof,
    Rule,
    Subject,
    Undetermined,
    fact_text,
    subject_text,
)
from loanvisit.domain.exact import guarded
from loanvisit.scheduling.at_law import is_at_law, rules_at_law
from loanvisit.scheduling.clause import Clause
from loanvisit.scheduling.contending import by_text, deferred_of
from loanvisit.scheduling.due_on_day import DueOnDay, check_subject, due_on_day
from loanvisit.scheduling.papers import clauses_of, rule_of
from loanvisit.scheduling.policy import ClausePolicy, Policy
from loanvisit.scheduling.proving import source_of
from loanvisit.scheduling.replaying import as_known
from loanvisit.scheduling.verifying import demanded
from loanvisit.words import Text, counted, join, say, spaced


@guarded
def why_not(file: BorrowerFile, subject: Subject, *, on: date, policy: Policy, calendar: Calendar) -> Proof:
    """Say why nothing is due about a subject at the close of a day: the answer of each clause, with its reason.

    Args:
        file: the borrower's file; what it holds of later days is not looked at.
        subject: one of its drawdowns or loans, or the borrower; duties about others are not counted.
        on: the close of this day. Something is due when its window has opened and it is still owed, overdue or not.
        policy: what is asked.
        calendar: counts and rolls working days.

    Returns:
        A tree with the key `why_not`, or `why_due` where something is due after all. Below it stands each clause in the
        order of the policy, then each paper of the file and each clock of law, and under each its answers: `due`,
        `exempt` (naming the fact), `undetermined` (naming what is missing), `discharged` (by which visit; a last day
        moved stands below it and below `due`), `waived`, `later` (its next window), `not_in_force`, `level` (asked
        about another kind of subject), `other` (a paper about another one), and its source.

    Raises:
        InputError: the file does not know the subject, or the policy refuses the day.

    Example:
        >>> from datetime import date
        >>> from loanvisit import presets
        >>> from loanvisit.testing import a_file, a_loan
        >>> loan = a_loan("L-1", disbursed_on=date(2026, 1, 20), product="working_capital")
        >>> policy, calendar = presets.policy("cn.five_tier_default"), presets.calendar("CN")
        >>> why = why_not(a_file(loan), loan.id, on=date(2026, 3, 31), policy=policy, calendar=calendar)
        >>> print(why.statement.en)
        on 2026-03-31 nothing is due about loan L-1
        >>> print(why.find("later")[0].statement.en)
        owed in another window: 2026-04-01 to 2026-06-30
    """
    check_subject(file, subject)
    file = as_known(file, as_of=on, calendar=calendar)
    found = due_on_day(file, on=on, policy=policy, calendar=calendar)
    due = found.due(subject)
    about = subject_text(subject)
    if due:
        key = "why.due.1" if len(due) == 1 else "why.due"
        statement = say(key, count=counted("duties", len(due)), day=on, subject=about)
    else:
        statement = say("why.nothing", day=on, subject=about)
    at_law = rules_at_law(file, as_of=on, calendar=calendar)
    answers = (_Answers(file, subject, policy, found), _Answers(file, subject, policy, found, at_law))
    return Proof(
        key="why_due" if due else "why_not",
        statement=statement,
        parts=tuple(each.of(clause) for each in answers for clause in each.clauses()),
        values={"day": on, "subject": subject.value, "due": len(due)},
    )


class _Answers:
    """The answers about one subject, clause by clause: of the policy and the papers, or with `at_law` of the law."""

    def __init__(
        self,
        file: BorrowerFile,
        subject: Subject,
        policy: Policy,
        found: DueOnDay,
        at_law: Mapping[ClauseId, Rule] | None = None,
    ) -> None:
        self.file, self.subject, self.policy, self.on, self.at_law = file, subject, policy, found.on, at_law
        is_law, duties, law = at_law is not None, found.duties, found.at_law
        self.papers = () if is_law else demanded(file)
        self.asked = policy.clauses if isinstance(policy, ClausePolicy) and not is_law else ()
        self.owed = [one for one in duties.owed if one.subject == subject and is_at_law(one) is is_law]
        self.later = [one for one in duties.projected if one.subject == subject and is_at_law(one) is is_law]
        self.exempt = [one for one in duties.exempt if one.subject == subject and (one in law.exempt) is is_law]
        self.undetermined = [
            one for one in duties.undetermined if one.subject == subject and (one in law.undetermined) is is_law
        ]

    def clauses(self) -> tuple[ClauseId, ...]:
        """Return every clause of the policy in its order, every paper of the file, then what answers beside them."""
        known = [*(clause.id for clause in self.asked), *(paper.number for paper in self.papers)]
        more = {one.rule.clause for one in (*self.owed, *self.later)}
        more |= {one.clause for one in self.exempt} | {one.clause for one in self.undetermined}
        return tuple(dict.fromkeys((*known, *sorted(more))))

    def of(self, clause: ClauseId) -> Proof:
        """Return what one clause answers."""
        versions = self._versions(clause)
        rule = next((one.rule for one in (*self.owed, *self.later) if one.rule.clause == clause), None)
        if rule is None:
            rule = self._rule(clause)
        policy, version = (self.policy.id, self.policy.version) if rule is None else (rule.policy, rule.version)
        named = {"clause": clause.value, "policy": policy.value, "version": version}
        parts = self._told(clause, versions)
        if rule is None:
            return Proof(key="clause", statement=say("why.clause.bare", clause=clause.value), parts=parts, values=named)
        statement = say("why.clause", clause=clause.value, title=rule.title)
        return Proof(key="clause", statement=statement, parts=(*parts, source_of(rule)), values=named)

    def _versions(self, clause: ClauseId) -> tuple[Clause, ...]:
        """Return the clauses of one id: of the policy, or of the paper that has it for its number."""
        of_papers = (one for paper in self.papers for one in clauses_of(paper))
        return tuple(one for one in (*self.asked, *of_papers) if one.id == clause)

    def _rule(self, clause: ClauseId) -> Rule | None:
        """Return what the duties of a paper, a clause (of its last version) or a clock of law share."""
        for paper in self.papers:
            if paper.number == clause:
                return rule_of(paper)
        if isinstance(self.policy, ClausePolicy) and any(one.id == clause for one in self.asked):
            return self.policy.rule(clause)
        return None if self.at_law is None else self.at_law.get(clause)

    def _told(self, clause: ClauseId, versions: tuple[Clause, ...]) -> tuple[Proof, ...]:
        parts = (
            *(self._standing(one) for one in self._telling(clause)),
            *(_lacking(one) for one in self.undetermined if one.clause == clause),
            *(self._exempted(one) for one in self.exempt if one.clause == clause),
            *self._next(clause),
        )
        return parts or (self._silent(versions),)

    def _telling(self, clause: ClauseId) -> Iterator[Obligation]:
        """Yield the owed duties of a clause that tell something of the day: all open ones, and the last of the rest.

        Of those no longer open it is those whose window holds the day, else the one that ended last.
        """
        duties = sorted((one for one in self.owed if one.rule.clause == clause), key=lambda one: one.order)
        closed = [one for one in duties if not one.is_open]
        running = [one for one in closed if self.on in one.window] or closed[-1:]
        yield from (one for one in duties if one.is_open or one in running)

    def _standing(self, duty: Obligation) -> Proof:
        """Return where one owed duty stands: due, discharged by which visit, waived until when, or lapsed."""
        days = {"opens": duty.window.opens, "last": duty.window.last}
        values: dict[str, FactValue] = {"obligation": duty.id.value, **days}
        if duty.is_open:
            return Proof(key="due", statement=say("why.open", **days), parts=self._deferred(duty), values=values)
        if duty.state is ObligationState.FULFILLED and duty.discharge is not None:
            by = duty.discharge
            values |= {"day": by.on}
            values |= {} if by.record is None else {"record": by.record.value}
            values |= {} if by.visit is None else {"visit": by.visit.value}
            said = say("why.discharged", by=by_text(duty), day=by.on, **days)
            return Proof(key="discharged", statement=said, parts=self._deferred(duty), values=values)
        waiver = self._waiver(duty)
        return waiver or Proof(key="let_go", statement=say("why.let_go", state=duty.state.text, **days), values=values)

    def _deferred(self, duty: Obligation) -> tuple[Proof, ...]:
        """Return that the last day of a duty was moved, where it was."""
        granted = next((one for one in self.file.deferrals if one.about == duty.id), None)
        return tuple(deferred_of(duty, granted))

    def _waiver(self, duty: Obligation) -> Proof | None:
        for one in self.file.waivers:
            if one.about == duty.id and one.is_in_force(self.on):
                days = {"opens": duty.window.opens, "last": duty.window.last}
                said = say("why.waived", waiver=one.id.value, expires=one.expires_on, **days)
                values: dict[str, FactValue] = {"waiver": one.id.value, "expires": one.expires_on, **days}
                return Proof(key="waived", statement=said, values={"obligation": duty.id.value, **values})
        return None

    def _next(self, clause: ClauseId) -> Iterator[Proof]:
        """Yield the next window of a clause."""
        duties = sorted((one for one in self.later if one.rule.clause == clause), key=lambda one: one.order)
        for duty in duties[:1]:
            days = {"opens": duty.window.opens, "last": duty.window.last}
            yield Proof(key="later", statement=say("why.later", **days), values={"obligation": duty.id.value, **days})

    def _exempted(self, one: Exemption) -> Proof:
        """Return why a clause does not apply: a fact, or that none of its versions is in force when a window ends."""
        versions = self._versions(one.clause)
        if one.fact == "effective" and versions:
            dates = list(dict.fromkeys(_dates(clause) for clause in versions))
            said = say("why.not_in_force", dates=join(dates, zh="；", en="; "))
            return Proof(key="not_in_force", statement=said)
        said = say("why.exempt", fact=one.label or fact_text(one.fact), value=spaced(one.value))
        return Proof(key="exempt", statement=said, values={"fact": one.fact})

    def _silent(self, versions: tuple[Clause, ...]) -> Proof:
        """Return the answer where a clause gave none: it is asked about another kind of subject, a paper about another.

        A clause that is none of the policy's is listed for its answer, so that there is one to look at.
        """
        level = versions[0].level
        if level is _LEVELS[type(self.subject)]:
            said = say("why.paper.other", subject=subject_text(self.subject))
            return Proof(key="other", statement=said)
        said = say("why.level", level=level.text, subject=subject_text(self.subject))
        return Proof(key="level", statement=said, values={"level": level.value})


_LEVELS: Mapping[type, Level] = MappingProxyType(
    {BorrowerId: Level.BORROWER, LoanId: Level.LOAN, DrawdownId: Level.DRAWDOWN}
)


def _lacking(one: Undetermined) -> Proof:
    said = say("why.undetermined", missing=join(list(one.called)))
    return Proof(key="undetermined", statement=said, values={"missing": ", ".join(one.missing)})


def _dates(clause: Clause) -> Text:
    """Return the days between which a version of a clause is in force."""
    first, last = clause.effective_from, clause.effective_to
    said = [] if first is None else [say("why.from", first=first)]
    said += [] if last is None else [say("why.to", last=last)]
    return join(said, zh="", en=" ")
