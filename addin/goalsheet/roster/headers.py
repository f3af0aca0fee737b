"""Headers: the spellings that HR systems and people use for our fields, and how they cut words short."""

from __future__ import annotations

from collections.abc import Mapping

EXTRA, IGNORE, SENSITIVE = "extra", "ignore", "sensitive"

# The one place for spellings, the best of a field first: where two columns claim a field, the better one wins.
# Case, accents, blanks, punctuation and a leading "Employee" or "Worker" do not matter.
SPELLINGS: Mapping[str, str] = {
    "id": (
        "employee id, employee number, employee id number, employee code, empl id, personnel number, personnel id, "
        "person number, person id, worker id, worker number, staff id, staff number, associate id, associate number, "
        "employee id in company, personalnummer, personal nr, personalnr, pers nr, mitarbeiternummer, mitarbeiter nr, "
        "mitarbeiter id, matricule, numero d employe, numero employe, numero de matricule, identifiant, "
        "numero de empleado, numero empleado, id empleado, id de empleado, codigo de empleado, legajo, id, id number, "
        "eid, eeid, organization employee id, payroll number, payroll id, file number, hris id, member id, user id, "
        "badge number, uid, external id, employee external id, global id, number"
    ),
    "name": (
        "full name, name, employee name, employee full name, worker name, worker, employee, staff name, person, "
        "display name, complete name, name of employee, surname name, legal name, full legal name, payroll name, "
        "staff member, team member, colleague, mitarbeiter, mitarbeitername, vollstandiger name, vor und nachname, "
        "name vorname, vorname name, nom et prenoms, nom prenoms, "
        "mitarbeiterin, nom complet, nom et prenom, nom prenom, prenom nom, nom, collaborateur, nombre completo, "
        "nombre y apellidos, nombre y apellido, apellidos y nombre, nombre, empleado"
    ),
    "first_name": (
        "first name, given name, forename, first, fname, given names, first names, legal first name, name first, "
        "vorname, prenom, prenoms, primer nombre, nombres, nombre de pila"
    ),
    "last_name": (
        "last name, surname, family name, last, lname, last names, legal last name, name last, nachname, "
        "familienname, nom de famille, apellido, apellidos, primer apellido"
    ),
    "preferred_name": (
        "preferred first name, preferred name, preferred given name, first name preferred, "
        "preferred or chosen first name, chosen first name, chosen name, known as, nickname, nick name, goes by, "
        "called name, common name, preferred full name, rufname, prenom usuel, nom d usage, nombre preferido"
    ),
    "email": (
        "work email, work email address, business email, company email, corporate email, office email, "
        "primary work email, email address work, email work, email primary work, primary work email address, "
        "public work email address, ad email, email, email address, email id, emailid, mail, mail address, "
        "primary email, login email, user email, user principal name, upn, google account, email adresse, "
        "mailadresse, dienstliche email, geschaftliche email, arbeits email, adresse email, adresse electronique, "
        "courriel, adresse mail, mail professionnel, email professionnel, correo, correo electronico, "
        "correo corporativo, email corporativo, direccion de correo"
    ),
    "job_title": (
        "job title, business title, position title, position, job position, title, role, job role, job, designation, "
        "occupation, job name, current job title, current position, current title, work title, working title, "
        "assignment name, job profile, position name, primary job title, stelle, stellenbezeichnung, "
        "position bezeichnung, berufsbezeichnung, funktionsbezeichnung, tatigkeit, poste, intitule du poste, "
        "intitule de poste, titre, fonction, emploi, puesto, cargo, puesto de trabajo, titulo"
    ),
    "job_family": (
        "job family, job function, function, job family name, job family group, discipline, career track, profession, "
        "jobfamilie, funktion, funktionsbereich, famille de metier, famille de metiers, filiere, familia de puestos, "
        "familia profesional"
    ),
    "department": (
        "department, department name, dept, dept name, division, division name, business unit, team, team name, "
        "home department, org unit, organizational unit, organisational unit, organization unit, unit, organization, "
        "organisation, supervisory organization, parent department, group, abteilung, bereich, organisationseinheit, "
        "departement, service, direction, equipe, departamento, area, unidad"
    ),
    "location": (
        "location, work location, office location, office, location name, site, workplace, branch, work site, city, "
        "work city, state, work state, province, region, country, work country, standort, arbeitsort, niederlassung, "
        "dienstort, buro, lieu, lieu de travail, localisation, etablissement, ville, ubicacion, sede, "
        "centro de trabajo, lugar de trabajo, ciudad, land, pays, pais"
    ),
    "language": (
        "language, preferred language, language code, display language, locale, correspondence language, sprache, "
        "langue, idioma, lengua"
    ),
    "start_date": (
        "hire date, date of hire, hired on, start date, date hired, joining date, date of joining, join date, "
        "joined on, employment start date, date joined, joined, employment date, date of employment, hired, start, "
        "entry date, date started, started on, commencement date, original hire date, latest hire date, "
        "last hire date, most recent hire date, last hire, enterprise hire date, legal employer hire date, "
        "company start date, starting date, doj, eintrittsdatum, eintritt, einstellungsdatum, einstellung, "
        "startdatum, date d entree, date d embauche, date embauche, date entree, date de debut, date d arrivee, "
        "fecha de ingreso, fecha ingreso, fecha de alta, fecha de contratacion, fecha de inicio, fecha inicio"
    ),
    # A contract's end is not here: contracts that ended are often renewed, and nobody should vanish by that.
    "end_date": (
        "termination date, date of termination, term date, end date, employment end date, last day, last working day, "
        "last day of work, last day worked, leaving date, exit date, date left, left on, separation date, "
        "terminated on, dismissed on, effective termination date, termination effective date, departure date, "
        "end of employment, employment end, date of leaving, date of exit, dismissal date, "
        "leaver date, austrittsdatum, austritt, beschaftigungsende, enddatum, date de sortie, date de fin, "
        "date de depart, fecha de baja, fecha baja, fecha de salida, fecha fin, fecha de fin, fecha de egreso, "
        "fecha de terminacion"
    ),
    "status": (
        "status, employee status, worker status, record status, hr status, position status, assignment status, "
        "lifecycle status, user status, account status, current status, present status, job status, work status, "
        "working status, state of employment, mitarbeiterstatus, statut, estado, "
        "situacion, estatus"
    ),
    "employment_status": (
        "employment status, employment state, employee employment status, current employment status, "
        "employment status type, beschaftigungsstatus, statut d emploi, "
        "estado laboral, situacion laboral"
    ),
    "terminated": (
        "termd, terminated, is terminated, termed, left, has left, leaver, is leaver, inactive, is inactive"
    ),
    "active": (
        "active, is active, active status, currently active, currently employed, active employee, aktiv, actif, activo"
    ),
    "manager": (
        "manager, reports to, line manager, direct manager, supervisor, reporting to, reporting manager, "
        "people manager, immediate supervisor, immediate manager, manager of record, report to, reportsto, "
        "primary manager, current manager, direct supervisor, line supervisor, primary supervisor, "
        "first line manager, mgr, boss, team leader, team lead, superior, leader, head, manager or supervisor, "
        "vorgesetzter, vorgesetzte, vorgesetzte r, direkter vorgesetzter, direkte fuhrungskraft, fuhrungskraft, "
        "fuehrungskraft, disziplinarischer vorgesetzter, responsable, responsable hierarchique, superieur, "
        "superieur hierarchique, manager direct, n 1, jefe, jefe directo, jefe inmediato, jefa, supervisor directo, "
        "gerente, chef, chefin, teamleiter, teamleiterin, teamleitung, abteilungsleiter, abteilungsleiterin, "
        "gruppenleiter, leiter, chef d equipe, chef de service, responsable direct, manageur, n plus 1, "
        "encargado, encargada, lider, lider de equipo, superior directo, responsable directo"
    ),
    # "Manager Email", "Name of supervisor" and all other such pairs are understood by a rule.
    "manager_id": (
        "manager id, manager code, manager external id, manager primary id, supervisor primary id, "
        "vorgesetzten id, vorgesetzten nummer, "
        "personalnummer des vorgesetzten"
    ),
    "manager_email": "manager email, email des vorgesetzten",
    "manager_name": "manager name, manager preferred name, name des vorgesetzten",
    "manager_first_name": "manager first name",
    "manager_last_name": "manager last name",
}
FIELDS = (*SPELLINGS, EXTRA, IGNORE)
NAME_FIELDS = ("name", "first_name", "last_name", "preferred_name")
MANAGER_FIELDS = tuple(field for field in SPELLINGS if field.startswith("manager"))
NAMING_FIELDS = frozenset({"id", "name", "first_name", "last_name"})  # without one of them there is no roster
DATE_FIELDS = ("start_date", "end_date")

# What people cut short, on both sides of the comparison; "Line Mgr" is then "line manager".
ABBREVIATIONS = {
    short: whole
    for whole, shorts in {
        "manager": "mgr mngr",
        "supervisor": "supv supvr",
        "department": "dept",
        "division": "div",
        "employee": "emp empl ee",
        "number": "no nr num nbr",
        "description": "desc",
        "date": "dt",
        "location": "loc",
    }.items()
    for short in shorts.split()
}
