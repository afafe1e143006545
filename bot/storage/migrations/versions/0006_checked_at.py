"""When somebody last answered a question of the self-check: those answers go two days after that."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("people", sa.Column("checked_at", sa.BigInteger(), nullable=True))
    there = sa.text("checked_at IS NOT NULL")
    op.create_index("people_checks", "people", ["checked_at"], postgresql_where=there, sqlite_where=there)


def downgrade() -> None:
    op.drop_index("people_checks", "people")
    op.drop_column("people", "checked_at")
