"""Print one JSON object a line for every benchmark."""

from benchmarks import importing, planning

for result in (*planning.results(), *importing.results()):
    print(result.line(), flush=True)
