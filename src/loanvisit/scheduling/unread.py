"""Facts of a book that a policy cannot read: of another form than declared, or under a name near the one declared.

A loan with `branch = 755` where the policy reads a code, or with `brnach = "0755"`, has no branch for the policy: what
it tests is undetermined or read as the strictest branch, and nobody would see why.
"""

from collections import Counter
from collections.abc import Iterator

from loanvisit.domain import BUILT_IN_FACTS, Fact, FactName, Facts, Portfolio, fact_text
from loanvisit.domain.exact import reads_like_a_code
from loanvisit.errors import nearest
from loanvisit.scheduling.policy import ClausePolicy
from loanvisit.words import Text, join, label, say, verbatim


def unread_facts(book: Portfolio, policy: ClausePolicy) -> Iterator[Text | None]:
    """Yield a sentence on facts in another form than declared, and one on names near such a fact; None without any."""
    read = {name: fact for name, fact in policy.declared.items() if name in policy.reads}
    misshapen: Counter[FactName] = Counter()
    unknown: Counter[str] = Counter()
    for held in _holders(book):
        for name, value in held.items():
            fact = read.get(FactName(name))
            if fact is not None and not fact.accepts(value):
                misshapen[fact.name] += 1
            elif name not in policy.declared and name not in BUILT_IN_FACTS and reads_like_a_code(name):
                unknown[name] += 1
    shapes = [
        say("note.unread.case", fact=fact_text(name, read), code=name, form=_form(read[name]), count=misshapen[name])
        for name in read
        if name in misshapen
    ]
    yield say("note.unread", cases=join(shapes, zh="；", en="; ")) if shapes else None
    near = [
        say("note.unread.name.case", code=name, near=close, count=unknown[name])
        for name in sorted(unknown)
        if (close := nearest(name, list(read))).en
    ]
    yield say("note.unread.name", cases=join(near, zh="；", en="; ")) if near else None


def _holders(book: Portfolio) -> Iterator[Facts]:
    """Yield the facts of every loan, file and borrower of a book."""
    for file in book.files:
        yield file.facts
        yield file.borrower.facts
        for loan in file.loans:
            yield loan.facts


def _form(fact: Fact) -> Text:
    if fact.codes:
        return say("form.fact.codes", codes=verbatim(", ".join(fact.codes)))
    return label("form.fact", fact.kind.value)
