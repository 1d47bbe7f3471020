"""What is wrong with a page for those who read it: faults that axe knows, and scrolling sideways."""

from axe_playwright_python.sync_playwright import Axe

# Preloading would ask for a style sheet's imports beside the page, where they are not; no rule here needs it.
AXE_OPTIONS = {"resultTypes": ["violations"], "preload": False}
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
        for fault in (page.set_viewport_size(size), *_faults_as_shown(page))
        if fault
    ]


def _faults_as_shown(page):
    beyond = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    violations = AXE.run(page, options=AXE_OPTIONS).response["violations"]
    return [
        *([f"scrolls {beyond} px sideways"] if beyond else []),
        *(f"{each['id']}: {node['html']}" for each in violations for node in each["nodes"]),
    ]
