"""What other programs may rely on: the messages of the topics, held against those of the last release.

`released/` has its JSON Schemas, also of configuration files, and some messages. They are made anew only when a release
is, and then with what that release writes.
"""
