"""合法性审核收件台: contracts and agreements, papers of meetings, and everything that waits for a review."""
