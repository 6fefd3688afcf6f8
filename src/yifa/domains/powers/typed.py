"""What is typed into a form of the list of powers: read as everywhere, and no longer than its registers hold."""

from functools import partial

from yifa.kernel import typed

LONGEST = 500
words, maybe = partial(typed.words, longest=LONGEST), partial(typed.maybe, longest=LONGEST)
