"""The portal's own settings under test: no .env, cheap passwords, unhashed static files."""

import os
import tempfile

os.environ.update(
    ENV_FILE="",
    DEBUG="false",
    HTTPS_ONLY="false",
    SECRET_KEY="only-for-tests-0123456789-abcdefghijklmnopqrstuvwxyz",
    ALLOWED_HOSTS="testserver,localhost,127.0.0.1",
    DATABASE_URL=os.environ.get("TEST_DATABASE_URL", "sqlite://:memory:"),
    # Each test process keeps one connection; a pool would outlive the test database.
    DATABASE_POOL_SIZE="0",
    BENCH="false",
)

from portal.settings import *  # noqa: F403

# Django's own test runner does the same: one cheap hash instead of 20 ms a sign-in.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# Whitenoise reads this folder at each start; the bench's own test collects into the site's meanwhile.
_static_root = tempfile.TemporaryDirectory(prefix="portal-static-")
STATIC_ROOT = _static_root.name
# The live server of browser tests does not know hashed names.
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
