"""How bytes come: HTTP and its in-memory twin, redirects, limits, robots.txt."""
