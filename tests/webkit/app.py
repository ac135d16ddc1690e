"""A window with a web page, as small as a browser can be: WebKitWebDriver starts and drives it.

Run by the system's Python, which has GTK. WebKit's own MiniBrowser forgets everything at its end;
this one keeps what a reader's browser keeps, in the folder that it is given:

python3 app.py '{"profile": FOLDER, "init": [SCRIPT, …], "viewport": {"width": 1280, "height": 720},
                 "scripts": true, "dark": false}'
"""

import json
import os
import sys
from pathlib import Path

import gi

gi.require_version("Gtk", "3.0")
gi.require_version("WebKit2", "4.1")
from gi.repository import GLib, Gtk, WebKit2  # noqa: E402 - its versions are chosen first

GIVEN = json.loads(sys.argv[1])
PROFILE = Path(GIVEN["profile"])


def new_view(_: WebKit2.AutomationSession, context: WebKit2.WebContext) -> WebKit2.WebView:
    content = WebKit2.UserContentManager()
    for script in GIVEN["init"]:
        content.add_script(
            WebKit2.UserScript.new(
                script,
                WebKit2.UserContentInjectedFrames.TOP_FRAME,
                WebKit2.UserScriptInjectionTime.START,
                None,
                None,
            )
        )
    view = WebKit2.WebView(
        web_context=context,
        is_controlled_by_automation=True,
        user_content_manager=content,
        settings=settings(),
    )
    show(view)
    return view


def settings() -> WebKit2.Settings:
    return WebKit2.Settings(
        enable_write_console_messages_to_stdout=True,
        enable_javascript_markup=GIVEN["scripts"],  # of the page; the driver's own still run
    )


def show(view: WebKit2.WebView) -> None:
    window = Gtk.Window()
    window.set_default_size(GIVEN["viewport"]["width"], GIVEN["viewport"]["height"])
    window.add(view)
    window.show_all()


def started(context: WebKit2.WebContext, session: WebKit2.AutomationSession) -> None:
    info = WebKit2.ApplicationInfo()
    info.set_name("reader")
    info.set_version(1, 0, 0)
    session.set_application_info(info)
    session.connect("create-web-view", new_view, context)


def end_with(driver: int) -> bool:
    """Else its pages would go on unseen."""
    if os.getppid() != driver:
        Gtk.main_quit()
    return GLib.SOURCE_CONTINUE


def main() -> None:
    Gtk.Settings.get_default().set_property("gtk-application-prefer-dark-theme", GIVEN["dark"])
    kept = WebKit2.WebsiteDataManager(
        base_data_directory=str(PROFILE / "data"), base_cache_directory=str(PROFILE / "cache")
    )
    context = WebKit2.WebContext(website_data_manager=kept)
    context.set_automation_allowed(True)
    context.connect("automation-started", started)
    GLib.timeout_add(100, end_with, os.getppid())
    Gtk.main()


main()
