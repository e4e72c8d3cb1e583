"""The command line: parses, checks, calls the work; the only package that prints or exits."""

from __future__ import annotations


def main() -> None:
    """Run `gouji` on the arguments of the process and exit."""
    from gouji.cli.app import app

    app()
