# Tells which field the keyboard writes into, as the browser itself knows it: AT-SPI, the interface
# for people who do not see. Whatever cannot be told for certain is "none".
#
#   asked "X Y" a line, answers a line: none, or: dots|text X Y WIDTH HEIGHT URL [URL of the frame around…]
import os
import sys

os.environ["DBUS_SESSION_BUS_ADDRESS"] = "unix:path=" + os.environ.get("DESK_RUN", "/run/desk") + "/bus"

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi

# Nobody but root writes there.
BROWSERS = ("/usr/lib/firefox-esr/", "/usr/lib/firefox/")
DEEPEST = 300
OF_PAGES = (Atspi.Role.DOCUMENT_WEB, Atspi.Role.DOCUMENT_FRAME)


def is_browser(app):
    try:
        return os.readlink("/proc/%d/exe" % app.get_process_id()).startswith(BROWSERS)
    except OSError:
        return False


def children(node):
    return filter(None, (node.get_child_at_index(n) for n in range(node.get_child_count())))


def active_window():
    """The only active window there is, where it is a browser's."""
    active = []
    for app in children(Atspi.get_desktop(0)):
        for window in children(app):
            if window.get_state_set().contains(Atspi.StateType.ACTIVE):
                active.append((app, window))
    if len(active) != 1 or not is_browser(active[0][0]):
        return None
    return active[0][1]


def is_focused_field(node):
    states = node.get_state_set()
    return (
        states.contains(Atspi.StateType.FOCUSED)
        and states.contains(Atspi.StateType.EDITABLE)
        and states.contains(Atspi.StateType.SHOWING)
        and not states.contains(Atspi.StateType.READ_ONLY)
    )


def address(page):
    url = Atspi.Document.get_document_attribute_value(page, "DocURL") or "unknown:"
    return "".join(c if " " < c < "\x7f" else "%3F" for c in url)[:2000]


def field_at(x, y):
    window = active_window()
    node = window and window.get_accessible_at_point(x, y, Atspi.CoordType.SCREEN)
    field = None
    pages = []
    for _ in range(DEEPEST):
        if node is None or node == window:
            break
        if field is None and is_focused_field(node):
            field = node
        if field is not None and node.get_role() in OF_PAGES:
            pages.append(address(node))
        node = node.get_parent()
    if field is None or not pages or node != window:
        return "none"
    place = field.get_extents(Atspi.CoordType.SCREEN)
    kind = "dots" if field.get_role() == Atspi.Role.PASSWORD_TEXT else "text"
    return " ".join([kind, *map(str, (place.x, place.y, max(place.width, 0), max(place.height, 0))), *pages])


Atspi.set_timeout(800, 2000)
Atspi.init()
for line in sys.stdin:
    try:
        # What was known before may have changed without a word.
        Atspi.get_desktop(0).clear_cache()
        answer = field_at(*map(int, line.split()))
    except Exception:
        answer = "none"
    print(answer, flush=True)
