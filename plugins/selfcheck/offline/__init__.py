"""The check without a network: kept by a service worker, opened from a folder, or as one file.

Each is made of what the site serves anyway."""

from .file_url import FileScripts, file_scripts
from .references import Site
from .service_worker import Page, page_with_check, write_service_worker
from .standalone import write_standalone

__all__ = [
    "FileScripts", "Page", "Site", "file_scripts", "page_with_check", "write_service_worker", "write_standalone",
]  # fmt: skip
