"""The tables of people. What a column says about a person is sealed (`LargeBinary`); the rest finds and orders rows.

Every table with a column `person` belongs to one person and is emptied for her by `forgetting.forget`.
`metadata` knows all tables, also those of `tables_of_nobody`.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    String,
    Table,
    false,
    text,
)

from bot.storage.columns import Id, Instant

metadata = MetaData()

people = Table(
    "people",
    metadata,
    Column(
        "id", BigInteger, primary_key=True, autoincrement=False
    ),  # random: sealed values are bound to it before insert
    Column("blind", LargeBinary(32), nullable=False, unique=True),
    Column("channel", String(16), nullable=False),
    Column("address", LargeBinary),  # none: she stopped, and nothing is under way to her
    Column("card", LargeBinary),  # language, form, consents, last question number: kept without consent
    Column("session", LargeBinary),  # the whole conversation, 48 hours after her last message
    Column("profile", LargeBinary),  # answers and place in a flow, only with consent
    Column("session_at", Instant, nullable=False),
    Column("checked_at", Instant),  # her last answer in the self-check; none: no such answer is in her session
    Column("stopped", Boolean, nullable=False, server_default=false()),
    Column("version", BigInteger, nullable=False, server_default=text("0")),
    Column("is_test", Boolean, nullable=False, server_default=false()),
)
Index(
    "people_sessions",
    people.c.session_at,
    postgresql_where=people.c.session.is_not(None),
    sqlite_where=people.c.session.is_not(None),
)
Index(
    "people_checks",
    people.c.checked_at,
    postgresql_where=people.c.checked_at.is_not(None),
    sqlite_where=people.c.checked_at.is_not(None),
)

data_keys = Table(  # of its own, so that it can be left out of long-lived backups
    "data_keys",
    metadata,
    Column("person", BigInteger, primary_key=True, autoincrement=False),  # 0 is the system
    Column("wrapped", LargeBinary, nullable=False),
)

outbox = Table(
    "outbox",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=True),
    Column("person", BigInteger, index=True),  # null: sealed with the system key
    Column("recipient", LargeBinary(32), nullable=False),  # blind index: order is kept per recipient and lane
    Column("channel", String(16), nullable=False),
    Column("lane", SmallInteger, nullable=False),
    Column("due", Instant, nullable=False),
    Column("visible", Instant, nullable=False),  # backoff and lease: not claimed before
    Column("attempts", Integer, nullable=False, server_default=text("0")),  # also says whose lease it is
    Column("part", Integer, nullable=False, server_default=text("0")),
    Column("at_most_once", Boolean, nullable=False, server_default=false()),
    Column("while_stopped", Boolean, nullable=False, server_default=false()),  # may go to a person who stopped
    Column("dead", Boolean, nullable=False, server_default=false()),
    Column("reason", String(64), nullable=False, server_default=""),
    Column("turn", BigInteger, nullable=False),  # with `place`: which say of which turn, bound to the sealed body
    Column("place", Integer, nullable=False),
    Column("body", LargeBinary, nullable=False),
    sqlite_autoincrement=True,  # a number is never used again: a late settle cannot hit another row
)
_pending = outbox.c.dead == false()
Index(
    "outbox_due",
    outbox.c.channel,
    outbox.c.lane,
    outbox.c.due,
    outbox.c.id,
    postgresql_where=_pending,
    sqlite_where=_pending,
)
Index("outbox_order", outbox.c.recipient, outbox.c.lane, outbox.c.due, outbox.c.id)

messages = Table(
    "messages",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=True),
    Column("mark", LargeBinary(32), nullable=False, index=True),  # keyed hash of the provider's id
    Column("person", BigInteger, nullable=False),
    Column("channel", String(16), nullable=False),
    Column("outgoing", Boolean, nullable=False),
    Column("instance", Integer, nullable=False),
    Column("at", Instant, nullable=False, index=True),
    Column("note", LargeBinary, nullable=False),  # provider id; for a question also text id, text hash, language
    sqlite_autoincrement=True,
)
Index("messages_person", messages.c.person, messages.c.instance)

consents = Table(
    "consents",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=True),
    Column("person", BigInteger, nullable=False, index=True),
    Column("purpose", String(64), nullable=False),
    Column("text_id", String(128), nullable=False),
    Column("text_hash", String(64), nullable=False),  # empty: the words were not recorded as delivered yet
    Column("language", String(16), nullable=False),
    Column("channel", String(16), nullable=False),
    Column("items", LargeBinary),  # ids of what it is about, sealed; none: it is about no choice
    Column("at", Instant, nullable=False),
    Column("withdrawn_at", Instant),
    sqlite_autoincrement=True,
)

shares = Table(  # a summary for her midwife; what opens it is not here
    "shares",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),  # random: `body` is bound to it before insert
    Column("person", BigInteger, nullable=False, index=True),
    Column("mark", LargeBinary(32), nullable=False, unique=True),  # keyed hash of the link's or the code's id
    Column("way", String(8), nullable=False),
    Column("made", Instant, nullable=False),
    Column("until", Instant, nullable=False, index=True),
    Column("openings", SmallInteger, nullable=False),  # left
    Column("tries", SmallInteger, nullable=False),  # PINs that may be tried: less than `misses` while one is compared
    Column("misses", SmallInteger, nullable=False),  # wrong PINs left, for life
    Column("pin", LargeBinary),  # keyed slow hash; none: opened by a code, or ended
    Column("body", LargeBinary),  # the JWE, sealed with her key; none: ended
    Column("ended", Instant),
    Column("reason", String(16), nullable=False, server_default=""),
)

openings = Table(
    "openings",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("person", BigInteger, nullable=False, index=True),
    Column("share", BigInteger, nullable=False, index=True),
    Column("at", Instant, nullable=False),
    Column("reader", LargeBinary, nullable=False),  # who said to be reading; not verified
)

pages = Table(  # a page of her own for half an hour; what opens it is not here
    "pages",
    metadata,
    Column("person", BigInteger, primary_key=True, autoincrement=False),
    Column("mark", LargeBinary(32), nullable=False, unique=True),  # keyed hash of what stands behind the link's #
    Column("until", Instant, nullable=False, index=True),
)
