"""What people and machines use; each renders what the catalogue declares."""
