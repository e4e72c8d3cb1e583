"""Every error gouji raises on purpose; each message says what, where, and the next step."""

from __future__ import annotations


class GoujiError(Exception):
    """Base of all errors raised on purpose."""


class UsageError(GoujiError):
    """The command line asks for something that does not exist or does not go together."""


class ConfigError(GoujiError):
    """A configuration file holds an unknown key or a value of the wrong type."""


class ReadError(GoujiError):
    """A file cannot be read as a report.

    `reason` is a key of the message catalogue (read.encrypted, read.empty …), so that the batch
    can count causes and the user reads them in either language.
    """

    def __init__(self, reason: str, **params: str) -> None:
        super().__init__(f"{reason} {params}" if params else reason)
        self.reason = reason
        self.params = params
