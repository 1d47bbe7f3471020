"""A conference's pack: its documents and its deck, by one click."""

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import render

from reports.display.deck import deck_of, slide_context
from reports.display.pack_files import pack_archive
from reports.queries.pack import pack_of
from reports.writers import write_deck


@login_required
def show_pack(request, code):
    pack = _find(request, code)
    return render(request, "reports/pack.html", {"pack": pack, "deck": deck_of(request.user, pack)})


@login_required
def download_pack(request, code):
    pack = _find(request, code)
    archive = pack_archive(pack, deck_of(request.user, pack))
    return FileResponse(archive, as_attachment=True, filename=f"hoi-nghi-{pack.round.code}.zip")


@login_required
def show_deck(request, code):
    pack = _find(request, code)
    deck = deck_of(request.user, pack)
    number = _number(request.GET.get("slide", ""), len(deck.slides))
    context = {"pack": pack, "deck": deck, **slide_context(deck, number)}
    return render(request, "reports/deck.html", context)


@login_required
def download_deck(request, code):
    pack = _find(request, code)
    answer = HttpResponse(write_deck(deck_of(request.user, pack)), content_type="application/pdf")
    answer.headers["Content-Disposition"] = f'attachment; filename="trinh-chieu-{pack.round.code}.pdf"'
    return answer


def _find(request, code):
    pack = pack_of(request.user, code)
    if pack is None:
        raise Http404
    return pack


def _number(asked, last):
    """Which slide is asked for: 0 is the title, the nearest where there is none such."""
    return min(int(asked), last) if asked.isdecimal() and len(asked) < 5 else 0
