"""WebKit, Safari's engine, for the tests: Debian's WebKitGTK, driven by its own WebDriver."""

from .driver import Context, WebKit, webkit_is_here

__all__ = ["Context", "WebKit", "webkit_is_here"]
