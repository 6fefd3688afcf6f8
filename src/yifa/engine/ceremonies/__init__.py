"""Draws carried out before an audience, step by step: where each stands is kept, so that it goes on after a break."""
