"""Feeling your lower back when you work out: the questionnaire and its rules.

Ids are those of the clinical contract: claims S01-S25 are sentences of the clinic's post; rules
E lead to ``emergency``, U ``urgent``, D ``see_doctor``, P ``book_pt``, C ``change_routine``, and N1
is the absence of them all. No licensed clinician has signed these rules yet.
"""

from .conditions import all_of, any_of, at_least, given
from .model import (
    Checker,
    Claim,
    Flag,
    Line,
    Option,
    Outcome,
    Page,
    Question,
    Reassurance,
    Rule,
    Source,
)

# --- What the post claims ------------------------------------------------------------------

CLAIMS = (
    Claim("S01", "People often ask about feeling their lower back in an exercise.", False),
    Claim("S02", "They ask how to stop feeling it.", False),
    Claim("S03", "Feeling it is not necessarily bad."),
    Claim("S04", "An exercise that engages the lower back is felt there, as a curl is in the arm."),
    Claim("S05", "Feeling nothing there may mean that it is not being strengthened.", False),
    Claim("S06", "Normal, change your routine and book a visit are told apart."),
    Claim("S07", "Tired or tight during or right after back and core exercises is normal."),
    Claim("S08", "Deadlift, squat, row, superman, swing and Olympic lifts engage the lower back."),
    Claim("S09", "It is normal as long as it does not last too long."),
    Claim("S10", "Some signs must not be ignored."),
    Claim("S11", "Never work through pain."),
    Claim("S12", "Feeling the back in a movement that does not load it is not normal."),
    Claim("S13", "Pull-up, overhead press, jump rope and running do not load it."),
    Claim("S14", "Then it may be taking more load than it should."),
    Claim("S15", "Soreness that grows, lasts or starts earlier: the back does not respond well."),
    Claim("S16", "Normal soreness does not disturb daily life, wake you, or spread."),
    Claim("S17", "Strengthening, form or professional help are the likely remedies."),
    Claim("S18", "Sharp pain that stops a movement is a warning sign."),
    Claim("S19", "Tired after squats is normal; a sharp pinch or not wanting to squat is not."),
    Claim("S20", "More than tiredness, or not wanting to do it: something is wrong."),
    Claim("S21", "Stop that movement at once."),
    Claim("S22", "Take it up again when the pain is gone."),
    Claim("S23", "Soreness or tightness while working out is no cause for concern."),
    Claim("S24", "Lasting or disabling pain: book a physical therapist."),
    Claim("S25", "How to reach the clinic.", False),
)

# --- Where the rest comes from ---------------------------------------------------------------

SOURCES = (
    Source("nhs_back", "NHS: Back pain", "second-hand", "https://www.nhs.uk/conditions/back-pain/"),
    Source(
        "nhs_chest",
        "NHS: Chest pain",
        "second-hand",
        "https://www.nhs.uk/conditions/chest-pain/",
    ),
    Source(
        "girft_2023",
        "GIRFT: Cauda equina national pathway, February 2023",
        "stored",
        (
            "https://gettingitrightfirsttime.co.uk/"
            "pathway-supports-clinicians-to-diagnose-and-treat-cauda-equina-syndrome-without-delay/"
        ),
    ),
    Source("csp_2024", "Chartered Society of Physiotherapy: bilateral leg pain, 2024", "stored"),
    Source(
        "ahcpr_1994",
        "AHCPR: Acute low back problems in adults, guideline 14 (1994), table 1",
        "stored",
        "https://www.ncbi.nlm.nih.gov/books/NBK52120/",
    ),
    Source("chou_2011", "Chou et al. 2011, Annals of Internal Medicine 154:181", "stored"),
    Source("webmd", "WebMD / Healthwise: back pain, when to call your doctor", "stored"),
    Source(
        "downie_2013",
        "Downie et al. 2013, BMJ 347:f7095: signs of fracture and cancer",
        "stored",
        "https://doi.org/10.1136/bmj.f7095",
    ),
    Source("jospt_aaa", "JOSPT 2008, 2014: aortic aneurysm presenting as back pain", "stored"),
    Source(
        "galliker_2020",
        "Galliker et al. 2020, American Journal of Medicine 133:60: signs of infection",
        "stored",
        "https://doi.org/10.1016/j.amjmed.2019.06.005",
    ),
    Source("cdc_rhabdo", "CDC: Rhabdomyolysis", "second-hand"),
    Source("cleveland", "Cleveland Clinic: back pain in pregnancy, call right away", "stored"),
    Source("henschke_2009", "Henschke et al. 2009: 1172 primary-care patients", "stored"),
    Source("harding_2005", "Harding et al. 2005: night pain in 482 patients", "stored"),
    Source(
        "nice_ng234",
        "NICE NG234: Spinal metastases and cord compression (2023)",
        "stored",
        "https://www.nice.org.uk/guidance/ng234",
    ),
    Source("aspetar", "Aspetar: spine stress injuries in adolescent athletes", "stored"),
    Source("asas", "ASAS: expert criteria for inflammatory back pain", "stored"),
    Source(
        "nice_ng65",
        "NICE NG65: Spondyloarthritis in over 16s",
        "stored",
        "https://www.nice.org.uk/guidance/ng65",
    ),
    Source("acsm", "ACSM: delayed onset muscle soreness", "second-hand"),
    Source("apta_doms", "APTA: handout on muscle soreness", "second-hand"),
    Source("post", "The clinic's own article", "stored"),
    Source("judgement", "The clinic's own cautious choice; no published source", "judgement"),
)

# --- The ladder ------------------------------------------------------------------------------

LADDER = (
    Outcome(
        id="normal",
        title="This sounds like normal workout soreness",
        card="non-urgent",
        within="It should fade within 3 days.",
        do=(
            Line("Keep moving, as you feel able."),
            Line("Do this check again if anything changes."),
        ),
        avoid=("Do not work through pain.",),
        watch=(
            "It lasts longer than 3 days, or it grows from workout to workout.",
            "It turns sharp, spreads, wakes you at night or gets in the way of your day.",
        ),
        claims=("S06", "S09", "S11"),
    ),
    Outcome(
        id="change_routine",
        title="Change your routine",
        card="non-urgent",
        within="If it has not settled in 2 weeks, book a visit.",
        do=(
            Line("Stop or adjust the exercise that brings it on."),
            Line("Work on your form, build strength step by step, and lower the load."),
            Line("Take the exercise up again when the pain is gone."),
        ),
        avoid=("Do not work through pain.",),
        watch=(
            "It grows, lasts longer than a week, or comes back.",
            "It spreads, wakes you at night or gets in the way of your day.",
        ),
        claims=("S06", "S11", "S17", "S22"),
    ),
    Outcome(
        id="book_pt",
        title="Book a visit with a physical therapist",
        card="non-urgent",
        within="Book this week.",
        do=(
            Line("Stop the exercise that brings it on."),
            Line("Book a visit, so that someone can look at your back and how you move."),
            Line("Take the exercise up again when the pain is gone."),
        ),
        avoid=("Do not work through pain.",),
        watch=(
            "It gets worse fast, or you get any sign on the emergency list below.",
            "A leg gets numb, tingly or weak.",
        ),
        flags=("stop_movement",),
        claims=("S06", "S17", "S22", "S24"),
    ),
    Outcome(
        id="see_doctor",
        title="See a doctor in the next few days",
        card="urgent",
        within="Within the next few days.",
        do=(
            Line(
                "Call your primary care doctor. If you are pregnant or just had a baby, call your ob-gyn."
            ),
            Line("Tell them what you answered here."),
            Line("Physical therapy can come after that visit."),
        ),
        avoid=("Do not train the sore area until you have been seen.",),
        watch=(
            "It gets worse, or you feel sick: get help the same day.",
            "You get any sign on the emergency list below.",
        ),
        flags=("stop_movement",),
    ),
    Outcome(
        id="urgent",
        title="Get medical help today",
        card="urgent",
        within="Today.",
        do=(
            Line("Call your doctor or a nurse line now, or go to urgent care."),
            Line("If nobody can see you today, or you get worse, go to the emergency room."),
        ),
        avoid=("Do not wait for a text or a call back from a clinic.", "Do not train today."),
        watch=("Any sign on the emergency list below: call 911.",),
        flags=("stop_movement",),
        claims=("S10",),
    ),
    Outcome(
        id="emergency",
        title="Call 911 or go to the ER now",
        card="immediate",
        within="Now.",
        do=(Line("Call 911, or have someone take you to the emergency room."),),
        avoid=("Do not drive yourself.", "Do not wait to see if it passes."),
        watch=(),
        flags=("stop_movement",),
        contact=False,
        claims=("S10",),
    ),
)

FLAGS = (
    Flag("stop_movement", "Stop the movement that brings it on.", claims=("S11", "S18", "S21")),
    Flag("check_form", "Have someone check your form: your back may take more load than it should.",
         claims=("S14", "S17")),
    Flag("call_maternity", "Call your maternity unit or ob-gyn right now."),
    Flag("bring_medicine_list", "Bring a list of the medicines you take."),
)  # fmt: skip

# --- The questions ---------------------------------------------------------------------------


def none(text: str = "None of these") -> Option:
    return Option("none", text, worse=0, reassuring=True, exclusive=True)


def no(text: str = "No", hint: str = "") -> Option:
    return Option("no", text, hint, worse=0, reassuring=True)


def yes() -> Option:
    return Option("yes", "Yes")


def unsure(worse: int = 1) -> Option:
    return Option("unsure", "I'm not sure", worse=worse, exclusive=True)


ENGAGING = {
    # named in the post
    "deadlift": "Deadlift",
    "barbell_squat": "Barbell squat",
    "bent_over_row": "Bent over row",
    "superman": "Superman",
    "kettlebell_swing": "Kettlebell swing",
    "olympic_lift": "Olympic lifts",
    # hinges: back muscles measured at work (PMC10124728)
    "romanian_deadlift": "Romanian deadlift",
    "sumo_deadlift": "Sumo deadlift",
    "trap_bar_deadlift": "Trap-bar deadlift",
    "good_morning": "Good morning",
    # squats (PMC7241624)
    "front_squat": "Front squat",
    "overhead_squat": "Overhead squat",
    "goblet_squat": "Goblet squat",
    "thruster": "Thruster",
    # floor exercises for the back (PMC155519)
    "back_extension": "Back extension",
    "bird_dog": "Bird dog",
    # the Olympic lifts by their names
    "clean": "Clean",
    "snatch": "Snatch",
    "jerk": "Jerk",
    # rows without a chest support
    "pendlay_row": "Pendlay row",
    "t_bar_row": "T-bar row",
    # core, which the post names (S07)
    "plank": "Plank",
    "side_plank": "Side plank",
    "dead_bug": "Dead bug",
    "sit_up": "Sit-up",
    "hanging_leg_raise": "Hanging leg raise",
    # loaded trunk (PMC7345922)
    "farmers_carry": "Farmer's carry",
    "loaded_lunge": "Lunge with weight",
    "rowing_machine": "Rowing machine",
    "hip_thrust": "Hip thrust",
}

NOT_ENGAGING = {
    # named in the post
    "pull_up": "Pull-up",
    "overhead_press": "Overhead press",
    "jump_rope": "Jump rope",
    "running": "Running",
    # added
    "chin_up": "Chin-up",
    "lat_pulldown": "Lat pulldown",
    "seated_shoulder_press": "Seated shoulder press",
    "lateral_raise": "Lateral raise",
    "bench_press": "Bench press",
    "fly": "Chest fly",
    "dip": "Dip",
    "curl": "Curl",
    "triceps_pushdown": "Triceps pushdown",
    "leg_extension": "Leg extension",
    "leg_curl": "Leg curl",
    "calf_raise": "Calf raise",
    "leg_press": "Leg press",
    "chest_supported_row": "Chest-supported row",
    "walking": "Walking",
    "elliptical": "Elliptical",
    "bike": "Bike",
    "stairs": "Stairs",
}

EXERCISES = tuple(
    sorted(
        [Option(id, text, worse=0, reassuring=True) for id, text in ENGAGING.items()]
        + [Option(id, text, worse=1) for id, text in NOT_ENGAGING.items()],
        key=lambda option: option.text,
    )
)
AN_EXERCISE = given("exercise", *ENGAGING, *NOT_ENGAGING, "other", "unsure")

SIGNS = Page(
    "signs",
    "Signs that need help fast",
    (
        Question(
            "nerve",
            "Since your back pain started, have any of these started or got worse?",
            (
                Option(
                    "saddle",
                    "Numb or tingling between the legs",
                    "Around the genitals, the bottom or the inner thighs.",
                ),
                Option(
                    "pee",
                    "New trouble peeing",
                    "Hard to start, can't go, leaking, or can't feel it (urination).",
                ),
                Option(
                    "poo",
                    "Can't control or feel when you poop",
                    "Loss of control of your bowels.",
                ),
                Option(
                    "both_legs",
                    "Pain, tingling, numb or weak in both legs",
                    "Not just sore muscles.",
                ),
                Option(
                    "leg_fail",
                    "A leg is very weak, or getting weaker fast",
                    "Or you can't stand or walk.",
                ),
                Option("sex", "New loss of feeling or function during sex"),
                none(),
                unsure(),
            ),
            multiple=True,
        ),
        Question(
            "body",
            "Do you have any of these now?",
            (
                Option("chest", "Chest pain or trouble breathing"),
                Option("faint", "You fainted or nearly fainted"),
                Option("tearing_or_pulse", "Sudden tearing pain, or a strong pulse in your belly"),
                Option(
                    "dark_pee",
                    "Very dark pee, or very swollen muscles",
                    "Pee (urine) the color of cola or tea.",
                ),
                Option("confused", "You are confused or feel very sick"),
                Option("fever", "Fever, chills or shaking"),
                Option("pee_blood_burn", "Blood in your pee, or it burns", "Pee is urine."),
                none(),
                unsure(),
            ),
            multiple=True,
        ),
    ),
)

HEALTH = Page(
    "health",
    "How it started, and your health",
    (
        Question(
            "injury",
            "Did the pain start with a fall, crash or blow?",
            (
                no(),
                Option(
                    "minor",
                    "Yes, a small one",
                    "A slip, a trip, a jolt, or a sudden pop while lifting.",
                    worse=1,
                ),
                Option(
                    "major",
                    "Yes, a big one",
                    "A crash, a fall from higher than standing, or a heavy weight landed on me.",
                    worse=3,
                ),
                unsure(worse=2),
            ),
        ),
        Question(
            "history",
            "Do any of these apply to you?",
            (
                Option("cancer", "Cancer, now or before"),
                Option(
                    "bones",
                    "Thin bones, or steroid pills for 3 months or more",
                    "Thin bones: osteoporosis. Steroid pills: prednisone, for example.",
                ),
                Option(
                    "infection_risk",
                    "A higher risk of infection",
                    "Weak immune system, injected drugs, or a recent spine procedure or serious "
                    "infection.",
                ),
                Option("weight_sweats", "Weight loss without trying, or night sweats"),
                Option(
                    "lump_shape",
                    "A new lump, swelling or change of shape",
                    "On or near your back.",
                ),
                Option("pregnant", "Pregnant, or gave birth in the last 6 weeks"),
                none(),
                unsure(),
            ),
            multiple=True,
        ),
    ),
)

YOU = Page(
    "you",
    "About you",
    (
        Question(
            "pregnancy_warning",
            "Do you bleed or leak fluid? Does your belly get tight again and again, or does the "
            "baby move less?",
            (no(), yes(), unsure()),
            when=given("history", "pregnant"),
        ),
        Question(
            "age",
            "How old are you?",
            (
                Option("under_18", "Under 18", worse=1),
                Option("18_64", "18 to 64", worse=0, reassuring=True),
                Option("65_plus", "65 or older", worse=1, reassuring=True),
                unsure(),
            ),
        ),
    ),
)

NOW = Page(
    "now",
    "Your back now",
    (
        Question(
            "where",
            "Where do you feel it?",
            (
                Option("low_back", "Lower back", worse=0, reassuring=True),
                Option("upper_back", "Upper back", "Between the shoulder blades."),
                Option("elsewhere", "Somewhere else"),
                unsure(),
            ),
            picture="back",
        ),
        Question(
            "leg",
            "Have you noticed anything in one leg?",
            (
                no("No", "Or just sore muscles."),
                Option("pain", "Pain down the leg", worse=1),
                Option("tingle_same", "Tingling or numb, but not getting worse", worse=2),
                Option("worse_or_weak", "Getting worse, or the leg is weak", worse=3),
                unsure(worse=2),
            ),
        ),
        Question(
            "severity",
            "How bad is it now?",
            (
                Option("none", "No pain now", worse=0, reassuring=True),
                Option("mild", "Mild", worse=1, reassuring=True),
                Option("moderate", "Moderate", worse=3),
                Option(
                    "severe",
                    "Severe",
                    "Very hard to move, get out of bed or think.",
                    worse=4,
                ),
                unsure(worse=2),
            ),
        ),
        Question(
            "night",
            "What happens when you rest or sleep?",
            (
                Option("eases", "It eases", worse=0, reassuring=True),
                Option("wakes_eases", "It wakes me, but eases when I move", worse=1),
                Option("constant", "It never stops: no position helps", worse=3),
                unsure(worse=2),
            ),
        ),
    ),
)

WORKOUT = Page(
    "workout",
    "Your workout",
    (
        Question(
            "exercise",
            "Which exercises were you doing when you felt it?",
            (
                *EXERCISES,
                Option("other", "Another exercise", worse=0, reassuring=True),
                Option("not_exercise", "I was not exercising", worse=1, exclusive=True),
                unsure(),
            ),
            hint="Check all that apply.",
            multiple=True,
            searchable=True,
        ),
    ),
)

MOVEMENT = Page(
    "movement",
    "The movement",
    (
        Question(
            "moves",
            "Does it make you bend at the hips, lift from the floor, arch your back, or brace "
            "your core?",
            (
                Option("yes", "Yes", worse=0, reassuring=True),
                Option("no", "No"),
                unsure(),
            ),
            hint="Think of the exercise that was not on the list.",
            when=given("exercise", "other"),
        ),
        Question(
            "feel",
            "What does it feel like?",
            (
                Option("tired_tight_achy", "Tired, tight or achy", worse=0, reassuring=True),
                Option("sharp", "Sharp, pinching or stabbing"),
                Option("burning_electric", "Burning, or like an electric shock"),
                unsure(),
            ),
        ),
        Question(
            "finish",
            "Can you finish the movement?",
            (
                Option("yes", "Yes", worse=0, reassuring=True),
                Option("reluctant", "Yes, but I don't want to do it", worse=1),
                Option("no", "No"),
                unsure(),
            ),
            when=AN_EXERCISE,
        ),
        Question(
            "start",
            "When does it start?",
            (
                Option("during_or_after", "During a workout or right after", worse=0,
                       reassuring=True),
                Option("within_3_days", "In the next 3 days", worse=0, reassuring=True),
                Option("not_linked", "It has nothing to do with my workouts"),
                unsure(),
            ),
        ),
    ),
)  # fmt: skip

COURSE = Page(
    "course",
    "Over time",
    (
        Question(
            "how_long",
            "How long has it lasted?",
            (
                Option("to_3_days", "Up to 3 days", worse=0, reassuring=True),
                Option("4_7_days", "4 to 7 days", worse=1),
                Option("1_6_weeks", "1 to 6 weeks", worse=2),
                Option("6_12_weeks", "6 to 12 weeks", worse=3),
                Option("over_3_months", "Over 3 months", worse=4),
                unsure(),
            ),
        ),
        Question(
            "trend",
            "Over your last few workouts, is the soreness…",
            (
                Option("stronger", "getting stronger?"),
                Option("earlier", "starting earlier?"),
                Option("longer", "lasting longer?"),
                Option("back_again", "coming back again and again?"),
                none(),
                unsure(),
            ),
            multiple=True,
            when=AN_EXERCISE,
        ),
        Question(
            "daily",
            "Does it get in the way of your daily life?",
            (no(), yes(), unsure()),
        ),
        Question(
            "spread",
            "Has it spread to other parts of your back or body?",
            (no(), yes(), unsure()),
        ),
    ),
)

MORNING = Page(
    "morning",
    "Your mornings",
    (
        Question(
            "morning",
            "Are you stiff in the morning for over 30 minutes, and better when you move, not when "
            "you rest?",
            (no(), yes(), unsure()),
            when=given("how_long", "over_3_months"),
        ),
    ),
)

# --- The rules -------------------------------------------------------------------------------

SPINE_NERVES = ("nhs_back", "girft_2023", "ahcpr_1994")
OVER_3_DAYS = given("how_long", "4_7_days", "1_6_weeks", "6_12_weeks", "over_3_months")
OVER_7_DAYS = given("how_long", "1_6_weeks", "6_12_weeks", "over_3_months")
START_NOT_CLEAR = given("start", "not_linked", "unsure")

EMERGENCY = (
    Rule("E1", "emergency", given("nerve", "saddle"),
         "New numbness or tingling between your legs",
         SPINE_NERVES, ("S10",)),
    Rule("E2", "emergency", given("nerve", "pee"),
         "New trouble peeing",
         SPINE_NERVES, ("S10",)),
    Rule("E3", "emergency", given("nerve", "poo"),
         "You can't control or feel when you poop",
         SPINE_NERVES, ("S10",)),
    Rule("E4", "emergency", given("nerve", "both_legs"),
         "Pain, tingling, numbness or weakness in both legs that is more than sore muscles",
         (*SPINE_NERVES, "csp_2024"), ("S10",)),
    Rule("E5", "emergency", given("nerve", "leg_fail"),
         "A leg that is very weak or gets weaker fast, or you can't stand or walk",
         ("ahcpr_1994", "chou_2011", "webmd"), ("S10",)),
    Rule("E6", "emergency", given("nerve", "sex"),
         "New loss of feeling or function during sex",
         SPINE_NERVES, ("S10",)),
    Rule("E7", "emergency", given("injury", "major"),
         "Pain that started with a crash, a high fall or a heavy weight that landed on you",
         ("nhs_back", "ahcpr_1994", "downie_2013"), ("S10",)),
    Rule("E8", "emergency", given("body", "chest", "faint", "tearing_or_pulse"),
         "Chest pain, trouble breathing, fainting, sudden tearing pain or a strong pulse in your "
         "belly",
         ("nhs_chest", "jospt_aaa"), ("S10",)),
    Rule("E9", "emergency",
         any_of(
             given("body", "confused"),
             all_of(
                 given("body", "fever"),
                 any_of(
                     given("leg", "worse_or_weak"),
                     given("nerve", "leg_fail"),
                     given("history", "infection_risk"),
                 ),
             ),
         ),
         "You are confused or very sick, or you have a fever with a weak leg or a higher risk of "
         "infection",
         ("galliker_2020", "ahcpr_1994", "judgement"), ("S10",)),
    Rule("E10", "emergency", given("body", "dark_pee"),
         "Very dark pee or very swollen muscles after a workout",
         ("cdc_rhabdo",), ("S10",)),
    Rule("E11", "emergency", given("pregnancy_warning", "yes"),
         "In pregnancy, you bleed or leak fluid, your belly gets tight again and again, or the "
         "baby moves less",
         ("cleveland",), ("S10",), ("call_maternity",)),
)  # fmt: skip

URGENT = (
    Rule("U1", "urgent", given("body", "fever"),
         "Fever, chills or shaking",
         ("galliker_2020", "ahcpr_1994"), ("S10",)),
    Rule("U2", "urgent", given("leg", "worse_or_weak"),
         "One leg that is getting worse or is weak",
         ("ahcpr_1994", "chou_2011", "webmd"), ("S10",)),
    Rule("U3", "urgent",
         all_of(
             given("injury", "minor"),
             any_of(given("age", "65_plus", "unsure"), given("history", "bones")),
         ),
         "A small fall or jolt when your bones may break more easily",
         ("ahcpr_1994", "henschke_2009", "downie_2013", "judgement"), ("S10",)),
    Rule("U4", "urgent", given("history", "weight_sweats"),
         "Weight loss without trying, or night sweats",
         ("nhs_back", "ahcpr_1994", "webmd"), ("S10",)),
    Rule("U5", "urgent", given("night", "constant"),
         "Pain that never stops, in any position",
         ("nhs_back", "harding_2005"), ("S10", "S16")),
    Rule("U6", "urgent", given("severity", "severe"),
         "Pain so bad that it is very hard to move, get out of bed or think",
         ("nhs_back",), ("S10", "S24")),
    Rule("U7", "urgent", given("history", "lump_shape"),
         "A new lump, swelling or change of shape",
         ("nhs_back", "ahcpr_1994", "webmd"), ("S10",)),
    Rule("U8", "urgent",
         all_of(
             given("history", "cancer"),
             any_of(
                 given("night", "wakes_eases", "constant", "unsure"),
                 START_NOT_CLEAR,
                 OVER_7_DAYS,
             ),
         ),
         "Cancer now or before, with pain at night, pain that has no clear link to a workout, or "
         "pain for over a week",
         ("downie_2013", "nice_ng234", "judgement"), ("S10",)),
    Rule("U9", "urgent", given("body", "pee_blood_burn"),
         "Blood in your pee, or it burns",
         ("nhs_back", "ahcpr_1994", "webmd"), ("S10",)),
    Rule("U10", "urgent",
         any_of(
             given("nerve", "unsure"),
             given("body", "unsure"),
             given("injury", "unsure"),
             given("pregnancy_warning", "unsure"),
         ),
         "You are not sure about a sign that needs help fast",
         ("judgement",), ("S10",)),
    Rule("U11", "urgent",
         all_of(
             given("history", "infection_risk"),
             any_of(START_NOT_CLEAR, OVER_3_DAYS, given("night", "constant")),
         ),
         "A higher risk of infection, with pain that has no clear link to a workout, lasts over 3 "
         "days or never stops",
         ("galliker_2020", "ahcpr_1994", "judgement"), ("S10",)),
)  # fmt: skip

SEE_DOCTOR = (
    Rule("D1", "see_doctor", given("age", "under_18"),
         "You are under 18",
         ("ahcpr_1994", "aspetar")),
    Rule("D2", "see_doctor", given("history", "cancer"),
         "Cancer, now or before",
         ("downie_2013", "nice_ng234"), flags=("bring_medicine_list",)),
    Rule("D3", "see_doctor", given("history", "infection_risk"),
         "A higher risk of infection",
         ("galliker_2020", "ahcpr_1994"), flags=("bring_medicine_list",)),
    Rule("D4", "see_doctor", given("morning", "yes"),
         "For over 3 months, stiff for over 30 minutes in the morning, and better when you move",
         ("asas", "nice_ng65")),
    Rule("D5", "see_doctor", given("history", "pregnant"),
         "You are pregnant, or gave birth in the last 6 weeks",
         ("cleveland",)),
    Rule("D6", "see_doctor", given("history", "bones"),
         "Thin bones, or steroid pills for 3 months or more",
         ("ahcpr_1994", "henschke_2009", "downie_2013"), flags=("bring_medicine_list",)),
    Rule("D8", "see_doctor", given("where", "upper_back"),
         "You feel it in your upper back",
         ("nhs_back", "judgement")),
    Rule("D9", "see_doctor",
         any_of(given("history", "unsure"), given("leg", "unsure"), given("night", "unsure")),
         "You are not sure about your health history, your leg or your nights",
         ("judgement",)),
    Rule("D10", "see_doctor", given("leg", "tingle_same"),
         "Tingling or numbness in one leg that is not getting worse",
         ("judgement",), ("S16",)),
)  # fmt: skip

BOOK_PT = (
    Rule("P1", "book_pt", given("daily", "yes"),
         "It gets in the way of your daily life",
         ("post",), ("S16", "S24")),
    Rule("P2", "book_pt", given("night", "wakes_eases"),
         "It wakes you at night",
         ("post", "nhs_back", "harding_2005"), ("S16",)),
    Rule("P3", "book_pt",
         any_of(
             given("leg", "pain"), given("feel", "burning_electric"), given("spread", "yes")
         ),
         "It spreads, runs down a leg, or burns like an electric shock",
         ("post",), ("S16",)),
    Rule("P4", "book_pt", all_of(given("feel", "sharp"), given("finish", "no")),
         "Sharp pain that stops you from finishing the movement",
         ("post",), ("S18",)),
    Rule("P5", "book_pt", OVER_7_DAYS,
         "It has lasted for over a week",
         ("post", "acsm", "apta_doms"), ("S15", "S24")),
    Rule("P6", "book_pt",
         at_least(
             2, given("trend", "stronger"), given("trend", "earlier"), given("trend", "longer")
         ),
         "From workout to workout it grows in two ways: stronger, earlier or longer",
         ("post",), ("S15",)),
    Rule("P7", "book_pt", given("severity", "moderate"),
         "The pain is moderate",
         ("post",), ("S24",)),
    Rule("P8", "book_pt",
         any_of(
             given("where", "elsewhere"),
             given("exercise", "not_exercise"),
             given("start", "not_linked"),
         ),
         "It is not in your back, or not linked to exercise",
         ("judgement",)),
    Rule("P9", "book_pt", given("trend", "back_again"),
         "It comes back again and again",
         ("judgement",), ("S15",)),
    Rule("P10", "book_pt",
         any_of(
             given("age", "unsure"),
             given("severity", "unsure"),
             given("start", "unsure"),
             given("how_long", "unsure"),
             given("morning", "unsure"),
         ),
         "You are not sure how bad it is, when it starts, how long it lasts, or how old you are",
         ("judgement",)),
)  # fmt: skip

CHANGE_ROUTINE = (
    Rule("C1", "change_routine", any_of(given("exercise", *NOT_ENGAGING), given("moves", "no")),
         "You feel your lower back in a movement that should not load it",
         ("post",), ("S12", "S13", "S14"), ("check_form",)),
    Rule("C2", "change_routine", given("trend", "stronger", "earlier", "longer"),
         "From workout to workout it gets stronger, starts earlier or lasts longer",
         ("post",), ("S15",)),
    Rule("C3", "change_routine",
         any_of(
             given("feel", "sharp", "unsure"),
             given("finish", "reluctant", "no", "unsure"),
             given("injury", "minor"),
         ),
         "It is more than tired muscles: sharp, hard to finish, or after a jolt",
         ("post",), ("S11", "S19", "S20", "S21"), ("stop_movement",)),
    Rule("C4", "change_routine", given("how_long", "4_7_days"),
         "It has lasted for 4 to 7 days",
         ("post", "acsm", "apta_doms"), ("S09", "S15")),
    Rule("C5", "change_routine", any_of(given("exercise", "unsure"), given("moves", "unsure")),
         "You are not sure which movement brings it on",
         ("judgement",), ("S12",), ("check_form",)),
    Rule("C6", "change_routine",
         any_of(
             given("where", "unsure"),
             given("trend", "unsure"),
             given("daily", "unsure"),
             given("spread", "unsure"),
         ),
         "You are not sure where it is, how it changes, or what it keeps you from",
         ("judgement",)),
)  # fmt: skip

NORMAL = Reassurance(
    "N1",
    "Tired or tight muscles during or after exercises that work your back, and none of the other "
    "signs that we ask about",
    ("post", "acsm", "apta_doms"),
    ("S03", "S04", "S07", "S08", "S09", "S19", "S23"),
)

# --- What a licensed clinician has to decide -------------------------------------------------

OPEN_POINTS = (
    "A change in sexual function as the only sign: emergency, or urgent?",
    "Pain on coughing or sneezing: the NHS lists it, it is not asked here.",
    "Constant pain as the only sign: urgent, or see a doctor?",
    "The cut-offs of 3 and 7 days.",
    "Age 65 for the risk of broken bones.",
    "Under 18: a floor, or out of scope?",
    "Morning stiffness over 3 months as see a doctor.",
    "Stable tingling in one leg: doctor or physical therapist?",
    "Blood thinners with an injury: not asked.",
    "After-hours wording: never imply that texts are watched.",
    "Not sure where: C6, though its worst answer is D8 (two levels up); or P10?",
    "Not sure how bad: P10, though its worst answer is U6 (two levels up); or D9?",
)

CHECKER = Checker(
    id="lower-back",
    version="0.1",
    title="Check your own back",
    disclaimer="This is not a diagnosis. It helps you decide who to talk to. If you feel something "
    "is wrong, get help even if this says otherwise.",
    audience="For adults in the United States. Based on our article and public guidance.",
    ladder=LADDER,
    flags=FLAGS,
    pages=(SIGNS, HEALTH, YOU, NOW, WORKOUT, MOVEMENT, COURSE, MORNING),
    rules=(*EMERGENCY, *URGENT, *SEE_DOCTOR, *BOOK_PT, *CHANGE_ROUTINE),
    reassurance=NORMAL,
    claims=CLAIMS,
    sources=SOURCES,
    open_points=OPEN_POINTS,
    emergency_number="911",
)
