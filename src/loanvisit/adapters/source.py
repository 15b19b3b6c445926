"""The bytes of a file: read once, hashed as they pass, compared with the file afterwards, decoded as declared."""

import codecs
import gzip
import hashlib
import io
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from loanvisit.adapters.looking import misdeclared
from loanvisit.errors import Fault, InputError, LimitError, fault
from loanvisit.words import Fill, say

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
_ROOM = 1 << 26
_RATIO = 250
_GZIP = b"\x1f\x8b"
_BOM16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def open_file(path: Path) -> BinaryIO:
    """Open a file for reading bytes: the opener used where none is given."""
    return path.open("rb")


def opened(opener: Opener, path: Path) -> BinaryIO:
    """Open a path by a function of the host's; one that does not take a path, or opens no bytes, is refused."""
    try:
        file = opener(path)
    except TypeError as error:
        if error.__traceback__ is None or error.__traceback__.tb_next is not None:
            raise  # it was called, and failed by itself
        raise InputError(fault("type", "opener", opener, form=say("form.opener"))) from None
    read: object = getattr(file, "read", None)
    if not callable(read) or type(read(0)) is not bytes:
        close: object = getattr(file, "close", None)
        if callable(close):
            close()
        raise InputError(fault("type", "opener", file, form=say("form.opener")))
    return file


def as_path(given: object) -> Path:
    """Return the path that was given as one or as text; refuse anything else."""
    if isinstance(given, Path):
        return given
    if type(given) is not str:
        raise InputError(fault("type", "path", given, form="str | Path"))
    return Path(given)


def unopened(path: Path, error: Exception) -> Fault:
    """Say why a file cannot be read, and what to do: it is not there, a folder, not permitted, or damaged."""
    cause = next((cause for kind, cause in _CAUSES if isinstance(error, kind)), "other")
    why = say(f"hint.open.{cause}", why=type(error).__name__)
    return fault("source.open", "source", name=named(path), why=why)


def named(path: Path) -> str:
    """Return a path as it was given, on one line."""
    return "".join(char if char.isprintable() else "?" for char in str(path))


_CAUSES = (
    (FileNotFoundError, "missing"),
    (NotADirectoryError, "missing"),
    (IsADirectoryError, "folder"),
    (PermissionError, "permission"),
    (gzip.BadGzipFile, "damaged"),
    (zlib.error, "damaged"),
)


class Unreadable(Exception):  # noqa: N818  never leaves this room
    """The file as a whole cannot be read on; it carries the one fault that says why."""

    def __init__(self, found: Fault) -> None:
        super().__init__(found)
        self.found = found


class _Hashed(io.RawIOBase):
    """A stream that counts and hashes every byte that passes."""

    def __init__(self, stream: BinaryIO) -> None:
        super().__init__()
        self._stream = stream
        self.count = 0
        self.digest = hashlib.sha256()

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer", /) -> int:
        room = memoryview(buffer)
        piece = self._stream.read(len(room))
        room[: len(piece)] = piece
        self.digest.update(piece)
        self.count += len(piece)
        return len(piece)


class _Unpacked(io.RawIOBase):
    """What a compressed stream holds; refused once it is out of all proportion to the bytes it came from."""

    def __init__(self, packed: io.BufferedReader, hashed: _Hashed, path: Path) -> None:
        super().__init__()
        self._stream = gzip.GzipFile(fileobj=packed)
        self._hashed = hashed
        self._path = path
        self._count = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer", /) -> int:
        room = memoryview(buffer)
        piece = self._stream.read(len(room))
        room[: len(piece)] = piece
        self._count += len(piece)
        if self._count > _ROOM + _RATIO * self._hashed.count:
            raise LimitError(fault("source.expands", "source", name=named(self._path), bound=_RATIO))
        return len(piece)


class Source:
    """One file being read: its text line by line, and whether it stayed the same meanwhile."""

    def __init__(self, path: Path, encoding: str, opener: Opener) -> None:
        if not callable(opener):
            raise InputError(fault("type", "opener", opener, form="function"))
        self._path = path
        self._encoding = encoding
        self._opener = opener
        try:
            self._before = _stamp(path)
            self._file = opened(opener, path)
        except (OSError, ValueError) as error:  # a path with a NUL is a ValueError
            raise InputError(unopened(path, error)) from None
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
        except (EOFError, OSError, zlib.error) as error:
            raise Unreadable(self._broken(error)) from None

    def settle(self) -> tuple[str, tuple[Fault, ...]]:
        """Return the SHA-256 of what was read, and a fault if the file is no longer that."""
        try:
            while self._bytes.read(_PIECE):
                pass
            with opened(self._opener, self._path) as again:
                digest = hashlib.sha256()
                while piece := again.read(_PIECE):
                    digest.update(piece)
            same = digest.digest() == self._hashed.digest.digest() and _stamp(self._path) == self._before
        except OSError:
            same = False
        return self._hashed.digest.hexdigest(), () if same else (self._fault("source.changed"),)

    def _content(self) -> io.BufferedReader:
        """Return the bytes of the text, unpacked where they are compressed."""
        content: io.BufferedReader = self._bytes
        if content.peek(2)[:2] == _GZIP:
            content = io.BufferedReader(_raw(_Unpacked(self._bytes, self._hashed, self._path)), _PIECE)
        start = content.peek(2)
        looks = misdeclared(start, self._encoding)
        if looks is not None:
            raise Unreadable(self._fault("encoding.looks", form=self._encoding, looks=looks, line=1))
        if self._encoding == "utf-16" and start[:2] not in _BOM16:
            raise Unreadable(self._fault("encoding", form="utf-16", offset=0, line=1))
        return content

    def _undecodable(self) -> Fault:
        """Read again, byte-exact, to say at which byte and on which line the text fails."""
        try:
            return self._first_undecodable()
        except (EOFError, OSError, zlib.error) as error:
            return self._broken(error)

    def _first_undecodable(self) -> Fault:
        """Return the fault of the first byte that does not decode."""
        decoder = codecs.getincrementaldecoder(self._encoding)("strict")
        read, line = 0, 1
        with opened(self._opener, self._path) as file:
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
                    return self._fault("encoding", form=self._encoding, offset=offset, line=line)
        return self._fault("source.changed")

    def _broken(self, error: Exception) -> Fault:
        """Say how a file that was opened fails while it is read."""
        return self._fault("source.truncated") if isinstance(error, EOFError) else unopened(self._path, error)

    def _fault(self, code: str, *, line: int | None = None, **fill: Fill) -> Fault:
        """Describe a fault of the whole file, by its name."""
        return fault(code, "source", line=line, column=None, name=named(self._path), **fill)


def _raw(stream: "_BufferedReaderStream") -> "_BufferedReaderStream":
    return stream


def _stamp(path: Path) -> tuple[int, int, int]:
    """Return what changes when somebody else writes the file: size, time, place on the disk."""
    known = path.stat()
    return known.st_size, known.st_mtime_ns, known.st_ino
