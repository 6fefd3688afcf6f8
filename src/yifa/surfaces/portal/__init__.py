"""What the public comes for: report and figures, what is published, draws, the law as tables, and how to verify it all."""
