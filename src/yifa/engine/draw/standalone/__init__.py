"""What is shipped with every bundle: one script that needs nothing of this program."""
