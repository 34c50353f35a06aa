"""Names repaired: a small sequence model over what a language model saw, the words, and the gazetteer.

words → attributes of words and lists → scores → best labels → spans → consistency within the document.
"""
