"""Why a draw cannot be prepared or carried out."""


class UnableToDraw(ValueError):
    """The draw is refused; the message is a Chinese sentence that says what, why, and how to cure it."""
