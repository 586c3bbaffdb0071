"""Installs nginx with its brotli module, and wrk, for the tests of deploy/ and `make load`.

Run from the project's folder. No service is started: the tests start nginx themselves, on free
ports. Where it can't be installed (no Debian, no root), the tests that need it are skipped, and
this says so; everything else goes on.
"""

import shutil
import sys
from pathlib import Path

from packages import install, say

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from deploy.local import nginx_path

# wrk makes the load, openssl the certificate of the test over TLS.
PACKAGES = {"apt-get": ["nginx-light", "libnginx-mod-http-brotli-static", "openssl", "wrk"]}


def main() -> int:
    if is_complete() or (install(PACKAGES, "nginx and wrk (about 4 MB)") and is_complete()):
        return 0
    say("There is no nginx with its module brotli_static, wrk and openssl: tests that need them")
    say(f"are skipped. On Debian: apt-get install {' '.join(PACKAGES['apt-get'])}")
    return 1


def is_complete() -> bool:
    """Whether everything is there that the tests start."""
    return nginx_path() is not None and all(map(shutil.which, ("wrk", "openssl")))


if __name__ == "__main__":
    sys.exit(main())
