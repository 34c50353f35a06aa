"""Which articles a watch looks at: what can be said without a look at the text."""

from datetime import datetime

from monitor.identity import host
from monitor.match.occurrences.scan import Scan
from monitor.match.verdicts.rejection import RejectReason, Why
from monitor.match.watchlist import Sources, Watch
from monitor.records import Article
from monitor.text.language_range import speaks


def out_of_bounds(watch: Watch, scan: Scan, now: datetime) -> Why | None:
    """Why `watch` does not look at the article at the moment `now`; None where it does."""
    if watch.expires is not None and now >= watch.expires:
        return Why(RejectReason.EXPIRED, f"{watch.expires:%Y-%m-%d %H:%M}")
    source = _other_source(watch.sources, scan.annotated.article)
    if source is not None:
        return Why(RejectReason.SOURCE, source)
    languages = watch.sources.languages
    if languages and not any(speaks(wanted, scan.language) for wanted in languages):
        return Why(RejectReason.LANGUAGE, f"{scan.language}, the watch looks at {', '.join(languages)}")
    return None


def _other_source(sources: Sources, article: Article) -> str | None:
    tags = set(article.source_tags)
    names = {article.feed, article.publisher, host(article.url)}
    if excluded := names & set(sources.exclude):
        return f"{min(excluded)} is excluded"
    if sources.include and names.isdisjoint(sources.include):
        return f"only {' or '.join(sources.include)}"
    if tags & set(sources.exclude_tags):
        return f"sources tagged {min(tags & set(sources.exclude_tags))} are excluded"
    if sources.include_tags and not tags & set(sources.include_tags):
        return f"only sources tagged {' or '.join(sources.include_tags)}"
    if sources.tiers and article.tier not in sources.tiers:
        return f"tier {article.tier}, only sources of tier {' or '.join(map(str, sources.tiers))}"
    return None
