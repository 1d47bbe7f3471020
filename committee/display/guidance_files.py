"""A list as a file of the format that its address asks for."""

from units.downloads import csv_download, xlsx_download

FORMATS = ("csv", "xlsx")


def download(given, name, header, lines):
    """Return the answer to ?format=csv or ?format=xlsx. `given`: `request.GET`."""
    if given.get("format") == "csv":
        return csv_download(name, header, lines)
    return xlsx_download(name, name, header, lines)


def wants_file(given):
    return given.get("format") in FORMATS
