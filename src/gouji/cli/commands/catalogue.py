"""`gouji rules`, `gouji rule CODE` and `gouji config`: what can be checked, and how it is set."""

from __future__ import annotations

import sys
from typing import TextIO

from gouji.cli import options
from gouji.cli.settings import InForce, resolve
from gouji.cli.streams import narrow
from gouji.cli.work import FORMATS, no_rule, one_of
from gouji.output.voice import Voice
from gouji.output.width import table


def rules(*, out: TextIO, form: str = "text", voice: Voice) -> None:
    """Write code, name, level, scope and title of every rule."""
    from gouji import rules as catalogue
    from gouji.output.parts import title
    from gouji.output.records import write

    head = ("code", "name", "level", "scope", "title")
    found = [
        dict(zip(head, (r.code, r.name, r.level, r.scope, title(r.code, voice)), strict=True))
        for r in catalogue.rules().values()
    ]
    if form == "text":
        names = [voice(f"rules.{name}") for name in head]
        words = [[voice.word(f"ui.{k}.{v}", v) for k, v in row.items()] for row in found]
        lines = table([names, *words])
    else:
        made = [found] if form == "json" else found
        lines = [write(item, ascii_only=narrow(out)) for item in made]
    out.write("\n".join(lines) + "\n")


def rules_cli(*, form: options.Form = "text", lang: options.Language = None) -> None:
    """Parse and check the command line, write the catalogue."""
    voice = Voice(resolve({"lang": lang}).settings.lang)
    rules(out=sys.stdout, form=one_of("--format", form, FORMATS, voice), voice=voice)


def rule_cli(code: options.Code, *, lang: options.Language = None) -> None:
    """Write the page of one rule; an unknown code is a usage error that names its neighbours."""
    from gouji import rules as catalogue

    voice = Voice(resolve({"lang": lang}).settings.lang)
    if code.upper() not in catalogue.rules():
        raise no_rule(code.upper(), voice)
    sys.stdout.write(catalogue.page(code.upper()).rstrip("\n") + "\n")


def config(found: InForce, *, out: TextIO) -> None:
    """Write one line a setting: key, value, origin."""
    voice = Voice(found.settings.lang)
    rows = [(voice("config.key"), voice("config.value"), voice("config.origin"))]
    for key, (value, origin) in found.values.items():
        text = value if isinstance(value, str) else ",".join(value)
        rows.append((key, text or voice(f"config.{'all' if key == 'select' else 'none'}"), origin))
    out.write("\n".join(table(rows)) + "\n")


def config_cli(
    *,
    lang: options.Language = None,
    config_file: options.ConfigFile = None,
    isolated: options.Isolated = False,
) -> None:
    """Parse and check the command line, write the settings in force."""
    config(resolve({"lang": lang}, config=config_file, isolated=isolated), out=sys.stdout)
