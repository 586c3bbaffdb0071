"""Looks for the Java that Spark runs on, and installs one where that can be done unasked.

Run from the project's folder. Spark finds it by JAVA_HOME or on the PATH.
"""

import os
import shutil
import sys
from pathlib import Path

from packages import install, say

PACKAGES = {
    "apt-get": ["default-jre-headless"],
    "dnf": ["java-21-openjdk-headless"],
    "pacman": ["jre21-openjdk-headless"],
}


def main() -> int:
    if is_there() or (install(PACKAGES, "Java (about 120 MB)") and is_there()):
        return 0
    say("There is no Java, which Spark needs. On Debian: apt-get install default-jre-headless")
    return 1


def is_there() -> bool:
    """Whether Spark would find a Java."""
    home = os.environ.get("JAVA_HOME")
    return Path(home, "bin", "java").is_file() if home else shutil.which("java") is not None


if __name__ == "__main__":
    sys.exit(main())
