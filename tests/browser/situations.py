"""Answers that several tests give, as the fields of an address."""

LONG_TERM = {"assistance": "social_assistance", "adult": "true", "work_outlook": "long_term"}
COSTS = {"monthly_costs.transport": "100", "monthly_costs.childcare": "300"}
FARTHEST = {"region": "gaspesie-iles-de-la-madeleine"}
