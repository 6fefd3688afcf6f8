"""The year in figures and words: every number with its records, and the report that holds them."""
