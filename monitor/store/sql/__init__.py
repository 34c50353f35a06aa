"""The store in a database: which row holds what?

`tables` are the tables and `migrations` how they came to be (`migrate`). `store` is the whole, a file for each part:
`feeds`, `stories`, `alerts`, `watches`, `deliveries`, `people`, `archive`, on what they share (`part`). `database`
reads and writes in transactions over the `connections` of `sqlite` or `postgres`.
`packed` are records in few bytes, and `failures` says what a database's error means. `daily` counts decisions by day.
"""
