"""Taking in the ledgers of an institution: files become typed rows, each with a verdict."""
