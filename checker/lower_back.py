"""Feeling your lower back when you work out: the questionnaire and its rules.

This is version 2 of the clinical contract (``docs/clinical.md``), in its words and its order, to be
read by a clinician: what the post claims, the exercises, the ladder, the questions, the words that
the rules use, the rules, the sources, and what is left to decide. Claims S01-S25 are sentences of
the clinic's post. Rules E lead to ``emergency``, U ``urgent``, D ``see_doctor``, P ``book_pt``,
C ``change_routine``, and N1 is the absence of them all; P7, P8 and D7 are free. No licensed
clinician has signed these rules yet.
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

# --- The exercises ---------------------------------------------------------------------------

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
    "rack_pull": "Rack pull",
    "good_morning": "Good morning",
    "reverse_hyper": "Reverse hyper",
    # squats (PMC7241624)
    "front_squat": "Front squat",
    "overhead_squat": "Overhead squat",
    "goblet_squat": "Goblet squat",
    "thruster": "Thruster",
    "wall_ball": "Wall ball",
    # floor exercises for the back (PMC155519)
    "back_extension": "Back extension",
    "bird_dog": "Bird dog",
    "glute_bridge": "Glute bridge",
    # the Olympic lifts by their names
    "clean": "Clean",
    "snatch": "Snatch",
    "jerk": "Jerk",
    # rows without a chest support
    "pendlay_row": "Pendlay row",
    "t_bar_row": "T-bar row",
    "one_arm_row": "One-arm row",
    "ring_row": "Ring row",
    "seated_cable_row": "Seated cable row",
    # core, which the post names (S07)
    "plank": "Plank",
    "side_plank": "Side plank",
    "push_up": "Push-up",
    "dead_bug": "Dead bug",
    "sit_up": "Sit-up",
    "crunch": "Crunch",
    "ab_wheel": "Ab wheel",
    "ghd": "GHD machine",
    "hanging_leg_raise": "Hanging leg raise",
    # loaded trunk (PMC7345922)
    "farmers_carry": "Farmer's carry",
    "loaded_lunge": "Lunge with weight",
    "split_squat": "Split squat",
    "step_up": "Step-up",
    "sled": "Sled push or pull",
    "burpee": "Burpee",
    "rowing_machine": "Rowing machine",
    "hip_thrust": "Hip thrust",
}

NOT_ENGAGING = {
    # named in the post; they load the back more than it says, so they keep C1 and nothing above it
    "pull_up": "Pull-up",
    "overhead_press": "Overhead press",
    "jump_rope": "Jump rope",
    "running": "Running",
    # added
    "chin_up": "Chin-up",
    "lat_pulldown": "Lat pulldown",
    "seated_shoulder_press": "Seated shoulder press",
    "lateral_raise": "Lateral raise",
    "fly": "Chest fly",
    "dip": "Dip",
    "curl": "Curl",
    "triceps_pushdown": "Triceps pushdown",
    "leg_extension": "Leg extension",
    "leg_curl": "Leg curl",
    "calf_raise": "Calf raise",
    "chest_supported_row": "Chest-supported row",
    "walking": "Walking",
    "elliptical": "Elliptical",
    "stairs": "Stairs",
}

EITHER = {
    # by how it is done: these ask what the exercise makes you do
    "bench_press": "Bench press",
    "leg_press": "Leg press",
    "push_press": "Push press",
    "bike": "Bike",
    "lunge": "Lunge without weight",
    "box_jump": "Box jump",
    "yoga": "Yoga",
    "pilates": "Pilates",
    "swimming": "Swimming",
    "golf": "Golf",
    "gymnastics": "Gymnastics",
    "climbing": "Climbing",
}

EXERCISES = tuple(
    sorted(
        [Option(id, text, worse=0, reassuring=True) for id, text in (ENGAGING | EITHER).items()]
        + [Option(id, text, worse=1) for id, text in NOT_ENGAGING.items()],
        key=lambda option: option.text,
    )
)

IN_THE_POST = (
    *("deadlift", "barbell_squat", "bent_over_row", "superman", "kettlebell_swing", "olympic_lift"),
    *("pull_up", "overhead_press", "jump_rope", "running"),
)

ASKS_HOW_IT_IS_DONE = given("exercise", *EITHER, "other")

AN_EXERCISE_BRINGS_IT_ON = all_of(
    given("exercise", *ENGAGING, *NOT_ENGAGING, *EITHER, "other", "unsure"),
    given("start", "during_or_after", "within_3_days", "unsure"),
)

# --- The ladder ------------------------------------------------------------------------------

KEEP_MOVING = Line("Keep moving and do your normal activities, as far as you can.")
STOP_THE_MOVEMENT = "Stop any movement that brings it on."
TAKE_IT_UP_AGAIN = Line(
    "Take the exercise up again when the pain is gone.", AN_EXERCISE_BRINGS_IT_ON
)
NOT_THROUGH_PAIN = "Do not work through pain."
BOOK = "Book with the clinic"
AFTERWARDS = "After you have been seen: physical therapy at the clinic"
NO_HELP_TODAY = "The clinic gives no medical help today."
DOCTOR_FIRST = "See the doctor first."

LADDER = (
    Outcome(
        id="normal",
        title="This sounds like normal workout soreness",
        card="non-urgent",
        within="It is worst from day 1 to day 3. Then it should fade.",
        do=(KEEP_MOVING,),
        avoid=(NOT_THROUGH_PAIN,),
        watch=(
            "It turns sharp, spreads, or grows from workout to workout.",
            "It wakes you at night or gets in the way of your day.",
            "It has not started to fade after 3 days, or is not gone after 7.",
        ),
        contact=BOOK,
        again=3,
        claims=("S06", "S09", "S11"),
    ),
    Outcome(
        id="change_routine",
        title="Change your routine",
        card="non-urgent",
        within="Give it 7 days. If it has not settled by then, book a visit.",
        do=(
            KEEP_MOVING,
            Line("Stop or adjust the exercise that brings it on.", AN_EXERCISE_BRINGS_IT_ON),
            Line(
                "Work on your form, build strength step by step, and lower the load.",
                AN_EXERCISE_BRINGS_IT_ON,
            ),
            TAKE_IT_UP_AGAIN,
        ),
        avoid=(NOT_THROUGH_PAIN,),
        watch=(
            "It grows, lasts longer than 7 days, or comes back though you rest or change things.",
            "It spreads, wakes you at night or gets in the way of your day.",
        ),
        contact=BOOK,
        again=7,
        claims=("S06", "S11", "S17", "S22"),
    ),
    Outcome(
        id="book_pt",
        title="Book a visit with a physical therapist",
        card="non-urgent",
        within="Book this week.",
        do=(
            Line("Book with any physical therapist, or see your doctor."),
            Line(STOP_THE_MOVEMENT),
            KEEP_MOVING,
            TAKE_IT_UP_AGAIN,
        ),
        avoid=(NOT_THROUGH_PAIN,),
        watch=("It gets worse fast, or a leg gets numb, tingly or weak.",),
        flags=("stop_movement",),
        contact=BOOK,
        claims=("S06", "S11", "S17", "S22", "S24"),
    ),
    Outcome(
        id="see_doctor",
        title="See a doctor in the next few days",
        card="urgent",
        within="Sooner if it gets worse.",
        do=(
            Line(
                "Call your primary care doctor. If you are pregnant or just had a baby, call your "
                "ob-gyn."
            ),
            Line("Tell them what you answered here."),
            Line("Physical therapy can come after that visit."),
        ),
        avoid=("Do not train the sore area until you have been seen.",),
        watch=("It gets worse, or you feel sick: get help the same day.",),
        flags=("stop_movement",),
        contact=AFTERWARDS,
        contact_note=DOCTOR_FIRST,
    ),
    Outcome(
        id="urgent",
        title="Get medical help today",
        card="urgent",
        within="Do not wait until tomorrow.",
        do=(
            Line("Call your doctor or a nurse line now, or go to urgent care."),
            Line("If you cannot be seen today, or you get worse, go to the emergency room."),
        ),
        avoid=("Do not wait for a text or a call back from a clinic.", "Do not train today."),
        watch=(),
        flags=("stop_movement",),
        contact=AFTERWARDS,
        contact_note=NO_HELP_TODAY,
        claims=("S10",),
    ),
    Outcome(
        id="emergency",
        title="Call 911 or go to the ER now",
        card="immediate",
        within="Do not wait to see if it passes.",
        do=(Line("Call 911, or have someone take you to the emergency room."),),
        avoid=("Do not drive yourself.",),
        watch=(),
        flags=("stop_movement",),
        say="Say: I have back pain. Then read this out:",
        claims=("S10",),
    ),
)

FLAGS = (
    Flag(
        "tell_nerve",
        "Tell them first: what is numb or weak, when you last peed, and when it began.",
        first=True,
    ),
    Flag(
        "tell_workout",
        "Tell them first: which workout you did, and when. Ask for a blood test called CK.",
        first=True,
    ),
    Flag("stop_movement", STOP_THE_MOVEMENT, claims=("S11", "S18", "S21")),
    Flag(
        "check_form",
        "When you next train, have someone check your form: your back may take more load than it should.",
        claims=("S14", "S17"),
    ),
    Flag("call_maternity", "Call your maternity unit or ob-gyn right now."),
    Flag("bring_medicine_list", "Bring a list of the medicines you take."),
)

# --- The questions ---------------------------------------------------------------------------
# Numbers in ``worse`` are the contract's order of answers, from 0, the best. Answers with the same
# number are not compared.

TICK_ALL = "Tick all that fit."


def none(text: str = "None of these") -> Option:
    return Option("none", text, worse=0, reassuring=True, exclusive=True)


def no(text: str = "No") -> Option:
    return Option("no", text, worse=0, reassuring=True)


def yes() -> Option:
    return Option("yes", "Yes")


def unsure(worse: int = 1) -> Option:
    return Option("unsure", "I'm not sure", worse=worse, exclusive=True, unsure=True)


def fine(id: str, text: str, hint: str = "", worse: int = 0) -> Option:
    """An answer that leads nowhere by itself."""
    return Option(id, text, hint, worse=worse, reassuring=True)


SIGNS = Page(
    "signs",
    "Signs that need help fast",
    (
        Question(
            "nerve",
            "Are any of these new in the last 3 months, or getting worse?",
            (
                Option(
                    "saddle",
                    "Numb or tingling between the legs",
                    "Or you can't feel it when you wipe.",
                ),
                Option(
                    "pee",
                    "Trouble peeing",
                    "Hard to start, can't go, leaking, or can't feel it (urination).",
                ),
                Option(
                    "poo",
                    "Can't control or feel when you poop",
                    "Loss of control of your bowels.",
                ),
                Option(
                    "both_legs",
                    "Pain that shoots down both legs, or both legs numb, tingling or weak",
                    "Not thighs or calves that are sore from training.",
                ),
                Option(
                    "leg_fail",
                    "A leg gives way, or gets weaker fast",
                    "Because it is weak, not because it hurts or is tired.",
                ),
                Option("sex", "Loss of feeling or function during sex"),
                none(),
                unsure(),
            ),
            hint=f"{TICK_ALL} Leave out what you have had for years and has not changed.",
            multiple=True,
        ),
        Question(
            "body",
            "Do you have any of these now?",
            (
                Option("chest", "Chest pain or trouble breathing"),
                Option("faint", "You fainted or nearly fainted"),
                Option(
                    "tearing",
                    "Sudden ripping or tearing pain in your chest, belly or upper back",
                    "Not a muscle that you pulled in one spot.",
                ),
                Option("pulse", "A strong pulse in your belly that is new"),
                Option(
                    "dark_pee",
                    "Pee the color of cola or dark tea",
                    "Pee is urine. Not dark yellow pee that clears when you drink.",
                ),
                Option("confused", "You are confused, or others say you make no sense"),
                none(),
                unsure(),
            ),
            multiple=True,
        ),
        Question(
            "unwell",
            "Do you have any of these as well?",
            (
                Option(
                    "fever",
                    "Fever, or chills that make you shiver",
                    "Not muscles that shake after a hard set.",
                ),
                Option("pee_blood_burn", "Blood in your pee, or it burns"),
                Option(
                    "waves",
                    "Pain in waves from your side to your groin, or you throw up with the pain",
                ),
                Option(
                    "muscle_worse",
                    "After a hard workout: far more muscle pain than you expect, and it keeps "
                    "growing",
                    "Or you are newly weak all over.",
                ),
                Option("numb_back", "The skin of your back is numb, or has pins and needles"),
                Option(
                    "breath",
                    "Sharp chest or upper back pain when you breathe in",
                    "Or one calf is swollen and sore.",
                ),
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
            "Did the pain start with an injury?",
            (
                no(),
                Option("pop", "A sudden pop or crack", "While you lifted or moved.", worse=1),
                Option("minor", "A slip, trip, jolt or small fall", worse=1),
                Option(
                    "checked",
                    "A big one, over 3 months ago or checked by a doctor",
                    worse=1,
                ),
                Option(
                    "older",
                    "A big one, 1 week to 3 months ago, not checked by a doctor",
                    worse=3,
                ),
                Option("major", "A big one in the last week, not checked by a doctor", worse=4),
                unsure(worse=2),
            ),
            hint="Big: a crash, a fall from higher than standing, or something heavy that landed "
            "on you.",
        ),
        Question(
            "history",
            "Do any of these apply to you?",
            (
                Option("cancer", "Cancer, now or before"),
                Option(
                    "bones",
                    "Thin bones, or steroid pills for 3 months or more",
                    "Thin bones (osteoporosis). Steroid pills such as prednisone.",
                ),
                Option(
                    "infection_risk",
                    "A higher risk of infection",
                    "You have a weak immune system, inject drugs, or had a serious infection "
                    "lately. Or you had a shot or surgery in the spine (an epidural counts).",
                ),
                Option("aneurysm", "A weak, wide spot in the main artery of the belly"),
                Option("pregnant", "Pregnant"),
                Option("gave_birth", "Gave birth in the last 6 weeks"),
                none(),
                unsure(),
            ),
            multiple=True,
        ),
        Question(
            "pregnancy_warning",
            "Do you have any of these now?",
            (
                Option(
                    "bleeding",
                    "Bleeding",
                    "If you are pregnant: any. After birth: a pad soaked in an hour, or a clot as "
                    "big as an egg.",
                ),
                Option("fluid", "You leak fluid"),
                Option("tightening", "Your belly gets tight again and again"),
                Option("moves_less", "The baby moves less"),
                Option(
                    "pressure",
                    "A low, dull backache that does not stop, cramps, or pressure low in the belly",
                    "Down in the pelvis.",
                ),
                none(),
                unsure(),
            ),
            multiple=True,
            when=given("history", "pregnant", "gave_birth"),
        ),
        Question(
            "lately",
            "Have you noticed any of these lately?",
            (
                Option(
                    "weight",
                    "Losing weight and you can't say why",
                    "Or much faster than your training or diet explains.",
                ),
                Option(
                    "ill",
                    "Night sweats that soak the bed, or you feel ill or worn out for no reason",
                    "Not hot flashes you know.",
                ),
                Option(
                    "lump_shape",
                    "A new lump or swelling, or your back changed shape",
                    "A lump anywhere on your body. Not a pump that fades after training.",
                ),
                none(),
                unsure(),
            ),
            multiple=True,
        ),
    ),
)

NOW = Page(
    "now",
    "You, and your back now",
    (
        Question(
            "age",
            "How old are you?",
            (
                Option("under_18", "Under 18"),
                fine("18_49", "18 to 49"),
                fine("50_64", "50 to 64", worse=1),
                fine("65_plus", "65 or older", worse=2),
                unsure(worse=2),
            ),
        ),
        Question(
            "risks",
            "Do any of these apply to you, too?",
            (
                fine(
                    "diabetes",
                    "Diabetes, kidney or liver disease, or heavy drinking",
                    worse=1,
                ),
                fine("blood_thinner", "You are on a blood thinner", worse=1),
                fine(
                    "bone_stress",
                    "Missed periods, or you eat too little for your training",
                    "Or a bone that cracked from training in the past.",
                    worse=1,
                ),
                none(),
                unsure(worse=2),
            ),
            multiple=True,
        ),
        Question(
            "where",
            "Where do you feel it most?",
            (
                fine("low_back", "Lower back"),
                fine("mid_back", "Middle of the back, or the side"),
                fine("buttock", "Buttock"),
                Option("upper_back", "Upper back", "Between the shoulder blades."),
                Option("elsewhere", "Somewhere else"),
                unsure(),
            ),
            picture="back",
        ),
        Question(
            "leg",
            "Have you noticed any of these in one leg?",
            (
                none("None of these, or just sore muscles"),
                Option("pain", "Pain that runs from the back down the leg", worse=1),
                Option("tingle", "Tingling or numb", worse=1),
                Option(
                    "weak",
                    "The foot drags or slaps, or you can't rise on your toes",
                    "Not just tired.",
                    worse=3,
                ),
                Option("worse", "It gets worse day by day", worse=3),
                unsure(worse=2),
            ),
            multiple=True,
        ),
        Question(
            "severity",
            "How bad is it now?",
            (
                fine("none", "No pain now"),
                fine("mild", "Mild", "It comes and goes. You do what you do every day.", worse=1),
                Option(
                    "moderate",
                    "Moderate",
                    "Always there. Hard to focus or sleep, but you can get up, wash and dress.",
                    worse=2,
                ),
                Option(
                    "severe",
                    "Severe",
                    "Very hard to move, get out of bed, wash or dress.",
                    worse=4,
                ),
                Option(
                    "worst",
                    "The worst",
                    "You can't stand, get to the bathroom, or think.",
                    worse=5,
                ),
                unsure(worse=3),
            ),
        ),
        Question(
            "night",
            "What happens when you rest or sleep?",
            (
                fine("eases", "It eases", "Stiff when you turn over is fine."),
                Option("wakes_eases", "It wakes me, but then it eases", worse=1),
                Option(
                    "night_worse",
                    "It is worse than by day, but it comes and goes",
                    worse=1,
                ),
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
                fine("other", "Not in the list"),
                Option(
                    "not_exercise",
                    "No exercise in the 3 days before",
                    worse=1,
                    exclusive=True,
                ),
                unsure(),
            ),
            hint=f"{TICK_ALL} Also those of the last 3 days.",
            multiple=True,
            usual=(*IN_THE_POST, "other"),
        ),
        Question(
            "moves",
            "What does that exercise make you do?",
            (
                fine("bend", "Bend at the hips"),
                fine("lift", "Lift something heavy"),
                fine("arch", "Arch or round your back"),
                fine("brace", "Brace your belly and back"),
                Option("none", "None of these", exclusive=True),
                unsure(),
            ),
            multiple=True,
            when=ASKS_HOW_IT_IS_DONE,
        ),
        Question(
            "feel",
            "What does it feel like?",
            (
                fine(
                    "tired_tight_achy",
                    "Tired, tight or achy",
                    "Also stiff, a pump, or a burn that ends with the set.",
                ),
                Option("spasm", "A spasm"),
                Option("sharp", "Sharp, pinching, stabbing or throbbing"),
                Option("burning_electric", "Shooting, electric, or burning along a line"),
                unsure(),
            ),
            hint="If more than one fits, choose the one lower down.",
        ),
        Question(
            "finish",
            "Can you finish the movement that brings it on?",
            (
                fine("yes", "Yes", "Or no movement brings it on."),
                Option("reluctant", "Yes, but I don't want to do it"),
                Option("no", "No, I have to stop"),
                unsure(),
            ),
        ),
        Question(
            "start",
            "When did it start?",
            (
                fine("during_or_after", "During a workout or right after"),
                fine("within_3_days", "In the 3 days after a workout"),
                Option("not_linked", "Slowly, not linked to a workout"),
                Option("sudden", "Suddenly, not linked to a workout", worse=3),
                unsure(),
            ),
        ),
    ),
)

COURSE = Page(
    "course",
    "Over time",
    (
        Question(
            "how_long",
            "How long does it last?",
            (
                fine("to_3_days", "Up to 3 days"),
                Option("4_7_days", "4 to 7 days", worse=1),
                Option("1_4_weeks", "1 to 4 weeks", worse=2),
                Option("1_3_months", "1 to 3 months", worse=3),
                Option("over_3_months", "Over 3 months", worse=4),
                unsure(),
            ),
            hint="If it goes away fully and comes back, count one time only.",
        ),
        Question(
            "course",
            "Is it getting better?",
            (
                fine("better", "Yes"),
                fine("same", "It is the same, or comes and goes", worse=1),
                Option("worse", "No, it gets worse", worse=3),
                Option("no_help", "No, though I was treated, or pain pills do not help", worse=3),
                unsure(worse=2),
            ),
        ),
        Question(
            "trend",
            "Over your last few workouts, is the soreness…",
            (
                Option("stronger", "getting stronger?"),
                Option("earlier", "starting earlier?"),
                Option("longer", "lasting longer?"),
                Option("back_again", "coming back after hard workouts, then going away?"),
                Option("in_spite", "coming back in spite of rest or a change?"),
                none(),
                unsure(),
            ),
            multiple=True,
        ),
        Question(
            "daily",
            "Does it get in the way of your daily life?",
            (
                no(),
                Option("harder", "Things are harder, but I can do them"),
                Option("stops", "I can't do some things", worse=3),
                unsure(),
            ),
        ),
        Question(
            "spread",
            "Has it spread to other parts of your back or body?",
            (no(), yes(), unsure()),
            hint="Other muscles that are sore from the same workout do not count.",
        ),
        Question(
            "morning",
            "Are any of these true of you?",
            (
                Option("stiff", "Stiff in the morning for over 30 minutes"),
                Option("moving_helps", "Better when I move, not when I rest"),
                Option("late_night", "It wakes me in the second half of the night"),
                Option(
                    "eye_skin_bowel",
                    "A red, sore eye, psoriasis, Crohn's or colitis",
                    "Now or before.",
                ),
                none(),
                unsure(),
            ),
            multiple=True,
            when=given("how_long", "over_3_months"),
        ),
    ),
)

# --- The words that the rules use ------------------------------------------------------------
# "Not sure" counts as the worse answer in age and risks; in start and course where a word says so.

NOT_LINKED = any_of(given("start", "not_linked", "sudden"), given("exercise", "not_exercise"))
LINK_NOT_CLEAR = any_of(NOT_LINKED, given("start", "unsure"))

SEVERE = given("severity", "severe", "worst")
MODERATE_OR_MORE = given("severity", "moderate", "unsure", "severe", "worst")

GETS_WORSE = given("course", "worse", "no_help")
GROWS = any_of(GETS_WORSE, given("trend", "stronger"))
NOT_BETTER = given("course", "same", "unsure", "worse", "no_help")

OVER_3_DAYS = given("how_long", "4_7_days", "1_4_weeks", "1_3_months", "over_3_months")
OVER_7_DAYS = given("how_long", "1_4_weeks", "1_3_months", "over_3_months")
OVER_4_WEEKS = given("how_long", "1_3_months", "over_3_months")

ANYTHING_BUT_ACHY = given("feel", "spasm", "sharp", "burning_electric", "unsure")
NIGHT_ANYTHING_BUT_EASES = given("night", "wakes_eases", "night_worse", "unsure", "constant")
FINISH_ANYTHING_BUT_YES = given("finish", "reluctant", "no", "unsure")

MORE_THAN_FRESH_SORENESS = any_of(
    OVER_3_DAYS,
    LINK_NOT_CLEAR,
    ANYTHING_BUT_ACHY,
    given("trend", "stronger", "earlier", "longer"),
)

AGE_50_OR_OLDER = given("age", "50_64", "65_plus", "unsure")
AGE_65_OR_OLDER = given("age", "65_plus", "unsure")
DIABETES = given("risks", "diabetes", "unsure")
BLOOD_THINNER = given("risks", "blood_thinner", "unsure")
BONE_STRESS = given("risks", "bone_stress", "unsure")

POP_OR_SMALL_FALL = given("injury", "pop", "minor")
LEG_WEAK_OR_WORSE = given("leg", "weak", "worse")
ANY_LEG_SIGN = given("leg", "pain", "tingle", "weak", "worse", "unsure")

# --- The rules -------------------------------------------------------------------------------

SPINE_NERVES = ("nhs_back", "girft_2023", "nhs_york", "ahcpr_1994")
INFECTION = ("nhs_back", "galliker_2020", "ahcpr_1994")
HARD_WORKOUT = ("cdc_niosh", "compartment_2013", "compartment_2024")
WEAK_BONES = ("ahcpr_1994", "henschke_2009", "downie_2013")
PREGNANCY = ("cleveland_pregnancy", "nichd", "san_diego", "acog")
DOES_NOT_GET_BETTER = ("nhs_back", "gloucestershire", "nice_ng12", "ahcpr_1994")
SORENESS = ("post", "acsm", "apta_doms")

EMERGENCY = (
    Rule("E1", "emergency", given("nerve", "saddle"),
         "New numbness or tingling between your legs",
         SPINE_NERVES, ("S10",), ("tell_nerve",)),
    Rule("E2", "emergency", given("nerve", "pee"),
         "New trouble peeing",
         SPINE_NERVES, ("S10",), ("tell_nerve",)),
    Rule("E3", "emergency", given("nerve", "poo"),
         "You can't control or feel when you poop",
         SPINE_NERVES, ("S10",), ("tell_nerve",)),
    Rule("E4", "emergency", given("nerve", "both_legs"),
         "Pain that shoots down both legs, or both legs numb, tingling or weak, and not just sore "
         "from training",
         (*SPINE_NERVES, "csp_2024"), ("S10",), ("tell_nerve",)),
    Rule("E5", "emergency", given("nerve", "leg_fail"),
         "A leg that gives way or gets weaker fast",
         (*SPINE_NERVES, "chou_2011", "webmd"), ("S10",), ("tell_nerve",)),
    Rule("E6", "emergency", all_of(given("nerve", "sex"), ANY_LEG_SIGN),
         "New loss of feeling or function during sex, with a sign in a leg",
         (*SPINE_NERVES, "judgement"), ("S10",)),
    Rule("E7", "emergency", given("injury", "major"),
         "A crash, a high fall or something heavy that landed on you, in the last week. No doctor "
         "has checked it",
         ("nhs_back", "ahcpr_1994", "downie_2013", "judgement"), ("S10",)),
    Rule("E8", "emergency", given("body", "chest", "faint", "tearing", "pulse"),
         "Chest pain or trouble breathing. Fainting. Sudden tearing pain, or a new strong pulse "
         "in your belly",
         ("nhs_chest", "nhs_aneurysm", "jospt_aaa"), ("S10",)),
    Rule("E9", "emergency",
         any_of(
             given("body", "confused"),
             all_of(
                 given("unwell", "fever"),
                 any_of(LEG_WEAK_OR_WORSE, given("history", "infection_risk")),
             ),
         ),
         "You are confused, or you have a fever with a weak leg or a higher risk of infection",
         (*INFECTION, "judgement"), ("S10",), either=True),
    Rule("E10", "emergency", given("body", "dark_pee"),
         "Pee the color of cola or dark tea",
         ("cdc_niosh",), ("S10",), ("tell_workout",)),
    Rule("E11", "emergency",
         given("pregnancy_warning", "bleeding", "fluid", "tightening", "moves_less"),
         "Pregnant: you bleed, leak fluid, get tight again and again, or the baby moves less. "
         "After birth: heavy bleeding",
         (*PREGNANCY, "awhonn", "judgement"), ("S10",), ("call_maternity",)),
    Rule("E12", "emergency",
         all_of(
             SEVERE,
             given("start", "sudden"),
             any_of(AGE_65_OR_OLDER, given("history", "aneurysm")),
         ),
         "Severe pain that came suddenly, not in a workout. And you are 65 or older, or have a "
         "weak spot in the main artery",
         ("nhs_aneurysm", "vascular_leaflet", "jospt_aaa", "judgement"), ("S10",)),
)  # fmt: skip

URGENT = (
    Rule("U1", "urgent", given("unwell", "fever"),
         "Fever, or chills that make you shiver",
         INFECTION, ("S10",)),
    Rule("U2", "urgent", LEG_WEAK_OR_WORSE,
         "One leg that is weak, or gets worse day by day",
         ("ahcpr_1994", "chou_2011", "webmd"), ("S10",)),
    Rule("U3", "urgent",
         all_of(POP_OR_SMALL_FALL, any_of(AGE_65_OR_OLDER, given("history", "bones"))),
         "A pop, a small fall or a jolt when your bones may break more easily",
         (*WEAK_BONES, "judgement"), ("S10",)),
    Rule("U4", "urgent",
         any_of(
             given("lately", "weight"),
             all_of(
                 given("lately", "ill"),
                 any_of(NIGHT_ANYTHING_BUT_EASES, LINK_NOT_CLEAR, OVER_7_DAYS),
             ),
         ),
         "You lose weight and can't say why. Or you sweat at night or feel ill, and it hurts at "
         "night, for over a week, or with no clear link to a workout",
         ("nhs_back", "ahcpr_1994", "webmd"), ("S10",), either=True),
    Rule("U5", "urgent",
         all_of(
             given("night", "constant"),
             any_of(OVER_3_DAYS, LINK_NOT_CLEAR, SEVERE, GROWS, ANYTHING_BUT_ACHY),
         ),
         "Pain that never stops in any position, and is more than fresh soreness",
         ("nhs_back", "harding_2005"), ("S10",)),
    Rule("U6", "urgent",
         any_of(
             given("severity", "worst"),
             all_of(
                 given("severity", "severe"),
                 any_of(GROWS, LINK_NOT_CLEAR, given("night", "constant", "unsure")),
             ),
         ),
         "Pain so bad that you can't stand or think. Or severe pain that grows, does not ease at "
         "night, or has no clear link to a workout",
         ("nhs_pain_levels", "nhs_back", *HARD_WORKOUT), ("S10", "S24"), either=True),
    Rule("U7", "urgent", given("lately", "lump_shape"),
         "A new lump or swelling, or your back changed shape",
         ("nhs_back", "ahcpr_1994", "webmd"), ("S10",)),
    Rule("U8", "urgent",
         all_of(
             given("history", "cancer"),
             any_of(NIGHT_ANYTHING_BUT_EASES, LINK_NOT_CLEAR, OVER_7_DAYS, GROWS),
         ),
         "Cancer now or before. And pain that comes at night, grows, lasts over a week, or has no "
         "clear link to a workout",
         ("downie_2013", "nice_ng234"), ("S10",), either=True),
    Rule("U9", "urgent", given("unwell", "pee_blood_burn"),
         "Blood in your pee, or it burns",
         ("webmd", "ahcpr_1994", "judgement"), ("S10",)),
    Rule("U10", "urgent",
         any_of(
             given("nerve", "unsure"),
             given("body", "unsure"),
             given("injury", "unsure"),
             given("pregnancy_warning", "unsure"),
         ),
         "You are not sure about a sign that needs help fast",
         ("judgement",), ("S10",), either=True),
    Rule("U11", "urgent",
         all_of(
             given("history", "infection_risk"),
             any_of(LINK_NOT_CLEAR, OVER_3_DAYS, GROWS, given("night", "constant")),
         ),
         "A higher risk of infection. And pain that grows, never stops, lasts over 3 days, or has "
         "no clear link to a workout",
         (*INFECTION, "judgement"), ("S10",), either=True),
    Rule("U12", "urgent", given("injury", "older"),
         "A crash, a high fall or something heavy that landed on you, in the last 3 months. No "
         "doctor has checked it",
         ("nhs_back", "ahcpr_1994", "downie_2013", "judgement"), ("S10",)),
    Rule("U13", "urgent",
         all_of(
             DIABETES,
             NOT_LINKED,
             any_of(GETS_WORSE, given("night", "constant"), SEVERE),
         ),
         "Diabetes, kidney or liver disease, or heavy drinking. And pain with no link to a "
         "workout that gets worse, never stops or is severe",
         ("yusuf_2019", "judgement"), ("S10",), either=True),
    Rule("U14", "urgent", given("pregnancy_warning", "pressure"),
         "Pregnant or just had a baby. And a dull backache that does not stop, cramps, or "
         "pressure low in the belly",
         PREGNANCY, ("S10",), ("call_maternity",)),
    Rule("U15", "urgent", given("unwell", "waves"),
         "Pain in waves from your side to your groin, or you throw up with the pain",
         ("nidirect_kidney", "webmd", "ahcpr_1994", "judgement"), ("S10",)),
    Rule("U16", "urgent", all_of(AGE_65_OR_OLDER, given("start", "sudden")),
         "At 65 or older, pain that came suddenly and not in a workout",
         ("nhs_aneurysm", "jospt_aaa", "judgement"), ("S10",)),
    Rule("U17", "urgent", given("unwell", "muscle_worse", "numb_back"),
         "After a hard workout: far more muscle pain than you expect, and it grows. Or you are "
         "weak all over, or the skin of your back is numb",
         HARD_WORKOUT, ("S10",), ("tell_workout",)),
    Rule("U18", "urgent", given("unwell", "breath"),
         "Sharp chest or upper back pain when you breathe in, or one calf swollen and sore",
         ("webmd_clots", "nhs_breath", "judgement"), ("S10",)),
    Rule("U19", "urgent", given("nerve", "sex"),
         "New loss of feeling or function during sex",
         ("girft_2023",), ("S10",), ("tell_nerve",)),
    Rule("U20", "urgent", given("history", "aneurysm"),
         "A weak, wide spot in the main artery of your belly",
         ("nhs_aneurysm", "vascular_leaflet", "judgement"), ("S10",)),
    Rule("U21", "urgent", all_of(BLOOD_THINNER, POP_OR_SMALL_FALL),
         "A pop, a small fall or a jolt when you are on a blood thinner",
         ("bjc", "judgement"), ("S10",)),
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
         INFECTION, flags=("bring_medicine_list",)),
    Rule("D4", "see_doctor",
         any_of(
             at_least(
                 2,
                 given("morning", "stiff"),
                 given("morning", "moving_helps"),
                 given("morning", "late_night"),
             ),
             given("morning", "eye_skin_bowel"),
         ),
         "Over 3 months, and two of these: stiff in the morning, better when you move, awake late "
         "at night. Or an eye, skin or bowel illness that can go with it",
         ("asas", "nice_ng65")),
    Rule("D5", "see_doctor", given("history", "pregnant", "gave_birth"),
         "You are pregnant, or gave birth in the last 6 weeks",
         PREGNANCY),
    Rule("D6", "see_doctor", given("history", "bones"),
         "Thin bones, or steroid pills for 3 months or more",
         (*WEAK_BONES, "judgement"), flags=("bring_medicine_list",)),
    Rule("D8", "see_doctor", all_of(given("where", "upper_back"), MORE_THAN_FRESH_SORENESS),
         "You feel it in your upper back, and it is more than fresh soreness",
         ("nhs_back", "judgement")),
    Rule("D9", "see_doctor",
         any_of(
             given("unwell", "unsure"),
             given("history", "unsure"),
             given("lately", "unsure"),
             given("leg", "unsure"),
             given("night", "unsure"),
         ),
         "You are not sure about your health, your leg or your nights",
         ("judgement",), either=True),
    Rule("D10", "see_doctor", given("leg", "tingle"),
         "Tingling or numbness in one leg",
         ("judgement",)),
    Rule("D11", "see_doctor",
         all_of(DIABETES, any_of(NOT_LINKED, all_of(OVER_7_DAYS, NOT_BETTER))),
         "Diabetes, kidney or liver disease, or heavy drinking. And pain that has no link to a "
         "workout, or is no better after a week",
         ("yusuf_2019", "judgement"), either=True),
    Rule("D12", "see_doctor",
         all_of(
             NOT_LINKED,
             any_of(OVER_7_DAYS, GETS_WORSE),
             any_of(MODERATE_OR_MORE, given("daily", "harder", "stops")),
         ),
         "Pain not linked to a workout that lasts or gets worse, and makes your days harder",
         DOES_NOT_GET_BETTER),
    Rule("D13", "see_doctor", all_of(AGE_65_OR_OLDER, NOT_LINKED),
         "At 65 or older, pain that is not linked to a workout",
         ("ahcpr_1994", "henschke_2009", "judgement")),
    Rule("D14", "see_doctor", all_of(OVER_4_WEEKS, GETS_WORSE),
         "Over 4 weeks, and it gets worse or nothing helps",
         DOES_NOT_GET_BETTER),
    Rule("D15", "see_doctor", all_of(OVER_4_WEEKS, AGE_50_OR_OLDER, NOT_BETTER),
         "Over 4 weeks and not better, at 50 or older",
         DOES_NOT_GET_BETTER),
    Rule("D16", "see_doctor",
         all_of(
             BONE_STRESS,
             any_of(OVER_7_DAYS, GROWS, given("spread", "yes"), FINISH_ANYTHING_BUT_YES),
         ),
         "You miss periods, eat too little for your training, or once had a cracked bone. And it "
         "lasts over a week, grows, spreads or makes a movement hard to finish",
         ("ioc_reds_2023", "harris_2016", "judgement"), either=True),
    Rule("D17", "see_doctor", given("night", "constant"),
         "Pain that never stops, in any position",
         ("nhs_back", "harding_2005")),
    Rule("D18", "see_doctor", all_of(SEVERE, given("leg", "pain")),
         "Severe pain that runs down one leg",
         ("judgement",)),
    Rule("D19", "see_doctor",
         all_of(
             given("night", "night_worse"),
             any_of(LINK_NOT_CLEAR, OVER_7_DAYS, AGE_50_OR_OLDER),
         ),
         "Worse at night than by day, with no clear link to a workout, for over a week, or at 50 "
         "or older",
         ("nhs_back", "harding_2005"), either=True),
    Rule("D20", "see_doctor", given("lately", "ill"),
         "Night sweats that soak the bed, or you feel ill or worn out for no reason",
         ("ahcpr_1994", "webmd")),
    Rule("D21", "see_doctor", all_of(given("injury", "checked"), GETS_WORSE),
         "A big injury before, and it gets worse or nothing helps",
         ("nhs_back", "ahcpr_1994", "downie_2013", "judgement")),
    Rule("D22", "see_doctor", all_of(SEVERE, AGE_50_OR_OLDER),
         "Severe pain, at 50 or older",
         (*WEAK_BONES, "judgement")),
)  # fmt: skip

BOOK_PT = (
    Rule("P1", "book_pt",
         any_of(
             given("daily", "stops"),
             all_of(given("daily", "harder"), MORE_THAN_FRESH_SORENESS),
         ),
         "It keeps you from things in your daily life, or makes them harder and is more than "
         "fresh soreness",
         ("post",), ("S16", "S24"), either=True),
    Rule("P2", "book_pt",
         all_of(given("night", "wakes_eases", "night_worse"), MORE_THAN_FRESH_SORENESS),
         "It disturbs your nights, and is more than fresh soreness",
         ("post", "nhs_back", "harding_2005"), ("S16",)),
    Rule("P3", "book_pt",
         any_of(
             given("leg", "pain"), given("feel", "burning_electric"), given("spread", "yes")
         ),
         "It spreads, runs down a leg, or shoots or burns along a line",
         ("post",), ("S16",), either=True),
    Rule("P4", "book_pt", all_of(given("feel", "sharp"), given("finish", "no")),
         "Sharp pain that stops you from finishing the movement",
         ("post",), ("S18",)),
    Rule("P5", "book_pt",
         any_of(OVER_7_DAYS, given("morning", "stiff", "moving_helps", "late_night")),
         "It has lasted for over a week",
         SORENESS, ("S15", "S24")),
    Rule("P6", "book_pt",
         at_least(
             2, given("trend", "stronger"), given("trend", "earlier"), given("trend", "longer")
         ),
         "It is getting worse in two ways: stronger, earlier or longer",
         ("post",), ("S15",)),
    Rule("P9", "book_pt", given("trend", "in_spite"),
         "It comes back in spite of rest or a change",
         ("post", "cleveland_doms"), ("S17", "S24")),
    Rule("P10", "book_pt",
         any_of(
             given("severity", "unsure"), given("how_long", "unsure"), given("morning", "unsure")
         ),
         "You are not sure how bad it is, how long it lasts, or about your mornings",
         ("judgement",), either=True),
    Rule("P11", "book_pt", all_of(OVER_3_DAYS, GROWS),
         "It has lasted for over 3 days, and it grows",
         SORENESS, ("S15",)),
    Rule("P12", "book_pt", SEVERE,
         "The pain is severe",
         ("nhs_pain_levels", "nhs_back", "cleveland_doms"), ("S24",)),
)  # fmt: skip

CHANGE_ROUTINE = (
    Rule("C1", "change_routine", any_of(given("exercise", *NOT_ENGAGING), given("moves", "none")),
         "You feel your lower back in a movement that should not load it",
         ("post",), ("S12", "S13", "S14"), ("check_form",)),
    Rule("C2", "change_routine",
         any_of(given("trend", "stronger", "earlier", "longer"), GETS_WORSE),
         "It gets worse, or from workout to workout it gets stronger, starts earlier or lasts "
         "longer",
         ("post",), ("S15",), either=True),
    Rule("C3", "change_routine",
         any_of(
             given("feel", "spasm", "sharp", "unsure"),
             FINISH_ANYTHING_BUT_YES,
             given("injury", "pop", "minor", "checked"),
         ),
         "It is more than tired muscles: sharp, a spasm, hard to finish, or after a pop or a fall",
         ("post",), ("S11", "S19", "S20", "S21"), ("stop_movement",), either=True),
    Rule("C4", "change_routine", given("how_long", "4_7_days"),
         "It has lasted for 4 to 7 days",
         SORENESS, ("S09", "S15")),
    Rule("C5", "change_routine", any_of(given("exercise", "unsure"), given("moves", "unsure")),
         "You are not sure which movement brings it on",
         ("judgement",), ("S12",), ("check_form",)),
    Rule("C6", "change_routine",
         any_of(
             given("age", "unsure"),
             given("risks", "unsure"),
             given("where", "unsure"),
             given("start", "unsure"),
             given("course", "unsure"),
             given("trend", "unsure"),
             given("daily", "unsure"),
             given("spread", "unsure"),
         ),
         "You are not sure about you, or about where it is, how it began, how it changes, or what "
         "it keeps you from",
         ("judgement",), either=True),
    Rule("C7", "change_routine", given("severity", "moderate"),
         "The pain is moderate",
         ("post", "nhs_pain_levels"), ("S20",)),
    Rule("C8", "change_routine",
         any_of(given("where", "upper_back", "elsewhere"), NOT_LINKED),
         "It is not in your lower back, or not linked to a workout",
         ("nice_qs155", "nice_ng59", "who_2023"), either=True),
    Rule("C9", "change_routine", given("trend", "back_again"),
         "It comes back after hard workouts, then goes away",
         ("post", "judgement"), ("S15", "S17")),
    Rule("C10", "change_routine",
         any_of(given("night", "wakes_eases", "night_worse"), given("daily", "harder")),
         "It disturbs your nights, or makes your days harder",
         ("post", "nhs_back", "harding_2005"), ("S16",), either=True),
)  # fmt: skip

NORMAL = Reassurance(
    "N1",
    "Tired or tight muscles during or after exercises that work your back. And none of the other "
    "signs that we ask about",
    (*SORENESS, "finucane_2020", "acp_2017", "apta_2021"),
    ("S03", "S04", "S07", "S08", "S09", "S19", "S23"),
)

# --- Where it comes from ---------------------------------------------------------------------
# "stored": read in stored material; "second-hand": read in another's words; "memory": from memory.
# None of them has been opened again for this version: do that before publishing it.

SOURCES = (
    # the nerves of the spine
    Source("nhs_back", "NHS: Back pain", "second-hand", "https://www.nhs.uk/conditions/back-pain/"),
    Source(
        "girft_2023",
        "GIRFT: Cauda equina national pathway, February 2023, step 3a",
        "stored",
        (
            "https://gettingitrightfirsttime.co.uk/"
            "pathway-supports-clinicians-to-diagnose-and-treat-cauda-equina-syndrome-without-delay/"
        ),
    ),
    Source("nhs_york", "NHS York: cauda equina pathway", "stored"),
    Source("csp_2024", "Chartered Society of Physiotherapy: bilateral leg pain, 2024", "stored"),
    Source(
        "ahcpr_1994",
        "AHCPR: Acute low back problems in adults, guideline 14 (1994), table 1",
        "stored",
        "https://www.ncbi.nlm.nih.gov/books/NBK52120/",
    ),
    Source("chou_2011", "Chou et al. 2011, Annals of Internal Medicine 154:181", "stored"),
    Source("webmd", "WebMD / Healthwise: back pain, when to call your doctor", "stored"),
    # injury, bones, cancer
    Source(
        "downie_2013",
        "Downie et al. 2013, BMJ 347:f7095: signs of fracture and cancer",
        "stored",
        "https://doi.org/10.1136/bmj.f7095",
    ),
    Source("henschke_2009", "Henschke et al. 2009: 1172 primary-care patients", "stored"),
    Source("bjc", "BJC: falls when you take a blood thinner", "stored"),
    Source(
        "nice_ng234",
        "NICE NG234: Spinal metastases and cord compression (2023)",
        "stored",
        "https://www.nice.org.uk/guidance/ng234",
    ),
    Source("ioc_reds_2023", "IOC consensus on REDs, 2023, table 4", "stored"),
    Source("harris_2016", "Harris 2016: sacral stress fracture in runners", "stored"),
    Source("aspetar", "Aspetar: spine stress injuries in adolescent athletes", "stored"),
    # chest, artery, lung
    Source(
        "nhs_chest",
        "NHS: Chest pain",
        "second-hand",
        "https://www.nhs.uk/conditions/chest-pain/",
    ),
    Source("nhs_aneurysm", "NHS: a burst aneurysm", "second-hand"),
    Source("vascular_leaflet", "Leaflet of a UK vascular charity: known aneurysm", "stored"),
    Source("jospt_aaa", "JOSPT 2008, 2014: aortic aneurysm presenting as back pain", "stored"),
    Source("webmd_clots", "WebMD: clots in the lung", "stored"),
    Source("nhs_breath", "NHS: upper back pain that is worse on breathing in", "second-hand"),
    # infection, kidneys, a hard workout
    Source(
        "galliker_2020",
        "Galliker et al. 2020, American Journal of Medicine 133:60: signs of infection",
        "stored",
        "https://doi.org/10.1016/j.amjmed.2019.06.005",
    ),
    Source(
        "yusuf_2019",
        "Yusuf et al. 2019, BMC Musculoskeletal Disorders: 2,224 spinal infections (abstract)",
        "stored",
        "https://doi.org/10.1186/s12891-019-2949-6",
    ),
    Source("nidirect_kidney", "nidirect: kidney stones", "stored"),
    Source(
        "cdc_niosh",
        "CDC / NIOSH: Rhabdomyolysis, signs and symptoms",
        "stored",
        "https://www.cdc.gov/niosh/topics/rhabdo/symptoms.html",
    ),
    Source(
        "compartment_2013",
        "BMC Musculoskeletal Disorders 2013;14:259: back muscles after deadlifts (abstract)",
        "stored",
    ),
    Source(
        "compartment_2024",
        "Journal of Orthopaedic Surgery and Research 2024: back muscles under pressure (abstract)",
        "stored",
        "https://doi.org/10.1186/s13018-024-04860-3",
    ),
    # pregnancy and birth
    Source(
        "cleveland_pregnancy",
        "Cleveland Clinic: back pain in pregnancy, call right away",
        "stored",
    ),
    Source("nichd", "NICHD: signs of preterm labor", "stored"),
    Source("san_diego", "San Diego Perinatal: signs of preterm labor", "stored"),
    Source("acog", "ACOG: list of warning signs", "second-hand"),
    Source("awhonn", "AWHONN: POST-BIRTH warning signs", "second-hand"),
    # nights, how bad, how long
    Source("harding_2005", "Harding et al. 2005: night pain in 482 patients", "stored"),
    Source("nhs_pain_levels", "NHS: mild, moderate and severe pain", "second-hand"),
    Source("gloucestershire", "Gloucestershire NHS: over 50, no better after one month", "stored"),
    Source("nice_ng12", "NICE NG12: 60 and over with lasting back pain", "second-hand"),
    Source("asas", "ASAS: expert criteria for inflammatory back pain", "stored"),
    Source(
        "nice_ng65",
        "NICE NG65: Spondyloarthritis in over 16s",
        "stored",
        "https://www.nice.org.uk/guidance/ng65",
    ),
    # soreness, and to keep moving
    Source("acsm", "ACSM: delayed onset muscle soreness", "second-hand"),
    Source("apta_doms", "APTA: handout on muscle soreness", "second-hand"),
    Source("cleveland_doms", "Cleveland Clinic: sore after most workouts", "stored"),
    Source("nice_qs155", "NICE QS155, statement 3: self-management", "stored"),
    Source("who_2023", "WHO 2023: low back pain (summary)", "stored"),
    Source("nice_ng59", "NICE NG59: Low back pain and sciatica in over 16s", "memory"),
    # the frame of it all
    Source(
        "finucane_2020",
        "Finucane et al. 2020, JOSPT 50(7):350-372: a framework for red flags (abstract)",
        "stored",
        "https://doi.org/10.2519/jospt.2020.9971",
    ),
    Source(
        "acp_2017",
        "Qaseem et al. 2017, Annals of Internal Medicine 166:514: ACP guideline (abstract)",
        "stored",
    ),
    Source(
        "apta_2021",
        "George et al. 2021, JOSPT 51(11):CPG1: APTA guideline (abstract)",
        "stored",
        "https://doi.org/10.2519/jospt.2021.0304",
    ),
    # ours
    Source("post", "The clinic's own article", "post"),
    Source("judgement", "The clinic's own cautious choice; no published source", "judgement"),
)

# --- Left for a licensed clinician -----------------------------------------------------------

OPEN_POINTS = (
    "Sexual-function change alone: today, as here, or 911?",
    "Cough/sneeze pain: NHS lists it, not asked here.",
    "Constant pain in the first 3 days after a workout: see a doctor, as here, or today?",
    "The cut-offs of 3 and 7 days.",
    "Ages 50 and 65.",
    "Under-18s: floor, as here, or out of scope?",
    "Inflammatory pattern as `see_doctor`.",
    "Stable one-leg tingling: doctor or PT?",
    "After-hours wording: never imply that texts are watched.",
    "Not sure how bad: P10, or D9?",
    "Severe pain that eases at rest after a workout: PT, as here, or doctor?",
    (
        "Severe pain with no link to a workout that eases at rest: today, as here, or a doctor in "
        "days (NHS: GP)?"
    ),
    "Waking and harder days in the first 3 days: C10, or book?",
    "Mild, new pain not linked to exercise: C8, or book?",
    "Diabetes, kidney or liver disease and drinking as one weak sign; with fever 911?",
    "Heavy bleeding after birth: 911, or the maternity line first?",
    "Known aneurysm: today whatever the pain is like?",
    "Blood thinner with a pop or small fall: today?",
    "New nerve signs: 3 months, or 14 days (GIRFT)?",
    "An unchecked crash or fall: 911 in the first week, today until 3 months.",
    "The emergency list folded behind one sentence on the calm cards.",
)

CHECKER = Checker(
    id="lower-back",
    version="0.2",
    title="Check your back",
    disclaimer="This is not a diagnosis. If you feel something is wrong, get help, whatever this says.",
    audience="For adults in the United States.",
    ladder=LADDER,
    safety_net="Call 911 or go to the ER for any of these",
    flags=FLAGS,
    pages=(SIGNS, HEALTH, NOW, WORKOUT, COURSE),
    rules=(*EMERGENCY, *URGENT, *SEE_DOCTOR, *BOOK_PT, *CHANGE_ROUTINE),
    reassurance=NORMAL,
    claims=CLAIMS,
    sources=SOURCES,
    open_points=OPEN_POINTS,
    urgent="urgent",
    gravest="Call 911 if you get numb between the legs, can't pee, a leg gets weak fast, or you have chest pain.",
    offer=("book", "clinic", "therap"),
    emergency_number="911",
    unreviewed="No clinician has signed this check yet.",
)
