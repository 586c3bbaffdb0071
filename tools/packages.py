"""Installs packages with the system's package manager, where that can be done unasked."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

LOG = Path(".cache/packages.log")
SERVICE_POLICY = "/usr/sbin/policy-rc.d"


def say(text: str) -> None:
    """Tells the person at the terminal; standard output is for the scripts' answers."""
    print(f"==> {text}", file=sys.stderr, flush=True)


def install(names: dict[str, list[str]], what: str) -> bool:
    """Installs packages and returns whether that worked; no service is started.

    `names` gives the package names for each package manager ("apt-get", "dnf", "pacman");
    `what` says in a few words what is fetched, with its size.
    """
    root = _as_root()
    manager = next((name for name in names if shutil.which(name)), None)
    if manager is None or root is None:
        return False
    say(f"Installing {what} with {manager}; this takes a minute or two")
    LOG.parent.mkdir(exist_ok=True)
    with LOG.open("w") as log:
        for command in _commands(manager, names[manager]):
            try:
                done = subprocess.run(
                    [*root, *command],
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=subprocess.STDOUT,
                    timeout=1800,
                )
            except (OSError, subprocess.TimeoutExpired) as problem:
                say(f"{manager} failed: {problem}")
                return False
            # A package list that is partly out of reach is often good enough.
            if done.returncode and "update" not in command:
                say(f"{manager} failed (status {done.returncode}); it said:")
                print("\n".join(LOG.read_text().splitlines()[-5:]), file=sys.stderr)
                return False
    return True


def _as_root() -> list[str] | None:
    """What to put before a command that needs root; None where we cannot become root."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo"):
        asked = subprocess.run(
            ["sudo", "-n", "true"], capture_output=True, stdin=subprocess.DEVNULL
        )
        if asked.returncode == 0:
            return ["sudo", "-n"]
    return None


def _commands(manager: str, packages: list[str]) -> list[list[str]]:
    if manager == "apt-get":
        # Without this, a package may stop and ask a question that nobody sees.
        quiet = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
        update, install = [*quiet, "update"], [*quiet, "install", "-y", "--no-install-recommends"]
        if Path(SERVICE_POLICY).exists():
            return [update, [*install, *packages]]
        # Debian starts a server as soon as it is installed, unless this file forbids it.
        forbid = f"printf '#!/bin/sh\\nexit 101\\n' > {SERVICE_POLICY}; chmod +x {SERVICE_POLICY}"
        allow = f"rm -f {SERVICE_POLICY}"
        script = f'{forbid}; trap "{allow}" EXIT; "$@"'
        return [update, ["sh", "-c", script, "sh", *install, *packages]]
    if manager == "dnf":
        return [["dnf", "install", "-q", "-y", *packages]]
    return [["pacman", "-Sy", "--noconfirm", "--needed", *packages]]
