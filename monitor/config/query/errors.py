"""What is wrong with a line."""


class QueryError(ValueError):
    """Something in a line that means nothing. Raised by the parser, caught where a line is read."""

    def __init__(self, column: int, problem: str) -> None:
        super().__init__(f"column {column}: {problem}")
        self.column, self.problem = column, problem  # the column counts characters, from 1
