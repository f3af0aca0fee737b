"""The words for people and bodies whom a goal may ask, teach or agree something with."""

from __future__ import annotations

from goalsheet.smart.text import any_of

PEOPLE = any_of(
    "adults agents apprentice apprentices assistants candidates carers children cleaners clerks client clients "
    "colleague colleagues customer customers drivers employees engineers everybody everyone farmers graduates guards "
    "guests her him hires joiners juniors learners manager managers me members newcomers nurses operators others "
    "parents participants patients people players pupils recruits residents seniors staff starters students "
    "supervisors team teams tenants them trainee trainees us users volunteers waiters welders workers"
)
#: Bodies and persons with whom something is settled, and who are no means.
PARTNERS = any_of(
    "authorities authority bank banks board client clients colleagues committee community council councils court "
    "courts customer customers departments doctors embassy insurer insurers landlord landlords leadership management "
    "managers ministry others parents partners patients people regulator regulators stakeholders supplier suppliers "
    "team teams union unions users workers business"
)
