"""The options commands share, each declared once; help texts are `ui.option.*` of the catalogue."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Paths = Annotated[list[str], typer.Argument(metavar="PATHS", show_default=False)]
File = Annotated[str, typer.Argument(metavar="FILE", show_default=False)]
Code = Annotated[str, typer.Argument(metavar="CODE", show_default=False)]
View = Annotated[str, typer.Option("--as", metavar="VIEW", show_default=False)]
StdinName = Annotated[str | None, typer.Option(metavar="NAME")]
Form = Annotated[str, typer.Option("--format", metavar="text|json|jsonl")]
Output = Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE")]
Codes = Annotated[list[str] | None, typer.Option(metavar="CODES")]
FailOn = Annotated[str | None, typer.Option(metavar="error|warning|info|never")]
Tagger = Annotated[str | None, typer.Option(metavar="NAME")]
Labels = Annotated[str | None, typer.Option(metavar="CSV")]
Jsonl = Annotated[Path, typer.Argument(metavar="JSONL", show_default=False)]
Model = Annotated[str | None, typer.Argument(metavar="NAME", show_default=False)]
Language = Annotated[str | None, typer.Option("--lang", metavar="zh|en")]
ConfigFile = Annotated[Path | None, typer.Option("--config", metavar="FILE")]
Isolated = Annotated[bool, typer.Option("--isolated")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q")]
Verbose = Annotated[bool, typer.Option("--verbose", "-v")]
Debug = Annotated[bool, typer.Option("--debug")]
