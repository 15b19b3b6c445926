"""Print one JSON object a line for every benchmark."""

from benchmarks import (
    banking,
    copying,
    documents,
    explaining,
    importing,
    planning,
    practice,
    refusing,
    storing,
    visiting,
)

for room in (planning, banking, practice, explaining, visiting, copying, importing, documents, storing, refusing):
    for result in room.results():
        print(result.line(), flush=True)
