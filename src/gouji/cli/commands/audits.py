"""`gouji check`, `summary` and `inspect`: audits as findings, as pages, as what was seen."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path, PurePath
from typing import TextIO

import typer

from gouji.cli import options
from gouji.cli.settings import resolve
from gouji.cli.work import audits, colourful, emit, exit_code, narrow, note, one_of, opened, prepare
from gouji.config import Settings
from gouji.errors import UsageError
from gouji.messages import Lang
from gouji.model import Audit
from gouji.output.voice import Style, Voice

FORMATS = ("text", "json", "jsonl")
PAGES = (*FORMATS, "markdown")
SUFFIX = {"text": ".txt", "json": ".json", "jsonl": ".jsonl", "markdown": ".md"}
VIEWS = ("document", "sections", "tables", "statements", "quantities", "audit")


def check(
    found: Iterable[Audit], settings: Settings, *, out: TextIO, form: str = "text", style: Style
) -> int:
    """Write the findings of each audit and a closing line; return the exit code."""
    from gouji.output.listing import Listing

    text = Listing(style)
    return emit(found, settings, out=out, form=form, text=text, closing=text.closing)


def summary(
    found: Iterable[Audit], settings: Settings, *, out: TextIO, form: str = "text", style: Style
) -> int:
    """Write a page for each audit, a rule between two; return the exit code."""
    from gouji.output import markdown, page

    told, between = (page.page, page.BETWEEN) if form == "text" else (markdown.page, "\n---\n\n")
    text, form = partial(told, style=style), "text" if form == "markdown" else form
    return emit(found, settings, out=out, form=form, text=text, between=between)


def summaries(
    found: Iterable[Audit], settings: Settings, *, folder: Path, form: str, style: Style
) -> int:
    """Write one page a report into `folder`; a file without a report is a note of one line."""
    code, used = 0, Counter[str]()
    for audit in found:
        code = max(code, exit_code(audit, settings))
        if audit.report is None:
            why = [style.voice.say(finding.message) for finding in audit.findings]
            note(f"{audit.source.uri}: {style.voice.join(why) or style.voice('note.crashed')}")
            continue
        stem = PurePath(audit.source.uri).stem
        used[stem] += 1
        name = stem + (f"-{used[stem]}" if used[stem] > 1 else "") + SUFFIX[form]
        with opened(folder / name, style.voice) as out:
            code = max(code, summary([audit], settings, out=out, form=form, style=style))
    return code


def inspect(audit: Audit, view: str, *, out: TextIO, lang: Lang = "zh") -> None:
    """Write one view of an audit; a file that could not be read has only the view `audit`."""
    from gouji.output.records import record, write
    from gouji.output.views import shown

    if view == "audit":
        out.write(write(record(audit, lang=lang, text=True), ascii_only=narrow(out)) + "\n")
    elif audit.report:
        out.write(shown(audit, audit.report, view, Voice(lang)))


def _command(
    work: Callable[..., int], forms: Sequence[str] = FORMATS, *, apart: bool = False
) -> Callable[..., None]:
    """Return the command-line side of `work`: parse, check, run, exit.

    Where files may stand `apart` and the output is a folder, each goes into a file of its own.
    """

    def cli(
        paths: options.Paths,
        *,
        form: options.Form = "text",
        output: options.Output = None,
        select: options.Codes = None,
        ignore: options.Codes = None,
        extend_select: options.Codes = None,
        fail_on: options.FailOn = None,
        tagger: options.Tagger = None,
        labels: options.Labels = None,
        lang: options.Language = None,
        config: options.ConfigFile = None,
        isolated: options.Isolated = False,
        stdin_name: options.StdinName = None,
        quiet: options.Quiet = False,
        verbose: options.Verbose = False,
        debug: options.Debug = False,
    ) -> None:
        codes = {"select": select, "ignore": ignore, "extend-select": extend_select}
        given = {"fail-on": fail_on, "tagger": tagger, "labels": labels, "lang": lang}
        settings, _ = resolve(codes | given, config=config, isolated=isolated)
        voice = Voice(settings.lang)
        one_of("--format", form, forms, voice)
        files, others = prepare(paths, settings, stdin_name=stdin_name, output=output)
        if others and not quiet:
            note(voice("note.passed_over", count=others))
        found = audits(files, settings, stdin_name=stdin_name, debug=debug, quiet=quiet)
        many = any(map(os.path.isdir, paths))
        if apart and output and (output.is_dir() or (many and not output.suffix)):
            output.mkdir(parents=True, exist_ok=True)
            style = Style(voice, quiet=quiet, verbose=verbose)
            raise typer.Exit(summaries(found, settings, folder=output, form=form, style=style))
        with opened(output, voice) as out:
            style = Style(voice, colour=colourful(out), quiet=quiet, verbose=verbose)
            raise typer.Exit(work(found, settings, out=out, form=form, style=style))

    return cli


check_cli = _command(check)
summary_cli = _command(summary, PAGES, apart=True)


def inspect_cli(
    file: options.File,
    *,
    view: options.View,
    output: options.Output = None,
    tagger: options.Tagger = None,
    labels: options.Labels = None,
    lang: options.Language = None,
    config: options.ConfigFile = None,
    isolated: options.Isolated = False,
    stdin_name: options.StdinName = None,
    debug: options.Debug = False,
) -> None:
    """Parse and check the command line, audit the file, show it; findings do not fail it."""
    given = {"tagger": tagger, "labels": labels, "lang": lang}
    settings, _ = resolve(given, config=config, isolated=isolated)
    voice = Voice(settings.lang)
    one_of("--as", view, VIEWS, voice)
    files, _ = prepare([file], settings, stdin_name=stdin_name, output=output)
    if len(files) != 1:
        raise UsageError(voice("error.one_file", count=len(files)))
    (audit,) = audits(files, settings, stdin_name=stdin_name, debug=debug)
    with opened(output, voice) as out:
        inspect(audit, view, out=out, lang=settings.lang)
    if audit.report is None:
        for finding in audit.findings:
            note(f"{audit.source.uri}: {voice.say(finding.message)}")
        raise typer.Exit(exit_code(audit, settings) or 1)
