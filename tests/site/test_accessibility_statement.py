"""What the statement on accessibility says is done, in both languages, and the tests that hold
it: whoever adds a claim adds what shows it."""

from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]
PAGES = {"fr": "accessibilite/", "en": "en/accessibility/"}

# The claims in the order of the page, as each language words them.
CLAIMS = {
    ("Lire facilement.", "Read easily."): [
        "site/test_readability.py::test_every_page_is_easy_to_read",
        "browser/test_layout.py::test_text_is_large",
    ],
    ("Utiliser seulement le clavier.", "Use only the keyboard."): [
        "browser/test_keyboard.py::test_each_stop_is_seen_and_none_is_left_out",
        "browser/test_keyboard_steps.py::test_every_question_is_answered_by_keyboard",
        "browser/test_organisation_journey.py::test_all_conditions_are_answered_by_keyboard",
    ],
    ("Utiliser un lecteur d’écran.", "Use a screen reader."): [
        "browser/test_accessibility.py::test_axe_finds_nothing_on_any_question",
        "browser/test_keyboard_steps.py::test_each_answer_is_told_as_it_changes_the_result",
        "browser/test_keyboard_steps.py::test_an_error_is_tied_to_its_field",
    ],
    ("Grossir le texte.", "Make the text bigger."): [
        "browser/test_layout.py::test_text_of_twice_the_size_stays_in_the_page",
        "browser/test_layout.py::test_no_page_runs_out_of_a_narrow_screen",
    ],
    ("Choisir vos couleurs.", "Choose your colours."): [
        "browser/test_accessibility.py::test_axe_finds_nothing_on_any_page",
        "browser/test_layout.py::test_in_forced_colours_what_is_touched_has_an_edge",
    ],
    ("Prendre votre temps.", "Take your time."): [
        "browser/test_layout.py::test_nothing_moves_by_itself",
        "browser/test_layout.py::test_nothing_moves_for_who_does_not_want_it",
    ],
    ("Vous passer de JavaScript.", "Do without JavaScript."): [
        "browser/test_without_script.py::test_every_page_can_be_read_and_left",
        "compiler/render/test_situations.py",
    ],
    ("Imprimer.", "Print."): ["browser/test_print.py::test_every_page_prints_its_text"],
}


def test_statement_claims_match_tested_claims(documents) -> None:
    for number, language in enumerate(PAGES):
        soup = documents[PAGES[language]].soup
        said = [strong.get_text() for strong in soup.select("main li > strong")]
        assert said == [claim[number] for claim in CLAIMS], language


def test_claimed_tests_exist() -> None:
    missing = []
    for named in (one for tests in CLAIMS.values() for one in tests):
        path, _, name = named.partition("::")
        text = (TESTS / path).read_text(encoding="utf-8") if (TESTS / path).is_file() else ""
        if not text or (name and f"\ndef {name}(" not in text):
            missing.append(named)
    assert not missing
