"""Typed readers of the environment: a wrongly typed value stops the start and says what to write.

django-environ reads `.env`; its own `bool` takes any unknown word for false and its `int` raises a
bare ValueError, so the readers here are stricter and word the fault for the administrator.
"""

import os
import secrets
from email.utils import parseaddr
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

TRUE_WORDS = {"true", "yes", "on", "1"}
FALSE_WORDS = {"false", "no", "off", "0"}
DATABASE_SCHEMES = {"postgres", "postgresql", "sqlite"}
SHORTEST_SECRET_KEY = 50
FEWEST_DISTINCT_CHARACTERS = 12

SQLITE_OPTIONS: dict[str, Any] = {
    # A write takes its lock when the transaction begins: two writers queue instead of dead-locking.
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL;"
        "PRAGMA synchronous=NORMAL;"
        "PRAGMA foreign_keys=ON;"
        "PRAGMA cache_size=-65536;"  # KiB when negative: 64 MB
        "PRAGMA mmap_size=268435456;"
        "PRAGMA temp_store=MEMORY;"
    ),
}


def read_env_file(default: Path) -> None:
    """Load `.env` into the environment; what is set there already wins. `ENV_FILE=` reads none."""
    name = os.environ.get("ENV_FILE")
    path = default if name is None else Path(name) if name else None
    if path is None:
        return
    if name and not path.is_file():
        raise ImproperlyConfigured(f"ENV_FILE={name}: không có tệp này. Hãy ghi đúng đường dẫn, hoặc bỏ biến ENV_FILE.")
    if path.is_file():
        environ.Env.read_env(path)


def read_text(name: str, default: str = "") -> str:
    return os.environ.get(name, default).strip()


def read_bool(name: str, *, default: bool) -> bool:
    word = read_text(name).lower()
    if not word:
        return default
    if word not in TRUE_WORDS | FALSE_WORDS:
        raise ImproperlyConfigured(f"{name}={word!r}: chỉ nhận true hoặc false.")
    return word in TRUE_WORDS


def read_int(name: str, *, default: int, least: int = 0, most: int = 2**31 - 1) -> int:
    """A whole number within `least`..`most`, both included."""
    word = read_text(name)
    if not word:
        return default
    if not word.isascii() or not word.isdigit() or not least <= int(word) <= most:
        raise ImproperlyConfigured(f"{name}={word!r}: cần một số nguyên từ {least} đến {most}.")
    return int(word)


def read_list(name: str) -> list[str]:
    """Words separated by commas; blanks and empty words are dropped."""
    return [word.strip() for word in read_text(name).split(",") if word.strip()]


def read_choice(name: str, *, default: str, choices: tuple[str, ...]) -> str:
    word = read_text(name, default) or default
    if word not in choices:
        raise ImproperlyConfigured(f"{name}={word!r}: chỉ nhận một trong {', '.join(choices)}.")
    return word


def read_secret_key(*, debug: bool) -> str:
    """The signing key. Outside DEBUG a missing or guessable key stops the start."""
    key = read_text("SECRET_KEY")
    if debug:
        return key or "django-insecure-for-development-only"
    weak = (
        len(key) < SHORTEST_SECRET_KEY
        or len(set(key)) < FEWEST_DISTINCT_CHARACTERS
        or key.startswith("django-insecure")
    )
    if weak:
        # The example is made afresh each time, so that copying it is safe.
        raise ImproperlyConfigured(
            f"SECRET_KEY {'quá yếu' if key else 'chưa có'}: ngoài chế độ DEBUG cần một chuỗi ngẫu "
            f"nhiên dài ít nhất {SHORTEST_SECRET_KEY} ký tự. Hãy ghi vào tệp .env dòng sau "
            f"(vừa tạo ngẫu nhiên, giữ kín): SECRET_KEY={secrets.token_urlsafe(50)}"
        )
    return key


def read_allowed_hosts(*, debug: bool) -> list[str]:
    hosts = read_list("ALLOWED_HOSTS")
    if not hosts and not debug:
        raise ImproperlyConfigured(
            "ALLOWED_HOSTS đang trống: hãy ghi vào tệp .env tên miền mà người dùng gõ để vào cổng, "
            "ví dụ ALLOWED_HOSTS=cong.example.vn (nhiều tên thì cách nhau bằng dấu phẩy)."
        )
    return hosts


def read_origins(name: str) -> list[str]:
    origins = read_list(name)
    for origin in origins:
        if urlsplit(origin).scheme not in {"http", "https"} or not urlsplit(origin).netloc:
            raise ImproperlyConfigured(f"{name}: {origin!r} thiếu giao thức. Hãy ghi dạng https://cong.example.vn.")
    return origins


def read_email() -> dict[str, Any]:
    """The settings of the mail server that `EMAIL_URL` names; empty: the portal sends no mail."""
    url = read_text("EMAIL_URL")
    if not url:
        return {"SENDS_MAIL": False}
    if urlsplit(url).scheme not in environ.Env.EMAIL_SCHEMES:
        raise ImproperlyConfigured(
            "EMAIL_URL phải bắt đầu bằng smtp://, smtp+tls:// hoặc smtp+ssl://, ví dụ "
            "EMAIL_URL=smtp+tls://ten:matkhau@thu.example.vn:587. Bỏ trống thì cổng không gửi thư."
        )
    try:
        config: dict[str, Any] = environ.Env.email_url_config(url)
    except ValueError as fault:
        raise ImproperlyConfigured(f"EMAIL_URL viết sai: {fault}.") from fault
    if urlsplit(url).scheme.startswith("smtp") and not config["EMAIL_HOST"]:
        raise ImproperlyConfigured("EMAIL_URL thiếu tên máy chủ thư, ví dụ EMAIL_URL=smtp://thu.example.vn:25.")
    sender = read_text("DEFAULT_FROM_EMAIL")
    if not parseaddr(sender)[1].partition("@")[2]:
        raise ImproperlyConfigured(
            f"DEFAULT_FROM_EMAIL={sender!r}: khi có EMAIL_URL cần địa chỉ gửi thư, "
            "ví dụ DEFAULT_FROM_EMAIL=cong@cong.example.vn."
        )
    options = config.pop("OPTIONS", {})
    if options:
        raise ImproperlyConfigured(f"EMAIL_URL: không có tham số {', '.join(options)}. Hãy bỏ phần sau dấu hỏi.")
    # Django's own default port where none is named; a server that hangs must not hold up the others' letters.
    config["EMAIL_PORT"] = config["EMAIL_PORT"] or (465 if config.get("EMAIL_USE_SSL") else 25)
    return {"EMAIL_TIMEOUT": 20} | config | {"SENDS_MAIL": True, "DEFAULT_FROM_EMAIL": sender}


def read_site_address() -> str:
    """The address under which the portal is reached, for links in letters; without a slash at its end."""
    address = read_text("PORTAL_URL").rstrip("/")
    if address and (urlsplit(address).scheme not in {"http", "https"} or not urlsplit(address).netloc):
        raise ImproperlyConfigured(f"PORTAL_URL={address!r}: hãy ghi dạng https://cong.example.vn.")
    return address


def read_database(*, default: Path) -> dict[str, Any]:
    """The `default` entry of DATABASES: SQLite in a file, or PostgreSQL named by `DATABASE_URL`."""
    url = read_text("DATABASE_URL")
    if not url:
        default.parent.mkdir(parents=True, exist_ok=True)
        url = f"sqlite:///{default}"
    if urlsplit(url).scheme not in DATABASE_SCHEMES:
        raise ImproperlyConfigured(
            "DATABASE_URL phải bắt đầu bằng postgres:// hoặc sqlite:///, ví dụ "
            "DATABASE_URL=postgres://ten:matkhau@may-chu:5432/cong. Bỏ trống để dùng SQLite."
        )
    try:
        config: dict[str, Any] = environ.Env.db_url_config(url)
    except ValueError as fault:
        raise ImproperlyConfigured(f"DATABASE_URL viết sai: {fault}.") from fault
    config.setdefault("OPTIONS", {})
    if config["ENGINE"].endswith("sqlite3"):
        # Opening a connection and its PRAGMAs costs more than a page's queries: keep it.
        return config | {"OPTIONS": SQLITE_OPTIONS | config["OPTIONS"], "CONN_MAX_AGE": None}
    return _pooled(config)


def _pooled(config: dict[str, Any]) -> dict[str, Any]:
    """Threads share a pool; sync workers (size 0) each keep one connection. See ADR 0001."""
    size = read_int("DATABASE_POOL_SIZE", default=8, most=1000)
    if size == 0:
        return config | {"CONN_MAX_AGE": None, "CONN_HEALTH_CHECKS": True}
    pool = {"min_size": min(2, size), "max_size": size, "timeout": 10}
    return config | {"CONN_MAX_AGE": 0, "OPTIONS": config["OPTIONS"] | {"pool": pool}}


def read_storage() -> dict[str, Any]:
    """The `default` entry of STORAGES: a folder of this machine, or S3-compatible when a bucket is named."""
    bucket = read_text("EVIDENCE_S3_BUCKET")
    if not bucket:
        return {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    key, secret = read_text("EVIDENCE_S3_ACCESS_KEY"), read_text("EVIDENCE_S3_SECRET_KEY")
    if bool(key) != bool(secret):
        raise ImproperlyConfigured(
            "EVIDENCE_S3_ACCESS_KEY và EVIDENCE_S3_SECRET_KEY phải cùng có hoặc cùng bỏ trống "
            "(bỏ trống cả hai khi máy chủ được cấp quyền bằng vai trò)."
        )
    endpoint = next(iter(read_origins("EVIDENCE_S3_ENDPOINT")), None)
    options = {
        "bucket_name": bucket,
        "endpoint_url": endpoint,
        "region_name": read_text("EVIDENCE_S3_REGION") or None,
        "access_key": key or None,
        "secret_key": secret or None,
        # Other makers' servers know no host name of their own for each bucket.
        "addressing_style": "path" if endpoint else None,
        "signature_version": "s3v4",
        "file_overwrite": False,
    }
    return {"BACKEND": "assessments.files.s3.RangedS3Storage", "OPTIONS": options}


def read_socket_address(name: str) -> tuple[str, int] | str | None:
    """A service's place: “host:port” as a pair, or the path of a socket; None when nothing is named."""
    word = read_text(name)
    if not word or word.startswith("/"):
        return word or None
    host, _colon, port = word.rpartition(":")
    if not host or not port.isascii() or not port.isdigit() or not 0 < int(port) < 65536:
        raise ImproperlyConfigured(
            f"{name}={word!r}: hãy ghi máy chủ và cổng, ví dụ 127.0.0.1:3310, hoặc đường dẫn đầy đủ của socket."
        )
    return host.strip("[]"), int(port)
