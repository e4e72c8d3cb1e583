"""gouji reads annual reports on government-information disclosure and reconciles their figures."""

__version__ = "0.1.0"
