"""Getting in: password, second factor, passkey, unified identity; what a session is, and what guards the rest."""
