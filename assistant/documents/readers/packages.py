"""Office files are zip packages: what is checked before anything in one is unpacked.

A bomb is told by the sizes its own directory gives and by reading no further than they say; entities and document types,
which no office program writes, are refused, so that no parser is ever given one to expand.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from io import BytesIO
from pathlib import Path

from assistant.errors import DocumentError
from assistant.settings import settings

#: An OLE container: an old Office file, or a new one behind a password.
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_DECLARATION = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.I)
#: Unpacked bytes for each packed one that no honest part reaches once it is over a megabyte.
_RATIO = 300


def checked_package(path: Path, data: bytes, what: str, part: str) -> zipfile.ZipFile:
    """The package, opened, after its checks. `what` names the type, `part` a member that it must have.

    Raises DocumentError for a file that is no such package, is encrypted, damaged, a zip bomb, or declares entities.
    """
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            raise DocumentError(f"{path}: cannot be opened, it needs a password; save it without one")
        raise DocumentError(f"{path}: not {what} but an older Office file; save it in the newer format")
    try:
        package = zipfile.ZipFile(BytesIO(data))
        members = package.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        raise DocumentError(f"{path}: damaged or not {what}; open it in its program and save it again") from None
    names = {member.filename for member in members}
    if part not in names:
        raise DocumentError(f"{path}: not {what}, it lacks {part}; give it its right suffix")
    limit = settings().unpacked_megabytes * 1_000_000
    if sum(member.file_size for member in members) > limit or len(members) > 20_000:
        raise DocumentError(
            f"{path}: unpacks to more than {settings().unpacked_megabytes} MB; split it, or raise BRIEFING_UNPACKED_MEGABYTES if you trust it"
        )
    for member in members:
        if member.flag_bits & 1:
            raise DocumentError(f"{path}: cannot be opened, it needs a password; save it without one")
        if member.file_size > 1_000_000 and member.file_size > _RATIO * max(member.compress_size, 1):
            raise DocumentError(
                f"{path}: {member.filename} is packed {member.file_size // max(member.compress_size, 1)} to 1 like a zip bomb; it is not opened"
            )
        if member.filename.endswith((".xml", ".rels")):
            _without_declarations(path, package, member)
    return package


def _without_declarations(path: Path, package: zipfile.ZipFile, member: zipfile.ZipInfo) -> None:
    """Raise DocumentError where a part declares a document type or entities, or does not unpack."""
    try:
        with package.open(member) as part:
            tail = b""
            while piece := part.read(1_000_000):
                words = (tail + piece).replace(b"\x00", b"")
                if _DECLARATION.search(words):
                    raise DocumentError(
                        f"{path}: {member.filename} declares entities, as no office program does; it is not opened"
                    )
                tail = piece[-40:]
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, NotImplementedError, RuntimeError):
        raise DocumentError(f"{path}: damaged, {member.filename} in it cannot be unpacked; save it again") from None
