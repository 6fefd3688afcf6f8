"""Figures of the annual report: declared as data, counted from record tables, never typed in."""
