"""What every edge that connects to the outside must ask first: which addresses are public."""
