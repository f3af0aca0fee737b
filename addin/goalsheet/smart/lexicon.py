"""The words that rules know: verbs, placeholders, hedges, proofs. Small letters."""

from __future__ import annotations

from goalsheet.smart.text import word_set

#: Verbs whose result can be seen: doing them is a step that somebody else can watch or check.
ACTIONS = word_set(
    "accompany achieve acquire add advertise agree alternate analyse analyze answer apologise apologize apply appoint "
    "approve archive arrange arrive articulate ask assemble assess assign attain attend attract audit automate award "
    "bake become benchmark book bottle brainstorm brief bring broadcast build buy calibrate call carry cast catalogue "
    "certify chair change chase check clean clear climb clock close co-author co-write coach coauthor code collect "
    "combine compile complete conclude conduct configure connect consolidate consult contact containerise "
    "containerize contribute convert convince cook correct cover create cross-train cut cycle de-escalate debate "
    "debug decide decommission decrease deduplicate defend define delegate delete deliver demonstrate depart deploy "
    "describe design diagnose dig digitise digitize discharge discuss dismantle dispatch dispense distribute dock "
    "document double double-check draft draw drive drop earn eliminate email empty enable encrypt enlarge enrol "
    "enroll enter equip erect escalate escort establish evaluate exceed exchange expand explain export extend "
    "facilitate feed fence file fill finalise finalize find finish fit fix fly fold forward freshen fund gain gather "
    "generate get give go grade graduate graft grind grow guide halve hand handle harvest hire hit hold host identify "
    "implement import increase index inspect install insulate integrate interview introduce invite invoice issue join "
    "keep knock label land launch lay lead learn lease leave lecture let lift limit list locate lodge log lower mail "
    "maintain make manufacture map mark master measure meet mentor merge migrate mill model modernise monitor mount "
    "move mow negotiate observe obtain offer onboard open operate order organise organize outline outsource overhaul "
    "overtake pack package paint pass patch pay perform persuade phase phone pick pilot pitch place plan plant play "
    "plough polish post pour practice practise prepare prescribe present press print process procure produce program "
    "promote prototype prune publish pull put qualify quote raise reach read ready rebuild recalculate recalibrate "
    "receive reconcile record recover recruit recycle redeploy redesign reduce refactor reference refresh refurbish "
    "register rehearse reissue relaunch release relocate remove rename renegotiate renew renovate reorganise "
    "reorganize repaint repair repeat replace reply report reprice reproduce resell resolve respond restock restore "
    "restructure retain retest retire retrain return reunite review revise rework rewrite ring rinse roll rotate run "
    "sample sanction save scan schedule score screen secure sell send separate serve service set set-up sew shadow "
    "share shepherd shift ship shoot shorten show shred shrink shut sign simplify sit slash slow smile solve sort "
    "source sow speak spend split stabilise staff stage standardise standardize start steer stitch stock stop store "
    "streamline strip study submit substitute succeed sunset supervise supply surpass survey swap swim switch tag "
    "take talk teach tender test tidy tighten trace track trade train transfer transition translate treat trial trim "
    "triple turn type unblock unify unload unpack update upgrade upload use usher vaccinate validate vary verify "
    "visit wait walk wash waste water weigh weld win wire wrap write"
)
#: Verbs of wishing and of improving in general: they say little unless a number or a concrete result stands with them.
WEAK_VERBS = word_set(
    "accelerate achieve act add address advance aim align appreciate aspire assist attempt be become believe "
    "blossom boost bridge broaden care catch champion collaborate come commit communicate consider continue "
    "contribute cultivate dare deal deepen deliver develop do dream drive elevate embody embrace empower "
    "encourage energise energize engage enhance enjoy ensure evolve excel explore facilitate familiarise "
    "familiarize feel flourish focus foster get grasp grow harmonise help hope improve innovate inspire "
    "investigate know level leverage like live look love maintain manage march maximise maximize minimise "
    "minimize modernise modernize motivate network nurture optimise optimize own participate pay perform "
    "persevere professionalise professionalize progress promote push reinvent remain respect rethink revisit "
    "revolutionise revolutionize rise seek shape shine smile stay step strengthen strive support tackle think "
    "thrive transform try understand unite unleash unlock uplift want work"
)
#: Verbs of standing by somebody or something: of how many nobody can say that it is done.
ATTENDING_VERBS = word_set(
    "accompany act appreciate assist be boost care collaborate communicate cooperate cultivate deepen elevate empower "
    "encourage energise energize engage enjoy facilitate feel focus foster help inspire know like live look love "
    "maintain manage motivate network nurture respect serve stay support understand work"
)
#: Verbs that name an action as soon as their object is a thing: "develop a spare-parts catalogue".
WEAK_UNTIL_NAMED = word_set("build continue deliver develop drive ensure improve maintain manage strengthen")
#: "Learn" and its like name a skill, not a level: they need an object that says which and how far.
LEARNING_VERBS = word_set("learn study practise practice read understand explore familiarise familiarize")

#: Words that stand where the concrete thing should be named.
PLACEHOLDERS = word_set(
    "abilities ability accountability achievement achievements actions activities activity advantage agenda agile "
    "agility alignment all all-rounder also always ambition ambitions another appraisal area areas art aspect "
    "aspects assessment atmosphere attention attitude authenticity award awareness backlog balance bar basics "
    "behavior behaviour belonging best bet bets better big bigger bolder both boundaries box boxes "
    "brand brilliance business busy calm calmer capabilities capability career careful caring certain certificate "
    "certificates chance chances change changes charisma cheerful citizen citizens clients climate cohesion "
    "collaboration colleagues comfort commitment communication community company competence competences "
    "competencies competency competitive compliance conference conferences confidence confident considerable "
    "consistency content continuos contribution conversation conversations convincing cooperation coordination "
    "courage course courses creative creativity culture curiosity customer customers day days dedication delight "
    "detail details development devotion dialogue difference different difficult digital diligence direction "
    "discipline diversity drive dynamism e-learning e-learnings effectiveness efficiency effort empathy employees "
    "energy engagement enough enthusiasm environment escalations ethic ethics ethos etiquette even event events "
    "everybody everyone everything everywhere excellence existing expectations experience expertise extra eye "
    "eyes face faces fairness far fast feedback feeling feelings few field flexibility flexible focus forward "
    "fresh friendlier friendly front fruit full fun fundamentals further future game gap gaps general generosity "
    "go-to good-practice grade gratitude gravitas greatness grit growth guest guests habits half-year hand hands "
    "hanging happier happiness happy hard harder harmony head headway healthier heart helpful high holistic home "
    "honest honesty house humility hungry idea ideas image impact important impression impressions improvement "
    "improvements improvments inclusion industry inefficiencies information initiative initiatives innovation "
    "innovations innovative innovator insight insights integrity interest issue issues it job journey joy "
    "judgement judgment just key kind kindness knowledge kvp landscape leader leaders leadership lean learner "
    "learning level levels life limits listener lives love loyalty magic main management manner manners mastery "
    "matter matters maturity max maximum meaningful meetings mentality messaging mile mind mindset mode modern "
    "modernisation momentum mood morale motivated motivation music myself necessary needle networking new nice "
    "nicer none noticeable now numerous objectives office open openness operation operations opportunities "
    "opportunity optimisation optimism order organisation organised organization organized other others outcome "
    "outcomes output overall ownership pace part partner partnership passion passionate patience patient people "
    "performance person personal perspective picture planning player point polite position positive positivity "
    "possible potential practice practices presence pressure pride priorities priority pro-active proactive "
    "problem problems procedure procedures process processes productive productivity professional "
    "professionalisation professionalism profile profit project projects proper proud prouder purpose "
    "qualification qualifications quality quite range rapport rather reach real reflection relations relationship "
    "relationships relevant reliability reliable reputation resilience respect respectful responsability "
    "responsibilities responsibility responsible rest result results rhythm right risk role routine safety sake "
    "same satisfaction self seniors sense seriousness service service-mindedness services several shape side "
    "significant silos situation situations skill skills smart smarter smiles smooth solution solutions something "
    "somewhat sort space speed spirit stakeholder stakeholders standard standards standing steps still stories "
    "storytelling strategic strategy strength strengths stress structure stuff style success successful such "
    "sustainability sustainable synergies synergy system systems talent targets task tasks team teams teamwork "
    "technique techniques technology thing things thinking thought tiktok time times together togetherness "
    "tolerance tone too tool tools top topic topics touch training trainings transformation transformations "
    "transparency transparent trend trust trusted understanding unforgettable updated use useful user users "
    "utmost value values various very vibe vibes visibility visible vision visitors voice warmth way ways "
    "weakness weaknesses welcoming well wellbeing willing wisdom workflow workflows working workload workplace "
    "workstream workstreams world worry wrinkles year years yourself zone"
)
#: Placeholders that do not even say what is counted: "100 % commitment", "one new skill", "20 % overall".
EMPTY = word_set(
    "across altogether ambitions anything best bet bets board commitment cw daily effectiveness effort energy "
    "everyday everything excellence experience general generally heart impact improvement improvements innovation "
    "innovations it job kpi kpis level matter matters max min motivation new objective objectives outcome outcomes "
    "overall passion percent performance positivity priorities progress result results situation situations skill "
    "skills smiles something stuff success targets task tasks team thing things top total way wins"
)
#: Words that stand for whatever it may be.
WHATEVER = word_set("matter matters situation situations stuff thing things")
#: What nobody can lay hands on, so that it is never there in the end: "introduce excellence".
TRAITS = word_set(
    "effectiveness efficiency excellence flexibility happiness momentum motivation perfection positivity productivity "
    "professionalism success synergies synergy transparency trust"
)
#: Participles that say that something is done.
FINISHED = word_set(
    "accepted adopted agreed appointed approved archived automated awarded booked built certified closed "
    "completed concluded configured connected decommissioned delivered deployed designed documented done drafted "
    "enrolled filed filled finalised finalized finished fitted fixed handed hired hung implemented in-place "
    "installed introduced issued launched licensed live migrated moved obtained onboarded online opened passed "
    "piloted planted poured printed promoted published purchased qualified received recruited redesigned "
    "refurbished registered released removed renewed renovated repaired replaced resolved retired rewritten "
    "rolled-out sent settled shipped signed sold solved submitted swapped switched tested trained transferred "
    "translated updated upgraded uploaded validated written"
)
#: Nouns that name a yes/no result where a sentence begins with them.
RESULT_NOUNS = word_set(
    "accreditation approval certificate certification completion delivery go-live graduation handover"
    " implementation installation "
    "introduction launch license licence migration opening promotion publication qualification registration release"
    " renewal rollout "
    "roll-out signing submission transfer transition"
)
#: Small words that carry no content.
STOP_WORDS = word_set(
    "a an the and or but nor if then than that this these those there here in on at by to of for from with "
    "without within into onto over under above below between among through during before after until till "
    "since as about around against per via using i me my mine we us our ours you your he him his she her hers "
    "they them their its it's is are was were be been being am do does did done have has had having will "
    "would shall should can could may might must not no yes so up down out off again once only who whom whose "
    "which what when where why how while because although though however therefore thus hence each every any "
    "some least most more less fewer much many lot little bit end start beginning middle mid early late next "
    "last first second third goal goals plan want like need intend hope try going able aim objective target "
    "mr mrs ms dr"
)
COMPARATIVES = word_set(
    "more less fewer faster quicker better higher lower shorter longer sooner earlier cheaper easier simpler "
    "clearer cleaner safer smaller bigger larger stronger smoother stricter closer quieter tidier plainer "
    "warmer oftener later greater"
)
#: Verbs of going up or down: with an object they name a metric, and without a number they leave open how much.
CHANGE_UP = word_set("increase raise grow double triple boost lift improve extend expand gain")
CHANGE_DOWN = word_set("decrease reduce lower cut halve shorten slash trim drop shrink minimise minimize limit")
CHANGES = (CHANGE_UP | CHANGE_DOWN) - {"improve"}
#: Verbs that say which way it should go; without a number they leave open how far.
DIRECTIONS = CHANGES | word_set("improve enhance strengthen accelerate maximise maximize")
#: Verbs that say little by themselves; what they make, take or bring says it.
LIGHT_VERBS = word_set("bring come do get give go keep make put set show take")
#: What people attend: without a name or a subject it says nothing.
ACTIVITIES = word_set(
    "actions appraisal assessment assessments award awards certificate certificates certification certifications "
    "click conference conferences course courses day e-learning e-learnings event events exam half-year ideas "
    "initiatives meeting meetings module modules month okrs part projects qualification qualifications score "
    "seminar seminars stuff targets things training trainings weaknesses week workshop workshops workstreams year"
)

#: Nouns that prove something: there is a paper, a listing or a decision in the end.
PROOFS = word_set(
    "certificate certification certified exam examination licence license diploma degree badge accreditation "
    "acreditation accredited qualification bachelor master's masters phd doctorate promotion offer contract "
    "award patent permit chartered membership module habilitation thesis dissertation apprenticeship course "
    "test re- inspection audit"
)
#: Those of them that one can lay on the table.
PAPERS = word_set("certificate certificates licence license diploma degree badge permit")
#: Verbs with which a named thing is either done in the end or not.
FINISHING_VERBS = word_set(
    "achieve acquire apply archive arrange assemble attain attend audit award become book build buy catalogue "
    "certify chase clear close compile complete conclude conduct connect consolidate convert create decommission "
    "define deliver deploy design develop digitise digitize document draft draw earn eliminate enrol enroll enter "
    "equip establish file fill finalise finalize find finish fit fix freshen graduate hire hold implement inspect "
    "install integrate introduce issue join label launch lay list map mark master merge migrate mount move "
    "negotiate obtain onboard open organise organize overhaul paint pass phase pilot plan plant present print "
    "produce publish put qualify read rebuild recruit redeploy redesign refurbish register release relocate remove "
    "renew renovate repaint repair repeat replace report resolve restore retire retrain return revise rewrite ring "
    "roll run save scan secure sell send set set-up shadow ship sign sit solve sort split standardise standardize "
    "start stock stop strip submit sunset survey swap switch teach test transfer transition translate update "
    "upgrade upload validate visit walk win wire write pour drill plough plow sow dig weld mow film bake"
)

HEDGES = (
    r"try(?:ing)? to",
    r"hope(?:fully)?",
    r"as much as possible",
    r"as far as possible",
    r"if possible",
    r"maybe",
    r"perhaps",
    r"as needed",
    r"where appropriate",
    r"if time (?:allows|permits)",
    r"as (?:best|good) as (?:possible|i can)",
    r"at least try",
    r"more or less",
    r"kind of",
    r"sort of",
    r"as required",
    r"possibly",
    r"somehow",
    r"now and then",
    r"to a minimum",
    r"a bit",
    r"or other",
    r"try and",
)
OPEN_LISTS = (
    r"etc\.?",
    r"and so on",
    r"and so forth",
    r"various",
    r"several",
    r"some",
    r"many",
    r"a few",
    r"a number of",
    r"and more",
)
#: Words of requirements engineering that sound exact and are not.
FUZZY = word_set(
    "acceptable adequate appropriate efficient efficiently effective effectively flexible user-friendly "
    "robust seamless seamlessly timely quickly significantly optimal optimally maximise maximize minimise "
    "minimize best world-class sufficient reasonable better strong noticeably considerably substantially "
    "proactive proactively excellent outstanding great good state-of-the-art best-in-class"
)
#: Words that tell that somebody else decides.
DEPENDENCIES = word_set(
    "approval budget promotion promoted headcount position positions role roles vacancy funding permission sign-off"
)
#: Verbs of moving to another job, on which somebody else decides.
CAREER_MOVES = word_set("transition promoted transfer")
#: Verbs that are as often nouns: "training and support", "reports and plans".
NOUNS_TOO = word_set(
    "answer audit book brief call change check coach code cut cycle design draft drive drop exchange feed file fit "
    "fold fund grade guide host index issue label lead limit list map mark master measure model offer open order pack "
    "paint pass patch pay phone pick pilot pitch place plan plant play post practice present press process program "
    "prototype quote reach read record release repair reply report return review rework ring roll run sample scan "
    "schedule score screen service set share shift ship show sign sort source staff start stock stop store strip "
    "supply survey switch tag talk tender test trace track trade train transfer trial trim turn type update upgrade "
    "use visit walk wash waste water weld wrap"
)
#: Words that tell that a goal is about the next step of a career.
ADVANCEMENT = word_set("promotion senior principal supervisor manager director partner head deputy foreman team-leader")
#: Verbs of those who hold a course or meeting instead of attending it.
HOLDING_VERBS = word_set(
    "chair conduct deliver design facilitate give hold host lead offer organise organize provide run teach"
)
