"""One module for each form in which reports come."""
