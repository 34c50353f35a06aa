"""Where the agents are wired: what is open, in which order they run."""
