"""Draws in public: asked for, sealed, drawn, handed out."""
