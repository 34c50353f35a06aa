"""Whether an event is said to be so: PLOVER's auxiliary modes."""
