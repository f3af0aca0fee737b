"""Sensitive headers: personal data that must not be kept, known by the words of its columns."""

from __future__ import annotations

import re

from goalsheet.roster.words import word_set

# Personal data that goal talks do not need and that must not wander into workbooks. Whole words, so that "Language",
# "Percentage" and "Management Level" are not an age. Absences are here, since they tell of health; lateness and marks
# of performance are not, since they are the company's own data and stay in `extra`, where no template shows them.
_SENSITIVE_WORDS = word_set(
    "dob birth birthday birthdate birthplace born age sex gender race racial ethnicity ethnic hispanic latino latina "
    "citizen citizenship nationality marital married spouse religion religious creed health disability disabilities "
    "disabled handicap sick sickness illness medical pregnancy pregnant maternity paternity absence "
    "absences absenteeism "
    "salary salaries pay wage wages compensation bonus bonuses remuneration earnings stipend ssn iban "
    "bic bank passport "
    "veteran military sexual lgbt lgbtq union zip zipcode postcode diversity dependents children emergency visa "
    "geburtsdatum geburtstag geburtsort geschlecht alter gehalt lohn familienstand staatsangehorigkeit nationalitat "
    "konfession steuerklasse steuernummer sozialversicherungsnummer schwerbehinderung krankheitstage fehltage plz "
    "postleitzahl anschrift wohnort naissance sexe salaire nationalite nacimiento sexo genero salario sueldo "
    "nacionalidad edad religione discapacidad raza "
    "religionszugehorigkeit gewerkschaft gewerkschaftszugehorigkeit krankenkasse blutgruppe"
)
# Two words and more, or words that are only sensitive alone: compared with the whole header.
_SENSITIVE_HEADERS = (
    "social security number, social security no, social insurance number, national "
    "insurance number, ni number, nino, sin, national id, national id number, national identifier, tax id, tin, "
    "tax number, id card number, bank account, account number, hourly rate, annual rate, base rate, hispanic "
    "latino, insurance number, trade union, address, street, street address, address line 1, address line 2, "
    "address 1, address 2, postal code, post code, home zip, faith, adresse, direccion, domicilio, religion, "
    "situation familiale, etat civil, estado civil, code postal, codigo postal, numero de securite sociale, "
    "steuer id, sv nummer, strasse, dni, nif, curp, rfc, nss, orientation, zip code, "
    "blood type, blood group, health insurance"
)
# As exports of databases glue them ("maritalstatuscode", "annualsalary"): parts that stand in no innocent header, and
# short ones only as a whole with what usually follows.
_GLUED = re.compile(
    r"marital|birth|gender|ethnic|religi|citizenship|nationality|salary|konfession|geschlecht|gehalt|disabilit"
    r"|^(?:sex|race|age|eth|mar|confession)(?:code|id|status|group|band|desc|ethnicity)?$|^(?:base|annual|monthly|hourly)pay"
)
_SENSITIVE_SPELLINGS = frozenset(_SENSITIVE_HEADERS.replace(" ", "").split(","))
_PRIVATE = word_set("home personal private privat perso prive particular")
_CONTACT = word_set("email mail phone mobile cell telephone telefon address adresse correo")
_HOME = re.compile(r"\b(?:home|residence|residential|mailing) (?:city|state|country|county|town|street|province)\b")


def is_sensitive(words: str) -> bool:
    """Tell whether a header, in plain words, names personal data that goal talks do not need."""
    compact = words.replace(" ", "")
    return bool(
        not _SENSITIVE_WORDS.isdisjoint([compact, *words.split()])
        or compact in _SENSITIVE_SPELLINGS
        or _GLUED.search(compact)
        or _HOME.search(words)
        or is_private(words)
    )


def is_private(words: str) -> bool:
    """Tell whether a column holds a private address or number: "Email (personal)", "Home phone"."""
    parts = words.replace("e mail", "email").split()
    return not _PRIVATE.isdisjoint(parts) and not _CONTACT.isdisjoint(parts)
