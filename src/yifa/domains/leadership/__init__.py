"""第一责任人职责: meetings, instructions, law-duty reports, and problems until they are put right."""
