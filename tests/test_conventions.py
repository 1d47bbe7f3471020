"""The rules of the house, held by reading the repository itself.

Each failure says how to mend it. Where a rule must be broken, the line (or the file's first ten lines, for a
rule about the file) carries `exception: <reason>` in a comment.
"""

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

pytestmark = pytest.mark.repository

REPOSITORY = Path(__file__).resolve().parent.parent
APPS = ("portal", "units", "accounts", "resources", "criteria", "assessments", "committee", "reports", "drawing")
EXCEPTION = re.compile(r"exception: \S+")

FILE_LINES = 400
FUNCTION_LINES = 40
VIEW_LINES = 25
TEMPLATE_LINES = 120
SCRIPT_LINES = 60
FORBIDDEN_NAMES = {
    "utils", "util", "helpers", "helper", "services", "service", "common", "misc", "signals", "mixins", "base_models",
}  # fmt: skip


def project_files() -> list[Path]:
    """Tracked files and new ones that git does not ignore."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(command, cwd=REPOSITORY, capture_output=True, check=True).stdout.decode().split("\0")
    return sorted(REPOSITORY / name for name in listed if name and (REPOSITORY / name).is_file())


FILES = project_files()
PYTHON = [path for path in FILES if path.suffix == ".py" and "migrations" not in path.parts]
APP_PYTHON = [path for path in PYTHON if path.relative_to(REPOSITORY).parts[0] in APPS]
VIEWS = [path for path in APP_PYTHON if path.name == "views.py" or "views" in path.parent.parts]
TEMPLATES = [path for path in FILES if path.suffix == ".html"]
COMPONENTS = [path for path in TEMPLATES if "components" in path.parts]
STYLES = [path for path in FILES if path.suffix == ".css"]
SCRIPTS = [path for path in FILES if path.suffix == ".js"]
TEXTS = [path for path in FILES if path.suffix not in {".png", ".ico", ".woff2", ".ttf", ".mo", ".xlsx", ".docx"}]


def each(paths: list[Path]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("path", paths, ids=[str(path.relative_to(REPOSITORY)) for path in paths])


def file_is_excepted(text: str) -> bool:
    return bool(EXCEPTION.search("\n".join(text.splitlines()[:10])))


def faulty_lines(text: str, pattern: str | re.Pattern[str]) -> list[str]:
    """The lines that match, numbered, without those that carry an exception."""
    numbered = enumerate(text.splitlines(), start=1)
    found = [(number, line) for number, line in numbered if re.search(pattern, line)]
    return [f"{number}: {line.strip()}" for number, line in found if not EXCEPTION.search(line)]


def functions(tree: ast.AST) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def length(node: ast.stmt) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def long_functions(path: Path, limit: int) -> list[str]:
    text = path.read_text()
    lines = text.splitlines()
    return [
        f"{node.name} (line {node.lineno}, {length(node)} lines)"
        for node in functions(ast.parse(text))
        if length(node) > limit and not EXCEPTION.search(lines[node.lineno - 1])
    ]


# ---------------------------------------------------------------- Python


@each(PYTHON)
def test_file_is_short_enough_to_read(path):
    text = path.read_text()
    lines = len(text.splitlines())
    assert lines <= FILE_LINES or file_is_excepted(text), (
        f"{lines} lines, {FILE_LINES} at most: make a package of the same name, one file a noun."
    )


@each(PYTHON)
def test_function_is_short_enough_to_read(path):
    assert long_functions(path, FUNCTION_LINES) == [], f"{FUNCTION_LINES} lines at most: name a part of it."


@each(VIEWS)
def test_view_has_four_beats_only(path):
    assert long_functions(path, VIEW_LINES) == [], (
        f"A view has {VIEW_LINES} lines at most: find, act or parse, message, answer. "
        "Reads go to queries.py, writes to actions.py, parsing to forms.py."
    )


@each(VIEWS)
def test_view_is_a_function(path):
    classes = [node.name for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.ClassDef)]
    assert classes == [], "Views are functions; shared steps are plain functions of the app."


@each(VIEWS)
def test_view_builds_no_query(path):
    # visible_to and as_of are the doors; anything else on a manager is a query that belongs in queries.py.
    doors = r"\.objects\.(?!visible_to\(|as_of\(|for_\w+\()"
    builders = r"\.(filter|exclude|annotate|aggregate|select_related|prefetch_related|raw|extra|values|values_list)\("
    assert faulty_lines(path.read_text(), f"{doors}|{builders}") == [], (
        "A view never builds a query: make it a QuerySet method (one model) or a function in queries.py (several)."
    )


@each(APP_PYTHON)
def test_import_stands_at_the_top(path):
    tree, lines = ast.parse(path.read_text()), path.read_text().splitlines()
    inner = [
        f"line {node.lineno}"
        for function in functions(tree)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom) and not EXCEPTION.search(lines[node.lineno - 1])
    ]
    assert inner == [], "Imports stand at the top; if that makes a cycle, the code is in the wrong app or shelf."


@each(APP_PYTHON)
def test_name_of_file_says_what_is_inside(path):
    names = {path.stem, *path.relative_to(REPOSITORY).parts[:-1]}
    assert names & FORBIDDEN_NAMES == set(), "Name the file for what it holds, not for its being shared."


@each(APP_PYTHON)
def test_no_abstract_model_and_no_signal(path):
    pattern = r"^\s*abstract = True|@receiver\(|\.connect\((?!.*address)"
    faults = [] if path.parts[-2:] == ("commands", path.name) else faulty_lines(path.read_text(), pattern)
    assert faults == [], "No abstract base models, no signals: the action calls what must follow."


@each([path for path in FILES if "migrations" in path.parts and path.suffix == ".py"])
def test_migration_has_a_name_of_its_own(path):
    assert "_auto_" not in path.name, "Name it for what it does: makemigrations --name add_lineage_share"


@each([path for path in APP_PYTHON if path.relative_to(REPOSITORY).parts[:2][-1].startswith("scoring")])
def test_scoring_uses_the_standard_library_only(path):
    own = {*sys.stdlib_module_names, "criteria"}
    foreign = []
    for node in ast.walk(ast.parse(path.read_text())):
        modules = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom) and node.level == 0:
            modules = [node.module or ""]
        foreign += [name for name in modules if name.partition(".")[0] not in own]
        foreign += [name for name in modules if name.startswith("criteria") and "scoring" not in name]
    assert foreign == [], "The engine is pure: hand the values in, word the result elsewhere."


@each([path for path in APP_PYTHON if path.stem == "actions" or path.parent.name == "actions"])
def test_action_is_keyword_only_and_names_who_acts(path):
    lines = path.read_text().splitlines()
    faulty = []
    for node in ast.parse(path.read_text()).body:
        if not isinstance(node, ast.FunctionDef) or node.name.startswith("_"):
            continue
        named = {argument.arg for argument in node.args.kwonlyargs}
        positional = {argument.arg for argument in node.args.args}
        is_action = "by" in named | positional or "atomic" in " ".join(map(ast.unparse, node.decorator_list))
        if is_action and (positional or "by" not in named) and not EXCEPTION.search(lines[node.lineno - 1]):
            faulty.append(f"{node.name} (line {node.lineno})")
    assert faulty == [], "An action is keyword-only and has by=: def publish(*, round, by)."


# ---------------------------------------------------------------- templates, styles, scripts


@each(TEMPLATES)
def test_template_is_an_outline(path):
    lines = len(path.read_text().splitlines())
    assert lines <= TEMPLATE_LINES or file_is_excepted(path.read_text()), (
        f"{lines} lines, {TEMPLATE_LINES} at most: move a part into templates/components/."
    )


@each(TEMPLATES)
def test_template_has_nothing_inline(path):
    text = re.sub(r"\{#.*?#\}|\{% comment.*?endcomment %\}", "", path.read_text(), flags=re.DOTALL)
    pattern = r"<style|\sstyle\s*=|\son[a-z]+\s*=|javascript:|<script(?![^>]*\ssrc=)|hx-on"
    assert re.findall(pattern, text, flags=re.IGNORECASE) == [], (
        "The Content-Security-Policy refuses inline style and script: a class in static/css, a [data-…] in static/js."
    )


@each(TEMPLATES)
def test_template_fetches_nothing_from_elsewhere(path):
    outside = r"""(src|href|action|srcset)\s*=\s*["'](https?:)?//"""
    assert faulty_lines(path.read_text(), outside) == [], "Everything is served by the site itself."


@each(COMPONENTS)
def test_component_says_first_what_it_expects(path):
    first = path.read_text().lstrip().splitlines()[0]
    assert first.startswith(("{#", "{% comment")), "The first line of a component says what values it expects: {# … #}"


@each(STYLES)
def test_style_sheet_needs_no_force(path):
    text = re.sub(r"/\*.*?\*/", lambda found: "\n" * found[0].count("\n"), path.read_text(), flags=re.DOTALL)
    assert faulty_lines(text, r"!important") == [], "The order of the @layers decides; !important breaks it."
    assert faulty_lines(text, r"(^|[\s,>+~}])#[A-Za-z][\w-]*[^;{}]*\{") == [], "Style classes, never ids."


@each([path for path in STYLES if path.name != "tokens.css"])
def test_colour_is_a_token(path):
    text = re.sub(r"/\*.*?\*/", lambda found: "\n" * found[0].count("\n"), path.read_text(), flags=re.DOTALL)
    literal = r":[^;{]*(#[0-9a-fA-F]{3,8}\b|\b(rgb|rgba|hsl|hsla|oklch|lab|lch)\()"
    faults = [line for line in faulty_lines(text, literal) if "from var(" not in line and "url(" not in line]
    assert faults == [], "Colours stand in tokens.css alone (it holds light and dark together)."


@each(SCRIPTS)
def test_script_is_one_behaviour(path):
    lines = len(path.read_text().splitlines())
    assert lines < SCRIPT_LINES or file_is_excepted(path.read_text()), (
        f"{lines} lines, under {SCRIPT_LINES}: one file is one behaviour found by [data-…]."
    )
    assert faulty_lines(path.read_text(), r"\beval\(|new Function\(|\.innerHTML\s*=|https?://") == []


# ---------------------------------------------------------------- the repository as a whole


@each([path for path in TEXTS if path.name != "test_conventions.py"])
def test_file_names_no_machine_and_no_index(path):
    text = path.read_text(errors="replace")
    pattern = r"(?<![\w.])/(home|Users|root|work)/\w|\b[A-Z]:\\\\|--(extra-)?index-url \S|pypi\.org/simple|file:///\w"
    assert faulty_lines(text, pattern) == [], "No path of one machine and no package index address in the repository."


@each([path for path in PYTHON if path.name not in {"test_conventions.py", "conftest.py"}])
def test_nothing_reads_the_design_folder(path):
    assert faulty_lines(path.read_text(), r"\.\./shared|parent\s*/\s*\"shared\"") == [], (
        "Copy what the project needs into the repository."
    )


def test_there_is_one_file_of_tool_configuration():
    rivals = {
        "setup.cfg", "setup.py", "tox.ini", "pytest.ini", "mypy.ini", "ruff.toml", ".flake8", ".coveragerc",
        ".importlinter", "gunicorn.conf.py", "package.json",
    }  # fmt: skip
    assert {path.name for path in FILES} & rivals == set(), "pyproject.toml holds the configuration of every tool."


def test_every_dependency_carries_its_reason():
    text = (REPOSITORY / "pyproject.toml").read_text()
    project = tomllib.loads(text)
    declared = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    reasons = {match[1] for match in re.finditer(r'^\s+"([^"]+)",\s+# \S.*$', text, flags=re.MULTILINE)}
    assert sorted(set(declared) - reasons) == [], "Write after it, as a comment, why the project needs it."


def test_every_dependency_is_locked():
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text())

    def locked(name):
        text = (REPOSITORY / name).read_text()
        return {match.lower() for match in re.findall(r"^([A-Za-z0-9._-]+)==", text, flags=re.MULTILINE)}

    def wanted(requirements):
        return {re.match(r"[A-Za-z0-9._-]+", line)[0].lower() for line in requirements}

    runtime = wanted(project["project"]["dependencies"])
    assert runtime - locked("requirements.lock") == set(), "Run `make lock`."
    development = runtime | wanted(project["dependency-groups"]["dev"])
    assert development - locked("requirements-dev.lock") == set(), "Run `make lock`."


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_lock_holds_hashes_and_no_address(name):
    text = (REPOSITORY / name).read_text()
    pins = re.findall(r"^[A-Za-z0-9._-]+==.*(?:\n    --hash=sha256:[0-9a-f]{64}(?: \\)?)+", text, flags=re.MULTILINE)
    assert len(pins) == len(re.findall(r"^[A-Za-z0-9._-]+==", text, flags=re.MULTILINE)) > 0
    assert re.findall(r"https?:|file:|--index-url|--find-links|@ ", text) == [], "Run `make lock`."


def test_every_setting_of_the_environment_is_documented():
    read = re.compile(r"""(?:read_\w+|environ\.get)\(\s*"([A-Z_]+)\"""")
    sources = [REPOSITORY / "portal" / "settings.py", REPOSITORY / "portal" / "environment.py"]
    used = {name for path in sources for name in read.findall(path.read_text())}
    text = (REPOSITORY / ".env.example").read_text()
    documented = set(re.findall(r"^#?([A-Z_]+)=", text, flags=re.MULTILINE))
    assert used == documented, "Every variable is explained in .env.example, and nothing else is."


def test_decision_records_are_numbered_without_gap():
    records = sorted(path.name for path in FILES if path.parent.name == "adr" and re.match(r"\d{4}-", path.name))
    assert [int(name[:4]) for name in records] == list(range(1, len(records) + 1))
