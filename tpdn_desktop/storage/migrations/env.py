"""Run by Alembic: hands over the connection that was already opened with the key."""

from __future__ import annotations

from alembic import context

from tpdn_desktop.storage.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
