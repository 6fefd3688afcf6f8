"""Who works here: accounts, posts and stand-ins, organs, and who looked at what."""
