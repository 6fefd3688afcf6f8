"""Who signs in, and in which posts: accounts by organ and post, several for one person, stand-ins with an end date."""
