"""A small institution for the tests of the kernel: one procedure with every word it needs, two ledger tables."""
