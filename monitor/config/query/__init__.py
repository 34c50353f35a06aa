"""The watch language in one line: `actor:macron AND (ceasefire OR truce) NEAR/8 talks event:eu>SANCTION>RU -tag:sport`.

A line says what a watch says in YAML under `when`, `none`, `event`, `modality`, `confidence`, `scope` and `sources`,
and becomes just that before anything looks at it: one language, one set of checks, one compiler. `tokens` reads the
line, `parser` its grammar into a tree (`tree`), `fields` and `events` what stands behind a colon; `written` turns the
tree into the data of YAML, and `errors` is what is raised on the way. The way back: `canonical` is the one form of what
a watch says, `printed` its line, `yaml_form` its YAML. `embedded` reads the lines under `query` in a file.

Spellings are those that people know: AND, OR, NOT, quotes, `field:`, `-word` and `word*` from Lucene and Google;
NEAR/8 and ONEAR/8 from Talkwalker and Brandwatch, with LexisNexis' W/8 and PRE/8 and Google's AROUND(8) read as these.
"""
