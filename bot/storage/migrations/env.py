"""Alembic's entry: runs the revisions on the connection that `database.migrate` opened."""

from alembic import context

from bot.storage import tables, tables_of_nobody  # noqa: F401 – so that every table is in the metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=tables.metadata,
    render_as_batch=True,  # SQLite alters a table by copying it
)
with context.begin_transaction():
    context.run_migrations()
