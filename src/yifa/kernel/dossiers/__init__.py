"""The dossier of a case beside its acts: its sheets, drafts open for comment, and what the review of a draft leaves."""
