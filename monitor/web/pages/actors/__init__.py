"""Who is in the news: `screen` lists them, `actor` shows what one did and how to watch it, `named` what they are.

`network` draws who did what to whom, `world` where, `chart` how often.
"""
