"""File and folder names that every system takes, different for different people."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goalsheet.workbook.names import LONGEST, distinct_names, safe_name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Anna Müller", "Anna Müller"),
        ("Grace O'Neill", "Grace O Neill"),
        ("../../x", "x"),
        ("CON", "CON_"),
        ("con.txt", "con_.txt"),
        ("Con. Papadopoulos", "Con_. Papadopoulos"),
        ('a=b|c$d\\e`f"g%h;i^j&k', "a b c d e f g h i j k"),
        ("x $(echo hi) y", "x echo hi y"),
        ("  Dot.  ", "Dot"),
        ("😀", "unnamed"),
        ("שלום", "שלום"),
        ("日本 太郎", "日本 太郎"),
        ("प्रिया शर्मा", "प्रिया शर्मा"),
        ("a\nb\tc", "a b c"),
        ("x" * 100, "x" * LONGEST),
    ],
)
def test_a_name_keeps_only_what_is_safe_everywhere(text: str, name: str) -> None:
    assert safe_name(text) == name


def test_people_of_one_name_get_their_ids() -> None:
    people = [("Anna Müller", "0034"), ("Bo Ek", "1"), ("anna müller", "0035")]
    assert distinct_names(people) == ["Anna Müller 0034", "Bo Ek", "anna müller 0035"]


def test_a_name_that_is_taken_is_nobodys() -> None:
    assert distinct_names([("no manager", "7"), ("Bo Ek", "1")], taken=["No manager"]) == ["no manager 7", "Bo Ek"]


def test_ids_that_look_the_same_once_they_are_safe_get_a_code() -> None:
    one, other = distinct_names([("Bo", "a/b"), ("Bo", "a:b")])
    assert (one[:-6], other[:-6]) == ("Bo a b ", "Bo a b ")
    assert one != other


@given(st.lists(st.tuples(st.text(max_size=70), st.text(max_size=8)), unique_by=lambda pair: pair[1], max_size=30))
def test_no_two_names_are_the_same_file(people: list[tuple[str, str]]) -> None:
    names = distinct_names(people)
    assert len({name.casefold() for name in names}) == len(people)
    assert all(
        char.isalnum() or char in " -_." or unicodedata.category(char)[0] == "M" for name in names for char in name
    )
    assert all(name and name[0] not in " ." and name[-1] not in " ." for name in names)


@given(st.permutations([("Anna", "1"), ("Anna", "2"), ("anna", "3"), ("Bo", "4"), ("CON", "5"), ("con", "6")]))
def test_a_name_does_not_depend_on_the_order_of_the_list(people: list[tuple[str, str]]) -> None:
    names = dict(zip((own_id for _, own_id in people), distinct_names(people), strict=True))
    assert names == {"1": "Anna 1", "2": "Anna 2", "3": "anna 3", "4": "Bo", "5": "CON_ 5", "6": "con_ 6"}
