"""Who a mention is: names of one article joined, and each resolved to an actor of the gazetteer or of the article.

An ambiguous name stays unresolved with its candidates: a wrong merge is worse than a miss.
"""
