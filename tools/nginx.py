"""Sees to nginx, for the tests of deploy/ and `make load`: installs Debian's where that is wanted.

Run from the project's folder. Debian starts nginx as soon as it is installed, so on a person's
own machine that is not done unasked, only where continuous integration runs (CI is set).
Without it those tests are left out and say so; everything else goes on.
"""

import os
import sys
from pathlib import Path

from packages import install, say

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from deploy.local import nginx_path

# wrk makes the load.
PACKAGES = {"apt-get": ["nginx-light", "libnginx-mod-http-brotli-static", "wrk"]}


def main() -> int:
    if nginx_path():
        return 0
    if os.environ.get("CI") and install(PACKAGES, "nginx (about 2 MB)") and nginx_path():
        return 0
    say("There is no nginx with its module brotli_static: the tests of deploy/ are left out.")
    say(f"On Debian: apt-get install {' '.join(PACKAGES['apt-get'])}")
    return 1


if __name__ == "__main__":
    sys.exit(main())
