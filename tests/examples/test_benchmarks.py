"""What the benchmarks compare is the same work on both sides."""

from benchmarks.documents import results


def test_the_peer_of_documents_reads_and_writes_what_is_written() -> None:
    """Its rules are ours: a field that records gain, and the peer does not know, stops the comparison."""
    assert [one.name for one in results(count=1)] == [
        "document_read_vs_pydantic",
        "document_write_vs_pydantic",
        "document_write_orjson_vs_pydantic",
    ]
