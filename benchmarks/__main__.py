"""Print one JSON object a line for every benchmark."""

from benchmarks import (
    banking,
    copying,
    documents,
    explaining,
    importing,
    monitoring,
    planning,
    practice,
    refusing,
    storing,
    visiting,
)

ROOMS = (
    planning,
    banking,
    practice,
    explaining,
    visiting,
    copying,
    importing,
    documents,
    storing,
    monitoring,
    refusing,
)

for room in ROOMS:
    for result in room.results():
        print(result.line(), flush=True)
