"""The address of who stopped may be let go."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("people") as people:
        people.alter_column("address", existing_type=sa.LargeBinary(), nullable=True)


def downgrade() -> None:
    """Who has no address stays, with one that does not open: without her row we would not know that she stopped."""
    op.execute("UPDATE people SET address = '' WHERE address IS NULL")
    with op.batch_alter_table("people") as people:
        people.alter_column("address", existing_type=sa.LargeBinary(), nullable=False)
