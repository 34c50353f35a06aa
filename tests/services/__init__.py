"""What tests share, however many processes run them: how servers are run, and who starts each of them once."""
