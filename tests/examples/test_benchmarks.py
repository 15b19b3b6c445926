"""What the benchmarks compare is the same work on both sides."""

from benchmarks import copying, visiting
from benchmarks.documents import results


def test_the_peer_of_documents_reads_and_writes_what_is_written() -> None:
    """Its rules are ours: a field that records gain, and the peer does not know, stops the comparison."""
    assert [one.name for one in results(count=1)] == [
        "document_read_vs_pydantic",
        "document_write_vs_pydantic",
        "document_write_orjson_vs_pydantic",
    ]


def test_the_work_of_visits_is_compared_with_planning_their_files() -> None:
    """The outline, the pack and the record of a visit each stand against one plan of the same file."""
    held = visiting.visited(8)
    lines = list(visiting.results(8))
    assert [one.name for one in lines] == ["derive_outline_one", "prepare_visit_one", "file_record_one"]
    assert {one.n for one in lines} == {len(held)}
    assert all(change.records for change in visiting.filing(held)())


def test_both_searches_for_copies_find_all_that_were_planted() -> None:
    """The peer is exact too: it finds the same texts, and the line says how many of the copies ours found."""
    texts, planted = copying.reports(600)
    assert copying.ours(texts).keys() == copying.by_hand(texts).keys()
    assert {place: copying.ours(texts).get(place) for place in planted} == planted
    [line] = copying.results(600)
    assert (line.name, line.recall) == ("near_duplicate_reports", "6/6")
    assert '"recall": "6/6"' in line.line()
