"""Managers by id, e-mail or name, in the list or outside of it, and circles among them."""

import datetime as dt
from pathlib import Path

from goalsheet.roster.people import Roster, read_roster
from goalsheet.tracker.person import Manager

NO_EMAILS = "There is no column with e-mail addresses; sending and sharing by e-mail will ask for it later."


def read(folder: Path, text: str) -> Roster:
    path = folder / "people.csv"
    path.write_text(text, encoding="utf-8", newline="")
    return read_roster(path, today=dt.date(2026, 1, 15))


def managers(roster: Roster) -> dict[str, Manager]:
    return {person.name: person.manager for person in roster.people}


def test_one_column_may_name_managers_by_id_address_or_name(tmp_path: Path) -> None:
    roster = read(
        tmp_path,
        "Id,First name,Last name,Preferred name,Email,Manager\n"
        "1,Ána María  K,López,Annie,ana@company.com,\n"
        "2,B,Two,,,1\n"
        "3,C,Three,,,ANA@company.com\n"
        "4,D,Four,,,ana maria lopez\n"
        '5,E,Five,,,"Lopez, Ana Maria"\n'
        "6,F,Six,,,Annie López\n"
        "7,G,Seven,,,Ana  María K López\n"
        "8,H,Eight,,,Ana Lopez <ana@company.com>\n"
        "9,I,Nine,,,Annie Lopez (1)\n"
        "10,J,Ten,,,1.0\n",
    )
    annie = Manager(id="1", name="Annie López", email="ana@company.com", first_name="Annie")
    assert list(managers(roster).values()) == [Manager(), *[annie] * 9]
    assert (roster.problems, roster.notes) == ((), ())


def test_a_middle_initial_may_be_missing_on_either_side(tmp_path: Path) -> None:
    roster = read(
        tmp_path,
        'Id,Name,Manager\n1,"Lopez, Ana  K",\n2,Bo Chen,Ana Lopez\n3,Cy Day,Bo X. Chen\n4,Di Fox,Ana Z Lopez\n',
    )
    assert [manager.id for manager in managers(roster).values()] == ["", "1", "2", ""]


def test_managers_outside_the_list_are_kept_and_counted(tmp_path: Path) -> None:
    roster = read(
        tmp_path,
        "Id,Name,Email,Manager name,Manager email\n"
        '1,Ana,,"Zed, Zoe",zoe@company.com\n'
        "2,Bo,,,zoe@company.com\n"
        "3,Cy,,Board of Directors,\n",
    )
    assert managers(roster) == {
        "Ana": Manager(name="Zoe Zed", email="zoe@company.com", first_name="Zoe"),
        "Bo": Manager(email="zoe@company.com"),
        "Cy": Manager(name="Board of Directors", first_name="Board of Directors"),
    }
    assert roster.notes == (
        (
            "The managers of 3 people are not in the list themselves "
            "(Zoe Zed, zoe@company.com and Board of Directors); "
            "they are kept by name or e-mail."
        ),
    )


def test_a_manager_outside_the_list_is_one_person_however_the_name_is_spelled(tmp_path: Path) -> None:
    roster = read(tmp_path, 'Id,Name,Manager\n1,Ana,Zoë Zed\n2,Bo,zoe zed\n3,Cy,"ZED, Zoe"\n4,Di,???\n5,Ed,!!!\n')
    assert [manager.name for manager in managers(roster).values()] == ["Zoë Zed", "Zoë Zed", "Zoë Zed", "???", "!!!"]


def test_ids_tell_managers_of_one_name_apart_who_are_not_in_the_list(tmp_path: Path) -> None:
    roster = read(
        tmp_path,
        "Id,Name,Manager ID,Manager name\n1,Ana,50,Pat Kim\n2,Bo,51,Pat Kim\n3,Cy,50,pat kim\n4,Di,60,Lee Roe\n",
    )
    pat = Manager("50", "Pat Kim", first_name="Pat")
    other, lee = Manager("51", "Pat Kim", first_name="Pat"), Manager(name="Lee Roe", first_name="Lee")
    assert managers(roster) == {"Ana": pat, "Bo": other, "Cy": pat, "Di": lee}


def test_a_manager_given_by_an_unknown_id_is_a_problem_with_the_closest_one(tmp_path: Path) -> None:
    roster = read(tmp_path, "Id,Name,Manager\n0042,Ana,\nE-77,Bo,55\n3,Cy,E-78\n4,Di,12345\n")
    assert [str(problem) for problem in roster.problems] == [
        (
            'people.csv, row 3, column "Manager": no such manager: nobody in the list has the id "55". '
            "Correct it, add the manager, or give a name or e-mail."
        ),
        (
            'people.csv, row 4, column "Manager": no such manager: nobody in the list has the id "E-78". '
            'Did you mean "E-77"? Correct it, add the manager, or give a name or e-mail.'
        ),
        (
            'people.csv, row 5, column "Manager": no such manager: nobody in the list has the id "12345". '
            "Correct it, add the manager, or give a name or e-mail."
        ),
    ]


def test_ids_that_differ_only_by_leading_zeros_are_matched_with_one_note(tmp_path: Path) -> None:
    roster = read(tmp_path, "Id,Name,Email,Manager ID\n00000,Ana,,\n00001,Bo,,0\n7,Cy,,1\n8,Di,,1.0\n9,Ed,,007\n")
    assert [manager.name for manager in managers(roster).values()] == ["", "Ana", "Bo", "Bo", "Cy"]
    assert roster.problems == ()
    assert roster.notes == (
        (
            "For 4 people the manager's id has other leading zeros than in this list; "
            "it was matched by the rest (0 is 00000, 1 is 00001, 1.0 is 00001 and 1 more)."
        ),
    )


def test_leading_zeros_may_differ_behind_a_name_too(tmp_path: Path) -> None:
    text = "Id,Name,Email,Manager\n45,Ana Lopez,,\n46,Bo,,Ana Lopez (00045)\n47,Cy,,Ana Lopez [2 days]\n"
    assert managers(read(tmp_path, text))["Bo"] == Manager(id="45", name="Ana Lopez", first_name="Ana")


def test_whoever_left_and_came_back_with_the_same_id_is_found_without_its_zeros(tmp_path: Path) -> None:
    roster = read(tmp_path, "Id,Name,Status,Manager ID\n001,Ana,Terminated,\n001,Ana,Active,\n002,Bo,Active,1\n")
    assert managers(roster)["Bo"].id == "001"


def test_leading_zeros_count_where_only_they_tell_two_people_apart(tmp_path: Path) -> None:
    roster = read(tmp_path, "Id,Name,Email,Manager\n42,Ana,,\n0042,Bo,,42\n1,Cy,,0042\n2,Di,,042\n")
    assert [manager.name for manager in managers(roster).values()] == ["", "Ana", "Bo"]
    assert [str(problem) for problem in roster.problems] == [
        (
            'people.csv, row 5, column "Manager": no such manager: nobody in the list has the id "042". '
            'Did you mean "0042"? Correct it, add the manager, or give a name or e-mail.'
        ),
    ]


def test_manager_ids_of_another_kind_yield_to_names(tmp_path: Path) -> None:
    roster = read(
        tmp_path, "EmpID,Name,ManagerName,ManagerID\n1001,Ana Lopez,Board,1\n1002,Bo Chen,Ana Lopez,2\n1003,Cy Day,,2\n"
    )
    assert [manager.name for manager in managers(roster).values()] == ["Board", "Ana Lopez", ""]
    assert roster.problems == ()
    assert roster.notes == (
        NO_EMAILS,
        "The manager of 1 person is not in the list (Board), and kept by name or e-mail.",
        (
            "For 1 person the manager is given only by an id, and the manager ids are not the ids of this list; "
            "this person has no manager here."
        ),
    )


def test_a_name_goes_before_an_id_that_belongs_to_somebody_else(tmp_path: Path) -> None:
    roster = read(
        tmp_path,
        "Id,Name,Manager name,Manager ID\n"
        "1,Ana Lopez,,\n2,Bo Chen,Ana Lopez,1\n3,Cy Day,Ana Lopez,2\n4,Di Fox,Zoe Zed,2\n5,Ed Gee,Annie Lopez,1\n",
    )
    ana = Manager(id="1", name="Ana Lopez", first_name="Ana")
    assert list(managers(roster).values()) == [Manager(), ana, ana, Manager(name="Zoe Zed", first_name="Zoe"), ana]
    assert roster.notes == (
        NO_EMAILS,
        (
            "For 2 people the manager's id belongs to somebody else than the manager's name says "
            "(Ana Lopez and Zoe Zed); "
            "the name was taken."
        ),
    )


def test_a_name_of_two_people_needs_an_id_or_an_address(tmp_path: Path) -> None:
    roster = read(
        tmp_path,
        "Id,Name,Email,Manager,Manager ID\n"
        "1,Ana Lopez,,,\n2,Ana Lopez,,,\n3,Cy Day,,Ana Lopez,2\n4,Di Fox,,Ana Lopez,\n",
    )
    assert managers(roster)["Cy Day"].id == "2"
    assert [str(problem) for problem in roster.problems] == [
        (
            'people.csv, row 5, column "Manager": the manager "Ana Lopez" may be any of 2 people of that name '
            "(rows 2 and 3). "
            "Give the manager's id or e-mail."
        )
    ]


def test_a_name_of_two_people_and_the_id_of_a_third_contradict_each_other(tmp_path: Path) -> None:
    roster = read(
        tmp_path,
        "Id,Name,Manager name,Manager ID\n1,Ana,,\n2,Ana,,\n3,Bo Chen,Ana,1\n4,Cy,Ana,3\n5,Di,Ana,99\n6,Ed,Ana,2\n",
    )
    assert [str(problem) for problem in roster.problems] == [
        (
            'people.csv, row 5, column "Manager name": the manager\'s name and id contradict each other: the id "3" is '
            'that of Bo Chen (row 4), and 2 others are called "Ana" (rows 2 and 3). Correct the name or the id.'
        ),
        (
            'people.csv, row 6, column "Manager name": the manager\'s name and id contradict each other: the id "99" '
            'is nobody\'s in this list, and 2 others are called "Ana" (rows 2 and 3). Correct the name or the id.'
        ),
    ]


def test_whoever_manages_themselves_is_a_top_leader(tmp_path: Path) -> None:
    roster = read(tmp_path, "Id,Name,Email,Manager\n1,Ana Lopez,,Ana Lopez\n2,Bo Chen,,1\n")
    assert [manager.id for manager in managers(roster).values()] == ["", "1"]
    assert roster.notes == ("Given as their own manager, and so taken as a top leader without one: Ana Lopez (row 2).",)


def test_whoever_leads_without_a_name_is_told_by_their_row(tmp_path: Path) -> None:
    roster = read(tmp_path, "Id,Name,Email,Manager ID\n1,Ana Lopez,,\n2,,,2\n")
    assert roster.notes == (
        "Given as their own manager, and so taken as a top leader without one: somebody without a name (row 3).",
    )


def test_each_circle_is_one_problem_that_names_everybody_in_it(tmp_path: Path) -> None:
    roster = read(tmp_path, "Id,Name,Manager\n9,Zoe,1\n1,Ana,2\n2,Bo,3\n3,Cy,1\n4,Di,5\n5,Ed,4\n")
    assert [str(problem) for problem in roster.problems] == [
        (
            'people.csv, row 3, column "Manager": these people manage each other in a circle: Ana (row 3) reports to '
            "Bo (row 4) reports to Cy (row 5) reports to Ana (row 3). Correct the manager of one of them."
        ),
        (
            'people.csv, row 6, column "Manager": these people manage each other in a circle: Di (row 6) reports to '
            "Ed (row 7) reports to Di (row 6). Correct the manager of one of them."
        ),
    ]
    assert [person.name for person in roster.people] == ["Zoe"]


def test_leavers_may_still_be_managers_by_name(tmp_path: Path) -> None:
    roster = read(
        tmp_path, "Id,Name,Email,Status,Manager\n1,Ana Lopez,ana@company.com,Terminated,\n2,Bo,,,1\n3,Cy,,,Ana Lopez\n"
    )
    ana = Manager(name="Ana Lopez", first_name="Ana")
    assert managers(roster) == {"Bo": ana, "Cy": ana}
    assert roster.notes == (
        "1 person who has left was left out.",
        "The managers of 2 people have left (Ana Lopez); they are kept by name.",
    )


def test_a_manager_whose_own_row_has_a_problem_is_still_a_manager(tmp_path: Path) -> None:
    roster = read(tmp_path, "Id,Name,Email,Manager\n1,Ana,nowhere,\n2,Bo,,1\n")
    assert (list(managers(roster)), len(roster.problems)) == (["Bo"], 1)


def test_blank_managers_are_written_in_many_ways(tmp_path: Path) -> None:
    roster = read(tmp_path, "Id,Name,Email,Manager\n1,Ana,,\n2,Bo,,-\n3,Cy,,N/A\n4,Di,,none\n5,Ed,,#N/A\n")
    assert list(managers(roster).values()) == [Manager()] * 5
    assert roster.notes == ('“#N/A” in 1 cell of the column "Manager" (row 6) was read as a blank.',)


def test_a_column_manager_that_says_yes_or_no_names_nobody(tmp_path: Path) -> None:
    roster = read(tmp_path, "Id,Name,Manager\n1,Ana,Yes\n2,Bo,No\n")
    assert [(person.manager, person.extra["Manager"]) for person in roster.people] == [
        (Manager(), "Yes"),
        (Manager(), "No"),
    ]


def test_a_broken_address_of_a_manager_is_a_problem(tmp_path: Path) -> None:
    roster = read(tmp_path, "Id,Name,Email,Manager email\n1,Ana,,bo at company\n")
    assert [str(problem) for problem in roster.problems] == [
        (
            'people.csv, row 2, column "Manager email": "bo at company" is no e-mail address. '
            "Write one address, like name@company.com."
        )
    ]


def test_names_that_only_stand_in_for_ids_do_not_decide_between_namesakes(tmp_path: Path) -> None:
    roster = read(tmp_path, "Name,Manager\nAna,\nAna,\nBo,Ana\n")
    assert [problem.where for problem in roster.problems] == ['people.csv, row 4, column "Manager"']


def test_an_address_goes_before_a_name_and_an_id_and_says_so(tmp_path: Path) -> None:
    roster = read(
        tmp_path,
        "Id,Name,Email,Manager,Manager email,Manager ID\n"
        "1,Ana Lopez,ana@company.com,,,\n"
        "2,Bo Chen,bo@company.com,,,\n"
        "3,Cy Day,,Bo Chen,ana@company.com,2\n"
        "4,Di Fox,,A. Lopez,ana@company.com,1\n",
    )
    assert [manager.id for manager in managers(roster).values()] == ["", "", "1", "1"]
    assert roster.notes == (
        (
            "For 1 person the manager's e-mail belongs to somebody else than the id or name says (Ana Lopez); "
            "the e-mail was taken."
        ),
    )


def test_manager_ids_in_a_list_without_ids_are_of_no_use(tmp_path: Path) -> None:
    roster = read(tmp_path, "Name,Email,Manager ID\nAna Lopez,ana@company.com,7\n")
    assert (managers(roster), roster.problems) == ({"Ana Lopez": Manager()}, ())


def test_a_name_with_a_digit_is_a_name_where_people_have_no_ids(tmp_path: Path) -> None:
    roster = read(tmp_path, "Name,Manager\nAna2,\nBo,Ana2\nCy,Zoe3\n")
    assert [manager.name for manager in managers(roster).values()] == ["", "Ana2", "Zoe3"]
