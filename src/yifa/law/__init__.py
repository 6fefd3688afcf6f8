"""What the statutes say, and the language to say it in. Pure Python."""
