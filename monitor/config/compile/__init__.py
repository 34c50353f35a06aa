"""From the shapes of the files to the records of the program; one module a kind of file.

Each notes in the file what is wrong with it, and returns what could be made of it, or None.
"""
