"""Law-neutral machinery: cases, evidence, organs, figures, access."""
