"""双随机、一公开: yearly plans, random draws, inspections on site, release of results."""
