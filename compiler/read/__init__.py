"""Reading what people edit: documents, facts, regions, messages, definitions."""
