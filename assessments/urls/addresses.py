"""The beginnings that addresses of a round share. A group's code is any code without a slash."""

from units import converters  # noqa: F401  makes <key:…> known

ROUND = "<slug:code>/"
SHEET = f"{ROUND}units/<key:unit>/"
CRITERION = f"{SHEET}criteria/<str:criterion>/"
