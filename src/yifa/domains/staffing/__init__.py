"""机构编制: how posts are moved between organs, and how many each one holds."""
