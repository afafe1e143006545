"""Everything that can go wrong by name.

WiegwijzerError
├── Refused                  a request we do not take; `status` is the HTTP status
│   ├── BadSignature         403
│   ├── BadPayload           400
│   ├── TooLarge             413
│   └── TooManyRequests      429
├── SendFailed               the provider did not take a message
│   ├── TryLater             after `seconds`, or by backoff when None
│   ├── Undeliverable        never; `code` is the provider's
│   └── PersonStopped        she blocked us or her carrier stopped us
├── ContentBroken            a content file that cannot be used
├── SealBroken               a sealed value that cannot be opened
├── NotDrawn                 a picture that could not be made
├── SpeechError              words or a recording that cannot be made heard; the text itself is always sent
│   ├── NoVoice              nobody can say this language here: no engine, no recording
│   └── EngineDown           this engine cannot now; after `retry_after` seconds it may, or nobody knows when None
├── PracticeRefused          a practice, or a change of one, that cannot be taken
├── NotShared                nothing was shared; `TooOften` when she made too many today
│   └── TooOften
└── UnsafeSettings           settings that must not start
"""


class WiegwijzerError(Exception):
    """Root of the family; its text is for developers and never holds personal words."""


class Refused(WiegwijzerError):
    status = 400


class BadSignature(Refused):
    status = 403


class BadPayload(Refused):
    status = 400


class TooLarge(Refused):
    status = 413


class TooManyRequests(Refused):
    status = 429


class SendFailed(WiegwijzerError):
    def __init__(self, code: str = "") -> None:
        super().__init__(code)
        self.code = code


class TryLater(SendFailed):
    def __init__(self, code: str = "", seconds: float | None = None) -> None:
        super().__init__(code)
        self.seconds = seconds


class Undeliverable(SendFailed):
    pass


class PersonStopped(SendFailed):
    pass


class ContentBroken(WiegwijzerError):
    pass


class SealBroken(WiegwijzerError):
    pass


class NotShared(WiegwijzerError):
    pass


class TooOften(NotShared):
    pass


class NotDrawn(WiegwijzerError):
    pass


class SpeechError(WiegwijzerError):
    pass


class NoVoice(SpeechError):
    pass


class EngineDown(SpeechError):
    def __init__(self, engine: str, retry_after: float | None = None) -> None:
        super().__init__(engine)
        self.retry_after = retry_after


class UnsafeSettings(WiegwijzerError):
    pass


class PracticeRefused(WiegwijzerError):
    pass
