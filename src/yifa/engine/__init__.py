"""The same law over bulk data."""
