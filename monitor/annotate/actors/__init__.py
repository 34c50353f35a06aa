"""Who is each name of an article, and of which country and sector?

Entity linking, in order: context (what stands around a name), coreference (short names joined to the full name in the
article), persons and the appositions that tell of them, acronyms and
organisations, common_names (names that many share), things (ships and streets called
after people), toponyms/ (towns named with their state or country) and places, divided (the South of "South and North
Korea"), metonymy (capitals for governments), office_holders (who held an office that words speak of), resolve (all of
it), listed (found without a model). phrases/ reads other words. No watchlist has a say in it.

An ambiguous name stays unresolved with its candidates: a wrong merge is worse than a miss. Sectors after PLOVER 0.8;
metonymy after K. Markert and M. Nissim, Metonymy resolution at SemEval I (2007). Which sentence needs which rule:
corpus.tsv and negative.tsv.
"""
