"""Errors: the tree as drawn, every fault told, nothing personal, and whole after any copy."""

import copy
import inspect
import pickle
import re

import pytest

from loanvisit import errors
from loanvisit.domain import (
    VISIT_LIFECYCLE,
    rule,
)
from loanvisit.domain.lifecycle import enforce
from loanvisit.errors import (
    CAP,
    FAULT_CODES,
    ConflictError,
    FaultList,
    InputError,
    LimitError,
    LoanVisitError,
    PolicyError,
    SeparationOfDutiesError,
    TransitionError,
    fault,
    nearest,
)
from loanvisit.testing import an_officer
from loanvisit.words import TEMPLATES

KINDS = [LoanVisitError, ConflictError, InputError, LimitError, PolicyError, TransitionError, SeparationOfDutiesError]


def _drawn() -> dict[str, str]:
    """Read the tree drawn in the module: each class with the one it hangs on."""
    parents: dict[str, str] = {}
    above: list[tuple[int, str]] = []
    for line in (errors.__doc__ or "").splitlines():
        found = re.search(r"\w+Error", line)
        if found:
            while above and above[-1][0] >= found.start():
                above.pop()
            parents[found.group()] = above[-1][1] if above else "Exception"
            above.append((found.start(), found.group()))
    return parents


def test_the_tree_is_as_it_is_drawn() -> None:
    """The drawing at the head of the module shows every error class under the one it inherits from, and no other."""
    classes = {
        name: thing for name, thing in vars(errors).items() if inspect.isclass(thing) and issubclass(thing, Exception)
    }
    assert _drawn() == {name: thing.__bases__[0].__name__ for name, thing in classes.items()}


@pytest.mark.parametrize("kind", KINDS)
def test_an_error_is_whole_after_any_copy(kind: type[LoanVisitError]) -> None:
    """Pickled, copied and copied deeply an error keeps its class, its faults and the count of the rest."""
    error = kind(fault("type", "Loan.id", 5, form="LoanId"), fault("empty", "Loan.drawdowns", ()), more=3)
    for again in (pickle.loads(pickle.dumps(error)), copy.copy(error), copy.deepcopy(error)):  # noqa: S301  our own bytes
        assert type(again) is kind
        assert again == error
        assert hash(again) == hash(error)
        assert (again.faults, again.more, again.text, str(again)) == (error.faults, 3, error.text, str(error))


def test_errors_are_equal_by_what_they_say() -> None:
    """Two errors of one class with the same faults are equal; another class, another count, or no error is not."""
    one = fault("empty", "clauses")
    assert InputError(one) == InputError(one)
    assert InputError(one) != PolicyError(one)
    assert InputError(one) != InputError(one, more=1)
    assert InputError(one) != "empty"


def test_an_error_answers_for_its_first_fault_and_tells_all() -> None:
    """Code and path are the first fault's; the text has a line for each fault, and one for those not listed."""
    error = InputError(fault("type", "a", 5, form="str"), fault("empty", "b", []), more=7)
    assert (error.code, error.path) == ("type", "a")
    assert len(error.text.en.splitlines()) == len(error.text.zh.splitlines()) == 3
    assert "7" in error.text.zh.splitlines()[2]
    assert str(error).splitlines()[0].startswith("[type] a: ")
    assert str(error).splitlines()[1].startswith("[empty] b: ")


def test_a_fault_of_several_lines_stays_with_its_code() -> None:
    """A path or form with a line break tears no fault from its code, and the count of the rest stands last."""
    text = str(InputError(fault("type", "facts[a\nb]", 5, form="str"), fault("empty", "b", []), more=2))
    assert text.startswith("[type] facts[a\nb]: ")
    assert "\n[empty] b: " in text
    assert text.splitlines()[-1] == "2 more faults not listed"


def test_a_fault_gives_type_and_length_away_and_never_the_value() -> None:
    """A fault says what was received by type and length only."""
    found = fault("id.charset", "Borrower.name", "张三 13800000000")
    assert (found.received, found.length) == ("str", 14)
    assert "张三" not in found.text.zh + found.text.en + repr(found)
    assert "(14)" in found.text.en
    assert fault("empty", "x").received == "nothing"
    assert fault("type", "x", str, form="y").length is None
    assert fault("type", "x", 5, form="y", line=3, column="Loan").line == 3


def test_a_fault_reads_as_its_language_writes_it() -> None:
    """A Chinese fault has no English word for what did not come, and sets a form in Latin letters off by a space."""
    absent, form = fault("key.missing", "x", key="id"), fault("date.form", "x", 5, form="YYYY-MM-DD")
    assert absent.text.zh == "x：应为必填项 id，实际未提供。补上该项"
    assert absent.text.en == "x: expected the key id, received nothing; add the key"
    assert form.text.zh == "x：应为形如 YYYY-MM-DD 的日期，收到 int。按所示格式书写日期"
    assert "应为 str，" in fault("type", "x", 5, form="str").text.zh


def test_a_fault_says_where_in_its_file() -> None:
    """Line and column stand in the sentence where the fault has them, on one line whatever the header is."""
    here = fault("empty", "rows[0]", line=3, column="Due\n")
    assert here.text.zh == "rows[0]（第 3 行“Due?”列）：应为至少一项，实际未提供。补上缺少的内容"
    assert here.text.en.startswith("rows[0] (line 3, column Due?): expected")
    assert fault("empty", "x", line=3, column="").text.en.startswith("x (line 3): expected")
    assert fault("empty", "x", column="Due").text.en.startswith("x: expected")
    assert "+08:00" in fault("instant.naive", "x").text.zh


def test_faults_beyond_the_cap_are_counted() -> None:
    """A list of faults keeps as many as its cap, counts the rest, and raises them as one error."""
    faults = FaultList(cap=2)
    faults.raise_as(InputError)
    for place in range(5):
        faults.add(fault("empty", f"row[{place}]"))
    assert len(faults) == 5
    with pytest.raises(PolicyError) as raised:
        faults.raise_as(PolicyError)
    assert [one.path for one in raised.value.faults] == ["row[0]", "row[1]"]
    assert raised.value.more == 3
    assert FaultList()._cap == CAP


def test_every_code_says_what_is_expected_and_how_to_mend_it() -> None:
    """Each fault code has both sentences, in both languages."""
    assert FAULT_CODES
    for code in FAULT_CODES:
        if code == "move":  # a refused move brings its own sentence
            continue
        for key in (f"fault.{code}", f"mend.{code}"):
            assert TEMPLATES[key].zh
            assert TEMPLATES[key].en


def test_the_nearest_word_is_named_where_one_is_near() -> None:
    """A hint names the nearest known word, and says nothing where none is near."""
    assert "routine" in nearest("routin", ["routine", "special"]).en
    assert nearest("zzz", ("routine",)).zh == ""


def test_a_refused_move_reads_as_its_reason() -> None:
    """A fault that carries the reason of a ruling says that reason in place of a form expected."""
    with pytest.raises(TransitionError) as refused:
        enforce(rule(VISIT_LIFECYCLE, "planned", "submit", an_officer(), {}), "visit")
    assert "submit" in refused.value.text.en
    assert "expected" not in refused.value.text.en


ABSENT = {"borrower.missing", "cell.missing", "empty", "header.missing", "key.missing", "policy.empty"}


@pytest.mark.parametrize("code", FAULT_CODES)
def test_only_of_what_is_absent_is_it_said_that_nothing_was_received(code: str) -> None:
    """Where a fault carries nothing received, its sentence says so for what is missing, and for nothing else."""
    expected = TEMPLATES[f"fault.{code}"]
    fill = dict.fromkeys(re.findall(r"{(\w+)}", expected.en + TEMPLATES[f"mend.{code}"].en), "x")
    said = fault(code, "here", **fill).text
    assert ("received nothing" in said.en, "实际未提供" in said.zh) == (code in ABSENT, code in ABSENT)


def test_a_person_at_a_desk_is_told_no_path_and_no_type() -> None:
    """Told plainly, each fault is a whole sentence in both languages, without a path, a type or a brace left over."""
    blanks = {name for text in TEMPLATES.values() for name in re.findall(r"\{(\w+)\}", text.en)}
    filled = dict.fromkeys(blanks - {"path", "line", "column", "code", "received"}, "x")
    for code in sorted(FAULT_CODES):
        told = fault(code, "some.path", {}, **filled).plain
        for words in (told.zh, told.en):
            assert not {"some.path", "dict"} & set(words.split()), code
            assert "{" not in words
        assert (told.zh[-1], told.en[-1]) == ("。", "."), code


def test_an_error_told_plainly_repeats_nothing() -> None:
    """Faults that read the same are told once, and what was not listed is counted."""
    error = InputError(*(fault("date.none", path, "x") for path in ("a", "b")), fault("empty", "c"), more=3)
    assert error.plain.en.split("\n") == [
        "There is no such day. Check the year, the month and the day.",
        "At least one entry is needed.",
        "Faults not listed: 3.",
    ]
    assert error.plain.zh.count("\n") == 2
