"""Job families: what kind of work a person does, told by a column or guessed from title and department."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from goalsheet.roster.words import fold, slug, word_set

GENERAL = "general"
_OPEN = "open"  # no family: engineers and architects are of any trade, which other words tell

# Words of a family, in small letters and without accents. The first line with a word of the title decides, so a
# narrow function stands above a wide one, and leadership near the end: a Director of Sales works in sales.
KEYWORDS: tuple[tuple[str, str], ...] = (
    ("data", "data, analytics, bi, business intelligence, statistician, machine learning, datenanalyst, big data"),
    ("design", "design, designer, ux, ui, ux researcher, creative, illustrator, graphic, grafiker"),
    (
        "people",
        "hr, human resources, people operations, people partner, people ops, recruiter, recruiting, recruitment",
    ),
    (
        "people",
        "talent, payroll, personnel, chro, learning and development, personalabteilung, recursos humanos",
    ),
    ("people", "people manager, people and culture, ressources humaines, rh, head of people, people team, people"),
    (
        "marketing",
        "marketing, brand, content, seo, copywriter, communications, pr, social media, public relations, cmo",
    ),
    ("customer-service", "customer service, customer support, customer success, customer care, call center, help desk"),
    ("customer-service", "helpdesk, service desk, support agent, support specialist, contact center, kundenservice"),
    ("customer-service", "customer experience, support representative, support engineer, kundendienst, service client"),
    (
        "sales",
        "sales, account executive, account manager, account director, key account, business development, presales",
    ),
    (
        "sales",
        "vertrieb, verkauf, ventes, vente, commercial, ventas, comercial, store, retail, cashier, seller, salesman",
    ),
    ("sales", "shop assistant"),
    ("finance", "finance, financial, accountant, accounting, accounts, accounts payable, accounts receivable, audit"),
    ("finance", "auditor, tax, treasury, treasurer, controller, controlling, bookkeeper, cfo, billing, buchhaltung"),
    ("finance", "finanzen, comptable, comptabilite, contabilidad, contable, finanzas"),
    ("legal", "legal, lawyer, attorney, counsel, paralegal, compliance, solicitor, jurist, juridique, abogado"),
    (
        "healthcare",
        "nurse, nursing, doctor, physician, clinical, patient, medical, pharmacist, therapist, surgeon, dental",
    ),
    (
        "healthcare",
        "caregiver, health, healthcare, pflege, arzt, krankenpfleger, infirmier, infirmiere, enfermera, care assistant",
    ),
    (
        "education",
        "teacher, teaching, professor, lecturer, tutor, instructor, trainer, education, school, faculty, lehrer",
    ),
    ("education", "curriculum, educator, docente, enseignant, profesor, academic"),
    (
        "logistics",
        "logistics, warehouse, supply chain, shipping, driver, courier, fleet, transport, forklift, dispatcher",
    ),
    ("logistics", "procurement, purchasing, buyer, inventory, logistik, lager, logistique, logistica, delivery driver"),
    (
        "production",
        "production, manufacturing, assembly, assembler, machinist, machine operator, plant, factory, welder",
    ),
    (
        "production",
        "quality control, quality inspector, shop floor, produktion, fertigung, montage, produccion, foreman",
    ),
    (
        "production",
        "process engineer, process engineering, industrial engineer, industrial engineering, quality engineer",
    ),
    (
        "operations",
        "maintenance engineer, maintenance engineering, service engineer, field engineer, facilities engineer",
    ),
    (GENERAL, "laboratory, lab, laborant, laborantin"),
    ("engineering", "developer, software, programmer, devops, sre, site reliability, it, systems, test engineer"),
    (
        "engineering",
        "qa engineer, qa tester, qa automation, test automation, computer scientist, backend, frontend, full stack",
    ),
    (
        "engineering",
        "solution architect, solutions architect, enterprise architect, technical architect, platform engineer",
    ),
    ("engineering", "security architect, infrastructure engineer, embedded, firmware, mobile engineer, android, ios"),
    (
        "engineering",
        "network, database, security engineer, information technology, technology, cto, cio, sysadmin, tech",
    ),
    (
        "engineering",
        "entwickler, entwicklung, developpeur, informatique, desarrollador, informatica, informatiker, informatikerin",
    ),
    ("engineering", "system administrator, web, cloud, cybersecurity, information security, it is"),
    (GENERAL, "scientist, research, r d, researcher"),
    (_OPEN, "engineer, engineers, engineering, architect, ingenieur, ingeniero, architekt, architecte, arquitecto"),
    ("product", "product, product manager, product owner, scrum master, produkt, produit, producto, cpo"),
    (
        "administration",
        "administration, administrative, administrator, admin, assistant, secretary, receptionist, clerk",
    ),
    ("administration", "office manager, office, facilities, verwaltung, sekretariat, administracion, front desk"),
    (
        "operations",
        "operations, operational, operator, ops, process, project manager, program manager, coo, maintenance",
    ),
    ("operations", "technician, field service, betrieb, exploitation, operaciones, quality, qa, project"),
    ("data", "analyst"),
    (
        "leadership",
        "ceo, chief, president, founder, co founder, managing director, general manager, executive, director",
    ),
    ("leadership", "vp, vice president, head, owner, board, geschaftsfuhrer, geschaftsfuhrung, directeur, gerente"),
)
FAMILIES = (*(family for family in dict(KEYWORDS) if family not in (GENERAL, _OPEN)), GENERAL)

_PHRASES = [(phrase.strip(), family) for family, phrases in KEYWORDS for phrase in phrases.split(",")]
_FAMILY_OF = dict(reversed(_PHRASES))
_SOFTWARE = [(phrase, family) for phrase, family in _PHRASES if family == "engineering"] + [
    ("engineering", "engineering"),
    ("platform", "engineering"),
]
# Trades of engineers and architects who build no software.
_TRADES = word_set(
    "civil mechanical electrical electronics structural chemical construction building buildings site project hvac "
    "environmental geotechnical mining petroleum marine naval aerospace aeronautical automotive biomedical "
    "mechatronics materials nuclear acoustic hydraulic energy power railway highway traffic surveying mechanic "
    "instrumentation landscape interior urban bau bauwesen maschinenbau elektrotechnik"
)
_NARROW = _PHRASES[: [family for _, family in _PHRASES].index("administration")]
_HEAD = re.compile(r"[,(]|\s[-–—]\s")  # ends what somebody is: "Software Engineer, Sales Tools"
# The rank of a manager or director, who assists nobody's office: "Assistant Vice President".
_RANK = re.compile(r"\bassistant (?!to )(?=(?:\w+ ){0,2}(?:managers?|directors?|president|vp|head|chief|principal)\b)")


# What people are called; what follows without a comma is what they are it for: "Software Developer Marketing Platform".
_CALLED = word_set(
    "engineer engineers developer developers programmer architect administrator technician manager director executive "
    "representative rep assistant specialist analyst consultant coordinator officer partner associate agent advisor "
    "adviser designer accountant controller auditor recruiter nurse teacher trainer lead owner master operator driver "
    "researcher scientist lawyer counsel buyer supervisor entwickler entwicklerin referent referentin sachbearbeiter "
    "sachbearbeiterin berater beraterin buchhalter buchhalterin koordinator techniker developpeur developpeuse "
    "comptable desarrollador desarrolladora"
)
_OF = word_set("of for to de du des der fur")
_LEVEL = re.compile(r"(?: (?:[ivx]+|\d+|level|grade|senior|junior|sr|jr))+$")


@lru_cache(maxsize=16_384)  # thousands of people share a few hundred titles
def find_family(told: str, job_title: str, department: str) -> str:
    """Take the family that the roster tells, else guess by the title's words, else by the department's."""
    if fold(told):
        if slug(told) in FAMILIES:
            return slug(told)
        # "Software Engineering" is one of ours by its words; a family that no word tells stays as it is told.
        family = _FAMILY_OF.get(fold(told), _OPEN)
        family = _guess(told) if family == _OPEN else family
        return slug(told) if family in ("", GENERAL) else family
    return _guess(job_title) or _guess(department) or GENERAL


def _guess(text: str) -> str:
    """Guess by what somebody is, where that tells a narrow function, else by all words."""
    heads = _heads(_HEAD.split(text, maxsplit=1)[0])
    family = next(filter(None, (_find(head, _NARROW) for head in heads)), "") or _find(text, _PHRASES)
    return _trade(text) if family == _OPEN else family


def _trade(text: str) -> str:
    """Tell the family of an engineer or architect by the other words; nothing where there are none that tell."""
    return GENERAL if not _TRADES.isdisjoint(fold(text).split()) else _find(text, _SOFTWARE)


def _heads(title: str) -> Iterator[str]:
    """Give the beginnings of a title that end in what somebody is called, unless the title itself does, and the title.

    Behind "of" no more of them: "Head of Developer Marketing" is no developer.
    """
    words = _LEVEL.sub("", fold(title)).split()
    if words and words[-1] not in _CALLED:
        until = next((at for at, word in enumerate(words) if word in _OF), len(words) - 1)
        for end in range(1, until + 1):
            if words[end - 1] in _CALLED and words[end] not in _CALLED:
                yield " ".join(words[:end])
    yield title


def _find(text: str, phrases: Sequence[tuple[str, str]]) -> str:
    # Blanks around both make it a match of whole words: "it" is not in "auditor".
    words = f" {_RANK.sub('', fold(text))} "
    return next((family for phrase, family in phrases if f" {phrase} " in words), "")
