"""Checks: what is wrong with a configuration?

`mistakes` turns what a shape refuses into sentences with file and line. `offices` finds offices that nobody holds,
`references` names that nothing answers to and ids given twice, `rules` watches that cannot be meant so, `never` those
that nothing can meet (`implied`: one condition holds wherever another does), `expressions` those whose regex would be
tried on every article, `silence` those that people hear nothing of, `mutes` those that hold nothing or end too late.
`written` lists the words of a watchlist; `words` looks at each: search syntax (`syntax`), mixed `alphabets`, words
that stand everywhere.

What cannot be meant so is a mistake; what is suspicious is a warning.
"""
