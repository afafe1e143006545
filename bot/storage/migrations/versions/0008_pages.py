"""Pages of their own for questions that are not asked in a chat: whose, and until when."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "pages",
        sa.Column("person", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("mark", sa.LargeBinary(length=32), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("person"),
        sa.UniqueConstraint("mark"),
    )
    op.create_index("ix_pages_until", "pages", ["until"])


def downgrade() -> None:
    op.drop_table("pages")
