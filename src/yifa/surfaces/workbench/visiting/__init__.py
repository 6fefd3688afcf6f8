"""On the spot: today's visits, with and without a network."""
