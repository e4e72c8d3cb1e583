"""`gouji classify` and `gouji model`: the tagger alone, the models found and how good they are."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict, replace
from io import BufferedReader
from pathlib import Path
from typing import BinaryIO, TextIO, cast, get_args

import typer

from gouji.classify import Classifier, StatementInput
from gouji.classify.corrections import fingerprint
from gouji.classify.evaluate import Evaluation, Row, rows
from gouji.classify.evaluate import evaluate as evaluated
from gouji.cli import options
from gouji.cli.paths import STDIN
from gouji.cli.settings import resolve
from gouji.cli.work import narrow, note, one_of, opened, tagger_of, unmatched
from gouji.errors import UsageError
from gouji.model import SectionRole
from gouji.output.voice import Voice
from gouji.output.width import shorten, table

FIGURES = [name for name, hint in Evaluation.__annotations__.items() if hint == "float"]
WORST = 20
model = typer.Typer(rich_markup_mode=None)


def classify(stream: BufferedReader, tagger: Classifier, *, out: TextIO, voice: Voice) -> int:
    """Label the lines of a stream, as many at once as have come; return 1 if one is faulty."""
    from gouji.output.records import write

    code, before = 0, 0
    for lines in _batches(stream):
        given: list[tuple[object, StatementInput]] = []
        for number, line in enumerate(lines, start=before + 1):
            try:
                given += _read(line, number)
            except (ValueError, RecursionError) as error:
                why = "utf8" if isinstance(error, UnicodeDecodeError) else str(error)
                said = voice.word(f"ui.line.{why}", voice("line.json"))
                note(f"{getattr(stream, 'name', STDIN)}:{number}: {said}")
                code = 1
        before += len(lines)
        told = tagger.label([item for _, item in given])
        for (identity, item), labels in zip(given, told, strict=True):
            made = {"id": identity, "text": item.text, **asdict(labels)}
            made["fingerprint"] = fingerprint(item.text, item.section)
            out.write(write(made, ascii_only=narrow(out)) + "\n")
        out.flush()
    return code


def _batches(stream: BufferedReader) -> Iterator[list[bytes]]:
    rest = b""
    while chunk := stream.read1(1 << 16):
        *lines, rest = (rest + chunk).split(b"\n")
        yield lines
    yield [rest]


def _read(line: bytes, number: int) -> list[tuple[object, StatementInput]]:
    """Return id and statement of a line that is not blank. Raises ValueError naming the fault."""
    text = line.decode("utf-8-sig" if number == 1 else "utf-8").strip()
    if text[:1] != "{":
        return [(number, StatementInput(text))] if text else []
    made = dict.fromkeys(("id", "text", "section", "heading")) | json.loads(text)
    good = {
        "id": isinstance(made["id"], str | int | None),
        "text": isinstance(made["text"], str) and made["text"].strip(),
        "section": made["section"] in (None, *get_args(SectionRole)),
        "heading": isinstance(made["heading"], str | None),
    }
    for wrong in (key for key, holds in good.items() if not holds):
        raise ValueError(wrong)
    item = StatementInput(made["text"], made["section"], made["heading"])
    return [(number if made["id"] is None else made["id"], item)]


def _source(file: str, voice: Voice) -> BinaryIO:
    try:
        return sys.stdin.buffer if file == STDIN else Path(file).open("rb")
    except OSError as error:
        raise UsageError(voice("error.no_path", path=file)) from error


def classify_cli(
    file: options.File = STDIN,
    *,
    output: options.Output = None,
    tagger: options.Tagger = None,
    labels: options.Labels = None,
    lang: options.Language = None,
    config: options.ConfigFile = None,
    isolated: options.Isolated = False,
) -> None:
    """Parse and check the command line, label the lines; a faulty one exits with 1."""
    given = {"tagger": tagger, "labels": labels, "lang": lang}
    settings, _ = resolve(given, config=config, isolated=isolated)
    voice, chosen = Voice(settings.lang), tagger_of(settings)
    if output and Path(file).resolve() == output.resolve():
        raise UsageError(voice("error.overwrite", path=output))
    with _source(file, voice) as stream, opened(output, voice) as out:
        code = classify(cast("BufferedReader", stream), chosen, out=out, voice=voice)
    unmatched(settings)
    raise typer.Exit(code)


def models() -> dict[str, Path]:
    """Return the folders of models found beside the default one, by name."""
    from gouji.classify.linear import folder

    return {each.parent.name: each.parent for each in folder().parent.glob("*/manifest.json")}


@model.command("list")
def list_cli(*, lang: options.Language = None) -> None:
    """Write name, size, taxonomy version and folder of each model."""
    lines = [Voice(resolve({"lang": lang})[0].lang)("model.head").split()]
    for name, path in sorted(models().items()):
        size = sum(file.stat().st_size for file in path.iterdir()) / 1e6
        manifest = json.loads((path / "manifest.json").read_text("utf-8"))
        lines.append([name, f"{size:.1f} MB", manifest["taxonomy"], str(path)])
    sys.stdout.write("\n".join(table(lines)) + "\n")


@model.command("card")
def card_cli(name: options.Model = None, *, lang: options.Language = None) -> None:
    """Write the card of a model, of the default one if none is named."""
    from gouji.classify.linear import NAME

    voice, path = Voice(resolve({"lang": lang})[0].lang), models().get(name or NAME)
    if path is None or not (path / "card.md").is_file():
        raise UsageError(voice("error.no_model", name=name or NAME, near=voice.join(models())))
    sys.stdout.write((path / "card.md").read_text("utf-8"))


def evaluate(
    found: Evaluation, data: Iterable[Row], *, out: TextIO, form: str, voice: Voice, name: str
) -> None:
    """Write what a tagger reached: figures, each label, confusions, errors."""
    from gouji.output.records import write

    texts = {row.id: row.item.text for row in data}
    if form == "json":
        keys = ("id", "kind", "told", "score", "text")
        errors = [dict(zip(keys, (*e, texts[e[0]]), strict=True)) for e in found.errors]
        plain = asdict(replace(found, confusion={**found.confusion})) | {"errors": errors}
        out.write(write({"tagger": name} | plain, ascii_only=narrow(out)) + "\n")
        return
    figures = [[voice(f"evaluate.{each}"), f"{getattr(found, each):.3f}"] for each in FIGURES]
    line = "{0.precision:.3f} {0.recall:.3f} {0.f1:.3f} {0.support} {0.low:.3f}–{0.high:.3f}"
    each = [[label, *line.format(score).split()] for label, score in found.labels.items()]
    mixed = sorted(found.confusion.items(), key=lambda pair: -pair[1])
    worst = [
        [f"{score:.2f}", identity, f"{kind} → {told}", shorten(texts[identity], 60)]
        for identity, kind, told, score in found.errors[:WORST]
    ]
    parts = {
        voice("evaluate.of", name=name, count=found.statements): table(figures),
        voice("evaluate.labels"): table(
            [voice("evaluate.head").split(), *each], right=(1, 2, 3, 4)
        ),
        voice("evaluate.confusion"): table([[str(n), pair] for pair, n in mixed], right=(0,)),
        voice("evaluate.errors"): table(worst),
    }
    out.write("\n\n".join("\n".join([head, *lines]) for head, lines in parts.items()) + "\n")


@model.command("evaluate")
def evaluate_cli(
    file: options.Jsonl,
    *,
    form: options.Form = "text",
    tagger: options.Tagger = None,
    lang: options.Language = None,
    config: options.ConfigFile = None,
    isolated: options.Isolated = False,
) -> None:
    """Parse and check the command line, score the tagger itself, without corrections."""
    settings, _ = resolve({"tagger": tagger, "lang": lang}, config=config, isolated=isolated)
    voice, chosen = Voice(settings.lang), tagger_of(replace(settings, labels=""))
    one_of("--format", form, ("text", "json"), voice)
    try:
        data = rows(file)
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(voice("error.no_rows", path=file, why=error)) from error
    found = evaluated(data, chosen.label([row.item for row in data]))
    evaluate(found, data, out=sys.stdout, form=form, voice=voice, name=chosen.name)
