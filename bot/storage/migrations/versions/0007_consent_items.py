"""What a consent was about, where it is about a choice of hers: ids of lines, sealed with her key."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("consents", sa.Column("items", sa.LargeBinary(), nullable=True))


def downgrade() -> None:
    op.drop_column("consents", "items")
