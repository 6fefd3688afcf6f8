"""Answers: what the reader of a checked report gets back."""
