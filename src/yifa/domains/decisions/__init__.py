"""重大行政决策: catalogue, decisions and their evaluation."""
