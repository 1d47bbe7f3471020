"""The portal's own addresses: the pages that join the apps."""

from django.urls import path
from django.views.i18n import set_language

from portal.views import criterion, my_work, overview, ranking, search, unit
from units import converters  # noqa: F401  makes <key:…> known

app_name = "portal"

urlpatterns = [
    path("", overview.overview, name="overview"),
    path("welcome/", my_work.after_sign_in, name="after_sign_in"),
    path("my-work/", my_work.my_work, name="my_work"),
    path("my-work/notices/read/", my_work.read_notices, name="read_notices"),
    path("my-work/notices/<key:notice>/read/", my_work.read_notices, name="read_notice"),
    # Sets the cookie that portal.middleware.choose_language reads, and goes back to where the reader was.
    path("language/", set_language, name="choose_language"),
    path("search/", search.search, name="search"),
    path("units/<key:unit>/", unit.unit, name="unit"),
    path("rounds/<slug:code>/ranking/", ranking.ranking, name="ranking"),
    path("rounds/<slug:code>/ranking.csv", ranking.ranking_csv, name="ranking_csv"),
    path("rounds/<slug:code>/ranking.xlsx", ranking.ranking_xlsx, name="ranking_xlsx"),
    path("criteria/<slug:set_code>/<str:criterion_code>/", criterion.criterion, name="criterion"),
]
