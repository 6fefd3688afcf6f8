"""One folder, one institution; none imports another."""
