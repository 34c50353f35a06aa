"""Dates: at which moment was an entry published, and how sure is that?

Nearly all dates are in one of two forms that say everything (`exact`: RFC 822 and RFC 3339). What is written otherwise
is taken apart (`grammar`; `named` where its month is a word, `clock` for time and zone) by the `words` of 70 languages,
into every reading that it has. Which one is meant, and in which zone, the rest of the feed tells (`habit`) or the place
it comes from (`place`, `zones`); where nothing does, there is no date rather than a wrong one (`decide`).
"""
