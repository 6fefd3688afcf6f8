"""Proof that anyone can check: every act has a leaf in an append-only Merkle log whose checkpoints are signed."""
