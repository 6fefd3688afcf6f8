"""What must be published, on which channel and by when; what was published, word for word; what was taken down."""
