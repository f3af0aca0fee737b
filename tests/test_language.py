"""Which goals are judged by their words: those in English, with whatever names stand in them, and no others."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from goalsheet.smart.case import Case
from goalsheet.smart.fields import propose
from goalsheet.smart.verdict import judge_sentence
from goalsheet.tracker.goal import Goal

TODAY = dt.date(2026, 11, 27)
GOALS = Path(__file__).parent / "data" / "goal_languages.tsv"


def is_english(text: str) -> bool:
    return judge_sentence(text, TODAY).is_english


@pytest.mark.parametrize(
    "text",
    [
        "Zmniejszyć liczbę błędów z 20 do 5 miesięcznie do 30.06.2027.",
        "Snížit počet reklamací z 20 na 5 měsíčně do 30. 6. 2027.",
        "Zaškoliť dvoch nových kolegov.",
        "Vreau sa reduc timpul de livrare cu 10 %.",
        "Minden héten felhívok öt ügyfelet.",
        "Koulutan kaksi uutta työntekijää.",
        "Rapor yazmak.",
        "Jeg vil reducere antallet af fejl fra 20 til 5 om måneden inden 30.06.2027.",
        "Holde sykefraværet under 4 %.",
        "Sälja 20 cyklar före juni.",
        "De verlichting in hal B vervangen.",
        "Vendre 20 vélos avant juin.",
        "Aumentar las ventas.",
        "Ridurre i tempi di consegna del 10 %.",
        "Formar dois novos colegas.",
        "Kommunikation verbessern.",
    ],
)
def test_a_goal_in_another_language_is_told_so_and_never_ready(text: str) -> None:
    verdict = judge_sentence(text, TODAY)
    assert (verdict.findings[0].rule, verdict.marks["specific"], verdict.is_ready) == ("S10", None, False)


@pytest.mark.parametrize(
    "text",
    [
        "Meningkatkan penjualan sebesar 20 % sampai akhir Juni.",
        "Mengurangi keluhan pelanggan dari 40 menjadi 20 per bulan.",
        "Menambah 10 klien baru via program referral sebelum 31 Desember 2026.",
        "Punguza malalamiko ya wateja kutoka 40 hadi 20 kwa mwezi.",
        "Dagdagan ang benta ng 20 % bago matapos ang Hunyo.",
        "Handitu salmentak % 20 ekaina baino lehen.",
        "Tingkatkan penjualan sebesar 20 % sebelum 30/06/2027.",
        "Rritja e shitjeve me 20 % deri 30.06.2027",
        "Meningkatkan kepuasan pelanggan",
    ],
)
def test_a_goal_of_some_words_in_a_language_without_listed_words_is_known_by_what_it_lacks(text: str) -> None:
    assert not is_english(text)


@pytest.mark.parametrize(
    "text",
    [
        "Meningkatkan penjualan dari 40 menjadi 50 by June 2027.",
        "Kuongeza mauzo kutoka 40 hadi 50 by the end of June 2027.",
        "Menambah pelanggan baru before 1 May.",
        "Smanjiti otpad by June 2027.",
        "Augmentar vendes by the end of the year.",
    ],
)
def test_a_date_in_english_makes_no_goal_english(text: str) -> None:
    assert not is_english(text)


@pytest.mark.parametrize(
    "text", ["Kuongeza mauzo.", "Povecati prodaju za 20 %.", "Cynyddu gwerthiant.", "Mengurangi biaya."]
)
def test_two_words_are_told_by_letters_that_hardly_meet_in_english(text: str) -> None:
    assert not is_english(text)


@pytest.mark.parametrize(
    "text",
    [
        "Varnish catamaran hull.",
        "Varnish dinghy by June 2027.",
        "Dredge marina canal by June.",
        "Resurface forecourt by 30 June.",
        "Glaze tiles.",
        "Retile lobby.",
    ],
)
def test_terse_english_of_words_that_are_not_listed_stays_english(text: str) -> None:
    assert is_english(text)


@pytest.mark.slow
def test_no_labelled_sentence_is_taken_for_another_language() -> None:
    lines = (GOALS.parent / "goal_sentences.jsonl").read_text(encoding="utf-8").splitlines()
    assert [text for line in lines if not is_english(text := json.loads(line)["text"])] == []


@pytest.mark.parametrize(
    "text",
    [
        "Cut scrap.",
        "Limewash pens.",
        "Call Señor Núñez every Friday.",
        "Coach Sørensen, Kjær and Højbjerg.",
        "Plan Fête de la Musique.",
        "Launch the crème brûlée at Café Zoë by 1 March.",
        "Book Die Toten Hosen for the Rock am Ring festival.",
        "Win back De Nederlandsche Bank as a client.",
        "NPS 45 by Q4.",
        "Knead sourdough loaves.",
        "Fell spruce trunks.",
        "Groom rescue dogs.",
    ],
)
def test_names_and_loan_words_leave_a_goal_english(text: str) -> None:
    assert is_english(text)


def test_of_short_goals_in_sixteen_languages_few_are_taken_for_another() -> None:
    rows = [line.split("\t") for line in GOALS.read_text(encoding="utf-8").splitlines()]
    assert [text for language, text in rows if is_english(text) != (language == "en")] == [
        "Rapport schrijven.",
        "Utarbeide en veiledning for trucken.",
        "Blive holdleder.",
        "Elsosegely tanfolyam elvegzese.",
        "Book hôtel rooms for the équipe de France.",
        "Handle de facto vetoes pro bono.",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Reducir los errores de 20 a 5 al mes antes del 30/06/2027.",
        "Minska ledtiden med 10 procent för att spara tid.",
        "Zdać egzamin B2 do 30.06.2027.",
    ],
)
def test_nothing_is_proposed_from_words_that_are_not_understood(text: str) -> None:
    assert propose(Case(Goal(statement=text), TODAY)) == ()


@pytest.mark.parametrize(("text", "number"), [("20 rowerów do 30.06.2027.", "20"), ("Błędy z 20 do 5 al mes", "5")])
def test_no_unit_is_read_from_words_that_are_not_understood(text: str, number: str) -> None:
    quantities = judge_sentence(text, TODAY).quantities
    assert [(quantity.text, quantity.unit) for quantity in quantities][-1:] == [(number, "")]
