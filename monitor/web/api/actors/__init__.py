"""Who was in the news (`listing`), what each did (`actor`), with whom (`network`), one by one and where (`events`).

`named` finds those whom requests name.
"""
