"""The clinic's site: every setting of `pelican content -s pelican.conf.py`.

A line that begins with `#:` describes the setting below it: `make docs` puts it into docs/settings.md.
"""

import os
import re
from functools import cache
from hashlib import sha256
from math import ceil
from pathlib import Path
from typing import Any
from urllib.parse import urlparse

from babel.dates import format_date
from markupsafe import Markup
from pelican.contents import Article

ROOT = Path(__file__).resolve().parent

# --- The clinic -------------------------------------------------------------
# The clinic confirms every line marked "to confirm" before it publishes.
CLINIC: dict[str, Any] = {
    #: The clinic's name; also the site's.
    "name": "The Physical Therapy Clinic",  # to confirm
    #: The number to call: contact block, outcomes of the check, what search engines read.
    "phone": "202-922-7331",
    #: The number for texts: contact block, outcomes of the check.
    "sms": "202-922-7331",  # to confirm: does this number take texts?
    #: The address for e-mail: contact block, "E-mail a question about this post"; empty: not offered.
    "email": "",  # the clinic fills it in
    #: An https address that takes the contact form; empty: the page offers e-mail, if any. A host
    #: that sends the policy as a header (`docs/hosting`) must allow it there too (`form-action`).
    "form_endpoint": "",
    #: Lines of the street address, for each language; none are not shown.
    "address": {"en": [], "es": []},  # the clinic fills them in
    #: Lines of the opening hours, for each language; none are not shown.
    "hours": {"en": [], "es": []},  # the clinic fills them in
    #: What really happens to texts (and e-mails) after hours, for each language.
    "after_hours_note": {  # to confirm
        "en": "We read texts only when we are open.",
        "es": "Leemos los mensajes solo cuando estamos abiertos.",
    },
    #: Whom to tell of a weakness of the site (`mailto:` or `https:`), for `.well-known/security.txt`
    #: (RFC 9116); empty: there is none, nor without the next.
    "security_contact": "",
    #: The day until which that holds, such as 2027-11-30.
    "security_expires": "",
    #: The clinician who has signed the site's advice; empty: the pages say that nobody has.
    "clinical_reviewer": "",
    #: The qualified translator who has signed the Spanish; empty: every Spanish page says that
    #: nobody has.
    "spanish_reviewer": "",
}

# --- Where the site lives ---------------------------------------------------
SITENAME = CLINIC["name"]
#: The line below the name, in titles and in the picture of a shared link.
SITESUBTITLE = "Training and back pain, in plain words"
#: The public address, from the environment: `make publish SITEURL=https://…`.
SITEURL = os.environ.get("SITEURL", "http://localhost:8000").rstrip("/")
#: The public address once more: templates see `SITEURL` as a relative path (`RELATIVE_URLS`), so
#: that `output/` also opens from a file; canonical links need the whole.
PUBLIC_URL = SITEURL
#: Its path: `404.html` is shown at any address, and links from the root.
PUBLIC_PATH = urlparse(SITEURL).path
RELATIVE_URLS = True
TIMEZONE = "America/New_York"
DEFAULT_DATE_FORMAT = "%Y-%m-%d"

# --- What a page may do -----------------------------------------------------
# Only what this site brings itself, and no script that is not a file of its own. The
# recipes in docs/hosting say the same in headers, which also hold for workers.
#: The address of the contact form, in parts.
FORM = urlparse(CLINIC["form_endpoint"])
#: What a page may load and run; follows `form_endpoint`.
CONTENT_SECURITY_POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self' 'wasm-unsafe-eval'",
        "worker-src 'self'",
        "connect-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "manifest-src 'self'",
        "base-uri 'none'",
        # A service that takes the form sends the writer back to this site.
        f"form-action 'self' {FORM.scheme}://{FORM.netloc}"
        if FORM.netloc
        else "form-action 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types selfcheck",
    ]
)

# --- What is read and written -----------------------------------------------
PATH = str(ROOT / "content")
OUTPUT_PATH = str(ROOT / "output")
CACHE_PATH = str(ROOT / ".cache" / "pelican")
ARTICLE_PATHS = [""]
PAGE_PATHS = ["pages", "es/pages"]
#: Where the search library lies after `npm ci`.
SEARCH_LIBRARY = "../node_modules/minisearch/dist/umd/index.js"
#: Its licence (MIT), which goes with it.
SEARCH_LICENCE = "../node_modules/minisearch/LICENSE.txt"
#: The file of headers that some hosts read (Netlify, Cloudflare Pages).
HEADERS = "../docs/hosting/_headers"
STATIC_PATHS = ["images", SEARCH_LIBRARY, SEARCH_LICENCE, HEADERS]
EXTRA_PATH_METADATA = {
    SEARCH_LIBRARY: {"path": "theme/js/minisearch.js"},
    SEARCH_LICENCE: {"path": "theme/js/minisearch.LICENSE.txt"},
    HEADERS: {"path": "_headers"},
}
USE_FOLDER_AS_CATEGORY = False
DEFAULT_CATEGORY = "Back"
#: The categories that posts may name, in all languages: one that is misspelt stops the build.
CATEGORIES = [
    *("Back", "Getting help", "Soreness or injury", "Training"),
    *("Espalda", "Buscar ayuda", "Dolor muscular o lesión", "Entrenamiento"),
]

THEME = str(ROOT / "theme")
_looks = sorted(file for file in (ROOT / "theme" / "static").rglob("*") if file.is_file())
#: A hash of the theme's files, which stands in their addresses: no page gets an older one's style.
THEME_VERSION = sha256(b"".join(file.read_bytes() for file in _looks)).hexdigest()[:8]
JINJA_ENVIRONMENT = {
    "extensions": ["jinja2.ext.i18n"],
    "autoescape": True,
    "trim_blocks": True,
    "lstrip_blocks": True,
}


@cache
def minutes_to_read(article: Article) -> int:
    """Give the whole minutes that a post takes at 200 words a minute; lists ask it again."""
    words = Markup(article.content).striptags().split()  # noqa: S704 (only counted)
    return ceil(len(words) / 200)


def contents_of(article: Article) -> Markup:
    """Give a post's list of contents once more, for the column beside it; nothing if it has none."""
    found = re.search(r"<nav aria-label=.*?</nav>", article.content, re.DOTALL)
    return Markup(found[0] if found else "")  # noqa: S704 (it is of the post's own HTML)


JINJA_FILTERS = {
    "contents_of": contents_of,
    "minutes_to_read": minutes_to_read,
    "day": lambda date, language: format_date(date, "long", locale=language),
}


def markdown(contents: str) -> dict[str, object]:
    """Give the Markdown settings; `contents` is the title of a post's list of contents."""
    return {
        "extension_configs": {
            "markdown.extensions.attr_list": {},
            "markdown.extensions.meta": {},
            "markdown.extensions.smarty": {},
            "markdown.extensions.tables": {},
            "markdown.extensions.toc": {"title": contents, "toc_depth": "2-2"},
        },
        "output_format": "html5",
    }


MARKDOWN = markdown("On this page")
#: The sections of a post that are folded until a reader opens them, by their titles in all languages.
FOLDED_SECTIONS = ["Sources", "Fuentes"]

# --- Addresses: flat files, so that links also work from a folder -----------
#: The folder of a language's pages: none for English, `es/` for Spanish.
LANG_PREFIX = ""
#: The author names that stand for the clinic; all others are persons, for search engines.
TEAM_AUTHORS = ("The clinic's team", "El equipo de la clínica")
#: The check that the first page's button opens: its place in its post.
FEATURED_CHECK = "lower-back.html#selfcheck-lower-back"
#: The pages that list or find posts, made once for each language.
LISTS = ["index", "archives", "categories", "tags", "authors", "search", "404"]
# The sitemap is a template: pelican-sitemap 1.2 writes the time of the build and
# alternate links that no crawler reads (`ref` for `href`).
#: The template of `.well-known/security.txt`, if the clinic gives what it needs.
SECURITY = ["security"] if CLINIC["security_contact"] and CLINIC["security_expires"] else []
DIRECT_TEMPLATES = [*LISTS, "sitemap", "robots", "manifest", *SECURITY]
SITEMAP_SAVE_AS = "sitemap.xml"
ROBOTS_SAVE_AS = "robots.txt"
SECURITY_SAVE_AS = ".well-known/security.txt"
DEFAULT_PAGINATION = 10
SUMMARY_MAX_LENGTH = 40


def addresses(prefix: str) -> dict[str, str]:
    """Give the address settings of the language whose pages live under `prefix`."""
    kinds = {
        "ARTICLE": "{slug}",
        "PAGE": "{slug}",
        "CATEGORY": "category/{slug}",
        "TAG": "tag/{slug}",
        "AUTHOR": "author/{slug}",
        "DRAFT": "drafts/{slug}",
    }
    files = {
        f"{kind}_{what}": f"{prefix}{path}.html"
        for kind, path in kinds.items()
        for what in ("URL", "SAVE_AS")
    }
    lists = {f"{name.upper()}_SAVE_AS": f"{prefix}{name}.html" for name in LISTS}
    return files | lists | {"MANIFEST_SAVE_AS": f"{prefix}manifest.webmanifest"}


globals().update(addresses(LANG_PREFIX))

# --- Feeds ------------------------------------------------------------------
# One for each language: those called ALL mix them.
FEED_ATOM = "feeds/atom.xml"
FEED_RSS = "feeds/rss.xml"
FEED_ALL_ATOM = FEED_ALL_RSS = None
CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
RSS_FEED_SUMMARY_ONLY = False

# --- Plugins ----------------------------------------------------------------
PLUGIN_PATHS = [str(ROOT / "plugins")]
PLUGINS = [
    "selfcheck",
    "author_checks",
    "languages",
    "pictures",
    "folds",
    "i18n_subsites",
    "neighbors",
    "related_posts",
    "social_image",
]

SELFCHECK_CHECKERS = {"lower-back": "checker.lower_back:CHECKER"}
# Kept for use without a network, together with a check that was opened.
SELFCHECK_OFFLINE_PAGES = [
    f"{prefix}{page}"
    for prefix in ("", "es/")
    for page in ("index.html", "contact.html", "back-pain-emergency.html")
]
SELFCHECK_STANDALONE_STYLE = str(ROOT / "theme" / "static" / "css" / "site.css")
SELFCHECK_CACHE_PATH = str(ROOT / ".cache")


def contact(language: str) -> dict[str, str]:
    """Give what an outcome of the check says about reaching the clinic."""
    written = CLINIC["email"] or CLINIC["form_endpoint"]
    return {
        "phone": CLINIC["phone"],
        "sms": CLINIC["sms"],
        "note": CLINIC["after_hours_note"][language],
        **({"form": "contact.html#write"} if written else {}),  # beside the posts
    }


SELFCHECK_CONTACT = contact("en")
#: The post that helps after an outcome of the check.
SELFCHECK_READ_NEXT = {
    "lower-back": {
        "normal": {
            "title": "How long should soreness last?",
            "url": "how-long-soreness-lasts.html",
        },
        "change_routine": {"title": "Getting back under the bar", "url": "back-under-the-bar.html"},
        "book_pt": {"title": "Your first visit", "url": "first-visit.html"},
    }
}

RELATED_POSTS_MAX = 3

# --- Languages --------------------------------------------------------------
DEFAULT_LANG = "en"
I18N_UNTRANSLATED_ARTICLES = I18N_UNTRANSLATED_PAGES = "remove"
I18N_GETTEXT_LOCALEDIR = str(ROOT / ".cache" / "translations")
# Spanish pages are written beside the English ones, under es/: one output folder,
# one set of scripts and styles.
I18N_SUBSITES = {
    "es": addresses("es/")
    | {
        "SITESUBTITLE": "Ejercicio y dolor de espalda, en palabras sencillas",
        "LANG_PREFIX": "es/",
        "DIRECT_TEMPLATES": [*LISTS, "manifest"],
        "THEME_STATIC_DIR": "theme",
        "THEME_STATIC_PATHS": [],
        "FEED_ATOM": "es/feeds/atom.xml",
        "FEED_RSS": "es/feeds/rss.xml",
        "DEFAULT_CATEGORY": "Espalda",
        "MARKDOWN": markdown("En esta página"),
        "SELFCHECK_CONTACT": contact("es"),
        "SELFCHECK_READ_NEXT": {
            "lower-back": {
                "normal": {
                    "title": "¿Cuánto debe durar el dolor muscular?",
                    "url": "how-long-soreness-lasts.html",
                },
                "change_routine": {
                    "title": "De vuelta a la barra",
                    "url": "back-under-the-bar.html",
                },
                "book_pt": {"title": "Su primera cita", "url": "first-visit.html"},
            }
        },
        "SELFCHECK_OFFLINE_PAGES": [],  # the English build, which ends last, names all
        "DELETE_OUTPUT_DIRECTORY": False,
    }
}
