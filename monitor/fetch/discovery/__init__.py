"""Discovery: which feeds does a site have?

`discover` fetches and reads every feed before it names it; `site_links` finds the addresses in a page and `link_header`
those in its headers, by what `feed_link` takes for one.
"""
