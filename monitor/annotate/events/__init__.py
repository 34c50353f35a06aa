"""The event coder: from parsed sentences and mentions to who did what to whom."""
