"""Checks: one module for each; a new check is one file here, with a function `check`."""
