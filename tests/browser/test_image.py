"""Python starts from the memory that the build left, and answers as if it had started itself."""

import json
from itertools import islice

import pytest

from calculator.handle_request import answer
from compiler.publish.rehearsal_requests import requests

FRAGMENT = "assistance=aim_for_employment&weekly_hours=12"
SAMPLE = 60

# Puts questions to the page's own worker, past the page.
ASK = """
async (requests) => {
  const replies = [];
  for (const [place, request] of requests.entries()) {
    const id = 1e6 + place;
    const said = new Promise((done) => {
      const listen = ({ data }) => {
        if (data.id !== id) return;
        heard.worker.removeEventListener("message", listen);
        done(data.response);
      };
      heard.worker.addEventListener("message", listen);
    });
    heard.worker.postMessage({ id, request });
    replies.push(await said);
  }
  return JSON.stringify(replies);
}
"""


def test_it_answers_the_same(visitor, language, written):
    calculator = visitor.calculator(language, FRAGMENT)
    exchange = calculator.wait_for_answer()
    assert exchange.response == written(json.loads(answer(json.dumps(exchange.request))))
    every = list(requests())
    asked = list(islice(every, 7, None, len(every) // SAMPLE))
    replies = calculator.page.evaluate(ASK, [json.loads(request) for request in asked])
    assert replies == written([json.loads(answer(request)) for request in asked])
    assert calculator.root.get_attribute("data-engine") == "python"
    assert not any("/stock/" in path for path in visitor.paths())


@pytest.mark.parametrize("start", ["9999-12-31", "9999-06-30", "9999-05-01", "9999-01-01"])
def test_a_start_after_which_the_calendar_ends_is_refused_by_the_lean_engine(
    visitor, start, written
):
    calculator = visitor.calculator("fr", f"start_date={start}")
    exchange = calculator.wait_for_answer()
    assert exchange.response == written(json.loads(answer(json.dumps(exchange.request))))
    assert json.loads(exchange.response)["errors"].keys() == {"start_date"}
    assert not any("/stock/" in path for path in visitor.paths())


def emptied(content):
    """The index, and a memory of zeros."""
    end = 4 + int.from_bytes(content[:4], "little")
    return content[:end] + bytes(len(content) - end)


def shifted(content):
    """Each part of the memory a word further."""
    end = 4 + int.from_bytes(content[:4], "little")
    return content[:end] + bytes(4) + content[end:-4]


def without_index(content):
    return bytes(4) + content[4:]


@pytest.mark.parametrize("damage", [emptied, shifted, without_index])
def test_where_it_is_damaged_the_stock_engine_answers_the_same(visitor, damage, written):
    visitor.expects_errors = True
    calculator = visitor.calculator("fr")
    calculator.page.route("**/passerelle.image", with_content(damage))
    calculator.go_to(FRAGMENT)
    exchange = calculator.wait_for_answer()
    assert exchange.response == written(json.loads(answer(json.dumps(exchange.request))))
    assert "failed" not in calculator.heard("states")
    assert any("/stock/" in path for path in visitor.paths())


def with_content(change):
    def serve(route):
        response = route.fetch()
        route.fulfill(response=response, body=change(response.body()))

    return serve


def test_nothing_is_kept_by_starting(visitor):
    calculator = visitor.calculator("fr", FRAGMENT)
    calculator.wait_for_answer()
    calculator.page.wait_for_timeout(3000)
    assert calculator.page.evaluate("caches.keys()") == []
