"""How is what the program holds saved, and put back? `backup` and `restore` are the commands, `bar` their progress."""
