"""A wrong setting stops the start with advice; a right one has its effect. Each case is a process of its own."""

import json
import os
import subprocess
import sys

import pytest

GOOD_KEY = "q7W-x2_Lm9Zc4Vb8Nn1Kj6Hg3Fd5Ss0Aa-Pp_Oo.Ii!Uu~Yy2Tt"
GOOD = {"ENV_FILE": "", "SECRET_KEY": GOOD_KEY, "ALLOWED_HOSTS": "portal.example"}


def start(repository, code="", **variables):
    """Load the settings with exactly these variables and run `code`, which may print."""
    environment = {"PATH": os.environ["PATH"], "PYTHONIOENCODING": "utf-8", **variables}
    program = f"import json\nfrom portal import settings\n{code}"
    return subprocess.run(
        [sys.executable, "-c", program], cwd=repository, env=environment, capture_output=True, text=True, check=False
    )


def value(repository, expression, **variables):
    done = start(repository, f"print(json.dumps({expression}, default=str))", **{**GOOD, **variables})
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.parametrize(
    ("variables", "advice"),
    [
        ({"SECRET_KEY": ""}, "SECRET_KEY chưa có"),
        ({"SECRET_KEY": "short"}, "SECRET_KEY quá yếu"),
        ({"SECRET_KEY": "ab" * 40}, "SECRET_KEY quá yếu"),
        ({"SECRET_KEY": "django-insecure-" + GOOD_KEY}, "SECRET_KEY quá yếu"),
        ({"ALLOWED_HOSTS": ""}, "ALLOWED_HOSTS đang trống"),
        ({"ALLOWED_HOSTS": " , "}, "ALLOWED_HOSTS đang trống"),
        ({"DEBUG": "maybe"}, "DEBUG='maybe': chỉ nhận true hoặc false."),
        ({"HTTPS_ONLY": "2"}, "HTTPS_ONLY='2': chỉ nhận true hoặc false."),
        ({"MAX_UPLOAD_MB": "25MB"}, "MAX_UPLOAD_MB='25MB': cần một số nguyên từ 1 đến 1024."),
        ({"MAX_UPLOAD_MB": "0"}, "MAX_UPLOAD_MB='0': cần một số nguyên từ 1 đến 1024."),
        ({"HSTS_SECONDS": "-1"}, "HSTS_SECONDS='-1': cần một số nguyên"),
        ({"LOG_LEVEL": "loud"}, "LOG_LEVEL='loud': chỉ nhận một trong DEBUG, INFO, WARNING, ERROR."),
        ({"CSRF_TRUSTED_ORIGINS": "cong.example.vn"}, "CSRF_TRUSTED_ORIGINS: 'cong.example.vn' thiếu giao thức."),
        ({"DATABASE_URL": "mysql://user@host/name"}, "DATABASE_URL phải bắt đầu bằng postgres:// hoặc sqlite:///"),
        ({"DATABASE_URL": "postgres://user@host:port/name"}, "DATABASE_URL viết sai"),
        ({"DATABASE_URL": "postgres://u@h/n", "DATABASE_POOL_SIZE": "many"}, "DATABASE_POOL_SIZE='many'"),
        ({"EVIDENCE_MAX_MB": "26"}, "EVIDENCE_MAX_MB='26': cần một số nguyên từ 1 đến 25."),
        ({"CLAMAV_ADDRESS": "localhost"}, "CLAMAV_ADDRESS='localhost': hãy ghi máy chủ và cổng"),
        ({"CLAMAV_ADDRESS": "localhost:99999"}, "CLAMAV_ADDRESS='localhost:99999'"),
        ({"EVIDENCE_S3_BUCKET": "b", "EVIDENCE_S3_ACCESS_KEY": "k"}, "phải cùng có hoặc cùng bỏ trống"),
        ({"EVIDENCE_S3_BUCKET": "b", "EVIDENCE_S3_ENDPOINT": "s3.example.vn"}, "'s3.example.vn' thiếu giao thức."),
        ({"TASKS_BACKEND": "celery"}, "TASKS_BACKEND='celery': chỉ nhận một trong immediate, database."),
        ({"EMAIL_URL": "mail.example.vn:25"}, "EMAIL_URL phải bắt đầu bằng smtp://"),
        ({"EMAIL_URL": "smtp://:25"}, "EMAIL_URL thiếu tên máy chủ thư"),
        ({"EMAIL_URL": "smtp://host:port"}, "EMAIL_URL viết sai"),
        ({"EMAIL_URL": "smtp://host:25"}, "DEFAULT_FROM_EMAIL='': khi có EMAIL_URL cần địa chỉ gửi thư"),
        ({"EMAIL_URL": "smtp://host?colour=1", "DEFAULT_FROM_EMAIL": "a@b.vn"}, "EMAIL_URL: không có tham số COLOUR"),
        ({"PORTAL_URL": "cong.example.vn"}, "PORTAL_URL='cong.example.vn': hãy ghi dạng https://"),
        ({"ENV_FILE": "no-such-file"}, "ENV_FILE=no-such-file: không có tệp này."),
    ],
)
def test_wrong_value_stops_the_start_with_advice(repository, variables, advice):
    done = start(repository, **{**GOOD, **variables})

    assert done.returncode == 1
    last_line = done.stderr.strip().splitlines()[-1]
    assert last_line.startswith("django.core.exceptions.ImproperlyConfigured: ")
    assert advice in last_line


def test_advice_for_a_missing_key_holds_a_key_that_works(repository):
    refused = start(repository, **{**GOOD, "SECRET_KEY": ""})
    offered = refused.stderr.rsplit("SECRET_KEY=", 1)[1].strip()

    assert start(repository, **{**GOOD, "SECRET_KEY": offered}).returncode == 0


def test_debug_is_off_unless_asked_for_and_then_needs_nothing_else(repository):
    assert value(repository, "settings.DEBUG") is False
    assert start(repository, ENV_FILE="", DEBUG="true").returncode == 0


def test_env_file_is_read_and_the_environment_wins(repository, tmp_path):
    file = tmp_path / "env"
    file.write_text(f"SECRET_KEY={GOOD_KEY}\nALLOWED_HOSTS=a.example, b.example\nPORTAL_NAME=Cổng thử\n")

    done = start(
        repository,
        "print(json.dumps([settings.ALLOWED_HOSTS, settings.PORTAL_NAME]))",
        ENV_FILE=str(file),
        PORTAL_NAME="Cổng khác",
    )

    assert json.loads(done.stdout) == [["a.example", "b.example"], "Cổng khác"]


def test_sqlite_waits_for_its_turn_and_keeps_foreign_keys(repository, tmp_path):
    code = """
import os
os.environ["DJANGO_SETTINGS_MODULE"] = "portal.settings"
from django.db import connection
with connection.cursor() as cursor:
    names = ["journal_mode", "synchronous", "foreign_keys", "busy_timeout", "cache_size", "mmap_size", "temp_store"]
    print(json.dumps([cursor.execute("PRAGMA " + name).fetchone()[0] for name in names]))
"""
    done = start(repository, code, **GOOD, DATABASE_URL=f"sqlite:///{tmp_path}/portal.sqlite3")

    assert json.loads(done.stdout) == ["wal", 1, 1, 20000, -65536, 268435456, 2]
    options = value(repository, "settings.DATABASES['default']", DATABASE_URL=f"sqlite:///{tmp_path}/portal.sqlite3")
    assert options["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert options["CONN_MAX_AGE"] is None


def test_postgres_shares_a_pool_among_threads(repository):
    database = value(repository, "settings.DATABASES['default']", DATABASE_URL="postgres://u:p%40ss@db.example:5433/n")

    assert (database["HOST"], database["PORT"], database["PASSWORD"]) == ("db.example", 5433, "p@ss")
    assert database["OPTIONS"]["pool"] == {"min_size": 2, "max_size": 8, "timeout": 10}
    assert database["CONN_MAX_AGE"] == 0  # Django refuses a pool of connections that it keeps itself


def test_postgres_without_a_pool_keeps_one_connection_a_process(repository):
    url = "postgres://u@/n?host=/var/run/postgresql"
    database = value(repository, "settings.DATABASES['default']", DATABASE_URL=url, DATABASE_POOL_SIZE="0")

    assert database["OPTIONS"] == {"host": "/var/run/postgresql"}
    assert database["CONN_MAX_AGE"] is None
    assert database["CONN_HEALTH_CHECKS"] is True


def test_no_mail_is_sent_unless_a_server_is_named(repository):
    assert value(repository, "settings.SENDS_MAIL") is False
    names = ("SENDS_MAIL", "EMAIL_HOST", "EMAIL_PORT", "EMAIL_HOST_PASSWORD", "EMAIL_USE_TLS", "DEFAULT_FROM_EMAIL")
    mail = {
        "EMAIL_URL": "smtp+tls://cong:m%40t@thu.example.vn:587",
        "DEFAULT_FROM_EMAIL": "Cổng <cong@example.vn>",
        "PORTAL_URL": "https://cong.example.vn/",
    }
    given = value(repository, f"[getattr(settings, name) for name in {names}]", **mail)
    assert given == [True, "thu.example.vn", 587, "m@t", True, "Cổng <cong@example.vn>"]
    assert value(repository, "settings.PORTAL_URL", **mail) == "https://cong.example.vn"


def test_production_is_https_only_unless_told_otherwise(repository):
    names = ("SECURE_SSL_REDIRECT", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE")
    expression = f"[getattr(settings, name) for name in {names}] + [settings.SECURE_HSTS_SECONDS]"

    assert value(repository, expression) == [True, True, True, 31_536_000]
    assert value(repository, expression, HTTPS_ONLY="false") == [False, False, False, 0]
    assert value(repository, "settings.SECURE_PROXY_SSL_HEADER") is None
    behind_proxy = value(repository, "settings.SECURE_PROXY_SSL_HEADER", BEHIND_PROXY="true")
    assert behind_proxy == ["HTTP_X_FORWARDED_PROTO", "https"]


def test_static_files_are_hashed_and_compressed_in_production_only(repository):
    expression = "settings.STORAGES['staticfiles']['BACKEND'].rsplit('.', 1)[1]"

    assert value(repository, expression) == "CompressedManifestStaticFilesStorage"
    assert value(repository, expression, DEBUG="true") == "StaticFilesStorage"


def test_yardstick_view_exists_for_the_bench_only(repository):
    code = """
import os, django
os.environ["DJANGO_SETTINGS_MODULE"] = "portal.settings"
django.setup()
from django.urls import NoReverseMatch, reverse
try:
    print(json.dumps(reverse("hello_auth")))
except NoReverseMatch:
    print(json.dumps(None))
"""
    assert json.loads(start(repository, code, **GOOD).stdout) is None
    assert json.loads(start(repository, code, **GOOD, BENCH="true").stdout) == "/hello_auth"


@pytest.mark.parametrize(
    ("word", "address"),
    [
        ("", None),
        ("127.0.0.1:3310", ["127.0.0.1", 3310]),
        ("[::1]:3310", ["::1", 3310]),
        ("/run/clamd.ctl", "/run/clamd.ctl"),
    ],
)
def test_scanner_is_found_by_host_and_port_or_by_its_socket(repository, word, address):
    assert value(repository, "settings.CLAMAV_ADDRESS", CLAMAV_ADDRESS=word) == address


def test_evidence_lies_on_this_machine_unless_a_bucket_is_named(repository):
    here = value(repository, 'settings.STORAGES["default"]["BACKEND"]')
    variables = {"EVIDENCE_S3_BUCKET": "evidence", "EVIDENCE_S3_ENDPOINT": "https://s3.example.vn"}
    there = value(repository, 'settings.STORAGES["default"]', **variables)
    assert here == "django.core.files.storage.FileSystemStorage"
    assert there["BACKEND"] == "assessments.files.s3.RangedS3Storage"
    assert (there["OPTIONS"]["bucket_name"], there["OPTIONS"]["addressing_style"]) == ("evidence", "path")


def test_evidence_is_never_larger_than_what_may_be_sent(repository):
    assert value(repository, "settings.EVIDENCE_MAX_MB", MAX_UPLOAD_MB="10") == 10
