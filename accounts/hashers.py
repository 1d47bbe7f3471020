"""Password hashing with OWASP's 19 MiB profile of Argon2id.

Django's default (100 MiB, 8 lanes) costs 360 ms a sign-in on the pilot's machine and lets a few
sign-ins at once exhaust its memory.
"""

from django.contrib.auth.hashers import Argon2PasswordHasher


class Argon2Hasher(Argon2PasswordHasher):
    """Argon2id: 19,456 KiB, 2 passes, 1 lane. Hashes of other profiles are renewed at sign-in."""

    memory_cost = 19456
    time_cost = 2
    parallelism = 1
