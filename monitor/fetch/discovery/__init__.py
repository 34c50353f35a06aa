"""Discovery: which feeds does a site have?

`discover` fetches and reads every feed before it names it; `site_links` finds the addresses in a page.
"""
