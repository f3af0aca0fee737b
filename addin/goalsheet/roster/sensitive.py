"""Sensitive headers: personal data that must not be kept, known by the words of its columns."""

from __future__ import annotations

import re

from goalsheet.roster.words import word_set

# Personal data that goal talks do not need and that must not wander into workbooks. Whole words, so that "Language",
# "Percentage" and "Management Level" are not an age. Absences are here, since they tell of health; lateness and marks
# of performance are not, since they are the company's own data and stay in `extra`, where no template shows them.
_SENSITIVE_WORDS = word_set(
    # English
    "dob yob birth birthday birthdate birthplace born age sex gender male female pronoun pronouns racial ethnicity "
    "ethnic caste hispanic latino latina citizen citizenship nationality marital married spouse kin religion "
    "religious creed health disability disabilities disabled handicap sick sickness illness medical allergies "
    "allergy smoker bmi pregnancy pregnant maternity paternity absence absences absenteeism fmla vaccination "
    "vaccinated vaccine covid immunization salary salaries pay payslip wage wages compensation bonus bonuses "
    "remuneration earnings stipend ctc ote allowance allowances severance garnishment pension ssn iban bic bank "
    "passport aadhaar veteran military sexual lgbt lgbtq lgbtqia union zip zipcode postcode diversity dependents "
    "children emergency visa immigration criminal conviction convictions minority minorities indigenous aboriginal "
    "tribal ancestry transgender parental marriage wedding deceased injury injuries biometric fingerprint "
    "withholding disciplinary 401k dietary "
    # German
    "geburtsdatum geburtstag geburtsort geburtsname geburtsjahr geschlecht weiblich mannlich alter gehalt lohn "
    "verdienst zulage pramie familienstand kinder kinderfreibetrag ehepartner staatsangehorigkeit nationalitat "
    "herkunft migrationshintergrund konfession kirchensteuer lohnsteuer steuerklasse steuernummer "
    "sozialversicherungsnummer rentenversicherungsnummer schwerbehinderung gdb krankheitstage krankmeldung "
    "krankentage fehltage mutterschutz elternzeit impfstatus aufenthaltstitel aufenthaltserlaubnis arbeitserlaubnis "
    "bankverbindung kontonummer reisepass personalausweis fuhrungszeugnis parteizugehorigkeit plz postleitzahl "
    "anschrift wohnort religionszugehorigkeit gewerkschaft gewerkschaftszugehorigkeit krankenkasse blutgruppe "
    "minderheit muttersprache familienstatus familienverhaltnisse lebensalter korpergrosse korpergewicht gewicht "
    "herkunftsland kirchenzugehorigkeit pfandung bezuge sonderzahlung weihnachtsgeld urlaubsgeld tantieme abfindung "
    "personalkosten tarifgruppe besoldungsgruppe austrittsgrund kundigungsgrund trennungsgrund abmahnung abmahnungen "
    "pronomen "
    # French
    "naissance sexe homme femme salaire nationalite enfants conjoint sejour maladie maternite grossesse handicape "
    "rqth syndicat syndicale sanguin minorite salarial salariale salariaux indemnite indemnites interessement "
    "passeport pronoms "
    # Spanish and Italian
    "nacimiento cumpleanos sexo genero hombre mujer varon salario sueldo retribucion stipendio nacionalidad edad "
    "etnia etnico discapacidad raza hijos conyuge embarazo enfermedad sindicato sindical bancaria cedula pasaporte "
    "sanguineo minoria sangre salud estatura aguinaldo finiquito indemnizacion imss pronombres "
)
# Two words and more, or words that are only sensitive alone: compared with the whole header, so that "Company" and
# "Brand Equity" stay.
_SENSITIVE_HEADERS = (
    "social security number, social security no, social insurance number, national "
    "insurance number, ni number, nino, sin, national id, national id number, national identifier, tax id, tin, "
    "tax number, tax code, pan, id card number, bank account, account number, hourly rate, base rate, hispanic "
    "latino, insurance number, trade union, address, street, street address, address line 1, address line 2, "
    "address 1, address 2, postal code, post code, home zip, faith, adresse, direccion, domicilio, "
    "situation familiale, etat civil, estado civil, code postal, codigo postal, numero de securite sociale, "
    "numero de seguridad social, seguridad social, securite sociale, nir, rib, "
    "steuer id, sv nummer, strasse, dni, nie, nif, curp, rfc, nss, orientation, zip code, "
    "ethn, nat, vet, vet status, aap, aap code, eeo, eeo code, eeo category, eeo 1, eeo class, "
    "blood type, blood group, health insurance, m f, f m, m w, w m, m f d, m f x, m w d, f m x, h f, f h, h m, "
    "man woman, maiden name, mother maiden name, year born, "
    "comp, compa ratio, cash, income, equity, equity grant, equity award, equity value, stock, stock options, "
    "stock option, stock grant, share options, options granted, rsu, rsus, lti, sti, incentive, incentive amount, "
    "provision, brutto, netto, prime, primes, comision, comisiones, ingresos, "
    "background check, drug test, credit check, credit score, green card, right to work, work authorization, "
    "work authorisation, national origin, driver license, drivers license, "
    "driving licence, casier judiciaire, antecedentes, antecedentes penales, permis de travail, permiso de trabajo, "
    "permiso de residencia, arret de travail, baja medica, partei, parti politique, partido politico, "
    "scheduled tribe, family status, familial status, family situation, civil status, civil state, "
    "relationship status, years old, "
    "native language, native tongue, mother tongue, first language, country of origin, place of origin, skin "
    "color, skin colour, generation, generation group, generational cohort, height, weight, body height, body "
    "weight, height cm, height in, weight kg, weight lb, weight lbs, cost to company, employer cost, labor cost, "
    "labour cost, loaded cost, fully loaded cost, range penetration, total rewards, benefits, dental plan, "
    "benefit plan, vision plan, tax class, tax status, tax filing status, filing status, leave type, self "
    "identification, rehire eligible, eligible for rehire, caregiver status, carer status, reasonable "
    "accommodation, workers comp, grosse, grund des austritts, situation de famille, langue maternelle, pays d "
    "origine, poids, taille, personnes a charge, carte d identite, mutuelle, nom de jeune fille, motif de depart, "
    "motif de sortie, motif du depart, cout employeur, situacion familiar, lengua materna, idioma materno, pais "
    "de origen, peso, altura, talla, generacion, bono, bonos, carnet de identidad, seguro medico, motivo de baja, "
    "motivo de salida, motivo de la baja, causa de baja, coste empresa, costo empresa"
)
_LEAVING = r"termd?|terminated|termination|separation|leaving|leave|exit|resignation|departure|attrition|quitting"
# As exports of databases glue them ("maritalstatuscode", "annualsalary"): parts that stand in no innocent header, and
# short ones only as a whole with what usually follows.
_GLUED = re.compile(
    r"marital|marstat|matrimoni|birth|gender|ethni|religi|citizenship|nationality|salary|konfession|geschlecht|gehalt"
    r"|entgelt|vergutung|disabilit|behinder|stundenlohn|grundlohn"
    r"|^(?:is)?(?:sex|race|age|eth|mar|confession)(?:code|cd|id|status|group|band|desc|ethnicity)?$"
    r"|^geb(?:dat|datum|tag|jahr|ort|name)?$|^eeo|^(?:is)?(?:fe)?male$"
    r"|^(?:base|annual|monthly|hourly)pay"
    r"|^(?:sales|annual|target|total|ytd)?commissions?(?:rate|plan|percent|amount)?$"
    # Money for a span of time, or in total: "Annual Comp", "Annualized Base", "Total Cash".
    r"|^(?:annual|annuali[sz]ed|yearly|monthly|hourly)(?:base|rate|rt|cash|comp|income|gross|net)$"
    r"|^(?:total|target|base|current|variable|fixed)(?:target|annual|direct)?(?:cash|comp|income)$"
    r"|^mil(?:itary)?(?:status|stat)$|^compa?(?:ratio|band|grade|rate)$|minorit(?:y|ies)(?:status|group|flag|code)$"
    r"|^lohn(?!end)|(?:monats|jahres|brutto|netto|tarif)lohn$"
    # Why somebody left or is away, and how somebody looks; "Photo editor" and "Photocopier" are another matter.
    rf"|^(?:{_LEAVING})reasons?(?:code|desc|description|type)?$|^reasons?(?:for|of)(?:the)?(?:{_LEAVING})$"
    r"|^(?:profile|passport|id)?(?:photo|photograph|headshot|foto|fotografia|fotografie|passfoto|passbild|lichtbild)s?"
    r"(?:url|link|file|path|uploaded)?$|^profilepicture(?:url|link|file)?$"
)
_SENSITIVE_SPELLINGS = frozenset(_SENSITIVE_HEADERS.replace(" ", "").split(","))
_WEIGHTS = word_set("weight gewicht poids peso")
# Words that are innocent in other company: "Race Director", "Parking permit", "Political desk".
_PHRASES = re.compile(
    r"\brace\b(?! (?:director|day|team|manager|engineer|car|track|event|condition)s?\b)"
    r"|\b(?:work|residence|residency) permit\b"
    r"|\bpolitical (?:party|affiliation|view|opinion|belief)s?\b|\b(?:affiliation|afiliacion) politi"
)
_AT_WORK = re.compile(r"\bhealth (?:and )?safety\b|\bsalud ocupacional\b")  # a department, and nobody's illness
_PRIVATE = word_set("home personal private privat perso prive particular")
_CONTACT = word_set("email mail phone mobile cell telephone telefon address adresse correo")
_HOME = re.compile(r"\b(?:home|residence|residential|mailing) (?:city|state|country|county|town|street|province)\b")


def is_sensitive(words: str, *, in_percent: bool = False) -> bool:
    """Tell whether a header, in plain words, names personal data that goal talks do not need.

    A weight `in_percent` is a goal's, not a body's.
    """
    words = _AT_WORK.sub("", words)
    compact = words.replace(" ", "")
    if in_percent and compact in _WEIGHTS:
        return False
    return bool(
        not _SENSITIVE_WORDS.isdisjoint([compact, *words.split()])
        or compact in _SENSITIVE_SPELLINGS
        or _GLUED.search(compact)
        or _PHRASES.search(words)
        or _HOME.search(words)
        or is_private(words)
    )


def is_private(words: str) -> bool:
    """Tell whether a column holds a private address or number: "Email (personal)", "Home phone"."""
    parts = words.replace("e mail", "email").split()
    return not _PRIVATE.isdisjoint(parts) and not _CONTACT.isdisjoint(parts)
