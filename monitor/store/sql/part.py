"""What the parts of the SQL store share: the database."""

from monitor.store.sql.database import Database


class Part:
    """One family of the store's methods, over a database."""

    def __init__(self, database: Database) -> None:
        self._database = database
