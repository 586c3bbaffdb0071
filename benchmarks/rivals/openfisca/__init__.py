"""The two programmes in openfisca-core, computed for a whole population at once."""
