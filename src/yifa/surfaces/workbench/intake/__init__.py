"""Taking workbooks in: recognised, shown, confirmed, undone; work that goes on beside the pages."""
