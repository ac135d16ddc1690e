"""The bill of materials: which software of others readers get with the site, under which licences.

CycloneDX 1.6, written beside the site's files for whoever has to answer for them.
"""

import json
import tomllib
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import ExternalReference, ExternalReferenceType, XsUri
from cyclonedx.model.bom import Bom, BomMetaData
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL

from plugins.selfcheck import runtime

ROOT = Path(__file__).resolve().parent.parent
NAME = "sbom.cdx.json"


def write(site: Path, made: int) -> None:
    """Write the bill into the site's folder; ``made`` is the time of the build, in seconds since 1970."""
    components = [_pyodide(), _search(), _selfcheck()]
    serial = uuid5(NAMESPACE_URL, " ".join(f"{it.purl}" for it in components))
    bill = Bom(
        components=components,
        serial_number=serial,
        metadata=BomMetaData(timestamp=datetime.fromtimestamp(made, UTC)),
    )
    text = JsonV1Dot6(bill).output_as_string(indent=1)
    (site / NAME).write_text(text + "\n", encoding="utf-8")


def _pyodide() -> Component:
    version = runtime.pinned().version
    parts = [_library(part.name, part.version, part.licence, part.url) for part in runtime.PARTS]
    url = f"https://github.com/pyodide/pyodide/tree/{version}"
    return _library("pyodide", version, "MPL-2.0", url, "npm", parts)


def _search() -> Component:
    lock = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))
    locked = lock["packages"]["node_modules/minisearch"]
    url = "https://github.com/lucaong/minisearch"
    return _library("minisearch", locked["version"], locked["license"], url, "npm")


def _selfcheck() -> Component:
    own = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return _library(own["name"], own["version"], own["license"], "", "pypi")


def _library(
    name: str,
    version: str,
    licence: str,
    url: str,
    registry: str = "",
    parts: Iterable[Component] = (),
) -> Component:
    source = ExternalReference(type=ExternalReferenceType.WEBSITE, url=XsUri(url))
    return Component(
        type=ComponentType.LIBRARY,
        name=name,
        version=version or None,
        bom_ref=name,
        purl=PackageURL(registry, name=name, version=version) if registry else None,
        licenses=[LicenseFactory().make_from_string(licence)],
        external_references=[source] if url else [],
        components=parts,
    )
