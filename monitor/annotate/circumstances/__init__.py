"""Where, when, how and how many?

`circumstances` gives PLOVER's mode and contexts of an event and its day, `places` where it happened, both from its
`clause`; `casualties` how many were killed where no number stands; `size` the dead, injured,
arrested, troops, countries and money; `scene` when and where it was by the sentence before, for a pronoun; `protests`
where a protest is that names no place; `same_country` which country "the country" is.
"""
