"""The report checker: reads the annual report of any district and says, with proof, what does not add up."""
