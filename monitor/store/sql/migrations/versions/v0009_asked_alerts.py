"""What alerts are asked for by: watch, story, severity.

Revision ID: 0009
Revises: 0008
"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

_NAMES = ("watch", "story", "severity")
_FILL = {
    True: """UPDATE alerts SET watch = json_extract(record, '$.watch'), story = json_extract(record, '$.story'),
    severity = json_extract(record, '$.severity')""",
    False: """UPDATE alerts SET watch = CAST(record AS json) ->> 'watch', story = CAST(record AS json) ->> 'story',
    severity = CAST(record AS json) ->> 'severity'""",
}


def upgrade() -> None:
    """Adds the columns and fills them from the records."""
    for name in _NAMES:
        op.add_column("alerts", sa.Column(name, sa.String(), nullable=False, server_default=""))
    op.execute(_FILL[op.get_bind().dialect.name == "sqlite"])
    for name in ("watch", "story"):
        op.create_index(f"ix_alerts_{name}", "alerts", [name, "raised", "seq"])
