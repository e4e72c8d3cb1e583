"""The Typer application: commands, help in either language, errors as one line and exit code 2."""

from __future__ import annotations

import re
import sys
import traceback
from collections.abc import Callable, Sequence
from io import TextIOWrapper
from typing import Annotated, Any

import typer
from typer.core import TyperArgument, TyperGroup, TyperOption

from gouji.cli import options
from gouji.cli.commands.audits import check_cli, inspect_cli, summary_cli
from gouji.cli.commands.catalogue import config_cli, rule_cli, rules_cli
from gouji.cli.commands.tagging import classify_cli, model
from gouji.cli.settings import voice_of
from gouji.cli.work import note
from gouji.errors import GoujiError
from gouji.output.voice import Voice

COMMANDS: dict[str, Callable[..., None]] = {
    **{"check": check_cli, "summary": summary_cli, "inspect": inspect_cli},
    **{"classify": classify_cli, "rules": rules_cli, "rule": rule_cli, "config": config_cli},
}
# must match: check a.txt --lang en · --lang=en check a.txt · must not: --language en
LANG = re.compile(r"(?:^|\s)--lang[=\s](?P<lang>\w+)")


class Commands(TyperGroup):
    """The group of all commands: speaks the language asked for and reports errors in one line."""

    def main(self, args: Sequence[str] | None = None, *rest: Any, **extra: Any) -> Any:
        """Run the command line; a usage error or a bug exits with 2, never with a finding's 1."""
        given = list(sys.argv[1:] if args is None else args)
        asked = LANG.search(" ".join(given))
        voice = voice_of(asked and asked["lang"])
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, TextIOWrapper):
                stream.reconfigure(errors="backslashreplace")
        _translate(self, "gouji", voice)
        try:
            code = super().main(args, *rest, **(extra | {"standalone_mode": False}))
        except typer.Abort:
            code = 130
        except Exception as error:  # the last guard: a bug must not exit with 1
            note(_told(error, voice))
            if "--debug" in given:
                traceback.print_exc()
            code = 2
        sys.exit(code)


def _translate(command: Any, name: str, voice: Voice) -> None:
    command.help = voice(f"help.{name}")
    for param in command.params:
        if isinstance(param, TyperOption | TyperArgument):
            param.help = voice(f"option.{param.name}")
    for inner, each in getattr(command, "commands", {}).items():
        _translate(each, inner if name == "gouji" else f"{name}-{inner}", voice)


def _told(error: Exception, voice: Voice) -> str:
    """Return an error in one line: ours as it is, Typer's own usage errors, a bug as such."""
    if isinstance(error, GoujiError):
        return str(error)
    if said := getattr(error, "format_message", None):
        return voice("error.usage", why=" ".join(said().split()))
    return voice("error.bug", why=f"{type(error).__name__}: {error}")


app = typer.Typer(
    cls=Commands,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
    no_args_is_help=True,
)
for _name, _command in COMMANDS.items():
    app.command(_name)(_command)
app.add_typer(model, name="model")


@app.callback(invoke_without_command=True)
def gouji(
    context: typer.Context,
    *,
    version: Annotated[bool, typer.Option("--version")] = False,
    lang: options.Language = None,
) -> None:
    """Take the options that may stand before a command."""
    if version:
        from gouji.audit import versions

        sys.stdout.write(" · ".join(f"{name} {value}" for name, value in versions().items()) + "\n")
        raise typer.Exit
    if context.invoked_subcommand is None:
        sys.stdout.write(context.get_help() + "\n")
    if lang:
        given = {"lang": lang}
        inner = {each.name: given for each in model.registered_commands}
        context.default_map = dict.fromkeys(COMMANDS, given) | {"model": inner}
