"""nginx on this machine, with the very files that a publisher takes: for tests and `make load`."""

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
CONFIGURATION = PROJECT / "deploy" / "nginx"
GENERATED = PROJECT / "build" / "deploy"
LISTEN = "listen 8080;"
LISTEN_TLS = "listen 8443 "
SERVER = "include plain.conf;"
MODULES = "/usr/lib/nginx/modules/ngx_http_brotli_static_module.so"
PATIENCE_SECONDS = 10


class NginxError(Exception):
    """nginx does not run here; the text says what it said."""


def nginx_path() -> str | None:
    """Where nginx is, with the module that the configuration asks for; None without."""
    path = os.environ.get("PASSERELLE_NGINX") or shutil.which("nginx", path=_path_of_root())
    return path if path and Path(MODULES).is_file() else None


@contextmanager
def nginx(
    folder: Path, site: Path, port: int = 0, rate: str = "", tls_port: int = 0
) -> Iterator[str]:
    """Serve a built site from a fresh folder; yields the base address, with its last slash.

    Port 0 takes any free one. `rate` is the most that a connection gets a second, such as 50k.
    With `tls_port` the site is there, over TLS, and the folder holds certificate.pem and
    key.pem; the address that is yielded only leads over.

    Raises NginxError where nginx is not there or does not start.
    """
    path = nginx_path()
    if path is None:
        raise NginxError("nginx and its module brotli_static are not on this machine")
    port = port or free_port()
    listen = f"listen 127.0.0.1:{port};" + (f" limit_rate {rate};" if rate else "")
    for file in [*CONFIGURATION.glob("*.conf"), *GENERATED.glob("*.conf")]:
        text = file.read_text(encoding="utf-8").replace(LISTEN, listen)
        if tls_port:
            text = text.replace(LISTEN_TLS, f"listen 127.0.0.1:{tls_port} ")
            text = text.replace(SERVER, "include tls.conf;")
        (folder / file.name).write_text(text, encoding="utf-8")
    (folder / "site").unlink(missing_ok=True)
    (folder / "site").symlink_to(site)
    # Its workers leave root's rights for a user who may not read this folder.
    user = "user root;" if os.geteuid() == 0 else ""
    command = [path, "-p", f"{folder}/", "-c", "nginx.conf", "-g", f"daemon off; {user}"]
    log = folder / "error.log"
    with log.open("w") as errors:
        process = subprocess.Popen(command, stderr=errors)
    try:
        _wait(port, process, log)
        yield f"http://127.0.0.1:{port}/"
    finally:
        process.terminate()
        process.wait(PATIENCE_SECONDS)


def _path_of_root() -> str:
    """Debian keeps servers where only root looks."""
    return os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/sbin"])


def free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        port: int = asked.getsockname()[1]
        return port


def _wait(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < end:
        if process.poll() is not None:
            raise NginxError(log.read_text())
        with socket.socket() as asked:
            if asked.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise NginxError(f"it did not listen within {PATIENCE_SECONDS} seconds")
