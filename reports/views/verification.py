"""Whether a paper or a file in hand is what was published: for anybody, without signing in."""

import hashlib

from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from reports.content.code import read_code
from reports.display.verification import entry_words, finding_words
from reports.forms.verification import CodeForm, FileForm
from reports.queries.verification import identify, line_of


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def start(request):
    code_form = CodeForm(request.GET if "code" in request.GET else None)
    if code_form.is_valid():
        return redirect("verification:verify", code_form.cleaned_data["code"])
    file_form, finding = _checked_file(request)
    context = {"code_form": code_form, "file_form": file_form, "finding": finding}
    is_refused = bool(code_form.errors or file_form.errors)
    return render(request, "reports/verification_start.html", context, status=422 if is_refused else 200)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def verify(request, code):
    read = read_code(code)
    line = line_of(read) if read else []
    if not line:
        context = {"code_form": CodeForm(), "is_mistyped": read is None}
        return render(request, "reports/verification_unknown.html", context, status=404)
    file_form, finding = _checked_file(request, read)
    context = {**entry_words(line, read), "file_form": file_form, "finding": finding}
    return render(request, "reports/verification.html", context, status=422 if file_form.errors else 200)


def _checked_file(request, code=""):
    """Return the form of a file and, when one was sent, what it turned out to be in words."""
    form = FileForm(request.POST, request.FILES) if request.method == "POST" else FileForm()
    if not form.is_bound or not form.is_valid():
        return form, None
    # Read in blocks: a large file lies on the disk and not in memory.
    sha256 = hashlib.file_digest(form.cleaned_data["file"], "sha256").hexdigest()
    return FileForm(), finding_words(identify(sha256, code))
