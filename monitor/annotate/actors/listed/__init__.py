"""Which names of the gazetteer stand in a text that no model reads?

In order: abroad (what a language calls countries, towns, organisations and leaders, in all cases), nationalities (what
it calls what is of a country), bearers (whose surname it is), spaced (languages that part words), unspaced (Chinese,
Japanese, Thai and the like), find (all of it). Names of countries from Unicode CLDR, towns in other scripts from
GeoNames.
"""
