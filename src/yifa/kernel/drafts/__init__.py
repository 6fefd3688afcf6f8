"""Texts that several people write together: every revision is kept, and nobody overwrites another's unseen."""
