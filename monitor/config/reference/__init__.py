"""What the documentation says of the configuration, made from its shapes."""
