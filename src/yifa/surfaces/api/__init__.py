"""The interface for machines: OpenAPI 3.1, tokens of organs, the same predicate under every read, the same write path."""
