"""Exports of HR systems as they come, read at the first try without a flag."""

import csv
import datetime as dt
from collections import Counter
from pathlib import Path

import pytest

from goalsheet.roster.people import Roster, read_roster
from goalsheet.tracker.person import Manager, Person

TODAY = dt.date(2026, 1, 15)

# The column order of a data set that HR people practise with; the people are ours.
PRACTICE_HEADER_LINE = (
    "Employee_Name,EmpID,MarriedID,MaritalStatusID,GenderID,EmpStatusID,DeptID,PerfScoreID,FromDiversityJobFairID,Salary,"
    "Termd,PositionID,Position,State,Zip,DOB,Sex,MaritalDesc,CitizenDesc,HispanicLatino,RaceDesc,DateofHire,"
    "DateofTermination,TermReason,EmploymentStatus,Department,ManagerName,ManagerID,RecruitmentSource,PerformanceScore,"
    "EngagementSurvey,EmpSatisfaction,SpecialProjectsCount,LastPerformanceReview_Date,DaysLateLast30,Absences"
)
PRACTICE_HEADERS = PRACTICE_HEADER_LINE.split(",")
BOSSES = ("Board of Directors", "Zoe R. Zed", "Given2 Family2", "Given4 Family4")  # the last one has left
STATUSES = ("Active", "Voluntarily Terminated", "Active", "Leave of absence", "Terminated for Cause", "Future Start")


def read(folder: Path, text: str) -> Roster:
    path = folder / "people.csv"
    path.write_text(text, encoding="utf-8", newline="")
    return read_roster(path, today=TODAY)


def american(date: dt.date) -> str:
    return f"{date.month}/{date.day}/{date.year}"


def practice_row(number: int) -> dict[str, object]:
    """One row with the oddities of the original: padded names, blank manager ids, ids of two kinds, bosses outside."""
    status = STATUSES[number % len(STATUSES)]
    has_left = "Terminated" in status
    hired = dt.date(2011, 7, 5) + dt.timedelta(days=7 * number)
    return dict.fromkeys(PRACTICE_HEADERS, "1") | {
        "Employee_Name": f"Family{number}, Given{number}{'  K' if number % 3 else '   '}",
        "EmpID": 10_001 + number,
        "Termd": int(has_left),
        "Position": "Production Technician I",
        "State": "MA",
        "Zip": "02138",
        "DOB": "07/10/83",
        "DateofHire": american(hired),
        "DateofTermination": american(hired + dt.timedelta(days=400)) if has_left else "",
        "EmploymentStatus": status,
        "Department": "Production       ",
        "ManagerName": BOSSES[number % len(BOSSES)],
        "ManagerID": "" if number % 9 == 0 else number % len(BOSSES) + 1,
        "LastPerformanceReview_Date": "1/17/2019",
    }


def test_three_hundred_people_of_a_practice_data_set_are_read_at_the_first_try(tmp_path: Path) -> None:
    path = tmp_path / "HRDataset.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, PRACTICE_HEADERS)
        table.writeheader()
        table.writerows(map(practice_row, range(300)))
    roster = read_roster(path, today=TODAY)

    kept = (
        "EmpStatusID,DeptID,PerfScoreID,PositionID,RecruitmentSource,PerformanceScore,EngagementSurvey,"
        "EmpSatisfaction,SpecialProjectsCount,LastPerformanceReview_Date,DaysLateLast30"
    )
    assert (len(roster.people), roster.leavers, roster.problems) == (200, 100, ())
    assert ",".join(guess.header for guess in roster.columns if guess.field == "kept as extra") == kept
    assert ",".join(roster.people[1].extra).startswith(f"{kept},emp_status_id,dept_id,")
    assert roster.people[1] == Person(
        id="10003",
        first_name="Given2",
        last_name="Family2",
        name="Given2 K Family2",
        job_title="Production Technician I",
        job_family="production",
        department="Production",
        location="MA",
        start_date=dt.date(2011, 7, 19),
        manager=Manager(),  # who is named as their own manager leads
        extra=roster.people[1].extra,
    )
    assert Counter(person.manager for person in roster.people) == {
        Manager(name="Board of Directors", first_name="Board of Directors"): 50,
        Manager(name="Zoe R. Zed", first_name="Zoe"): 50,
        Manager(id="10003", name="Given2 K Family2", first_name="Given2"): 49,
        Manager(name="Given4 Family4", first_name="Given4"): 50,
        Manager(): 1,
    }
    assert roster.notes == (
        (
            "Not read, since goals do not need it: MarriedID, MaritalStatusID, GenderID, FromDiversityJobFairID, "
            "Salary, Zip, DOB, Sex, MaritalDesc, CitizenDesc, HispanicLatino, RaceDesc, TermReason and Absences."
        ),
        "There is no column with e-mail addresses; sending and sharing by e-mail will ask for it later.",
        "100 people who have left were left out.",
        (
            "The managers of 100 people are not in the list themselves (Board of Directors and Zoe R. Zed); "
            "they are kept by name or e-mail."
        ),
        "The managers of 50 people have left (Given4 Family4); they are kept by name.",
        "Given as their own manager, and so taken as a top leader without one: Given2 K Family2 (row 4).",
    )


LIZ = Manager(id="E1", name="Liz Burton", email="liz@company.com", first_name="Liz")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "Name,Preferred Name,Employee Id,Email,Date of Birth,Start Date,End Date,Language,Manager Email,Timezone,"
            "Mobile Phone Number,Manager,Job Title,Job Title Level,Department,Division,Country,Location,Region\n"
            "Elizabeth Burton,Liz,E1,liz@company.com,1980-01-01,2020-02-13,,en,,UTC,1,,CEO,10,Board,X,PT,Lisbon,EU\n"
            "Bo Chen,,E2,bo@company.com,1980-01-01,2020-02-13,,en,liz@company.com,UTC,1,Liz Burton,Data Analyst,3,"
            "Data,X,PT,Lisbon,EU\n",
            id="Culture Amp",
        ),
        pytest.param(
            "Employee #,First Name,Last Name,Preferred Name,Job Title,Department,Location,Work Email,Reporting to,"
            "Hire Date,Status,Employment Status\n"
            "E1,Elizabeth,Burton,Liz,CEO,Board,Lisbon,liz@company.com,,02/13/2020,Active,Full-Time\n"
            'E2,Bo,Chen,,Data Analyst,Data,Lisbon,bo@company.com,"Burton, Liz",02/13/2020,Active,Full-Time\n'
            "E3,Cy,Day,,Data Analyst,Data,Lisbon,cy@company.com,Bo Chen,02/13/2020,Inactive,Terminated\n",
            id="BambooHR",
        ),
        pytest.param(
            "Active workers\n\n"
            "Employee ID,Worker,Business Title,Supervisory Organization,Work Location,Work Email,Hire Date,"
            "Worker's Manager\n"
            "E1,Liz Burton,CEO,Board,Lisbon,liz@company.com,2020-02-13,\n"
            "E2,Bo Chen,Data Analyst,Data,Lisbon,bo@company.com,2020-02-13,Liz Burton (E1)\n",
            id="Workday",
        ),
        pytest.param(
            "employee_id;full_name;email;position;department;location;hired_on;manager_email\n"
            "E1;Liz Burton;liz@company.com;CEO;Board;Lisbon;13.02.2020;\n"
            "E2;Bo Chen;bo@company.com;Data Analyst;Data;Lisbon;13.02.2020;liz@company.com\n",
            id="PeopleForce",
        ),
        pytest.param(
            "First name\tLast name\tEmail\tEmployee ID\tTitle\tDepartment\tOffice\tStart date\tManager\n"
            "Liz\tBurton\tliz@company.com\tE1\tCEO\tBoard\tLisbon\t2020-02-13\t\n"
            "Bo\tChen\tbo@company.com\tE2\tData Analyst\tData\tLisbon\t2020-02-13\tliz@company.com\n",
            id="Lattice",
        ),
        pytest.param(
            "Personalnummer;Name;Vorname;E-Mail;Stelle;Abteilung;Standort;Eintritt;Vorgesetzte/r;Geburtsdatum\n"
            "E1;Burton;Liz;liz@company.com;CEO;Board;Lisbon;13.02.2020;;01.02.1980\n"
            "E2;Chen;Bo;bo@company.com;Data Analyst;Data;Lisbon;13.02.2020;Burton, Liz;01.02.1980\n",
            id="German",
        ),
        pytest.param(
            "Matricule;Prénom;Nom;Courriel;Poste;Département;Lieu;Date d'entrée;Responsable\n"
            "E1;Liz;Burton;liz@company.com;CEO;Board;Lisbon;13/02/2020;\n"
            "E2;Bo;Chen;bo@company.com;Data Analyst;Data;Lisbon;13/02/2020;LIZ BURTON\n",
            id="French",
        ),
        pytest.param(
            "Legajo;Nombre;Apellidos;Correo electrónico;Puesto;Departamento;Sede;Fecha de ingreso;Jefe\n"
            "E1;Liz;Burton;liz@company.com;CEO;Board;Lisbon;13-02-2020;\n"
            "E2;Bo;Chen;bo@company.com;Data Analyst;Data;Lisbon;13-02-2020;E1\n",
            id="Spanish",
        ),
        pytest.param(
            "Employee ID,Legal Name - First Name,Preferred Name - First Name,Legal Name - Last Name,"
            "Email - Primary Work,Business Title,Supervisory Organization,Location,Hire Date,Active Status,"
            "Manager - Employee ID,Manager - Email - Primary Work\n"
            "E1,Elizabeth,Liz,Burton,liz@company.com,CEO,Board,Lisbon,2020-02-13,Yes,,\n"
            "E2,Bo,,Chen,bo@company.com,Data Analyst,Data,Lisbon,2020-02-13,Yes,E1,liz@company.com\n"
            "E3,Cy,,Day,cy@company.com,Data Analyst,Data,Lisbon,2020-02-13,No,E1,liz@company.com\n",
            id="Workday report",
        ),
        pytest.param(
            "Associate ID,Payroll Name,Preferred or Chosen First Name,Position Status,Hire Date,"
            "Home Department Description,Job Title Description,Location Description,Reports To Name,"
            "Reports To Associate ID,Work Contact: Work Email,Personal Contact: Personal Email\n"
            'E1,"Burton, Elizabeth",Liz,Active,02/13/2020,Board,CEO,Lisbon,,,liz@company.com,liz@home.com\n'
            'E2,"Chen, Bo",,Leave,02/13/2020,Data,Data Analyst,Lisbon,"Burton, Liz",E1,bo@company.com,bo@home.com\n'
            'E3,"Day, Cy",,Terminated,02/13/2020,Data,Data Analyst,Lisbon,"Burton, Liz",E1,cy@company.com,cy@me.com\n',
            id="ADP",
        ),
        pytest.param(
            '"Employee Name (Last Suffix, First MI)",Employee Number,Preferred Name,Primary e-mail,Job Title,'
            "Department,Location,Employment Status,Last Hire,Supervisor Name (First Last),Supervisor Employee Number\n"
            '"Burton, Elizabeth",E1,Liz,liz@company.com,CEO,Board,Lisbon,Active,02/13/2020,,\n'
            '"Chen, Bo",E2,,bo@company.com,Data Analyst,Data,Lisbon,Active,02/13/2020,Liz Burton,E1\n',
            id="UKG",
        ),
        pytest.param(
            "STATUS,USERID,USERNAME,FIRSTNAME,LASTNAME,EMAIL,MANAGER,HR,DEPARTMENT,TITLE,LOCATION,HIREDATE\n"
            "STATUS,USERID,Username,First Name,Last Name,Email,Manager,HR,Department,Title,Location,Hire Date\n"
            "active,E1,lburton,Liz,Burton,liz@company.com,NO_MANAGER,NO_HR,Board,CEO,Lisbon,02/13/2020\n"
            "active,E2,bchen,Bo,Chen,bo@company.com,E1,E1,Data,Data Analyst,Lisbon,02/13/2020\n"
            "inactive,E3,cday,Cy,Day,cy@company.com,E1,E1,Data,Data Analyst,Lisbon,02/13/2020\n",
            id="SAP SuccessFactors",
        ),
        pytest.param(
            "Person Number|Display Name|Work E-Mail|Assignment Name|Department|Location|Enterprise Hire Date|"
            "Assignment Status|Line Manager|Manager Person Number\n"
            "E1|Burton, Liz|liz@company.com|CEO|Board|Lisbon|2020-02-13|Active - Payroll||\n"
            "E2|Chen, Bo|bo@company.com|Data Analyst|Data|Lisbon|2020-02-13|Suspended - No Payroll|Burton, Liz|E1\n"
            "E3|Day, Cy|cy@company.com|Data Analyst|Data|Lisbon|2020-02-13|Inactive - No Payroll|Burton, Liz|E1\n",
            id="Oracle HCM",
        ),
        pytest.param(
            "ID,First name,Last name,Email,Position,Department,Office,Hire date,End of employment,Status,Supervisor\n"
            "E1,Liz,Burton,liz@company.com,CEO,Board,Lisbon,13.02.2020,,Active,\n"
            "E2,Bo,Chen,bo@company.com,Data Analyst,Data,Lisbon,13.02.2020,,Leave,Liz Burton\n"
            "E3,Cy,Day,cy@company.com,Data Analyst,Data,Lisbon,13.02.2020,31.12.2025,Inactive,Liz Burton\n",
            id="Personio",
        ),
        pytest.param(
            "Basic info / Display name,Basic info / Email,Employee ID in company,Work / Title,Work / Department,"
            "Work / Site,Work / Start date,Work / Reports to,Work / Reports to email,Lifecycle status\n"
            "Liz Burton,liz@company.com,E1,CEO,Board,Lisbon,13/02/2020,,,Employed\n"
            "Bo Chen,bo@company.com,E2,Data Analyst,Data,Lisbon,13/02/2020,Liz Burton,liz@company.com,Employed\n"
            "Cy Day,cy@company.com,E3,Data Analyst,Data,Lisbon,13/02/2020,Liz Burton,liz@company.com,Terminated\n",
            id="HiBob",
        ),
        pytest.param(
            '"Surname, First name",Emp Nr,E-Mail,Pos Title,Position,Dept,Loc,Start Dt,Line Mgr\n'
            '"Burton, Liz",E1,liz@company.com,x,CEO,Board,Lisbon,13/02/2020,\n'
            '"Chen, Bo",E2,bo@company.com,x,Data Analyst,Data,Lisbon,13/02/2020,"Burton, Liz"\n',
            id="as people type them",
        ),
    ],
)
def test_the_exports_of_hr_systems_say_the_same_in_their_own_words(tmp_path: Path, text: str) -> None:
    roster = read(tmp_path, text)
    assert roster.problems == ()
    assert [person.name for person in roster.people] == ["Liz Burton", "Bo Chen"]
    assert roster.people[1] == Person(
        id="E2",
        first_name="Bo",
        last_name="Chen",
        name="Bo Chen",
        email="bo@company.com",
        job_title="Data Analyst",
        job_family="data",
        department="Data",
        location="Lisbon",
        language=roster.people[1].language,
        start_date=dt.date(2020, 2, 13),
        manager=LIZ,
        extra=roster.people[1].extra,
    )
