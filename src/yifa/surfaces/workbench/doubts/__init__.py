"""Doubts of procedure: the list, one of them, answers and outcomes."""
