"""The only place of the lessons that touches files: saved work, and the exports of a class."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from hipkit.lessons.work import Work, WorkError, from_text, handed_in, to_text

LARGEST = 2_000_000  # bytes; a class file is a few kB
ENDINGS = (".json", ".csv")


def save(work: Work, path: str | Path) -> Path:
    """Writes the work to a file that the learner names, all of it or nothing.

    A file that is there already is only replaced when it is saved work and nothing in it would be lost.

    Raises:
        WorkError: the file is something else, holds answers that ``work`` has not, or cannot be written.
    """
    file = _named(path)
    if file.exists() and not work.holds(resume(file)):
        raise WorkError(
            f"{file.name} holds answers that are not in this notebook. Go on from it first, or choose another "
            "name. It was left as it is."
        )
    return write(file, to_text(work))


def resume(path: str | Path) -> Work:
    """The work that was saved in a file. The file is left as it is, whatever it holds.

    Raises:
        WorkError: there is no such file, or it is no saved work, damaged, or of another version.
    """
    file = _named(path)
    try:
        return from_text(_text(file))
    except WorkError as error:
        raise WorkError(f"{file.name}: {error}") from None


def write(path: str | Path, text: str) -> Path:
    """Writes a text file at once or not at all: a crash leaves the old file.

    Raises:
        WorkError: it cannot be written.
    """
    file = _named(path)
    temporary = None
    try:
        handle, name = tempfile.mkstemp(prefix=f".{file.name}.", dir=file.parent)
        temporary = Path(name)
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(file)
    except OSError as error:
        if temporary:
            temporary.unlink(missing_ok=True)
        raise WorkError(f"{file.name} cannot be written: {error.strerror or error}.") from None
    return file


def hand_in(text: str, path: str | Path) -> Path:
    """Writes an export beside the notebook; another learner's export of that name is not replaced.

    Raises:
        WorkError: the file is there and is no export of the same pseudonym, or cannot be written.
    """
    file = _named(path)
    if file.exists():
        try:
            same = handed_in(_text(file))[0] == handed_in(text)[0]
        except WorkError:
            same = False
        if not same:
            raise WorkError(f"{file.name} is there already and is another file. Choose another name.")
    return write(file, text)


def exports(folder: str | Path) -> Iterator[tuple[str, str | WorkError]]:
    """Name and text of every file that may be an export; where one cannot be read, why.

    Raises:
        WorkError: there is no such folder.
    """
    home = Path(folder)
    if not home.is_dir():
        raise WorkError(f"There is no folder “{folder}”.")
    for file in sorted(home.iterdir()):
        if file.is_file() and not file.name.startswith("."):
            try:
                yield file.name, _readable(file)
            except WorkError as error:
                yield file.name, error


def _readable(file: Path) -> str:
    if file.suffix.lower() not in ENDINGS:
        raise WorkError("This is neither a .json nor a .csv file.")
    return _text(file)


def _named(path: str | Path) -> Path:
    if not str(path).strip() or "\0" in str(path):
        raise WorkError("Give the file a name.")
    return Path(str(path).strip())


def _text(file: Path) -> str:
    try:
        if file.stat().st_size > LARGEST:
            raise WorkError("This file is far larger than anything this kit writes.")
        return file.read_bytes().decode("utf-8")
    except FileNotFoundError:
        raise WorkError("There is no such file here.") from None
    except UnicodeDecodeError:
        raise WorkError("This is no text in UTF-8.") from None
    except OSError as error:
        raise WorkError(f"It cannot be read: {error.strerror or error}.") from None
