"""`gouji inspect`: what gouji saw in one file, as text views or as the whole audit in JSON."""

from __future__ import annotations

from typing import TextIO

import typer

from gouji.cli import options
from gouji.cli.settings import resolve
from gouji.cli.streams import narrow, note, opened
from gouji.cli.work import audits, exit_code, one_of, prepare
from gouji.errors import UsageError
from gouji.messages import Lang
from gouji.model import Audit
from gouji.output.voice import Voice

VIEWS = ("document", "sections", "tables", "statements", "quantities", "audit")


def inspect(audit: Audit, view: str, *, out: TextIO, lang: Lang = "zh") -> None:
    """Write one view of an audit; a file that could not be read has only the view `audit`."""
    from gouji.output.records import record, write
    from gouji.output.views import shown

    if view == "audit":
        made = record(audit, lang=lang, text=True)
        out.write(write(made, ascii_only=narrow(out)) + "\n")
    elif audit.report:
        out.write(shown(audit, audit.report, view, Voice(lang)))


def inspect_cli(
    file: options.File,
    *,
    view: options.View,
    output: options.Output = None,
    tagger: options.Tagger = None,
    lang: options.Language = None,
    config: options.ConfigFile = None,
    isolated: options.Isolated = False,
    stdin_name: options.StdinName = None,
    debug: options.Debug = False,
) -> None:
    """Parse and check the command line, audit the file, show it; findings do not fail it."""
    given = {"tagger": tagger, "lang": lang}
    settings = resolve(given, config=config, isolated=isolated).settings
    voice = Voice(settings.lang)
    one_of("--as", view, VIEWS, voice)
    files, _ = prepare([file], settings, stdin_name=stdin_name, output=output)
    if len(files) != 1:
        raise UsageError(voice("error.one_file", count=len(files)))
    audit = next(audits(files, settings, stdin_name=stdin_name, debug=debug))
    with opened(output, voice) as out:
        inspect(audit, view, out=out, lang=settings.lang)
    if audit.report:
        return
    for finding in audit.findings:
        note(f"{audit.source.uri}: {voice.say(finding.message)}")
    raise typer.Exit(exit_code(audit, settings) or 1)
