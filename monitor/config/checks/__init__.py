"""What is wrong with a configuration, told with file and line."""
