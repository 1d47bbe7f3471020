from pathlib import Path

from django.contrib.staticfiles import finders

from portal.finders import FACES, ScreenFontFinder


def test_font_is_served_in_its_four_upright_weights_only():
    listed = {f"{storage.prefix}/{name}" for name, storage in ScreenFontFinder().list([])}

    assert listed == {f"fonts/{face}" for face in FACES}
    assert len(FACES) == 4
    assert finders.find("fonts/BeVietnamPro-Thin.ttf") is None
    assert finders.find("fonts/../__init__.py") is None


def test_font_is_the_package_file():
    found = Path(finders.find("fonts/BeVietnamPro-Regular.ttf"))

    assert found.parent.parent.name == "fontpkg_be_vietnam_pro"
    assert found.stat().st_size > 100_000


def test_font_package_without_a_face_is_reported_at_the_start(tmp_path):
    finder = ScreenFontFinder()
    finder.folder = tmp_path

    assert [fault.id for fault in finder.check()] == ["portal.E001"]
