"""What a text is, before anybody reads it for meaning. Matching and annotation both stand on it.

- `characters`, `fold`: text as it is compared, without case, accents and typography (Unicode Standard Annex 15).
- `sentences`: where sentences end.
- `language`, `language_range`: which language it is in, and which languages count as which (BCP 47, RFC 4647).
- `inflection`: the inflected forms of English words, both ways; what no rule tells stands in `words/`.
- `forms`: the forms of words and names in other languages.
- `ordinary`: words that a text all in capitals makes look like names; `capitals`: when they are the letters of one.
- `personal_names`: given names, surnames and the titles before them.
- `quantities`: how many are dead, hurt or arrested, and how much money is spoken of;
  `vague`: what is told without a number, by its least.
- `article`: an article made of a bare text.
- `tables`: tables of words, for every package that has some.
"""
