"""Sees to nginx, for the tests of deploy/ and `make load`: installs Debian's where that can be.

Run from the project's folder. Elsewhere, and where nothing may be installed, those tests are
left out and say so; everything else goes on.
"""

import sys
from pathlib import Path

from packages import install, say

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from deploy.local import nginx_path

# wrk makes the load.
PACKAGES = {"apt-get": ["nginx-light", "libnginx-mod-http-brotli-static", "wrk"]}


def main() -> int:
    if nginx_path() or (install(PACKAGES, "nginx (about 2 MB)") and nginx_path()):
        return 0
    say("There is no nginx with its module brotli_static: the tests of deploy/ are left out")
    return 1


if __name__ == "__main__":
    sys.exit(main())
