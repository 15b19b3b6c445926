"""The bytes of a file: read once, hashed as they pass, compared with the file afterwards, decoded as declared."""

import codecs
import gzip
import hashlib
import io
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from loanvisit.errors import Fault, InputError, fault

if TYPE_CHECKING:
    from _io import _BufferedReaderStream  # pyright: ignore[reportPrivateUsage]

    from _typeshed import WriteableBuffer

Opener = Callable[[Path], BinaryIO]

ENCODINGS: tuple[str, ...] = (
    "ascii", "big5", "cp1252", "gb18030", "gb2312", "gbk", "latin-1", "utf-16", "utf-16-be", "utf-16-le", "utf-8",
    "utf-8-sig",
)  # fmt: skip
"""The encodings a mapping may declare."""

_PIECE = 1 << 20
_GZIP = b"\x1f\x8b"
_BOM16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def open_file(path: Path) -> BinaryIO:
    """Open a file for reading bytes: the opener used where none is given."""
    return path.open("rb")


class Unreadable(Exception):  # noqa: N818  never leaves this room
    """The file as a whole cannot be read on; it carries the one fault that says why."""

    def __init__(self, found: Fault) -> None:
        super().__init__(found)
        self.found = found


class _Hashed(io.RawIOBase):
    """A stream that hashes every byte that passes."""

    def __init__(self, stream: BinaryIO) -> None:
        super().__init__()
        self._stream = stream
        self.digest = hashlib.sha256()

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer", /) -> int:
        room = memoryview(buffer)
        piece = self._stream.read(len(room))
        room[: len(piece)] = piece
        self.digest.update(piece)
        return len(piece)


class Source:
    """One file being read: its text line by line, and whether it stayed the same meanwhile."""

    def __init__(self, path: Path, encoding: str, opener: Opener) -> None:
        self._path = path
        self._encoding = encoding
        self._opener = opener
        try:
            self._before = _stamp(path)
            self._file = opener(path)
        except OSError as error:
            raise InputError(_unopened(error)) from None
        self._hashed = _Hashed(self._file)
        self._bytes: io.BufferedReader = io.BufferedReader(_raw(self._hashed), _PIECE)
        self._text: io.TextIOWrapper | None = None  # kept, because one that is let go closes the file

    def close(self) -> None:
        """Let the file go."""
        self._bytes.close()
        self._file.close()

    def lines(self, longest: int) -> Iterator[str]:
        """Yield each line with its end, the byte-order mark dropped; raise `Unreadable` where the bytes fail."""
        try:
            self._text = text = io.TextIOWrapper(self._content(), encoding=self._encoding, errors="strict", newline="")
            line = text.readline(longest).removeprefix("\ufeff")
            while line:
                yield line
                line = text.readline(longest)
        except UnicodeDecodeError:
            raise Unreadable(self._undecodable()) from None
        except EOFError:
            raise Unreadable(fault("source.truncated", "source")) from None
        except (OSError, zlib.error) as error:
            raise Unreadable(_unopened(error)) from None

    def settle(self) -> tuple[str, tuple[Fault, ...]]:
        """Return the SHA-256 of what was read, and a fault if the file is no longer that."""
        try:
            while self._bytes.read(_PIECE):
                pass
            with self._opener(self._path) as again:
                digest = hashlib.sha256()
                while piece := again.read(_PIECE):
                    digest.update(piece)
            same = digest.digest() == self._hashed.digest.digest() and _stamp(self._path) == self._before
        except OSError:
            same = False
        return self._hashed.digest.hexdigest(), () if same else (fault("source.changed", "source"),)

    def _content(self) -> io.BufferedReader:
        content: io.BufferedReader = self._bytes
        if content.peek(2)[:2] == _GZIP:
            content = io.BufferedReader(_raw(gzip.GzipFile(fileobj=self._bytes)), _PIECE)
        if self._encoding == "utf-16" and content.peek(2)[:2] not in _BOM16:
            raise Unreadable(fault("encoding", "source", form="utf-16", offset=0, line=1))
        return content

    def _undecodable(self) -> Fault:
        """Read again, byte-exact, to say at which byte and on which line the text fails."""
        decoder = codecs.getincrementaldecoder(self._encoding)("strict")
        read, line = 0, 1
        with self._opener(self._path) as file:
            zipped = file.read(2) == _GZIP
            file.seek(0)
            stream = gzip.GzipFile(fileobj=file) if zipped else file
            ended = False
            while not ended:
                piece = stream.read(_PIECE)
                read += len(piece)
                ended = not piece
                try:
                    line += decoder.decode(piece, final=ended).count("\n")
                except UnicodeDecodeError as error:
                    good = error.object[: error.start].decode(self._encoding, "ignore")
                    offset = read - len(error.object) + error.start
                    line += good.count("\n")
                    return fault("encoding", "source", form=self._encoding, offset=offset, line=line)
        return fault("source.changed", "source")


def _raw(stream: "_BufferedReaderStream") -> "_BufferedReaderStream":
    return stream


def _stamp(path: Path) -> tuple[int, int, int]:
    known = path.stat()
    return known.st_size, known.st_mtime_ns, known.st_ino


def _unopened(error: Exception) -> Fault:
    return fault("source.open", "source", why=type(error).__name__)
