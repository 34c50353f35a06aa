"""Where, when, how and how many."""
