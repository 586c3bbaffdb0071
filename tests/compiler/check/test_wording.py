"""Wording: every rule finds its variants, and the project has none of them."""

import re
from pathlib import Path

import pytest

from compiler.check.wording import Rule, read_rules, wording_mistakes
from compiler.read.mistake import SourceError, told
from compiler.read.prose import GAP, Line, prose
from compiler.read.sources import Sources

NO_BREAK = "\u00a0"


@pytest.fixture(scope="module")
def rules(root: Path) -> list[Rule]:
    return read_rules(root / "docs" / "words" / "wording.toml")


# What is wrong, in which language; together they try every rule.
FAULTS = [
    ("fr", "le programme d’aide social"),
    ("fr", "le programme d’aide sociale"),
    ("en", "the social assistance program"),
    ("en", "She receives social aid."),
    ("fr", "le programme de solidarité sociale"),
    ("en", "the Social solidarity program"),
    ("fr", "le Programme Objectif emploi"),
    ("en", "the Objective Employment program"),
    ("fr", "le Programme du revenu de base"),
    ("en", "the basic income program"),
    ("fr", "l’aide financière de dernier ressort"),
    ("en", "last-resort financial assistance"),
    ("fr", "programme d’aide et de soutien social"),
    ("en", "social aid and guidance program"),
    ("fr", "le PAAS action"),
    ("en", "the PAAS-Action"),
    ("fr", "INTERAGIR"),
    ("en", "Interact"),
    ("fr", "le ministère de l’Emploi"),
    ("en", "the Ministry"),
    ("fr", "le bureau de Service Québec"),
    ("en", "the Services Quebec office"),
    ("fr", "au Quebec"),
    ("en", "in Quebec"),
    ("fr", "le centre local d’emplois"),
    ("en", "the local employment center"),
    ("fr", "le bureau régional"),
    ("en", "the regional branch"),
    ("fr", "l’allocation de support"),
    ("en", "a support payment"),
    ("fr", "l’allocation de base"),
    ("en", "the basic allowance"),
    ("fr", "des frais additionnels"),
    ("en", "extra costs"),
    ("fr", "une mesure d’employabilité"),
    ("en", "an employment assistance measure"),
    ("fr", "les bénéficiaires"),
    ("en", "the beneficiaries"),
    ("fr", "un OSBL"),
    ("en", "a not-for-profit"),
    ("en", "a non-profit organisation"),
    ("en", "two programmes"),
    ("en", "a license for it"),
    ("fr", "un appel à frais virés"),
    ("en", "a reverse-charge call"),
    ("fr", "un numéro gratuit"),
    ("en", "a toll free call"),
    ("fr", f"dites «{NO_BREAK}j’ignore{NO_BREAK}»"),
    ("en", "say “not sure”"),
    ("fr", "Saguenay-Lac-Saint-Jean"),
    ("en", "Gaspésie-Îles-de-la-Madeleine"),
    ("fr", "l'aide"),
    ("en", "don't"),
    ("fr", "« oui »"),
    ("fr", "“oui”"),
    ("fr", f"«{NO_BREAK}oui »"),
    ("en", "the « word »"),
    ("en", 'the "word"'),
    ("fr", "un mot: deux"),
    ("fr", "un mot : deux"),
    ("fr", f"{GAP} : par mois"),
    ("fr", "173 $ par mois"),
    ("fr", "50%"),
    ("fr", "Quoi ?"),
    ("fr", f"Quoi{NO_BREAK}!"),
    ("en", "Source : here"),
    ("en", "50 %"),
    ("fr", "un mot ."),
    ("en", "a word , then"),
    ("fr", "$173"),
    ("en", "173$"),
    ("en", f"173{NO_BREAK}$"),
    ("en", "$ 173"),
    ("fr", "et..."),
    ("en", "and..."),
    ("fr", "un mot - deux"),
    ("en", "a word—two"),
    ("fr", "(418) 727-5677"),
    ("en", "418-727-5677"),
    ("fr", "Être là. A savoir"),
    ("en", "goals may follow your own pace"),
    ("en", "your hours go up"),
    ("en", "It is 18.47 hours."),
    ("en", "the base amount of your aid"),
    ("en", "people on a social assistance"),
    ("en", "a loss of drive"),
    ("en", "the health of the body or of the mind"),
    ("fr", "Nous ne reprenons pas ces mots."),
    ("en", "We do not repeat those words."),
    ("en", "if calling scares you"),
    ("en", "Is it an obligation?"),
    ("en", "Read what people ask"),
    ("fr", "Le document ne vous ferme pas la porte."),
    ("fr", "Demandez lequel vaut pour vous."),
    ("fr", "l’argent qu’il y a"),
    ("fr", "Les reprendre"),
    ("fr", "Prendre la nouvelle version"),
    ("fr", "Si votre téléphone économise les données"),
    ("fr", "Vous n’avez pas de résultat à donner."),
    ("fr", "trop vieux pour tous les calculs"),
    ("fr", "Les prestataires ont leurs besoins."),
    ("en", "Costs may be paid back."),
    ("fr", "On doit refaire le point."),
    ("en", "Your case is looked at again."),
    ("fr", "la direction régionale de Estrie"),
    ("fr", "Le document n’exclut personne."),
    ("en", "The document rules nobody out."),
    ("fr", "Les gens qui ne peuvent envisager un emploi qu’à long terme"),
    ("en", "People who can only think about a job in the long term"),
    ("fr", "Ils sont écrits pour des organismes."),
    ("en", "They were written for organizations."),
]

# The left side of the table of voice: each is forbidden, so that none comes back.
BEFORE = [
    ("fr", "On vous suit, vous."),
    ("fr", "Lire les questions des gens"),
    ("fr", "Est-ce une obligation?"),
    ("fr", "Vos buts peuvent suivre votre rythme."),
    ("fr", "freinent votre chemin"),
    ("fr", "Puis vos heures montent."),
    ("fr", "C’est 18,47 heures par semaine (on compte 52 semaines pour 12 mois)."),
    ("fr", "La prestation de base est le montant de base de votre aide."),
    ("fr", "qui reçoivent une aide sociale"),
    ("fr", "L’élan qui manque. La santé du corps ou de l’esprit."),
    ("fr", "Si téléphoner vous fait peur"),
    ("fr", "Un OBNL ne cherche pas à faire de l’argent."),
    ("en", "Whom do I call?"),
    ("en", "What one does there"),
    ("en", "The document does not shut you out."),
    ("en", "Ask which one holds for you."),
    ("en", "the money there is"),
    ("en", "Such groups do not try to make money."),
    ("en", "Take them up again"),
    ("en", "Take the new version"),
    ("en", "If your telephone saves data"),
    ("en", "You have no result to give."),
    ("en", "too old for every computation"),
    ("en", "The recipients have their needs."),
]
FAULTS += [*BEFORE, ("fr", "La santé du corps ou de l’esprit"), ("fr", "ce que les gens demandent")]


@pytest.mark.parametrize(("language", "text"), FAULTS)
def test_variants_are_found(rules: list[Rule], language: str, text: str) -> None:
    mistakes = list(wording_mistakes([Line("docs/x.md", 7, language, text)], rules))
    assert mistakes
    for mistake in mistakes:
        assert re.fullmatch(r"docs/x\.md:7: “.+”: write “.+” \(.+\)", told([mistake]))


def test_what_is_to_be_written_is_of_the_language_of_the_page(rules: list[Rule]) -> None:
    """No message proposes words of the other language."""
    aids = {"fr": "aide financière en dernier ressort", "en": "last resort assistance"}
    wanted = {
        language: [one.sentence for one in wording_mistakes([Line("f", 1, language, text)], rules)]
        for language, text in aids.items()
    }
    assert wanted == {
        "fr": [
            f"“{aids['fr']}”: write “aide financière de dernier recours” (the law’s term)",
        ],
        "en": [f"“{aids['en']}”: write “last resort financial assistance” (the law’s term)"],
    }
    in_both = {(one.wanted, one.reason, one.variants.flags) for one in rules if " / " in one.wanted}
    one_language = {"Who to call / Who do I call?"}
    assert {wanted for wanted, *_ in in_both} <= one_language


def test_every_wording_rule_has_a_test_case(rules: list[Rule]) -> None:
    untried = [
        (rule.language, rule.wanted)
        for rule in rules
        if not any(
            rule.language == language and rule.variants.search(text) for language, text in FAULTS
        )
    ]
    assert untried == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", f"Le Programme d’aide sociale{NO_BREAK}: 173{NO_BREAK}$ par mois."),
        ("fr", f"L’aide sociale ou la solidarité sociale. «{NO_BREAK}Je ne sais pas{NO_BREAK}»?"),
        ("fr", f"{GAP}{NO_BREAK}: un organisme à but non lucratif (OBNL)."),
        ("fr", "Saguenay–Lac-Saint-Jean, 418 727-5677 ou 1 800 463-5907"),
        ("fr", "le bureau de Services Québec, la direction régionale, le PAAS Action"),
        ("fr", f"$ par mois; {NO_BREAK}"),
        ("en", "The Social Assistance Program: $173 a month, 50%."),
        ("en", "social assistance and support program (PAAS)"),
        ("en", "Toll-free number. The Ministère’s document. An NPO. “I don’t know”?"),
        ("en", "licensed; a licence; the local employment centre (CLE)"),
    ],
)
def test_wanted_forms_are_accepted(rules: list[Rule], language: str, text: str) -> None:
    assert list(wording_mistakes([Line("f", 1, language, text)], rules)) == []


def test_wording_rules_apply_to_their_language_only(rules: list[Rule]) -> None:
    assert list(wording_mistakes([Line("f", 1, "fr", "deux programmes")], rules)) == []
    assert list(wording_mistakes([Line("f", 1, "en", "an organisme")], rules)) == []


def test_project_has_no_wording_mistake(sources: Sources, rules: list[Rule]) -> None:
    assert list(wording_mistakes(prose(sources), rules)) == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[[rule]\n", "docs/words/wording.toml:1: this line cannot be read as TOML: "),
        ('[[rule]]\nwanted = "a"\nfr = ["b"]', "rule 1 (a): must have a text reason"),
        ('[[rule]]\nreason = "a"\nfr = ["b"]', "rule 1 (?): must have a text wanted"),
        ('[[rule]]\nwanted = "a"\nreason = "b"', "rule 1 (a): must have variants: a list"),
        ('[[rule]]\nwanted = "a"\nreason = "b"\nfr = "c"', "rule 1 (a): fr must be a list"),
        (
            '[[rule]]\nwanted = "a"\nreason = "b"\nes = ["c"]',
            "rule 1 (a): unknown key es",
        ),
        ('[[rule]]\nwanted = "a"\nreason = "b"\nfr = ["("]', "rule 1 (a): missing ), unterminated"),
    ],
)
def test_incomplete_wording_rule_is_a_mistake(tmp_path: Path, text: str, told: str) -> None:
    file = tmp_path / "docs" / "words" / "wording.toml"
    file.parent.mkdir(parents=True)
    file.write_text(text, encoding="utf-8")
    with pytest.raises(SourceError) as error:
        read_rules(file)
    assert told in str(error.value)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        # A word by itself; a mere sign with what stands around it, so that it can be found.
        ("le mot zut ici", "zut"),
        ("abcdefghijklmn! opqrstuvwxyz", "cdefghijklmn! opqrstuvwxy"),
        ("  ! ab", "! ab"),
        ("abcdefghijkl!", "abcdefghijkl!"),
    ],
)
def test_what_a_mistake_shows(text: str, shown: str) -> None:
    rule = Rule("fr", "x", "y", re.compile("zut|!"))
    other = Rule("en", "v", "w", re.compile("."))
    (mistake,) = wording_mistakes([Line("docs/fr/a.md", 3, "fr", text)], [other, rule])
    assert mistake == ("docs/fr/a.md", 3, f"“{shown}”: write “x” (y)")


def test_rules_are_read_whole(tmp_path: Path) -> None:
    file = tmp_path / "docs" / "words" / "wording.toml"
    file.parent.mkdir(parents=True)
    file.write_text(
        '[[rule]]\nwanted = "é"\nreason = "b"\nfr = ["c", "d"]\nen = ["e"]\n'
        '[[rule]]\nwanted = "f"\nreason = "g"\nen = ["h"]\ncase = true\n',
        encoding="utf-8",
    )
    assert read_rules(file) == [
        Rule("fr", "é", "b", re.compile("(?:c)|(?:d)", re.IGNORECASE)),
        Rule("en", "é", "b", re.compile("(?:e)", re.IGNORECASE)),
        Rule("en", "f", "g", re.compile("(?:h)")),
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[[rule]]\nwanted = "a"\nfr = ["b"]', "rule 1 (a): must have a text reason"),
        ('[[rule]]\nreason = "a"\nfr = ["b"]', "rule 1 (?): must have a text wanted"),
        ('[[rule]]\nwanted = "a"\nreason = "b"',
         "rule 1 (a): must have variants: a list named fr, en or both"),
        ('[[rule]]\nwanted = "a"\nreason = "b"\nen = ["c", 1]',
         "rule 1 (a): en must be a list of texts"),
        ('[[rule]]\nwanted = "a"\nreason = "b"\nes = ["c"]\nde = ["d"]',
         "rule 1 (a): unknown key de; accepted are case, en, fr, reason, wanted"),
    ],
)  # fmt: skip
def test_what_is_said_of_a_rule(tmp_path: Path, text: str, said: str) -> None:
    file = tmp_path / "docs" / "words" / "wording.toml"
    file.parent.mkdir(parents=True)
    file.write_text(text, encoding="utf-8")
    with pytest.raises(SourceError) as refused:
        read_rules(file)
    assert str(refused.value) == f"docs/words/wording.toml: {said}"
