"""Audit → terminal text and JSON: puts what was found into words and on the page."""
