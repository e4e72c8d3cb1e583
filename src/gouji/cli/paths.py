"""PATHS of the command line → the files to audit: files, folders, globs, @lists, standard input.

All are looked up before any work begins: a path that leads to no file is a usage error. In a
folder, files that are no documents by their suffix are passed over and counted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from gouji.errors import UsageError
from gouji.output.voice import Voice

STDIN = "-"
TEXTS = (".txt", ".md", ".htm", ".html", ".mht")
DOCUMENTS = (*TEXTS, ".pdf", ".doc", ".docx", ".wps", ".rtf", ".odt", ".ofd")


def expand(paths: Sequence[str], voice: Voice) -> tuple[list[str], int]:
    """Return the files `paths` name, each once and in order, and how many were passed over.

    Raises UsageError where a path leads to no file.
    """
    found: dict[str, str] = {}
    others = 0
    named = (n for path in paths for n in (_lines(path, voice) if path[:1] == "@" else [path]))
    for path in (path for name in named for path in _matches(name, voice)):
        files = [path]
        if path != STDIN and Path(path).is_dir():
            inside = list(_inside(Path(path)))
            files = [file for file in inside if Path(file).suffix.lower() in DOCUMENTS]
            others += len(inside) - len(files)
        if not files:
            raise UsageError(voice("error.empty_folder", path=path))
        for file in files:
            found.setdefault(file if file == STDIN else str(Path(file).resolve()), file)
    return list(found.values()), others


def _matches(path: str, voice: Voice) -> list[str]:
    pattern = Path(path)
    if path == STDIN or (path and pattern.exists()):
        return [path]
    root = Path(pattern.anchor)
    matches = sorted(root.glob(str(pattern.relative_to(root)))) if pattern.name else []
    if not matches:
        raise UsageError(voice("error.no_path", path=path))
    return [str(match) for match in matches if match.is_file()] or [str(m) for m in matches]


def _inside(folder: Path) -> Iterator[str]:
    for file in sorted(folder.rglob("*")):
        hidden = any(part.startswith((".", "~$")) for part in file.relative_to(folder).parts)
        if file.is_file() and not hidden:
            yield str(file)


def _lines(path: str, voice: Voice) -> list[str]:
    try:
        content = Path(path[1:]).read_bytes()
    except OSError as error:
        raise UsageError(voice("error.no_path", path=path[1:])) from error
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("gb18030", errors="replace")
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if not lines:
        raise UsageError(voice("error.empty_list", path=path[1:]))
    return lines
