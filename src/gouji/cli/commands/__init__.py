"""One module a family of commands: `x_cli()` parses and checks, `x()` does the work."""
