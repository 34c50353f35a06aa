"""The forms that words and names take in languages other than English.

- `endings`: those of German, French, Spanish, Polish, Russian and Ukrainian.
- `clitics`: what Arabic and Hebrew write together with a word.
"""
