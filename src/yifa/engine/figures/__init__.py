"""Figures worked out: from live records, from a Parquet snapshot, or from the roll-up; the three agree to the last digit."""
