"""Where does a town lie that is named with a state, a province or a country: "Paris, Texas"?

In order: homonyms (states that are called like a country), described ("X, a town in Y"), containment (all of it).
Toponym resolution by containment, after J. L. Leidner, Toponym Resolution in Text (2007).
"""
