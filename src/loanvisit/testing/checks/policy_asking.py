"""What a policy's answers are: the same each time, sound in themselves, of the file, and its own."""

from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

from attrs import evolve

from loanvisit.codec import canonical_bytes, to_document
from loanvisit.domain import (
    Duties,
    Exemption,
    Obligation,
    PolicyId,
    Undetermined,
    Window,
)
from loanvisit.domain.dates import is_day
from loanvisit.testing.checks.checking import Check, Counts, holds, made, same
from loanvisit.testing.checks.policy_bench import PolicyBench, duties
from loanvisit.testing.checks.policy_files import loan_ids


def answer_checks(bench: PolicyBench) -> tuple[Check, ...]:
    """Return the checks on answers in themselves."""
    found: tuple[tuple[str, Callable[[PolicyBench], Counts | None]], ...] = (
        ("D01", the_same_file_has_the_same_answers),
        ("D01", the_answers_do_not_hang_on_the_order_of_asking),
        ("D02", owed_duties_have_opened_and_projected_ones_have_not),
        ("D03", answers_are_about_the_file),
        ("D04", no_id_stands_twice_in_one_answer),
        ("D05", a_duty_keeps_its_id_on_a_later_day),
        ("D10", windows_are_windows_of_the_library),
        ("D11", rules_name_the_policy_and_its_version),
        ("D12", the_file_is_left_as_it_was),
        ("D12", the_answers_cannot_be_changed),
    )
    return tuple(made(clause, partial(body, bench)) for clause, body in found)


def the_same_file_has_the_same_answers(bench: PolicyBench) -> Counts:
    """Asked twice, and of a policy made anew, each file on each day has equal answers in equal order."""
    fresh = bench.maker()
    asked = counted = 0
    for case in bench.cases():
        first = case.answer()
        same(case.answer(), first, "the answer, asked again,", case.told)
        same(evolve(case, policy=fresh).answer(), first, "the answer of a policy made anew", case.told)
        asked += 1
        counted += len(duties(first))
    return {"cases": asked, "duties": counted}


def the_answers_do_not_hang_on_the_order_of_asking(bench: PolicyBench) -> None:
    """Files asked forwards and backwards, a later day first and last, are answered alike."""
    forwards = [(case, case.answer()) for case in bench.cases()]
    other = bench.maker()
    for case, answer in reversed(forwards):
        same(evolve(case, policy=other).answer(), answer, "the answer, asked in another order,", case.told)


def owed_duties_have_opened_and_projected_ones_have_not(bench: PolicyBench) -> None:
    """The window of what is owed has opened by the day asked at; of what is projected it opens later."""
    for case in bench.cases():
        answer = case.answer()
        early = [one.id for one in answer.owed if one.window.opens > case.as_of]
        holds(not early, "owed duties to have opened", early, case.told)
        late = [one.id for one in answer.projected if one.window.opens <= case.as_of]
        holds(not late, "projected duties to open later", late, case.told)


def answers_are_about_the_file(bench: PolicyBench) -> None:
    """Each answer is about the borrower, a loan or a drawdown of the file, and names loans of the file."""
    for case in bench.cases():
        answer, loans = case.answer(), loan_ids(case.file)
        subjects = {case.file.id, *loans, *(one.id for loan in case.file.loans for one in loan.drawdowns)}
        named = [one.subject for one in duties(answer)]
        named += [one.subject for one in answer.exempt]
        named += [one.subject for one in answer.undetermined]
        strange = [one for one in named if one not in subjects]
        holds(not strange, "subjects of the file", strange, case.told)
        odd = [duty.id for duty in duties(answer) if not set(duty.loans) <= loans]
        holds(not odd, "duties that name loans of the file", odd, case.told)


def no_id_stands_twice_in_one_answer(bench: PolicyBench) -> None:
    """Among owed and projected duties each id stands once."""
    for case in bench.cases():
        counted = Counter(one.id for one in duties(case.answer()))
        twice = [one for one, count in counted.items() if count > 1]
        holds(not twice, "each id once", twice, case.told)


def a_duty_keeps_its_id_on_a_later_day(bench: PolicyBench) -> Counts:
    """What is owed on one day and on later days too is the same duty, under one id, with one last day."""
    kept = 0
    for case in bench.cases():
        first = case.answer()
        ids, raws = _by_id(first), _by_raw(first)
        for days in (1, 30, 92):
            for one in case.answer(as_of=case.as_of + timedelta(days=days)).owed:
                before = ids.get(one.id)
                if before is not None and before.window.opens <= case.as_of:
                    kept += 1
                    same(
                        (one.raw, one.window),
                        (before.raw, before.window),
                        f"{one.id}, asked {days} days later,",
                        case.told,
                    )
                named = raws.get((one.rule.clause, one.subject, one.raw, one.window))
                if named is not None:
                    same(one.id, named, f"the id of the duty of {one.window.last}, asked {days} days later,", case.told)
    return {"duties kept": kept}


def _by_id(answer: Duties) -> dict[Any, Obligation]:
    return {one.id: one for one in answer.owed}


def _by_raw(answer: Duties) -> dict[Any, Any]:
    """Return ids by clause, subject and window; where two duties of a line share a window, neither."""
    found: dict[Any, Any] = {}
    for one in answer.owed:
        key = (one.rule.clause, one.subject, one.raw, one.window)
        found[key] = one.id if key not in found else None
    return found


def windows_are_windows_of_the_library(bench: PolicyBench) -> None:
    """Each window has a first day no later than its last, both days from 1900 to 2199; so has the raw last day."""
    for case in bench.cases():
        for one in duties(case.answer()):
            opens, last = one.window.opens, one.window.last
            holds(type(one.window) is Window and opens <= last, "a window of two days in order", one.window, case.told)
            days = (opens, last, one.raw, one.anchored_on)
            holds(all(map(is_day, days)), "days that the library takes", days, case.told)


def rules_name_the_policy_and_its_version(bench: PolicyBench) -> None:
    """Every duty says by which policy it is owed, and by which version."""
    policy = bench.maker()
    holds(type(policy.id) is PolicyId and policy.version, "a policy with id and version", (policy.id, policy.version))
    for case in bench.cases():
        for one in duties(case.answer()):
            named = (one.rule.policy, one.rule.version)
            same(named, (policy.id, policy.version), f"the policy of {one.id}", case.told)


def the_file_is_left_as_it_was(bench: PolicyBench) -> None:
    """Not one byte of the file's document is another after the policy looked at it."""
    for case in bench.cases():
        before = canonical_bytes(to_document(case.file))
        case.answer()
        holds(canonical_bytes(to_document(case.file)) == before, "the file as it was", case.file, case.told)


def the_answers_cannot_be_changed(bench: PolicyBench) -> None:
    """An answer is `Duties` of tuples of the library's own frozen values."""
    kinds = (("owed", Obligation), ("projected", Obligation), ("exempt", Exemption), ("undetermined", Undetermined))
    for case in bench.cases():
        answer = case.answer()
        holds(type(answer) is Duties, "Duties", answer, case.told)
        for name, kind in kinds:
            held: Any = getattr(answer, name)
            holds(type(held) is tuple, f"a tuple of what is {name}", held, case.told)
            odd = [one for one in held if type(one) is not kind]
            holds(not odd, f"{kind.__name__} only in what is {name}", odd, case.told)
        hash(answer)
