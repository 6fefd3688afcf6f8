"""权责清单: the list of powers and responsibilities, and how it is changed."""
