"""WebKit, Safari's engine, for the tests: Debian's WebKitGTK, driven by its own WebDriver."""

from .driver import Context, Page, WebKit, webkit_is_here

__all__ = ["Context", "Page", "WebKit", "webkit_is_here"]
