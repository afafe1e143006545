"""A link as a QR code that a practice's phone or tablet can scan (error level M, as SMART Health Links asks)."""

import io

LEVEL = "m"
QUIET_ZONE = 4  # modules of white around it: the standard's minimum


def svg(link: str, scale: int = 4) -> bytes:
    """One black path on white, without XML declaration or size in another unit: it can stand inside a page."""
    return _saved(link, "svg", scale)


def png(link: str, scale: int = 8) -> bytes:
    """`scale` pixels a module."""
    return _saved(link, "png", scale)


def _saved(link: str, kind: str, scale: int) -> bytes:
    import segno  # noqa: PLC0415 - needed only when she sends a link ahead

    out = io.BytesIO()
    code = segno.make(link, error=LEVEL, micro=False, boost_error=False)
    options = {"xmldecl": False, "nl": False, "light": "#fff"} if kind == "svg" else {}
    code.save(out, kind=kind, scale=scale, border=QUIET_ZONE, **options)
    return out.getvalue()
