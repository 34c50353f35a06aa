"""Scripts that make what ships with the entity layer: the generated gazetteer tables and the trained model."""
