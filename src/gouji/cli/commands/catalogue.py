"""`gouji rules`, `gouji rule CODE` and `gouji config`: what can be checked, and how it is set."""

from __future__ import annotations

import sys
from typing import TextIO

from gouji.cli import options
from gouji.cli.commands.audits import FORMATS
from gouji.cli.settings import Origins, resolve
from gouji.cli.work import narrow, no_rule, one_of
from gouji.output.voice import Voice
from gouji.output.width import table

HEAD = ("code", "name", "level", "scope", "title")


def rules(*, out: TextIO, form: str = "text", voice: Voice) -> None:
    """Write code, name, level, scope and title of every rule."""
    from gouji.output.parts import title
    from gouji.output.records import write
    from gouji.rules import rules as registered

    rows = [(r.code, r.name, r.level, r.scope, title(r.code, voice)) for r in registered().values()]
    if form == "text":
        words = [[voice.word(f"ui.{k}.{v}", v) for k, v in zip(HEAD, r, strict=True)] for r in rows]
        lines = table([[voice(f"rules.{name}") for name in HEAD], *words])
    else:
        found = [dict(zip(HEAD, row, strict=True)) for row in rows]
        made = [found] if form == "json" else found
        lines = [write(item, ascii_only=narrow(out)) for item in made]
    out.write("\n".join(lines) + "\n")


def rules_cli(*, form: options.Form = "text", lang: options.Language = None) -> None:
    """Parse and check the command line, write the catalogue."""
    voice = Voice(resolve({"lang": lang})[0].lang)
    rules(out=sys.stdout, form=one_of("--format", form, FORMATS, voice), voice=voice)


def rule(code: str, *, out: TextIO, voice: Voice) -> None:
    """Write the page of one rule, which is in Chinese, with a header in any other language."""
    from gouji.output.parts import title
    from gouji.rules import page
    from gouji.rules import rules as registered

    if code not in registered():
        raise no_rule(code, voice)
    made = registered()[code]
    if voice.lang != "zh":
        level, scope = voice(f"level.{made.level}"), voice(f"scope.{made.scope}")
        out.write(f"{code} {made.name} · {title(code, voice)}\n")
        out.write(voice("rules.header", level=level, scope=scope) + "\n\n")
    out.write(page(code).rstrip("\n") + "\n")


def rule_cli(code: options.Code, *, lang: options.Language = None) -> None:
    """Explain one rule; an unknown code is a usage error that names its neighbours."""
    rule(code.upper(), out=sys.stdout, voice=Voice(resolve({"lang": lang})[0].lang))


def config(found: Origins, *, out: TextIO, voice: Voice) -> None:
    """Write one line a setting: key, value, origin."""
    rows = [[voice(f"config.{name}") for name in ("key", "value", "origin")]]
    for key, (value, origin) in found.items():
        text = value if isinstance(value, str) else ",".join(value)
        rows.append([key, text or voice(f"config.{'all' if key == 'select' else 'none'}"), origin])
    out.write("\n".join(table(rows)) + "\n")


def config_cli(
    *,
    lang: options.Language = None,
    config_file: options.ConfigFile = None,
    isolated: options.Isolated = False,
) -> None:
    """Parse and check the command line, write the settings in force."""
    settings, found = resolve({"lang": lang}, config=config_file, isolated=isolated)
    config(found, out=sys.stdout, voice=Voice(settings.lang))
