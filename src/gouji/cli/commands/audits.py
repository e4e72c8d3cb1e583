"""`gouji check` and `gouji summary`: the same files and options, two kinds of text."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import TextIO

import typer

from gouji.cli import options
from gouji.cli.settings import resolve
from gouji.cli.streams import colourful, note, opened
from gouji.cli.work import FORMATS, audits, emit, one_of, prepare
from gouji.config import Settings
from gouji.model import Audit
from gouji.output.voice import Style, Voice


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
    from gouji.output.page import BETWEEN, page

    text = partial(page, style=style)
    return emit(found, settings, out=out, form=form, text=text, between=BETWEEN)


def _command(work: Callable[..., int]) -> Callable[..., None]:
    """Return the command-line side of `work`: parse, check, run, exit."""

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
        lang: options.Language = None,
        config: options.ConfigFile = None,
        isolated: options.Isolated = False,
        stdin_name: options.StdinName = None,
        quiet: options.Quiet = False,
        verbose: options.Verbose = False,
        debug: options.Debug = False,
    ) -> None:
        codes = {"select": select, "ignore": ignore, "extend-select": extend_select}
        given = codes | {"fail-on": fail_on, "tagger": tagger, "lang": lang}
        settings = resolve(given, config=config, isolated=isolated).settings
        voice = Voice(settings.lang)
        one_of("--format", form, FORMATS, voice)
        files, others = prepare(paths, settings, stdin_name=stdin_name, output=output)
        if others and not quiet:
            note(voice("note.passed_over", count=others))
        with opened(output, voice) as out:
            style = Style(voice, colour=colourful(out), quiet=quiet, verbose=verbose)
            found = audits(files, settings, stdin_name=stdin_name, debug=debug)
            raise typer.Exit(work(found, settings, out=out, form=form, style=style))

    return cli


check_cli = _command(check)
summary_cli = _command(summary)
