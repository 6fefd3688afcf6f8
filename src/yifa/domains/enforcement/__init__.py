"""行政执法: penalties, transfers to criminal justice, officers and their training."""
