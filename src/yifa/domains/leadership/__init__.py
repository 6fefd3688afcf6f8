"""第一责任人职责: meetings and what was put before them."""
