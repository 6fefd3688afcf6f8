"""年度报告: notices to all organs, their replies, the report until it is published and corrected, and what it may claim."""
