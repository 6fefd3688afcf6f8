"""yifa 依法: the machinery by which a local government works according to law, and says each year how it did."""

__version__ = "0.1.0"
