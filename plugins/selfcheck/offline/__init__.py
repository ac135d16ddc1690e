"""The check without a network: kept by a service worker, opened from a folder, or as one file.

Each is made of what the site serves anyway."""

from .from_file import FromFile, from_file
from .service_worker import write_service_worker
from .standalone import write_standalone

__all__ = ["FromFile", "from_file", "write_service_worker", "write_standalone"]
