"""The annual report: outline, narrative, documents, proof."""
