"""What every surface is made of; surfaces above it render only what the catalogue declares."""
