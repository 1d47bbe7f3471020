# `make help` lists the targets. Needs GNU make and Python 3.11 or newer, nothing else.

PORT ?= 8000
WORKERS ?= 2
TEST_PROCESSES ?= 2
# Who has nothing left to do takes over from the other: a few tests are as long as a thousand.
SPREAD := -n $(TEST_PROCESSES) --dist worksteal
PYTHON ?= $(firstword $(foreach name,python3 python3.13 python3.12 python3.11,$(shell \
	$(name) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $(name))))

VENV := .venv
BIN := $(VENV)/bin
# A stamp is named after the lock's content: an unchanged lock costs no start of pip.
sum = $(firstword $(shell cksum < $(1)))
RUNTIME := $(VENV)/.installed-$(call sum,requirements.lock)
DEVELOPMENT := $(VENV)/.installed-dev-$(call sum,requirements-dev.lock)
# -qq keeps pip's errors and drops its remarks about versions and index locations.
INSTALL := $(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes
# Checks must not depend on the .env of whoever runs them.
NEUTRAL := env ENV_FILE= DATABASE_URL= DEBUG=true
PRODUCTION := env ENV_FILE= DATABASE_URL= DEBUG=false ALLOWED_HOSTS=portal.example \
	SECRET_KEY=only-for-this-check-0123456789-abcdefghijklmnopqrstuvwxyz

.DEFAULT_GOAL := help
.PHONY: help run test check bench lock format messages
.SILENT:

help: ## List the targets
	grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1\t/' | expand -t 18

run: $(RUNTIME) .env ## Set everything up and serve the portal (PORT=8123 picks another port)
	$(BIN)/python -c 'import socket, sys; s = socket.socket(); s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1); s.bind(("127.0.0.1", $(PORT)))' 2>/dev/null \
		|| { echo 'Cổng $(PORT) đang có chương trình khác dùng. Hãy chọn cổng khác: make run PORT=8123' >&2; exit 1; }
	$(BIN)/python manage.py prepare
	echo 'Mở http://127.0.0.1:$(PORT) trong trình duyệt; Ctrl+C để dừng.'
	exec $(BIN)/gunicorn portal.wsgi --bind 127.0.0.1:$(PORT) --workers $(WORKERS) --threads 4 \
		--graceful-timeout 5 --no-control-socket --log-level warning

test: $(DEVELOPMENT) ## Run every test on SQLite, then those that touch the database on PostgreSQL
	$(BIN)/python -m tests.system_packages
	$(BIN)/python -m pytest -q $(SPREAD)
	if $(BIN)/python -m tests.system_packages --has postgresql; then \
		$(BIN)/python -m pytest -q $(SPREAD) --database=postgres; \
	fi
	$(BIN)/python -m tests.system_packages --report

check: $(DEVELOPMENT) ## Lint, types, import contracts, migrations, templates, deployment check
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(NEUTRAL) $(BIN)/mypy .
	$(BIN)/lint-imports
	$(NEUTRAL) $(BIN)/python manage.py makemigrations --check --dry-run
	find templates -name '*.html' -print0 | xargs -0 $(BIN)/djade --target-version 5.2 --check
	$(PRODUCTION) $(BIN)/python manage.py check --deploy --fail-level WARNING

format: $(DEVELOPMENT) ## Format the code and the templates
	$(BIN)/ruff check --fix-only --quiet .
	$(BIN)/ruff format .
	find templates -name '*.html' -print0 | xargs -0 $(BIN)/djade --target-version 5.2

messages: $(DEVELOPMENT) ## Bring the translations up to date with the texts and compile them; prints what to translate
	$(NEUTRAL) $(BIN)/python manage.py sync_messages

bench: $(DEVELOPMENT) ## Measure the pages against hello_auth; prints a table, writes bench.json
	$(BIN)/python -m bench

lock: $(DEVELOPMENT) ## Compile the lock files from pyproject.toml
	$(BIN)/uv pip compile $(LOCK) pyproject.toml -o requirements.lock > /dev/null
	$(BIN)/uv pip compile $(LOCK) --group dev pyproject.toml -o requirements-dev.lock > /dev/null

LOCK := --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links \
	--custom-compile-command 'make lock'

.env:
	umask 077 && $(BIN)/python -c 'import secrets; print("DEBUG=true\nSECRET_KEY=" + secrets.token_urlsafe(50))' > $@

$(BIN)/python:
	test -n '$(PYTHON)' || { echo 'Cần Python 3.11 trở lên. Trên Debian: apt-get install python3 python3-venv' >&2; exit 1; }
	$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null \
		|| { echo 'Python thiếu mô-đun venv. Trên Debian: apt-get install python3-venv, rồi chạy lại lệnh make.' >&2; exit 1; }
	echo 'Đang tạo môi trường $(VENV) và cài các gói (chỉ lần đầu, khoảng một phút)…' >&2
	$(PYTHON) -m venv $(VENV)

$(RUNTIME): | $(BIN)/python
	$(INSTALL) -r requirements.lock
	touch $@

$(DEVELOPMENT): | $(BIN)/python
	$(INSTALL) -r requirements-dev.lock
	touch $@ $(RUNTIME)
