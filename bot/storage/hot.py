"""The statements of every message: SQLAlchemy writes them once for each kind of database, then they run as they are.

Made anew each time, a statement costs more than the database needs to run it. Values go in as the driver takes them:
a moment as `whole` microseconds, a list for `Among`.
"""

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from sqlalchemy import ClauseElement, Column, ColumnElement, Connection, CursorResult
from sqlalchemy.dialects import sqlite
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import Compiled, SQLCompiler

Values = Mapping[str, object]
_NAMED: Final = sqlite.dialect(paramstyle="named")


class Among(ColumnElement[bool]):
    """The column holds one of the values given under this name."""

    inherit_cache = False

    def __init__(self, column: Column[object], name: str) -> None:
        self.column, self.name = column, name


@compiles(Among)
def _one_by_one(among: Among, compiler: SQLCompiler, **_: object) -> str:
    return f"{compiler.process(among.column)} IN ([{among.name}])"


@compiles(Among, "postgresql")
def _at_once(among: Among, compiler: SQLCompiler, **_: object) -> str:
    kind = among.column.type.compile(compiler.dialect)
    return f"{compiler.process(among.column)} = ANY(%({among.name})s::{kind}[])"


class _Written(NamedTuple):
    sql: str
    fixed: Values  # what the statement itself fills in


class Hot:
    """A statement that selects, updates or deletes."""

    def __init__(self, statement: ClauseElement) -> None:
        self._statement = statement
        self._written: dict[str, _Written] = {}

    def run(self, connection: Connection, values: Values) -> CursorResult[object]:
        sql, fixed = self._for(connection)
        values = {**fixed, **values}
        if "([" in sql:
            sql, values = _spelled_out(sql, values)
        return connection.exec_driver_sql(sql, values)

    def each(self, connection: Connection, rows: Sequence[Values]) -> None:
        """Run for every row; nothing when there are none."""
        if rows:
            sql, fixed = self._for(connection)
            connection.exec_driver_sql(sql, [{**fixed, **row} for row in rows] if fixed else list(rows))

    def _for(self, connection: Connection) -> _Written:
        name = connection.dialect.name
        if name not in self._written:
            dialect = _NAMED if name == "sqlite" else connection.dialect
            made: Compiled = self._statement.compile(dialect=dialect)
            fixed = {key: value for key, value in (made.params or {}).items() if value is not None}
            self._written[name] = _Written(str(made), fixed)
        return self._written[name]


def _spelled_out(sql: str, values: Values) -> tuple[str, Values]:
    """SQLite takes no list as a value: each of them gets a name."""
    single = {}
    for name, value in values.items():
        if isinstance(value, list):
            names = {f"{name}_{place}": one for place, one in enumerate(value)}
            sql = sql.replace(f"[{name}]", ",".join(f":{each}" for each in names))
            single.update(names)
        else:
            single[name] = value
    return sql, single
