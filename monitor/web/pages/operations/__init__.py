"""Screens for whoever keeps Wirewatch running: `feeds`, `deliveries`, and `status` of the whole."""
