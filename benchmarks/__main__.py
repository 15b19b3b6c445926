"""Print one JSON object a line for every benchmark."""

from benchmarks import banking, documents, explaining, importing, monitoring, planning, practice, refusing, storing

for room in (planning, banking, practice, explaining, importing, documents, storing, monitoring, refusing):
    for result in room.results():
        print(result.line(), flush=True)
