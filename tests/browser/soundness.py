"""What is wrong with a page for those who read it: faults that axe knows, and scrolling sideways."""

from axe_playwright_python.sync_playwright import Axe

# Preloading would ask for a style sheet's imports beside the page, where they are not; no rule here needs it.
AXE_OPTIONS = {"resultTypes": ["violations"], "preload": False}
CONTRAST = {**AXE_OPTIONS, "runOnly": {"type": "rule", "values": ["color-contrast"]}}
PHONE, DESK = {"width": 360, "height": 740}, {"width": 1280, "height": 800}
AXE = Axe()


def faults_of(page):
    """What is wrong with the page as it stands, on a phone and on a desk, in words; [] when nothing is.

    What is folded is unfolded first, since a reader may do so.
    """
    page.evaluate("for (const fold of document.querySelectorAll('main details')) fold.open = true")
    return [
        f"{size['width']} px: {fault}"
        for size in (PHONE, DESK)
        for fault in (page.set_viewport_size(size), *_sideways(page), *_violations(page, AXE_OPTIONS))
        if fault
    ]


def faults_in_the_dark(page):
    """What the same page gets wrong when the reader prefers dark: its colours; nothing else depends on the scheme."""
    page.emulate_media(color_scheme="dark")
    # Django's admin site fades from one colour to the other, and half way there is no contrast.
    page.evaluate("for (const each of document.getAnimations()) if (each instanceof CSSTransition) each.finish()")
    return [
        f"{size['width']} px, dark: {fault}"
        for size in (PHONE, DESK)
        for fault in (page.set_viewport_size(size), *_violations(page, CONTRAST))
        if fault
    ]


def _sideways(page):
    beyond = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return [f"scrolls {beyond} px sideways"] if beyond else []


def _violations(page, options):
    found = AXE.run(page, options=options).response["violations"]
    return [f"{each['id']}: {node['html']}" for each in found for node in each["nodes"]]
