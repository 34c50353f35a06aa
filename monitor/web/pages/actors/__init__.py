"""Who is in the news: `screen` shows them and what each did, `named` how they are called.

`network` draws who did what to whom, `world` where.
"""
