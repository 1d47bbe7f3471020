"""Serves the screen font from its package: the four upright weights that the style sheets use.

Handing the package's whole folder to collectstatic would compress 18 faces, 32 seconds' work.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import fontpkg_be_vietnam_pro
from django.contrib.staticfiles.finders import BaseFinder
from django.contrib.staticfiles.utils import matches_patterns
from django.core.checks import CheckMessage, Error
from django.core.files.storage import FileSystemStorage

PREFIX = "fonts"
# CSS weights 400, 500, 600 and 700.
FACES = tuple(f"BeVietnamPro-{weight}.ttf" for weight in ("Regular", "Medium", "SemiBold", "Bold"))


class ScreenFontFinder(BaseFinder):
    """`fonts/BeVietnamPro-Regular.ttf` and its three siblings, and nothing else."""

    def __init__(self, app_names: Any = None) -> None:
        self.folder = Path(fontpkg_be_vietnam_pro.ROOT) / "files"
        self.storage = FileSystemStorage(location=self.folder)
        # collectstatic reads this attribute to know the folder that the files go to.
        self.storage.prefix = PREFIX  # type: ignore[attr-defined]

    def check(self, **kwargs: Any) -> list[CheckMessage]:
        missing = [face for face in FACES if not (self.folder / face).is_file()]
        if not missing:
            return []
        return [Error(f"The font package lacks {', '.join(missing)}.", id="portal.E001")]

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        prefix, _, name = path.partition("/")
        found = [str(self.folder / name)] if prefix == PREFIX and name in FACES else []
        return found if find_all else (found[0] if found else [])

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, FileSystemStorage]]:
        for face in FACES:
            if not matches_patterns(face, list(ignore_patterns or [])):
                yield face, self.storage
