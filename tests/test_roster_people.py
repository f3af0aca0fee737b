"""The list of people as a whole: what comes in, what comes out, what is said about it."""

import datetime as dt
import pickle
from pathlib import Path
from typing import Any

import pytest

from goalsheet.errors import BadRoster, BadSetting
from goalsheet.roster.columns import ColumnGuess
from goalsheet.roster.people import DatesInTwoWays, Roster, read_roster
from goalsheet.tracker.person import Manager, Person

TODAY = dt.date(2026, 1, 15)


def read(folder: Path, text: str, **options: Any) -> Roster:
    path = folder / "people.csv"
    path.write_text(text, encoding="utf-8", newline="")
    return read_roster(path, today=TODAY, **options)


def problems(roster: Roster) -> list[str]:
    return [str(problem) for problem in roster.problems]


def test_a_good_list_becomes_people_without_any_problem(tmp_path: Path) -> None:
    roster = read(
        tmp_path,
        "Employee ID,First name,Last name,Work email,Job title,Department,"
        "Location,Language,Manager,Hire date,Cost Center\n"
        "007,Ana,Lopez,ana@company.com,CEO,Board,Lisbon,pt,,2020-03-01,C1\n"
        "008,Bo,Chen,bo@company.com,Software Engineer,IT,Lisbon,en,007,2021-04-15,C2\n",
    )
    ana = Person(
        id="007",
        first_name="Ana",
        last_name="Lopez",
        name="Ana Lopez",
        email="ana@company.com",
        job_title="CEO",
        job_family="leadership",
        department="Board",
        location="Lisbon",
        language="pt",
        start_date=dt.date(2020, 3, 1),
        manager=Manager(),
        extra={"Cost Center": "C1", "cost_center": "C1"},
    )
    bo = Person(
        id="008",
        first_name="Bo",
        last_name="Chen",
        name="Bo Chen",
        email="bo@company.com",
        job_title="Software Engineer",
        job_family="engineering",
        department="IT",
        location="Lisbon",
        language="en",
        start_date=dt.date(2021, 4, 15),
        manager=Manager(id="007", name="Ana Lopez", email="ana@company.com", first_name="Ana"),
        extra={"Cost Center": "C2", "cost_center": "C2"},
    )
    assert (roster.people, roster.problems, roster.notes, roster.leavers) == ((ana, bo), (), (), 0)


def test_all_problems_come_at_once_in_the_order_of_the_file(tmp_path: Path) -> None:
    roster = read(
        tmp_path,
        "Id,Name,Email,Manager ID,Start date\n"
        "1,Ana Lopez,ana@company.com,,2020-03-01\n"
        "1,Bo Chen,bo@company,9,31/02/2020\n"
        ",Cy Day,ana@company.com,1,soon\n"
        "4,,di@company.com,1,\n"
        "5,Ed Fox,ed@company.com,1,,one too many\n",
    )
    assert problems(roster) == [
        (
            'people.csv, row 3, column "Id": the id "1" is already in row 2 (Ana Lopez). '
            "Give each person an id of their own, or take one row out."
        ),
        (
            'people.csv, row 3, column "Email": "bo@company" is no e-mail address. '
            "Write one address, like name@company.com."
        ),
        (
            'people.csv, row 3, column "Manager ID": no such manager: nobody in the list has the id "9". '
            "Correct it, add the manager, or give a name or e-mail."
        ),
        'people.csv, row 3, column "Start date": "31/02/2020" is not a day of the calendar. Write it like 2026-12-31.',
        'people.csv, row 4, column "Id": this person (Cy Day) has no id. Fill it in.',
        (
            'people.csv, row 4, column "Email": the e-mail address "ana@company.com" is already in row 2 (Ana Lopez). '
            "Give each person an e-mail address of their own, or take one row out."
        ),
        'people.csv, row 4, column "Start date": "soon" is not a date. Write it like 2026-12-31.',
        'people.csv, row 5, column "Name": this person has no name. Fill it in, or take the row out.',
        (
            'people.csv, row 6: this row has cells to the right of the last header, "Start date". '
            "Take them out, put text with a separator in quotes, or add headers."
        ),
    ]
    assert roster.people == ()


def test_people_without_a_problem_stay_next_to_a_row_that_has_one(tmp_path: Path) -> None:
    roster = read(tmp_path, "Id,Name,Email\n1,Ana,ana@company.com\n2,Bo,nowhere\n")
    assert [person.name for person in roster.people] == ["Ana"]


def test_a_row_is_numbered_as_a_spreadsheet_numbers_it(tmp_path: Path) -> None:
    roster = read(tmp_path, 'People 2026\n\nId,Name,Notes\n1,Ana,"two\nlines"\n\n1,Bo,\n')
    assert [problem.where for problem in roster.problems] == ['people.csv, row 6, column "Id"']
    assert roster.notes[:2] == (
        "The headers are in row 3; what stands above them was skipped.",
        "1 blank row was skipped (row 5).",
    )


def test_blank_lines_at_the_end_are_not_worth_a_note(tmp_path: Path) -> None:
    roster = read(tmp_path, "Id,Name,Email,Manager\n1,Ana,,\n,,,\n\n\n")
    assert (len(roster.people), roster.problems, roster.notes) == (1, (), ())


def test_headers_repeated_on_each_page_of_a_report_are_no_people(tmp_path: Path) -> None:
    roster = read(tmp_path, "Id,Name,Email,Manager\n1,Ana,,\nId,Name,Email,Manager\n2,Bo,,\n")
    assert [person.id for person in roster.people] == ["1", "2"]
    assert roster.notes == ("The headers are repeated 1 time further down; those rows were skipped.",)


def test_a_header_that_is_said_twice_is_no_person(tmp_path: Path) -> None:
    roster = read(tmp_path, "USERID,FIRSTNAME,EMAIL,MANAGER\nUSERID,First Name,E-Mail,Manager\n1,Ana,,NO_MANAGER\n")
    assert [(person.id, person.name, person.manager) for person in roster.people] == [("1", "Ana", Manager())]
    assert (roster.problems, roster.notes) == ((), ("Rows 1 and 2 are both headers; they were read as one.",))


@pytest.mark.parametrize(
    ("upper", "lower"),
    [
        ("Employee,First,Last,Work,Line Manager", "ID,Name,Name,Email,Email"),
        ("Employee,,,,Manager,", "ID,First name,Last name,Email,Email,Grade"),
    ],
    ids=["every header goes over two rows", "one header reaches over several columns"],
)
def test_a_header_of_two_rows_is_read_as_one(tmp_path: Path, upper: str, lower: str) -> None:
    roster = read(tmp_path, f"Staff list\n{upper}\n{lower}\n007,Ana,Ruiz,a@x.com,\n008,Bo,Ek,b@x.com,a@x.com\n")
    assert [(person.id, person.name, person.manager.name) for person in roster.people] == [
        ("007", "Ana Ruiz", ""),
        ("008", "Bo Ek", "Ana Ruiz"),
    ]
    assert roster.notes == (
        "The headers are in row 2; what stands above them was skipped.",
        "Rows 2 and 3 are both headers; they were read as one.",
    )


def test_headers_of_lists_that_were_pasted_together_are_no_people(tmp_path: Path) -> None:
    roster = read(tmp_path, "\ufeffId,Name,Email,Manager\n1,Ana,,\n\ufeffId,Name , Email,Manager\n2,Bo,,\n")
    assert [person.name for person in roster.people] == ["Ana", "Bo"]
    assert roster.notes == ("The headers are repeated 1 time further down; those rows were skipped.",)


def test_totals_and_footers_are_no_people(tmp_path: Path) -> None:
    roster = read(
        tmp_path,
        "Name,Id,Email,Manager,FTE\nTotti Total,1,,,1\nSum Wong,2,,,0.5\nTotal: 2,,,,1.5\n\n"
        "Report generated on 2026-01-15,,,,\n,,,,Page 1 of 1\n",
    )
    assert [person.name for person in roster.people] == ["Totti Total", "Sum Wong"]
    assert (roster.problems, roster.notes) == (
        (),
        (
            (
                "3 rows are no person but a total or a footer, and skipped "
                "(row 4: “Total: 2”, row 6: “Report generated on 2026-01-15” and row 7: “Page 1 of 1”)."
            ),
        ),
    )


def test_rows_shorter_than_the_header_are_filled_up_with_blanks(tmp_path: Path) -> None:
    roster = read(tmp_path, "Id,Name,Email,Department\n1,Ana\n")
    assert (roster.people[0].department, roster.problems) == ("", ())


def test_sensitive_columns_are_dropped_with_one_note(tmp_path: Path) -> None:
    roster = read(tmp_path, "Id,Name,Email,Manager,Gender,Salary,DOB,Shoe size\n1,Ana,,,f,9,1/2/80,38\n")
    assert roster.notes == ("Not read, since goals do not need it: Gender, Salary and DOB.",)
    assert dict(roster.people[0].extra) == {"Shoe size": "38", "shoe_size": "38"}


def test_the_guess_tells_what_every_column_was_taken_for(tmp_path: Path) -> None:
    roster = read(
        tmp_path, "ID,Full name,Name,Work email,Age,Shoe size,Mood\n1,Ana,A,,7,38,x\n", columns={"Mood": "ignore"}
    )
    assert roster.columns == (
        ColumnGuess("ID", "id", "known header"),
        ColumnGuess("Full name", "name", "known header"),
        ColumnGuess("Name", "kept as extra", '"Full name" is taken for name'),
        ColumnGuess("Work email", "email", "known header"),
        ColumnGuess("Age", "dropped: sensitive", "personal data that goals do not need"),
        ColumnGuess("Shoe size", "kept as extra", "not a field of ours"),
        ColumnGuess("Mood", "ignored", "told by --columns"),
    )


def test_a_filled_column_goes_before_a_better_named_blank_one(tmp_path: Path) -> None:
    roster = read(tmp_path, "Id,Name,Work email,Email\n1,Ana,,ana@company.com\n")
    assert roster.people[0].email == "ana@company.com"


def test_columns_can_be_told(tmp_path: Path) -> None:
    roster = read(tmp_path, "Nummer,Wer\n7,Ana Lopez\n", columns={"Nummer": "id", "Wer": "name"})
    assert [(person.id, person.name) for person in roster.people] == [("7", "Ana Lopez")]


def test_whoever_asks_for_a_sensitive_column_gets_it(tmp_path: Path) -> None:
    roster = read(tmp_path, "Id,Name,Zip\n7,Ana,1000\n", columns={"Zip": "location"})
    assert roster.people[0].location == "1000"
    assert roster.notes[0] == "Kept as --columns says, though it is personal data that goals do not need: Zip."


def test_a_sensitive_column_kept_as_extra_is_named(tmp_path: Path) -> None:
    told = {"Gender": "extra", "Salary": "ignore", "Shoe size": "extra"}
    roster = read(tmp_path, "Id,Name,Email,Manager,Gender,Salary,Shoe size\n7,Ana,,,f,9,38\n", columns=told)
    assert list(roster.people[0].extra) == ["Gender", "Shoe size", "gender", "shoe_size"]
    assert roster.notes == ("Kept as --columns says, though it is personal data that goals do not need: Gender.",)


@pytest.mark.parametrize(
    ("columns", "message"),
    [
        ({"Wr": "name"}, 'The file has no column "Wr". Did you mean "Wer"? Its columns are: ID, Wer.'),
        ({"Wer": "nmae"}, 'The column "Wer" cannot become "nmae". Did you mean "name"? It can become: id, name, '),
        ({"Wer": "name", "ID": "name"}, 'Two columns cannot both become name: "Wer" and "ID". Name one of them.'),
    ],
)
def test_a_column_told_wrongly_is_explained(tmp_path: Path, columns: dict[str, str], message: str) -> None:
    with pytest.raises(BadSetting) as error:
        read(tmp_path, "ID,Wer\n7,Ana\n", columns=columns)
    assert str(error.value).startswith(message)


def test_columns_with_one_header_and_with_none_are_kept_apart(tmp_path: Path) -> None:
    roster = read(tmp_path, "Id,Name,Note,Note,,Tail\n7,Ana,a,b,c,d\n")
    assert list(dict(roster.people[0].extra).items())[:4] == [
        ("Note", "a"),
        ("Note (2)", "b"),
        ("Column E", "c"),
        ("Tail", "d"),
    ]


def test_without_a_column_of_ids_the_address_or_the_name_stands_in(tmp_path: Path) -> None:
    roster = read(tmp_path, "Name,Email\nAna Lopez,Ana@Company.com\nBo Chen,\nBo  Chen,\nBo Chen 2,\n")
    assert [person.id for person in roster.people] == ["ana@company.com", "bo-chen", "bo-chen-2", "bo-chen-2-2"]
    assert roster.notes[0] == "There is no column with ids; e-mail addresses stand in for them."


@pytest.mark.parametrize(
    ("header", "columns", "cure"),
    [
        ("Id,Vorg", '"Id" and "Vorg"', 'Say which one holds them: --columns "Vorg=name", or add one.'),
        ("Id,Email", '"Id" and "Email"', "Add one."),
    ],
)
def test_a_list_without_a_column_of_names_is_refused(tmp_path: Path, header: str, columns: str, cure: str) -> None:
    with pytest.raises(BadRoster) as error:
        read(tmp_path, f"{header}\n7,ana@company.com\n")
    assert str(error.value) == (
        f"people.csv has no column that is understood as people's names; its columns are {columns}. {cure}"
    )


def test_a_column_can_be_told_to_hold_the_names(tmp_path: Path) -> None:
    [ana] = read(tmp_path, "Id,Vorg\n7,Ana Ray\n", columns={"Vorg": "name"}).people
    assert (ana.name, ana.first_name) == ("Ana Ray", "Ana")


def test_a_missing_column_of_addresses_is_said_at_once(tmp_path: Path) -> None:
    roster = read(tmp_path, "Id,Name,Manager\n7,Ana,\n")
    assert roster.notes == (
        "There is no column with e-mail addresses; sending and sharing by e-mail will ask for it later.",
    )


def test_a_remark_behind_a_name_is_no_part_of_it(tmp_path: Path) -> None:
    roster = read(
        tmp_path,
        "Worker,Id,Email,Manager\nAna Ruiz (On Leave),1,,\nBo Ek [C],2,,Ana Ruiz (On Leave)\n"
        "Cy Day (Terminated),3,,Ana Ruiz\nDi Fox (Dee),4,,Bo Ek\n",
    )
    assert [(person.name, person.manager.name) for person in roster.people] == [
        ("Ana Ruiz", ""),
        ("Bo Ek", "Ana Ruiz"),
        ("Di Fox (Dee)", "Bo Ek"),
    ]
    assert roster.leavers == 1


def test_a_number_behind_a_name_is_no_part_of_it_either(tmp_path: Path) -> None:
    roster = read(
        tmp_path,
        "Worker,Employee ID,Email,Manager,Supervisory Organization\n"
        "Ana Ruiz (On Leave) (071),071,,,Board (Ana Ruiz)\n"
        "Bo Ek (072) [C],072,,Ana Ruiz (On Leave) (071),Sales (Ana Ruiz)\n"
        "Di Fox (073),073,,Bo Ek (072),Sales (North)\n",
    )
    assert [(one.name, one.last_name, one.manager.name, one.department) for one in roster.people] == [
        ("Ana Ruiz", "Ruiz", "", "Board"),
        ("Bo Ek", "Ek", "Ana Ruiz", "Sales"),
        ("Di Fox", "Fox", "Bo Ek", "Sales (North)"),
    ]
    assert roster.notes == ()


@pytest.mark.parametrize("header", ["Surname First name", "Name Vorname", "NOM et Prénom", "Apellidos y nombre"])
def test_a_header_tells_that_last_names_stand_first(tmp_path: Path, header: str) -> None:
    roster = read(
        tmp_path,
        f"{header},Id,Email,Manager\nLopez Ana,1,,\nDE LA CRUZ Mary Ann,2,,Lopez Ana\nvan Gogh Vincent,3,,Ana Lopez\n"
        '"Ek, Bo",4,,\nMadonna,5,,DE LA CRUZ Mary Ann\n',
    )
    assert [(person.first_name, person.last_name, person.manager.name) for person in roster.people] == [
        ("Ana", "Lopez", ""),
        ("Mary Ann", "DE LA CRUZ", "Ana Lopez"),
        ("Vincent", "van Gogh", "Ana Lopez"),
        ("Bo", "Ek", ""),
        ("Madonna", "", "Mary Ann DE LA CRUZ"),
    ]


def test_leavers_are_counted_and_left_out_and_their_rows_are_not_checked(tmp_path: Path) -> None:
    roster = read(
        tmp_path,
        "Id,Name,Email,Manager,Status,End date\n"
        "1,Ana,,,Active,\n"
        "2,Bo,nowhere,99,Voluntarily Terminated,\n"
        "3,Cy,,,Leave of absence,\n"
        "4,Di,,,Active,14/01/2026\n"
        "5,Ed,,,Active,31/12/2026\n"
        "6,Fy,,,Future Start,\n"
        "1,Ana (first time),,,Terminated for Cause,\n",
    )
    assert [person.name for person in roster.people] == ["Ana", "Cy", "Ed", "Fy"]
    assert (roster.leavers, roster.problems, roster.notes) == (3, (), ("3 people who have left were left out.",))


@pytest.mark.parametrize(("header", "value"), [("Termd", "1"), ("Is Active", "No"), ("Active", "FALSE"), ("Left", "x")])
def test_a_column_that_only_says_yes_or_no_shows_leavers_too(tmp_path: Path, header: str, value: str) -> None:
    assert read(tmp_path, f"Id,Name,{header}\n1,Ana,{value}\n2,Bo,\n").leavers == 1


@pytest.mark.parametrize("header", ["State", "Current Status", "Work State", "Standing", "Payroll Status"])
def test_words_of_who_works_here_tell_leavers_under_any_header_that_may_mean_it(tmp_path: Path, header: str) -> None:
    roster = read(
        tmp_path, f"Id,Name,{header},City\n1,Ana,Active,Ulm\n2,Bo,Terminated,\n3,Cy,On Leave,\n4,Di,Inactive,\n"
    )
    assert ([person.name for person in roster.people], roster.leavers) == (["Ana", "Cy"], 2)
    assert roster.people[0].location == "Ulm"


def test_a_state_in_which_people_live_is_a_place(tmp_path: Path) -> None:
    roster = read(tmp_path, "Id,Name,State\n1,Ana,Texas\n2,Bo,T\n3,Cy,Left Bank\n")
    assert [person.location for person in roster.people] == ["Texas", "T", "Left Bank"]


def test_what_is_active_by_another_header_is_nobodys_standing(tmp_path: Path) -> None:
    roster = read(tmp_path, "Id,Name,Parking card\n1,Ana,Active\n2,Bo,Terminated\n")
    assert (len(roster.people), roster.leavers) == (2, 0)


def test_ambiguous_dates_are_asked_about_once(tmp_path: Path) -> None:
    with pytest.raises(BadRoster) as error:
        read(tmp_path, "Id,Name,Start date\n1,Ana,\n2,Bo,03/04/2020\n3,Cy,05/06/2020\n")
    assert str(error.value) == (
        "The dates in people.csv can be read in two ways.\n"
        '  people.csv, row 3, column "Start date": "03/04/2020" may be 3 April 2020 (day/month/year) '
        "or 4 March 2020 (month/day/year). Say which by --dates dmy or --dates mdy."
    )


@pytest.mark.parametrize(
    ("header", "starts"),
    [
        ("start_date (MM/DD/YYYY)", dt.date(2020, 3, 4)),
        ("Start date [dd/mm/yy]", dt.date(2020, 4, 3)),
        ("Hire date (TT.MM.JJJJ)", dt.date(2020, 4, 3)),
        ("Hire date (jj/mm/aaaa)", dt.date(2020, 4, 3)),
    ],
)
def test_a_header_may_say_in_which_order_its_dates_are(tmp_path: Path, header: str, starts: dt.date) -> None:
    assert read(tmp_path, f"Id,Name,{header}\n1,Ana,03/04/2020\n").people[0].start_date == starts


def test_dates_tell_more_than_their_header(tmp_path: Path) -> None:
    [ana, bo] = read(tmp_path, "Id,Name,Start date (MM/DD/YYYY)\n1,Ana,03/04/2020\n2,Bo,30/04/2020\n").people
    assert (ana.start_date, bo.start_date) == (dt.date(2020, 4, 3), dt.date(2020, 4, 30))


def test_whoever_has_one_name_only_is_greeted_by_it(tmp_path: Path) -> None:
    (person,) = read(tmp_path, "Id,First name,Last name\n1,,Suharto\n").people
    assert (person.first_name, person.last_name, person.name) == ("Suharto", "Suharto", "Suharto")


def test_ambiguous_dates_hide_neither_notes_nor_how_the_columns_are_understood(tmp_path: Path) -> None:
    with pytest.raises(DatesInTwoWays) as error:
        read(tmp_path, "Id,Name,Email,Manager,Start date\n1,Ana,,,03/04/2020\n\n,,,,\n2,Bo,,,\n")
    assert error.value.roster.notes == ("2 blank rows were skipped (rows 3 and 4).",)
    assert [guess.field for guess in error.value.roster.columns] == ["id", "name", "email", "manager", "start_date"]


def test_ambiguous_dates_hide_no_other_problem(tmp_path: Path) -> None:
    with pytest.raises(BadRoster) as error:
        read(tmp_path, "Id,Name,Email,Hire date\n1,Ana,ana,03/04/2020\n1,Bo,,soon\n")
    assert str(error.value) == (
        "The dates in people.csv can be read in two ways, and there are 3 problems more.\n"
        '  people.csv, row 2, column "Hire date": "03/04/2020" may be 3 April 2020 (day/month/year) '
        "or 4 March 2020 (month/day/year). Say which by --dates dmy or --dates mdy.\n"
        '  people.csv, row 2, column "Email": "ana" is no e-mail address. Write one address, like name@company.com.\n'
        '  people.csv, row 3, column "Id": the id "1" is already in row 2 (Ana). '
        "Give each person an id of their own, or take one row out.\n"
        '  people.csv, row 3, column "Hire date": "soon" is not a date. Write it like 2026-12-31.'
    )


def test_the_order_of_dates_can_be_told(tmp_path: Path) -> None:
    text = "Id,Name,Start date\n1,Ana,03/04/2020\n"
    starts = [read(tmp_path, text, date_order=order).people[0].start_date for order in ("dmy", "mdy")]
    assert starts == [dt.date(2020, 4, 3), dt.date(2020, 3, 4)]


def test_a_date_of_birth_shows_the_order_though_it_is_dropped(tmp_path: Path) -> None:
    roster = read(tmp_path, "Id,Name,Start date,DOB\n1,Ana,03/04/2020,12/31/80\n")
    assert roster.people[0].start_date == dt.date(2020, 3, 4)


def test_dates_that_do_not_fit_the_order_of_the_others_are_problems(tmp_path: Path) -> None:
    roster = read(tmp_path, "Id,Name,Start date,End date\n1,Ana,13/04/2020,\n2,Bo,14/04/2020,12/31/2026\n")
    assert problems(roster) == [
        (
            'people.csv, row 3, column "End date": "12/31/2026" does not fit the order of the other dates, '
            "day/month/year. Write it like 2026-12-31."
        )
    ]


def test_an_unknown_order_of_dates_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadSetting, match="Choose one of: dmy, mdy, ymd"):
        read(tmp_path, "Id,Name\n1,Ana\n", date_order="american")


def test_text_that_looks_like_code_is_kept_as_text(tmp_path: Path) -> None:
    roster = read(
        tmp_path,
        'Id,Name,Note\n+1,"=HYPERLINK(""http://x"")",@x\n../../x,{{ 7*7 }},]]>\nCON,שלום עולם,🎉 \u202eabc\n',
    )
    assert [(person.id, person.name, person.extra["note"]) for person in roster.people] == [
        ("+1", '=HYPERLINK("http://x")', "@x"),
        ("../../x", "{{ 7*7 }}", "]]>"),
        ("CON", "שלום עולם", "🎉 \u202eabc"),
    ]


def test_a_control_character_is_a_problem_where_it_would_change_a_person_and_dropped_elsewhere(tmp_path: Path) -> None:
    roster = read(tmp_path, "Id,Name,Email,Note\n1,Ana\x00,ana@company.com,\n2,Bo,bo@company.com,a\x07b\n")
    assert problems(roster) == [
        'people.csv, row 2, column "Name": this cell contains a control character, which nobody can see. Retype it.'
    ]
    assert roster.people[0].extra["Note"] == "ab"


def test_an_id_that_excel_has_shortened_is_a_problem(tmp_path: Path) -> None:
    roster = read(tmp_path, "Id,Name,Email,Manager\n1.00123E+11,Ana,,\n1E5,Bo,,\n7.0,Cy,,7\n")
    assert problems(roster) == [
        (
            'people.csv, row 2, column "Id": "1.00123E+11" is how Excel shortens a long number, and its last '
            "digits are lost. Format the column as text where the list comes from, and export it again."
        )
    ]
    assert [person.id for person in roster.people] == ["1E5", "7"]


def test_a_letter_lost_by_another_program_is_a_problem(tmp_path: Path) -> None:
    roster = read(tmp_path, "Id,Name\n1,Jos\N{REPLACEMENT CHARACTER}\n")
    assert [problem.what for problem in roster.problems] == ['"Jos�" has lost a letter (shown as �).']


@pytest.mark.slow
def test_text_longer_than_a_cell_of_excel_is_a_problem(tmp_path: Path) -> None:
    fits, too_long = "x" * 32_767, "🎉" * 16_384
    roster = read(tmp_path, f"Id,Name,Note\n1,Ana,{fits}\n2,Bo,{too_long}\n")
    assert problems(roster) == [
        'people.csv, row 3, column "Note": this text has 16,384 letters; a cell in Excel holds 32,767. Shorten it.'
    ]


def test_a_list_without_people_or_without_headers_is_refused(tmp_path: Path) -> None:
    messages = []
    for text in ("", " \n\n", "Id,Name\n\n", "Ana Lopez,ana@company.com\n", "Wer,Wo\nAna,Oslo\n"):
        with pytest.raises(BadRoster) as error:
            read(tmp_path, text)
        messages.append(str(error.value))
    assert messages == [
        "people.csv is empty. It needs a row of headers and a row for each person.",
        "people.csv is empty. It needs a row of headers and a row for each person.",
        "people.csv has headers in row 1 but no people below them.",
        (
            "people.csv has no row of headers with a name or an id among them; the nearest is "
            '"Ana Lopez" and "ana@company.com". Put a row above the people that names the columns, '
            'like "Name", "Employee ID" and "Email".'
        ),
        (
            "people.csv has no row of headers with a name or an id among them; the nearest is "
            '"Wer" and "Wo". Name the columns, like "Name", "Employee ID" and "Email", '
            'or say which is which: --columns "Wer=name".'
        ),
    ]


def test_a_list_that_was_read_can_be_sent_to_another_process(tmp_path: Path) -> None:
    roster = read(tmp_path, "Id,Name,Note\n1,Ana,x\n")
    assert pickle.loads(pickle.dumps(roster)) == roster


@pytest.mark.slow
def test_twenty_thousand_people_in_one_long_chain_are_read(tmp_path: Path) -> None:
    rows = [f"{number},Ana Lopez {number},a{number}@company.com,{number - 1 or ''}" for number in range(1, 20_001)]
    roster = read(tmp_path, "\n".join(["Id,Name,Email,Manager ID", *rows]))
    assert (len(roster.people), roster.problems) == (20_000, ())


@pytest.mark.slow
def test_twenty_thousand_wrong_rows_are_all_listed(tmp_path: Path) -> None:
    rows = [f"{number % 100},Ana {number},ana,x{number}" for number in range(20_000)]
    roster = read(tmp_path, "\n".join(["Id,Name,Email,Manager ID", *rows]))
    assert len(roster.problems) == 20_000 + 19_900 + 19_999 + 20_000  # addresses, ids, doubled addresses, managers


def test_headers_that_stand_over_several_columns_are_named(tmp_path: Path) -> None:
    roster = read(tmp_path, "Id,Name,Email,Name\n1,Ana Lopez,ana@company.com,Other\n")
    assert roster.notes[0] == '2 columns are headed "Name". The first is "Name" here, then comes "Name (2)".'


def test_characters_left_out_of_titles_and_other_texts_are_told(tmp_path: Path) -> None:
    text = (
        "Id,Name,Email,Job title,Manager,Site,Salary\n1,Ana,ana@company.com,we\x07ld\x01er,,Leeds,1\x07\n"
        "2,Bo,bo@company.com,Cook,1,Yo\x02rk,\n3,Cy,cy@company.com,Co\x7fok,1,Y\x02ork,\n"
    )
    roster = read(tmp_path, text)
    assert [person.job_title for person in roster.people] == ["welder", "Cook", "Cook"]
    assert (roster.problems, roster.notes) == (
        (),
        (
            'Characters that cannot be printed were left out of 2 cells of the column "Job title" (rows 2 and 4).',
            'Characters that cannot be printed were left out of 2 cells of the column "Site" (rows 3 and 4).',
            "Not read, since goals do not need it: Salary.",
        ),
    )
