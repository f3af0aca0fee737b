"""Headers: what a column means, by the spellings that HR systems and people use, and what we must not keep."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from goalsheet.roster.words import header_words, word_set

EXTRA, IGNORE, SENSITIVE = "extra", "ignore", "sensitive"

# The one place for spellings, the best of a field first: where two columns claim a field, the better one wins.
# Case, accents, blanks, punctuation and a leading "Employee" or "Worker" do not matter.
SPELLINGS: Mapping[str, str] = {
    "id": (
        "employee id, employee number, employee no, employee num, employee id number, employee code, emp id, "
        "emp number, "
        "emp no, emp num, emp code, empl id, personnel number, personnel no, personnel id, person number, "
        "person id, worker id, worker number, staff id, staff number, staff no, associate id, "
        "payroll number, payroll id, "
        "payroll no, organization employee id, hris id, user id, member id, file number, badge number, id, id number, "
        "uid, eeid, external id, employee external id, number, "
        "personalnummer, personal nr, personalnr, pers nr, mitarbeiternummer, mitarbeiter nr, "
        "mitarbeiter id, matricule, "
        "numero d employe, numero employe, numero de matricule, identifiant, numero de empleado, numero empleado, "
        "id empleado, id de empleado, codigo de empleado, legajo"
    ),
    "name": (
        "full name, name, employee name, employee full name, worker name, worker, employee, staff name, person, "
        "display name, complete name, name of employee, first and last name, last name first name, "
        "first name last name, "
        "surname name, legal name, full legal name, staff member, team member, colleague, "
        "mitarbeiter, mitarbeitername, vollstandiger name, vor und nachname, mitarbeiterin, "
        "nom complet, nom et prenom, nom prenom, prenom nom, nom, collaborateur, "
        "nombre completo, nombre y apellidos, nombre y apellido, apellidos y nombre, nombre, empleado"
    ),
    "first_name": (
        "first name, given name, forename, first, fname, given names, first names, legal first name, vorname, "
        "prenom, primer nombre, nombres, nombre de pila"
    ),
    "last_name": (
        "last name, surname, family name, last, lname, last names, legal last name, nachname, familienname, "
        "nom de famille, apellido, apellidos, primer apellido"
    ),
    "preferred_name": (
        "preferred first name, preferred name, preferred given name, known as, nickname, nick name, goes by, "
        "called name, "
        "common name, preferred full name, rufname, prenom usuel, nom d usage, nombre preferido"
    ),
    "email": (
        "work email, work email address, business email, company email, corporate email, office email, "
        "primary work email, email address work, email work, email, email address, email id, emailid, mail, "
        "mail address, "
        "primary email, login email, user email, user principal name, upn, google account, "
        "email adresse, mailadresse, dienstliche email, geschaftliche email, arbeits email, adresse email, "
        "adresse electronique, courriel, adresse mail, mail professionnel, email professionnel, "
        "correo, correo electronico, correo corporativo, email corporativo, direccion de correo"
    ),
    "job_title": (
        "job title, business title, position title, position, job position, title, role, job role, job, designation, "
        "occupation, job name, current job title, current position, job profile, position name, primary job title, "
        "stelle, stellenbezeichnung, position bezeichnung, berufsbezeichnung, funktionsbezeichnung, tatigkeit, "
        "poste, intitule du poste, intitule de poste, titre, fonction, emploi, puesto, cargo, puesto de trabajo, titulo"
    ),
    "job_family": (
        "job family, job function, function, job family name, job family group, discipline, career track, profession, "
        "jobfamilie, funktion, funktionsbereich, famille de metier, famille de metiers, filiere, familia de puestos, "
        "familia profesional"
    ),
    "department": (
        "department, department name, dept, dept name, division, division name, business unit, team, team name, "
        "org unit, organizational unit, organisational unit, organization unit, unit, organization, organisation, "
        "supervisory organization, parent department, group, "
        "abteilung, bereich, organisationseinheit, departement, service, direction, equipe, "
        "departamento, area, unidad"
    ),
    "location": (
        "location, work location, office location, office, location name, site, workplace, branch, work site, "
        "city, work city, state, work state, province, region, country, work country, "
        "standort, arbeitsort, niederlassung, dienstort, buro, lieu, lieu de travail, localisation, etablissement, "
        "ville, ubicacion, sede, centro de trabajo, lugar de trabajo, ciudad, land, pays, pais"
    ),
    "language": (
        "language, preferred language, language code, display language, locale, correspondence language, "
        "sprache, langue, idioma, lengua"
    ),
    "start_date": (
        "hire date, date of hire, hired on, start date, date hired, joining date, date of joining, "
        "join date, joined on, "
        "employment start date, date joined, joined, employment date, date of employment, hired, start, entry date, "
        "date started, started on, commencement date, original hire date, latest hire date, last hire date, hire dt, "
        "starting date, doj, eintrittsdatum, eintritt, einstellungsdatum, startdatum, "
        "date d entree, date d embauche, date embauche, date entree, date de debut, date d arrivee, "
        "fecha de ingreso, fecha ingreso, fecha de alta, fecha de contratacion, fecha de inicio, fecha inicio"
    ),
    # A contract's end is not here: contracts that ended are often renewed, and nobody should vanish by that.
    "end_date": (
        "termination date, date of termination, term date, end date, employment end date, last day, last working day, "
        "last day of work, last day worked, leaving date, exit date, date left, left on, separation date, "
        "terminated on, "
        "departure date, termination dt, date of leaving, date of exit, leaver date, "
        "austrittsdatum, austritt, enddatum, date de sortie, date de fin, date de depart, "
        "fecha de baja, fecha baja, fecha de salida, fecha fin, fecha de fin, fecha de egreso, fecha de terminacion"
    ),
    "status": (
        "status, employee status, worker status, active status, record status, hr status, emp status, "
        "state of employment, "
        "mitarbeiterstatus, statut, estado, situacion, estatus"
    ),
    "employment_status": (
        "employment status, employment state, employee employment status, beschaftigungsstatus, statut d emploi, "
        "estado laboral, situacion laboral"
    ),
    "terminated": "termd, terminated, is terminated, termed, left, has left, leaver, is leaver, inactive, is inactive",
    "active": "active, is active, currently active, currently employed, active employee, aktiv, actif, activo",
    "manager": (
        "manager, reports to, line manager, direct manager, supervisor, reporting to, reporting manager, "
        "people manager, "
        "immediate supervisor, immediate manager, manager of record, report to, reportsto, primary manager, "
        "current manager, mgr, boss, team leader, team lead, superior, leader, head, manager or supervisor, "
        "vorgesetzter, vorgesetzte, vorgesetzte r, direkter vorgesetzter, direkte fuhrungskraft, fuhrungskraft, "
        "fuehrungskraft, disziplinarischer vorgesetzter, responsable, responsable hierarchique, superieur, "
        "superieur hierarchique, manager direct, n 1, jefe, jefe directo, jefe inmediato, jefa, "
        "supervisor directo, gerente"
    ),
    "manager_id": (
        "manager id, manager employee id, manager number, manager employee number, manager no, manager emp id, "
        "manager worker id, manager user id, manager code, manager personnel number, reports to id, reporting to id, "
        "supervisor id, supervisor number, supervisor employee id, line manager id, line manager employee id, "
        "line manager number, direct manager id, reporting manager id, manager external id, mgr id, mgr no, "
        "vorgesetzter id, vorgesetzten id, vorgesetzter personalnummer, personalnummer vorgesetzter, "
        "personalnummer des vorgesetzten, fuhrungskraft id, personalnummer fuhrungskraft, "
        "matricule manager, matricule du manager, matricule responsable, id manager, id jefe, id del jefe"
    ),
    "manager_email": (
        "manager email, manager work email, manager email address, manager mail, reports to email, reporting to email, "
        "supervisor email, supervisor work email, supervisor email address, line manager email, "
        "line manager email address, direct manager email, reporting manager email, mgr email, email manager, "
        "email of manager, vorgesetzter email, email vorgesetzter, email des vorgesetzten, email fuhrungskraft, "
        "fuhrungskraft email, email du manager, email responsable, email du responsable, "
        "email jefe, correo del jefe, correo jefe, email del jefe, correo supervisor"
    ),
    "manager_name": (
        "manager name, manager full name, name of manager, reports to name, reporting to name, supervisor name, "
        "supervisor full name, line manager name, direct manager name, reporting manager name, mgr name, "
        "manager display name, name vorgesetzter, name des vorgesetzten, vorgesetzter name, fuhrungskraft name, "
        "name fuhrungskraft, nom du manager, nom manager, nom du responsable, nombre del jefe, nombre jefe, "
        "nombre del supervisor"
    ),
    "manager_first_name": "manager first name, supervisor first name, line manager first name, manager given name",
    "manager_last_name": "manager last name, supervisor last name, line manager last name, manager surname",
}
FIELDS = (*SPELLINGS, EXTRA, IGNORE)
MANAGER_FIELDS = tuple(field for field in SPELLINGS if field.startswith("manager"))
NAMING_FIELDS = frozenset({"id", "name", "first_name", "last_name"})  # without one of them there is no roster
DATE_FIELDS = ("start_date", "end_date")

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

_PREFIX = re.compile(r"^(?:employee|emp|worker|staff|person|associate|colleague|team member|mitarbeiter|user)s? ")
_BRACKETS = re.compile(r"[(\[{].*?[)\]}]|\*+$")
_DATE_WORDS = word_set("date dob birthday birthdate datum geburtsdatum fecha hired started")


def _spelled() -> Iterator[tuple[str, tuple[str, int]]]:
    for field, spellings in SPELLINGS.items():
        for rank, spelling in enumerate(spellings.split(", ")):
            yield spelling.replace(" ", ""), (field, rank)


_MEANING = dict(reversed(list(_spelled())))


@lru_cache(maxsize=4096)  # the same first rows are looked at for each delimiter
def find_field(header: str) -> tuple[str, int]:
    """Give the field that a header names and how well it names it (0 is best); unknown headers are `extra`."""
    words = header_words(header)
    plain = header_words(_BRACKETS.sub(" ", header))
    candidates = () if _is_private(words) else (words, plain, _PREFIX.sub("", plain))
    for candidate in candidates:
        if meaning := _MEANING.get(candidate.replace(" ", "")):
            return meaning
    return (SENSITIVE if _is_sensitive(words) or _is_sensitive(plain) else EXTRA), 0


def _is_sensitive(words: str) -> bool:
    compact = words.replace(" ", "")
    return bool(
        not _SENSITIVE_WORDS.isdisjoint([compact, *words.split()])
        or compact in _SENSITIVE_SPELLINGS
        or _GLUED.search(compact)
        or _HOME.search(words)
        or _is_private(words)
    )


def _is_private(words: str) -> bool:
    """Tell whether a column holds a private address or number: "Email (personal)", "Home phone"."""
    parts = words.replace("e mail", "email").split()
    return not _PRIVATE.isdisjoint(parts) and not _CONTACT.isdisjoint(parts)


def is_date_header(header: str) -> bool:
    """Tell whether a column holds dates, by its header; even one we drop shows in which order a file writes them."""
    return not _DATE_WORDS.isdisjoint(header_words(header).split()) or find_field(header)[0] in DATE_FIELDS


def count_known(cells: Sequence[str], columns: Mapping[str, str]) -> int:
    """Count the headers of a row that we know; a row without a name or an id is no header."""
    told = {header_words(header): field for header, field in columns.items()}
    fields = [told.get(header_words(cell)) or find_field(cell)[0] for cell in cells]
    return 0 if NAMING_FIELDS.isdisjoint(fields) else sum(field not in (EXTRA, SENSITIVE) for field in fields)
