/* The simulation's kernel once more, in C: how fast the same arithmetic is where nothing but a C compiler stands between.

   Written by hand after src/counterpoint/simulation, function by function and under the same names; it works on the very
   same arrays. Exponentials that the
   kernel does several at once are done as there, other exponentials and logarithms are those of libm. Only what writes one run down (log, track) is left out.
   benchmarks/simulation_c.py compiles and calls it, and compares what comes out. */

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* arrays.py: columns */
enum { FIRST, SECOND, FRONT, FOE, DAYS, AGE };
enum { OTHER, CHIEF, STRICT, SIDES };
enum { SEATED, HEARS, UNCLEAR, BETWEEN, STANCE, TO, WHOM = 10, FIGHTS = 15, SEATS = 20 };
enum { KLASS, PUBLIC, SECRET, TOP, CLOSABLE, OPENS, CLOSES, LEADS, IS_TACIT, BINDS, PLACES };
enum { CORE, SHARE, FREE, MATTERS };
enum { SALIENCE, IDEAL, RESERVE, SPREAD, FAR, SIDE, STAKES };
enum { PATIENCE, FIGHTING_TRAIT, TALKING, GAIN, TREND, HURTS = 6, COSTS, TIES };
enum { TONE, SPOKE, BROKE, PRESSED, MOOD, FOR, AGAINST, SUPPORT, BATTLE, IMAGE, TRUST, THREAT, HELD, UNTIL, STRESS,
       STATE, HOSTAGE, ASIDE, STRUCK, WIDE };
enum { HELD_UP, ASKED, SOFTENED, MET, ASKS };
enum { AGREED, UNDERSTOOD, SIGNED_BY, TERMS, HEAT, DISOWNED_BY, GAVE, DEALS = GAVE + 2 };
enum { SHUT, WORKED };
enum { MOVED, TALKED, DARK, FORCED, UNDERSTANDING, MARKS };
enum { OPENED, N_KEPT, N_BROKEN, N_LAPSED, ACTS, BLOWS, COUNTS };
enum { KIND_PART, ISSUE_PART, TARGET_PART, AMOUNT_PART };
enum { KINDS = 26, H_ISSUE = 78, H_TARGET = 82, RATE = 87, QUIET = 88, HABITS = 89 };
enum { SIZE, STAY, STAY_ON, BEGINS, WAYS };
enum { ISSUE_CLASSES = 4, TARGETS = 5, FEATURES = 27, AIMS = 7, TECHNIQUES = 3, BOOKS = 11 };
static const double NONE = -1.0e6;

/* looking.py: features */
enum { F_ALWAYS, F_NEAR, F_PAST, F_PRESSURE, F_WARMTH, F_COOLNESS, F_SOFTENED, F_MET, F_AGREEMENT, F_ACTIVE, F_FADING,
       F_OWED, F_BREACHED, F_UNMET, F_ASKED, F_HELD_UP, F_FOR, F_AGAINST, F_SUPPORT_LOW, F_LOSING, F_WINNING, F_PUBLIC,
       F_SECRET, F_TOP, F_CORDIAL, F_HOSTILE, F_ELAPSED };
static const double RECENT = 21.0, SLOW = 63.0, ASK_SCALE = 60.0, ELAPSED_SCALE = 180.0, YEAR = 365.25;

/* rules.py */
enum { MORE_MOVES, KEEPS, OFFER_STEP, SOFTEN_STEP, HARDEN_STEP, PROMISE_DAYS, PUSH, HUMILIATION, FACE, THREAT_DAYS,
       THREAT_STEP, THREAT_COST, SUSPENDED_DAYS, HOSTAGE_DAYS, WORK_DAYS, DRIFT_DAYS, BREAK_DAYS, TACIT_DAYS, DISOWN, EAGER,
       STRIKE_GAIN, BATTLE_SD, SUPPORT_SD, FIGHTING, IMAGE_STEP, HEAT_STEP, HEAT_DAYS, EVENTS, SWANS, SWAN_ENDS,
       SWAN_SUPPORT, LEAVING, FRUSTRATION, YIELDING, YIELDING_STRESS, ENOUGH, WORTH_YEAR, WORTH_BLOW, WORTH_LEVEL,
       EVENT_TURN, EVENT_FAVOURS, EVENT_SUPPORT, STEP_ASIDE, FORM, LINE_STEP, BACKING_DOWN, ANSWER_DAYS,
       YES_STEP, DONE_TALK, FRONT_SUPPORT };

/* hearing.py, moving.py, striking.py, ending.py, kernel.py */
enum { ASK = 1, FORCE = 2, HARM = 4, HOLD = 8, GIVES = 16, PROMISE = 32, TRUCE = 64, WORK = 128, GRIM = 256, NICE = 512,
       DEED = 1024 };
enum { OFFER = 1, SOFTEN, HARDEN, RESTATE, ACCEPT, UNUSED, SIGN, KEEPING, BREACH, STRIKE, PRESSURE, SUSPEND, TALKS,
       THREATEN, CAMPAIGN, PROCEDURE, REJECT };
enum { KEPT = 1, BROKEN = 2, REACHED = 4, SIGNED = 8, VOID = 16, OWN_LINE = 32, UNBACKED = 64, SETTLED = 128 };
enum { ONGOING, SETTLEMENT, TACIT, PARTIAL, DRIFTED, BROKEN_OFF, CAPITULATION, DISENGAGEMENT, SHOCK };
enum { BINS = 40, GENERAL = 7, MOST_ACTS = 4096, MOODS = 3, MOVES = 4, CORDIAL = 4, MOST = 200 };
/* choosing.py: lists of tendencies, what is chosen in eights */
enum { REST_LIST, CLASS_LIST, AMOUNT_LIST, FACADE_LIST, LISTS };
enum { REST = 24, SLOTS = 32, CLASSES = 16, AT_TARGET = 8, VIEWS = 6 };
enum { CELL = 1, MOVE, COURSE = 4, DRIFT, FATE, BEGIN, LEAVE, AGAIN };
enum { OF_PARTY = 4, OF_WORLD = 3, NOBODY = 0xFFFF };
enum { CORE_CLASS, TECHNICAL_CLASS, LINKED };
enum { AUDIENCE = 4 };
static const double BUSY = 40.0, STILL = 0.01, BOTH = 3.0, BY_DEEDS = 2.0, REOPENS = 0.5, MET_BY = 0.3, SPLIT = 65536.0;
static const double BY_LOSING = 0.35, BY_SUPPORT = 0.35, BY_PRESSURE = 0.3, BY_NAME = 0.1, BY_DATE = 0.3;

typedef int64_t Int;

typedef struct {
    Int party, channel, kind, issue, because, target, occasion, nth, mark, air;
    double chance, luck, position;
} Act;

typedef struct { int32_t place, what, feature; } Row;

/* All that a run takes and changes. */
typedef struct {
    Int P, C, I, D, E, dated, T, slots, wide, rows_of_habits, seed;
    const double *plain, *matters, *stakes, *dates, *believed, *traits, *tone, *nats, *habits, *ways, *renew, *rules;
    const Int *sides, *seats, *places, *agenda, *kinds, *entries, *starts, *lays;
    const double *mem0, *deals0;
    const Int *chan0, *owed0, *marks0;
    double *mem, *deals, *luck, *nice, *most, *kept, *calendar, *elapsed, *cells;
    Int *chan, *owed, marks[MARKS], *count, *trusted, *named, hears[BOOKS];
    Row *rows;
    Int *begins, *heeded, *many, *learnt;
    double calm, support_step, battle_step, event, swan, single, supported;
    double frame[FEATURES], tilt[SLOTS], left[SLOTS], odds[2][CLASSES], sums[SLOTS], lanes[8], *room, *heats, *views, *pulls;
    Act *acts;
    Int run, turn, d, made;
} Sim;

static inline double max2(double a, double b) { return a > b ? a : b; }
static inline double min2(double a, double b) { return a < b ? a : b; }
static inline double within(double v, double low, double high) { return min2(max2(v, low), high); }
static inline double *mem_of(Sim *s, Int p) { return s->mem + p * s->wide; }
static inline Int own_at(const Sim *s) { return WIDE + 5 * (s->I + 1); }
static inline Int said_at(const Sim *s) { return WIDE + 5 * (s->I + 1) + 3 * s->I; }
static inline Int fast_at(const Sim *s) { return WIDE + 5 * (s->I + 1) + 5 * s->I; }
static inline const double *stake(const Sim *s, Int p, Int i) { return s->stakes + (p * s->I + i) * STAKES; }
static inline const Int *seat(const Sim *s, Int p, Int c) { return s->seats + (p * s->C + c) * SEATS; }
static inline const double *trait(const Sim *s, Int p) { return s->traits + p * (TIES + s->P); }
static inline Int *owed_of(Sim *s, Int p, Int whom, Int kind) {
    return s->owed + ((p * 4 + whom) * 2 + kind) * s->slots;
}

/* ---- draws.py ---- */

static inline void words(uint64_t run, uint64_t turn, uint64_t who, uint64_t what, uint64_t seed, uint32_t out[4]) {
    uint32_t c0 = (uint32_t)run, c1 = (uint32_t)turn, c2 = (uint32_t)who, c3 = (uint32_t)what;
    uint32_t k0 = (uint32_t)seed, k1 = (uint32_t)(seed >> 32);
    for (int r = 0; r < 7; r++) {
        uint64_t p0 = (uint64_t)0xD2511F53u * c0, p1 = (uint64_t)0xCD9E8D57u * c2;
        c0 = (uint32_t)(p1 >> 32) ^ c1 ^ k0;
        c1 = (uint32_t)p1;
        c2 = (uint32_t)(p0 >> 32) ^ c3 ^ k1;
        c3 = (uint32_t)p0;
        k0 += 0x9E3779B9u;
        k1 += 0xBB67AE85u;
    }
    out[0] = c0, out[1] = c1, out[2] = c2, out[3] = c3;
}

static inline double unit(uint32_t word) { return (word + 0.5) * 0x1p-32; }

static inline void uniforms(const Sim *s, Int turn, Int who, Int what, double out[4]) {
    uint32_t w[4];
    words((uint64_t)s->run, (uint64_t)turn, (uint64_t)who, (uint64_t)what, (uint64_t)s->seed, w);
    for (int k = 0; k < 4; k++) out[k] = unit(w[k]);
}

static inline double normal(double u, double v) { return sqrt(-2.0 * log(u)) * cos(2.0 * M_PI * v); }

static void name(Sim *s) {
    Int *named = s->named, each = OF_PARTY + s->C;
    for (Int p = 0; p < s->P; p++) {
        Int *at = named + 2 * p * each;
        const Int what[OF_PARTY] = {COURSE << 16, COURSE << 16 | 1, DRIFT << 16, LEAVE << 16};
        for (int k = 0; k < OF_PARTY; k++) at[2 * k] = p, at[2 * k + 1] = what[k];
        for (Int c = 0; c < s->C; c++) at[2 * (OF_PARTY + c)] = p << 16 | c, at[2 * (OF_PARTY + c) + 1] = CELL << 16;
    }
    Int *at = named + 2 * s->P * each;
    const Int what[OF_WORLD] = {DRIFT << 16, FATE << 16, FATE << 16 | 1};
    for (int k = 0; k < OF_WORLD; k++) at[2 * k] = NOBODY, at[2 * k + 1] = what[k];
}

static inline void fill(Sim *s) {
    Int many = s->P * (OF_PARTY + s->C) + OF_WORLD;
    for (Int k = 0; k < many; k++) uniforms(s, s->turn, s->named[2 * k], s->named[2 * k + 1], s->luck + 4 * k);
}

/* ---- powers.py ---- */

static inline double fast_exp(double x) {
    static const double WHOLE = 6755399441055744.0;
    static const double C[9] = {1.0, 0.999999999995509, 0.4999999999995511, 0.16666666786308587, 0.04166666678626573,
                                0.008333283538708528, 0.0013888839110572009, 0.00019907569310848288,
                                2.4867870179687727e-05};
    double k = fma(x, 1.4426950408889634, WHOLE), r = fma(k - WHOLE, -0.6931471805599453, x), e = C[8];
    for (int j = 7; j >= 0; j--) e = fma(r, e, C[j]);
    uint64_t bits, whole;
    memcpy(&bits, &e, sizeof bits), memcpy(&whole, &k, sizeof whole);
    bits += whole << 52;
    memcpy(&e, &bits, sizeof e);
    return e;
}

/* ---- looking.py ---- */

static const double FULL = 36.0;

static inline void saturate(double *room) {
    for (int k = 0; k < 8; k++) room[k] = 1.0 - fast_exp(-min2(room[k], FULL));
}


static double any_issue(const Sim *s, const double *m, Int group) {
    const double *at = m + WIDE + group * (s->I + 1);
    double most = 0.0;
    for (Int i = 0; i < s->I; i++) most = max2(most, at[i]);
    return most + at[s->I];
}

static inline double nearness(const Sim *s, const double *m, Int i) {
    double gap = fabs(m[said_at(s) + i] - m[own_at(s) + s->I + i]);
    return gap == gap ? max2(1.0 - 2.0 * gap, 0.0) : 0.0;
}

static double oldest_ask(const Sim *s, const double *m, double now) {
    const double *at = m + WIDE + ASKS * (s->I + 1);
    double oldest = now;
    for (Int i = 0; i <= s->I; i++) oldest = min2(oldest, at[i] != NONE ? at[i] : now);
    return oldest;
}

static void look(Sim *s, const double *m, double now, double gone, double near, double past, Int owed, Int needed) {
    double *f = s->frame, *room = s->room, mood = m[TONE] / (1.0 + m[SPOKE]) / 1.5;
    f[F_ALWAYS] = 1.0, f[F_NEAR] = near, f[F_PAST] = past, f[F_ELAPSED] = gone;
    f[F_WARMTH] = within(mood, 0.0, 1.0), f[F_COOLNESS] = within(-mood, 0.0, 1.0);
    f[F_FOR] = m[FOR], f[F_AGAINST] = m[AGAINST];
    f[F_SUPPORT_LOW] = max2(-m[SUPPORT], 0.0);
    f[F_LOSING] = max2(-m[BATTLE], 0.0), f[F_WINNING] = max2(m[BATTLE], 0.0);
    f[F_CORDIAL] = within(m[MOOD], 0.0, 1.0), f[F_HOSTILE] = within(-m[MOOD], 0.0, 1.0);
    if (needed >> F_AGREEMENT & 1) {
        double best = 0.0, *near_of = s->views + (VIEWS - 1) * (s->I + 8);
        for (Int i = 0; i < s->I; i++) near_of[i] = nearness(s, m, i), best = max2(best, near_of[i]);
        f[F_AGREEMENT] = best;
    }
    room[0] = m[PRESSED], room[1] = m[BROKE], room[2] = (double)owed;
    room[3] = needed >> F_HELD_UP & 1 ? any_issue(s, m, HELD_UP) : 0.0;
    room[4] = needed >> F_ASKED & 1 ? any_issue(s, m, ASKED) : 0.0;
    room[5] = needed >> F_SOFTENED & 1 ? any_issue(s, m, SOFTENED) : 0.0;
    room[6] = needed >> F_MET & 1 ? any_issue(s, m, MET) : 0.0;
    room[7] = needed >> F_UNMET & 1 ? (now - oldest_ask(s, m, now)) / ASK_SCALE : 0.0;
    saturate(room);
    f[F_PRESSURE] = room[0], f[F_BREACHED] = room[1], f[F_OWED] = room[2], f[F_HELD_UP] = room[3];
    f[F_ASKED] = room[4], f[F_SOFTENED] = room[5], f[F_MET] = room[6], f[F_UNMET] = room[7];
}

static inline double *view(const Sim *s, int row) { return s->views + row * (s->I + 8); }

static void saturate_all(const Sim *s, double *row) {
    for (Int first = 0; first < s->I; first += 8)
        for (int k = 0; k < 8; k++) row[first + k] = 1.0 - fast_exp(-min2(row[first + k], FULL));
}

static void look_closely(Sim *s, const double *m, double now, Int needed) {
    static const int about[VIEWS] = {F_HELD_UP, F_ASKED, F_SOFTENED, F_MET, F_UNMET, F_AGREEMENT};
    Int group = s->I + 1;
    for (int row = 0; row < ASKS; row++) {
        if (!(needed >> about[row] & 1)) continue;
        const double *at = m + WIDE + row * group;
        for (Int i = 0; i < s->I; i++) view(s, row)[i] = at[i] + at[s->I];
        saturate_all(s, view(s, row));
    }
    if (needed >> F_UNMET & 1) {
        const double *at = m + WIDE + ASKS * group;
        for (Int i = 0; i < s->I; i++) view(s, ASKS)[i] = at[i] != NONE ? (now - at[i]) / ASK_SCALE : 0.0;
        saturate_all(s, view(s, ASKS));
    }
    for (int row = 0; row < VIEWS; row++) view(s, row)[s->I] = s->frame[about[row]];
}

static void look_issue(Sim *s, Int i) {
    double *f = s->frame;
    f[F_HELD_UP] = view(s, 0)[i], f[F_ASKED] = view(s, 1)[i], f[F_SOFTENED] = view(s, 2)[i];
    f[F_MET] = view(s, 3)[i], f[F_UNMET] = view(s, 4)[i], f[F_AGREEMENT] = view(s, 5)[i];
}

typedef struct { double total, first, second; Int whose; } Bustle;

static Bustle bustle(const Sim *s, const double *m) {
    Bustle b = {0.0, 0.0, 0.0, -1};
    const double *fast = m + fast_at(s), *slow = fast + s->C + 1;
    for (Int c = 0; c <= s->C; c++) {
        double usual = slow[c] * (RECENT / SLOW), fading = (usual - fast[c]) / (usual + 0.5);
        b.total += fast[c];
        if (fading > b.first) b.second = b.first, b.first = fading, b.whose = c;
        else if (fading > b.second) b.second = fading;
    }
    return b;
}

static void forget(const Sim *s, double *row, double days) {
    double fast = pow(0.5, days / RECENT), slow = pow(0.5, days / SLOW);
    const int plain[] = {TONE, SPOKE, BROKE, PRESSED, FOR, AGAINST};
    for (int k = 0; k < 6; k++) row[plain[k]] *= fast;
    row[STRUCK] = 0.0;
    for (Int j = WIDE; j < WIDE + ASKS * (s->I + 1); j++) row[j] *= fast;
    for (Int j = fast_at(s); j < fast_at(s) + s->C + 1; j++) row[j] *= fast;
    for (Int j = fast_at(s) + s->C + 1; j < fast_at(s) + 2 * (s->C + 1); j++) row[j] *= slow;
}

/* ---- choosing.py ---- */

/* A list for each class of channels, what is chosen, and playbook, which the kernel in Python joins by state. */
static void plan(Sim *s, Int classes) {
    static const int parts[LISTS][2] = {{KIND_PART, -1}, {ISSUE_PART, TARGET_PART}, {AMOUNT_PART, -1}, {KIND_PART, -1}};
    static const int first[LISTS][2] = {{CORDIAL, 0}, {0, -AT_TARGET}, {0, 0}, {0, 0}};
    Int made = 0;
    for (Int klass = 0; klass < classes; klass++)
        for (Int one = 0; one < LISTS; one++) {
            Int *begins = s->begins + (klass * LISTS + one) * (BOOKS + 1);
            for (Int b = 0; b < BOOKS; b++) {
                begins[b] = made;
                for (int k = 0; k < 2 && parts[one][k] >= 0; k++) {
                    const Int *starts = s->starts + parts[one][k] * (BOOKS + 1) + b;
                    for (Int e = starts[0]; e < starts[1]; e++) {
                        const Int *entry = s->entries + 3 * e;
                        int of_kinds = parts[one][k] == KIND_PART;
                        if (!(entry[2] >> klass & 1) || (of_kinds && (entry[1] < CORDIAL) != (one == FACADE_LIST))) continue;
                        s->rows[made++] = (Row){(int32_t)e, (int32_t)(entry[1] - first[one][k]), (int32_t)entry[0]};
                        s->hears[b] |= (Int)1 << entry[0];
                    }
                }
            }
            begins[BOOKS] = made;
        }
}

static Int heard(const Sim *s, Int state) {
    Int bits = s->hears[state >> TECHNIQUES] | s->hears[BOOKS - 1];
    for (Int b = 0; b < TECHNIQUES; b++)
        if (state >> b & 1) bits |= s->hears[AIMS + b];
    return bits;
}

static inline Int add(const Sim *s, const double *nats, const Int *begins, Int b, double *out) {
    for (Int j = begins[b]; j < begins[b + 1]; j++)
        out[s->rows[j].what] += nats[s->rows[j].place] * s->frame[s->rows[j].feature];
    return begins[b + 1] - begins[b];
}

static Int tilts(const Sim *s, const double *nats, Int klass, Int one, Int state, int cordial, double *out, int n) {
    const Int *begins = s->begins + (klass * LISTS + one) * (BOOKS + 1);
    Int spoken = 0;
    for (int k = 0; k < n; k++) out[k] = 0.0;
    if (!cordial) spoken += add(s, nats, begins, state >> TECHNIQUES, out);
    for (Int b = 0; b < TECHNIQUES; b++)
        if (state >> b & 1) spoken += add(s, nats, begins, AIMS + b, out);
    return spoken + add(s, nats, begins, BOOKS - 1, out);
}

static void learn(Sim *s, Int p, Int klass, Int state, const double *nats) {
    const Int *begins = s->begins + (klass * LISTS + REST_LIST) * (BOOKS + 1);
    Int many = 0, seen = 0;
    for (Int b = -1; b < TECHNIQUES; b++) {
        if (b >= 0 && !(state >> b & 1)) continue;
        Int book = b < 0 ? state >> TECHNIQUES : AIMS + b;
        for (Int j = begins[book]; j < begins[book + 1]; j++) {
            Row row = s->rows[j];
            double *pulls = s->pulls + (p * FEATURES + row.feature) * REST;
            if (!(seen >> row.feature & 1)) {
                seen |= (Int)1 << row.feature;
                s->heeded[p * FEATURES + many++] = row.feature;
                for (int k = 0; k < REST; k++) pulls[k] = 0.0;
            }
            pulls[row.what] += nats[row.place];
        }
    }
    s->many[p] = many, s->learnt[p] = state << 8 | klass;
}

static Int climb(double u, double none, double mean, double size) {
    double odds = mean / (size + mean), p = none, total = none;
    Int n = 0;
    while (u > total && n < MOST) {
        p *= ((double)n + size) / ((double)n + 1.0) * odds;
        n++;
        total += p;
        if (p < 1e-12 && (double)n > mean) break;
    }
    return n;
}

static Int number(double u, double rate, double quiet, double size, double tilt, double raised) {
    if (tilt == 0.0) return u < quiet ? 0 : climb(u, quiet, rate, size);
    double mean = rate * raised;
    return u < 1.0 - mean ? 0 : climb(u, exp(-size * log(1.0 + mean / size)), mean, size);
}

static inline Int moves_of(double u, double none, double mean) {
    double one = none * mean, two = none * mean * mean / 2.0;
    return 1 + (u > none) + (u > none + one) + (u > none + one + two);
}

static inline Int fall(double u, const double *sums, Int n) {
    double v = u * sums[n - 1];
    Int found = 0;
    for (Int k = 0; k < n - 1; k++) found += sums[k] <= v;
    return found;
}

static void weigh_classes(Sim *s, const double *nats, Int klass, Int state, int cordial, const double *habits) {
    double *odds = s->odds[cordial], *tilt = s->tilt;
    for (int k = 0; k < CLASSES; k++) odds[k] = 0.0;
    for (int k = 0; k < ISSUE_CLASSES; k++) odds[k] = habits[H_ISSUE + k];
    for (int k = 0; k < TARGETS; k++) odds[AT_TARGET + k] = habits[H_TARGET + k];
    if (tilts(s, nats, klass, CLASS_LIST, state, cordial, tilt, CLASSES))
        for (int k = 0; k < CLASSES; k++) odds[k] *= fast_exp(tilt[k]);
    for (int k = 1; k < ISSUE_CLASSES; k++) odds[k] += odds[k - 1];
    for (int k = 1; k < TARGETS; k++) odds[AT_TARGET + k] += odds[AT_TARGET + k - 1];
}

static void weigh_rest(Sim *s, Int p) {
    double *tilt = s->tilt;
    for (int k = 0; k < REST; k++) tilt[k] = 0.0;
    for (Int j = 0; j < s->many[p]; j++) {
        Int feature = s->heeded[p * FEATURES + j];
        double by = s->frame[feature];
        const double *pulls = s->pulls + (p * FEATURES + feature) * REST;
        for (int k = 0; k < REST; k++) tilt[k] += by * pulls[k];
    }
    for (int k = 0; k < REST; k++) s->sums[k] = s->left[k] * fast_exp(tilt[k]);
}

static Int fall_rest(Sim *s, double u) {
    double *odds = s->sums, total = 0.0;
    Int k = 0;
    for (int j = 0; j < 8; j++) odds[8 + j] += odds[j];
    for (int j = 0; j < 8; j++) odds[16 + j] += odds[8 + j];
    for (int j = 0; j < 8; j++) total += odds[16 + j], s->lanes[j] = total;
    double v = u * total;
    for (int j = 0; j < 7; j++) k += s->lanes[j] <= v;
    v = max2(v - (s->lanes[k] - odds[16 + k]), 0.0);
    return k + 8 * ((odds[k] <= v) + (odds[8 + k] <= v));
}

static double cordial_share(const double *habits) {
    double nice = 0.0, rest = 0.0;
    for (Int k = 0; k < CORDIAL; k++) nice += habits[k];
    for (Int k = CORDIAL; k < KINDS; k++) rest += habits[k];
    return nice / (nice + rest);
}

/* ---- acting.py ---- */

static Int owed_now(Sim *s, Int p) {
    const Int *at = owed_of(s, p, 0, 0);
    Int total = 0;
    for (Int j = 0; j < 2 * s->slots; j++) total += at[j];
    return total;
}

static inline double second(double u) { return u * SPLIT - floor(u * SPLIT); }

static Int issue_of(Sim *s, Int klass, double u, Int p, Int c, Int *because) {
    double found = 0.0, *sums = s->room;
    *because = -1;
    if (klass > LINKED) return -1;
    for (int any = 0; any < 2 && found == 0.0; any++)
        for (Int i = 0; i < s->I; i++) {
            int fits = klass == LINKED || (s->matters[i * MATTERS + CORE] > 0.0) == (klass == CORE_CLASS);
            fits = fits && (any || s->agenda[c * s->I + i]);
            found += fits ? stake(s, p, i)[SALIENCE] * s->heats[i] : 0.0;
            sums[i] = found;
        }
    Int one = found > 0.0 ? fall(u, sums, s->I) : 0;
    if (klass != LINKED || s->matters[one * MATTERS + FREE] > 0.0) return one;
    Int kept = (Int)mem_of(s, p)[HOSTAGE];
    if (kept >= 0 && kept != one && s->matters[kept * MATTERS + FREE] == 0.0) {
        *because = kept;
        return one;
    }
    double low = one ? sums[one - 1] : 0.0, high = sums[one], rest = within((u * found - low) / (high - low), 0.0, 1.0);
    found = 0.0;
    for (Int i = 0; i < s->I; i++) {
        int out = i == one || s->matters[i * MATTERS + FREE] > 0.0;
        found += out ? 0.0 : stake(s, p, i)[SALIENCE] * s->heats[i];
        sums[i] = found;
    }
    if (found != 0.0) *because = fall(rest, sums, s->I);
    return one;
}

static Int kind_of(Sim *s, double u, Int p, Int about, Int klass, Int state, int cordial, double soft, double hard,
                   const double *nats) {
    if (cordial) {
        const Int *begins = s->begins + (klass * LISTS + FACADE_LIST) * (BOOKS + 1);
        for (int k = 0; k < CORDIAL; k++) s->sums[k] = s->left[REST + k];
        if (begins[0] < begins[BOOKS]) {
            look_issue(s, about);
            tilts(s, nats, klass, FACADE_LIST, state, 0, s->tilt, 8);
            for (int k = 0; k < CORDIAL; k++) s->sums[k] *= fast_exp(s->tilt[k]);
        }
        for (int k = 1; k < CORDIAL; k++) s->sums[k] += s->sums[k - 1];
        return fall(u / soft, s->sums, CORDIAL);
    }
    if (s->learnt[p] != (state << 8 | klass)) learn(s, p, klass, state, nats);
    look_issue(s, about);
    weigh_rest(s, p);
    return CORDIAL + fall_rest(s, (u - soft) / hard);
}

enum { STRIKING = 23, PRESSING = 24, WORDS = 18 };

static inline double third(double u) { return 256.0 * second(u) - floor(256.0 * second(u)); }

static void occasion(Sim *s, Int p, Int c, Int number_of, Int nth, Int state, const double *nats, const double *habits,
                     int *known) {
    Int moves = 1, mood = 1, klass = s->places[c * PLACES + KLASS];
    double soft = 0.0, hard = 0.0;
    for (Int k = 0; k < moves; k++) {
        double a[4];
        uniforms(s, s->turn, p << 16 | c, MOVE << 16 | nth << 2 | k, a);
        if (k == 0) {
            double air = second(a[2]);
            moves = moves_of(second(a[0]), s->single, s->rules[MORE_MOVES]);
            mood = moves == 1 ? 1 : (air >= 0.25) + (air >= 0.75);
            soft = s->nice[(((s->lays[s->turn] + s->d) * s->P + p) * s->C + c) * MOODS + mood], hard = 1.0 - soft;
            const double *kinds = habits + mood * KINDS;
            for (int j = 0; j < KINDS - CORDIAL; j++) s->left[j] = kinds[CORDIAL + j];
            for (int j = 0; j < CORDIAL; j++) s->left[REST + j] = kinds[j];
        }
        double u = a[0] * (soft + hard);
        int cordial = u < soft;
        if (!(*known >> cordial & 1)) {
            *known |= 1 << cordial;
            look_issue(s, s->I);
            weigh_classes(s, nats, klass, state, cordial, habits);
        }
        Act *act = s->acts + s->made;
        act->issue = issue_of(s, fall(a[2], s->odds[cordial], ISSUE_CLASSES), a[1], p, c, &act->because);
        act->target = fall(second(a[1]), s->odds[cordial] + AT_TARGET, TARGETS);
        act->kind = kind_of(s, u, p, act->issue >= 0 ? act->issue : s->I, klass, state, cordial, soft, hard, nats);
        if (act->issue >= 0 && act->kind < WORDS && third(a[3]) >= s->rules[DONE_TALK]) {
            const double *deal = s->deals + act->issue * DEALS;
            if (deal[AGREED] + deal[UNDERSTOOD] > 0.0) act->issue = act->because = -1;
        }
        double *habit = s->left + (cordial ? REST + act->kind : act->kind - CORDIAL);
        if (cordial) soft = max2(soft - *habit, 0.0);
        else hard = max2(hard - *habit, 0.0);
        *habit = 0.0;
        if ((act->kind == STRIKING || act->kind == PRESSING) && !seat(s, p, c)[FIGHTS + act->target]) {
            double *other = s->left + STRIKING + PRESSING - act->kind - CORDIAL;
            hard = max2(hard - *other, 0.0), *other = 0.0;
            act->kind = PRESSING;
        }
        act->party = p, act->channel = c, act->occasion = number_of, act->nth = nth, act->mark = 0, act->air = mood;
        act->chance = a[3], act->luck = second(a[3]), act->position = NAN;
        s->made++;
    }
}

static inline int is_open(const Sim *s, Int p, Int c) {
    const Int *where = s->places + c * PLACES;
    if (seat(s, p, c)[BETWEEN] && s->mem[p * s->wide + ASIDE] != 0.0) return 0;
    return seat(s, p, c)[SEATED] && s->chan[2 * c + SHUT] <= s->turn && where[OPENS] <= s->turn &&
           s->turn < where[CLOSES];
}

static void look_elsewhere(Sim *s, const double *m) {
    Bustle b = bustle(s, m);
    double *active = s->cells, *fading = active + s->C;
    for (Int c = 0; c < s->C; c++) {
        active[c] = max2(b.total - m[fast_at(s) + c], 0.0) / 5.0;
        fading[c] = min2(b.whose == c ? b.second : b.first, 1.0);
    }
    for (Int c = 0; c < s->C; c++) active[c] = 1.0 - fast_exp(-min2(active[c], FULL));
}

static inline void look_here(Sim *s, Int c) {
    const Int *where = s->places + c * PLACES;
    s->frame[F_ACTIVE] = s->cells[c], s->frame[F_FADING] = s->cells[s->C + c];
    s->frame[F_PUBLIC] = (double)where[PUBLIC], s->frame[F_SECRET] = (double)where[SECRET];
    s->frame[F_TOP] = (double)where[TOP];
}

static void act(Sim *s) {
    Int number_of = 0;
    double now = (double)s->turn * s->plain[DAYS];
    s->made = 0;
    for (Int i = 0; i < s->I; i++) {
        const double *deal = s->deals + i * DEALS;
        s->heats[i] = deal[HEAT];
    }
    for (Int p = 0; p < s->P; p++) {
        const double *m = mem_of(s, p), *nats = s->nats + (s->d * s->P + p) * s->E;
        Int state = (Int)m[STATE], needed = heard(s, state), aside = needed & (1 << F_ACTIVE | 1 << F_FADING);
        const double *near = s->calendar + (p * s->T + s->turn) * 2;
        double *active = s->cells, *fading = active + s->C, *leans = fading + s->C, *raised = leans + s->C;
        Int promised = needed >> F_OWED & 1 ? owed_now(s, p) : 0;
        int leant = 0, seen = 0;
        look(s, m, now, s->elapsed[s->turn], near[0], near[1], promised, needed);
        if (aside) look_elsewhere(s, m);
        for (Int c = 0; c < s->C; c++) {
            look_here(s, c);
            tilts(s, nats, s->places[c * PLACES + KLASS], AMOUNT_LIST, state, 0, s->tilt, 1);
            leans[c] = s->tilt[0], leant = leant || leans[c] != 0.0;
        }
        for (Int c = 0; leant && c < s->C; c++) raised[c] = fast_exp(leans[c]);
        for (Int c = 0; c < s->C; c++) {
            if (!is_open(s, p, c)) continue;
            const double *habits = s->habits + (((s->lays[s->turn] + s->d) * s->P + p) * s->C + c) * HABITS;
            Int many = number(s->luck[4 * (p * (OF_PARTY + s->C) + OF_PARTY + c)], habits[RATE], habits[QUIET],
                              s->ways[(s->d * s->P + p) * WAYS + SIZE], leans[c], raised[c]);
            int known = 0;
            if (many == 0) continue;
            if (!seen) look_closely(s, m, now, needed);
            seen = 1;
            look_here(s, c);
            for (Int k = 0; k < many; k++) {
                if (s->made + MOVES > MOST_ACTS) return;
                occasion(s, p, c, number_of++, k, state, nats, habits, &known);
            }
        }
    }
}

/* ---- striking.py ---- */

static int close_oldest(Sim *s, Int p) {
    for (Int ahead = 1; ahead < s->slots; ahead++)
        for (Int whom = 0; whom < 4; whom++)
            for (Int kind = 1; kind >= 0; kind--) {
                Int *at = owed_of(s, p, whom, kind) + (s->turn + ahead) % s->slots;
                if (*at) {
                    --*at;
                    return 1;
                }
            }
    return 0;
}

static void promise(Sim *s, Act *a, Int effect, Int bits, Int whom) {
    Int *count = s->count + a->party * COUNTS;
    if (effect == SIGN || effect == KEEPING) {
        if (a->luck < s->rules[KEEPS] && close_oldest(s, a->party)) count[N_KEPT]++, a->mark |= KEPT;
    } else if (effect == BREACH && close_oldest(s, a->party)) {
        count[N_BROKEN]++, a->mark |= BROKEN;
    }
    if (bits & FORCE) {
        Int *at = owed_of(s, a->party, whom, 0);
        for (Int j = 0; j < s->slots; j++) count[N_BROKEN] += at[j], at[j] = 0;
    }
    if (bits & PROMISE) {
        Int life = (Int)floor(s->rules[PROMISE_DAYS] / s->plain[DAYS]) + 1;
        count[OPENED]++;
        owed_of(s, a->party, whom, bits & TRUCE ? 0 : 1)[(s->turn + life) % s->slots]++;
    }
}

static void harm(Sim *s, Act *a, Int effect, Int bits, int facing) {
    double *m = mem_of(s, a->party);
    if (effect == THREATEN && facing && m[THREAT] < 0.0)
        m[THREAT] = (double)s->turn + max2(floor(s->rules[THREAT_DAYS] / s->plain[DAYS]), 1.0);
    if (effect != STRIKE && effect != PRESSURE && effect != BREACH) return;
    if (m[THREAT] >= 0.0 && facing) {
        m[THREAT] = -1.0;
        m[TRUST] = min2(m[TRUST] + s->rules[THREAT_STEP], 1.0);
        double *with = mem_of(s, s->sides[a->party * SIDES + OTHER]);
        const double *told = trait(s, a->party);
        m[SUPPORT] = max2(m[SUPPORT] - s->rules[THREAT_COST] * told[COSTS], -1.0);
        with[SUPPORT] = max2(with[SUPPORT] - s->rules[THREAT_COST] * told[HURTS], -1.0);
    }
    Int to = seat(s, a->party, a->channel)[TO + a->target];
    if (to >= 0 && to != a->party) {
        double *other = mem_of(s, to);
        s->count[to * COUNTS + BLOWS]++;
        other[SUPPORT] = max2(other[SUPPORT] - 2.0 * s->rules[FIGHTING] * trait(s, to)[FIGHTING_TRAIT], -1.0);
        if (s->plain[FRONT] >= 0.0 && effect == STRIKE) {
            m[BATTLE] = min2(m[BATTLE] + s->rules[STRIKE_GAIN], 1.0);
            other[BATTLE] = max2(other[BATTLE] - s->rules[STRIKE_GAIN], -1.0);
        }
    }
    if (facing && bits & FORCE) s->marks[FORCED] = s->marks[UNDERSTANDING] = s->turn;
}

static int shared(const Sim *s, Int p, Int q, Int c) {
    return s->places[c * PLACES + CLOSABLE] && seat(s, p, c)[SEATED] && seat(s, q, c)[SEATED];
}

static void talk(Sim *s, Act *a, Int effect, int facing) {
    Int p = a->party, q = s->sides[p * SIDES + OTHER];
    double *m = mem_of(s, p), *n = mem_of(s, q);
    if (!facing) return;
    if ((effect == SUSPEND || effect == PROCEDURE) && a->because >= 0) {
        double until = (double)s->turn + 1.0 + floor(s->rules[HOSTAGE_DAYS] / s->plain[DAYS]);
        m[HELD] = n[HELD] = (double)a->because;
        m[UNTIL] = n[UNTIL] = until;
    }
    if (effect == TALKS && a->luck < REOPENS) {
        for (Int j = 0; j < s->C; j++)
            if (shared(s, p, q, j) && s->chan[2 * j + SHUT] > s->turn + 1) s->chan[2 * j + SHUT] = s->turn + 1;
    }
}

static void suspend(Sim *s) {
    for (Int n = 0; n < s->made; n++) {
        const Act *a = s->acts + n;
        Int p = a->party, q = s->sides[p * SIDES + OTHER];
        int facing = seat(s, p, a->channel)[WHOM + a->target] == 0 &&
                     ((double)p == s->plain[FIRST] || (double)p == s->plain[SECOND]);
        if (!facing || s->kinds[2 * a->kind + 1] != SUSPEND) continue;
        Int until = s->turn + 1 + (Int)ceil(-log(a->chance) * s->rules[SUSPENDED_DAYS] / s->plain[DAYS]);
        int whole = a->issue < 0;
        for (Int j = 0; j < s->C; j++)
            if (shared(s, p, q, j) && (whole || j == a->channel) && s->chan[2 * j + SHUT] < until)
                s->chan[2 * j + SHUT] = until;
        if (whole) s->marks[DARK] = s->turn;
    }
}

static void look_good(Sim *s, Act *a, Int effect, Int bits) {
    double *m = mem_of(s, a->party), image = m[IMAGE];
    if (bits & NICE) image += s->rules[IMAGE_STEP];
    else if (bits & (GRIM | HARM)) image -= s->rules[IMAGE_STEP];
    m[IMAGE] = within(image, -1.0, 1.0);
    if (effect == CAMPAIGN && a->issue >= 0) s->deals[a->issue * DEALS + HEAT] += s->rules[HEAT_STEP];
}

/* ---- decaying.py ---- */

enum { MEET_KIND = 3, PROCEDURE_KIND = 16 };

static int has_decayed(const Sim *s, Int c) {
    const Int *where = s->places + c * PLACES;
    Int since = s->chan[2 * c + WORKED] > where[OPENS] ? s->chan[2 * c + WORKED] : where[OPENS];
    return where[CLOSABLE] == 1 && (double)(s->turn - since) * s->plain[DAYS] > s->rules[WORK_DAYS];
}

static int works(const Sim *s, const Act *a) {
    int facing = seat(s, a->party, a->channel)[WHOM + a->target] == 0 &&
                 ((double)a->party == s->plain[FIRST] || (double)a->party == s->plain[SECOND]);
    return facing && s->kinds[2 * a->kind] & WORK;
}

static int has_kind(const Sim *s, Int k, Int kind) {
    for (Int j = k > 4 ? k - 4 : 0; j < k + 5 && j < s->made; j++)
        if (j != k && s->acts[j].occasion == s->acts[k].occasion && s->acts[j].kind == kind) return 1;
    return 0;
}

static void decay(Sim *s) {
    for (Int k = 0; k < s->made; k++) {
        Act *a = s->acts + k;
        Int m = 0;
        double u[4];
        if (!has_decayed(s, a->channel) || !works(s, a)) continue;
        while (k > m && s->acts[k - m - 1].occasion == a->occasion) m++;
        uniforms(s, s->turn, a->party << 16 | a->channel, AGAIN << 16 | a->nth << 2 | m, u);
        Int one = u[1] < 0.5 ? PROCEDURE_KIND : MEET_KIND, other = MEET_KIND + PROCEDURE_KIND - one;
        Int kind = has_kind(s, k, one) ? other : one;
        if (u[0] < s->rules[FORM] && !has_kind(s, k, kind)) a->kind = kind, a->issue = a->because = -1;
    }
}

static int led(const Sim *s) {
    for (Int c = 0; c < s->C; c++) {
        const Int *place = s->places + c * PLACES;
        if (place[LEADS] && place[OPENS] <= s->turn && s->turn < place[CLOSES]) return 1;
    }
    return 0;
}

static void work(Sim *s, Int c) {
    Int leads = s->places[c * PLACES + LEADS], *worked = s->chan + WORKED;
    if (worked[2 * c] == s->turn || (!leads && has_decayed(s, c) && led(s))) return;
    worked[2 * c] = s->turn;
    for (Int j = 0; leads && j < s->C; j++)
        if (has_decayed(s, j)) worked[2 * j] = s->turn;
}

/* ---- moving.py ---- */

static int bit_of(const Sim *s, Int p) { return (double)p == s->plain[FIRST] ? 1 : 2; }

static double limit(Sim *s, Int p, Int i) {
    const double *m = mem_of(s, p);
    double reserve = m[own_at(s) + 2 * s->I + i];
    return reserve + s->rules[PUSH] * m[STRESS] * (stake(s, p, i)[FAR] - reserve);
}

static void undo(Sim *s, Int i) {
    double *deal = s->deals + i * DEALS;
    if (deal[SIGNED_BY] < BOTH) deal[AGREED] = deal[UNDERSTOOD] = deal[SIGNED_BY] = deal[TERMS] = 0.0;
}

static double tie(const Sim *s, Int p, Int c) {
    double most = 0.0;
    for (Int q = 0; q < s->P; q++) most = max2(most, trait(s, p)[TIES + q] * (double)seat(s, q, c)[HEARS]);
    return most;
}

static void stand(Sim *s, Act *a, Int effect, int facing) {
    Int i = a->issue;
    const double *st = stake(s, a->party, i);
    double *m = mem_of(s, a->party), own = m[own_at(s) + i], theirs = m[own_at(s) + s->I + i];
    own = own == own ? own : st[IDEAL];
    double goal = theirs == theirs ? theirs : st[FAR], next = own;
    if (effect == HARDEN) {
        next = own - s->rules[HARDEN_STEP] * a->chance * (goal - own);
        if (facing) undo(s, i);
    } else if (effect == OFFER || effect == SOFTEN) {
        double step = effect == SOFTEN ? s->rules[SOFTEN_STEP] : s->rules[OFFER_STEP], end = limit(s, a->party, i);
        next = own + step * a->chance * (goal - own);
        if ((next - end) * st[SIDE] > 0.0) next = (own - end) * st[SIDE] > 0.0 ? own : end;
    }
    if (effect == SOFTEN)
        m[SUPPORT] = max2(m[SUPPORT] - s->rules[BACKING_DOWN] * tie(s, a->party, a->channel), -1.0);
    next = within(next, 0.0, 1.0);
    if (facing && fabs(next - own) > STILL) s->marks[MOVED] = s->turn;
    m[own_at(s) + i] = next;
    Int p = a->party, c = a->channel;
    Int stance = s->sides[p * SIDES + CHIEF] || s->places[c * PLACES + TOP] ? 0 : seat(s, p, c)[STANCE];
    if (stance != 0) {
        next = within(next + s->rules[LINE_STEP] * (double)stance * (goal - next), 0.0, 1.0);
        a->mark |= OWN_LINE;
    }
    m[said_at(s) + i] = a->position = next;
}

static void say_yes(Sim *s, Act *a) {
    Int p = a->party, i = a->issue, c = a->channel;
    const Int *side = s->sides + p * SIDES, *where = s->places + c * PLACES;
    const double *st = stake(s, p, i);
    double *m = mem_of(s, p), *deal = s->deals + i * DEALS, own = m[own_at(s) + i];
    double theirs = m[own_at(s) + s->I + i], end = limit(s, p, i);
    own = own == own ? own : st[IDEAL];
    double bound = tie(s, p, c), need = max2(s->rules[HUMILIATION] * ((double)where[PUBLIC] + bound) - s->rules[FACE], 0.0);
    int held = m[UNTIL] > (double)s->turn && m[HELD] != (double)i;
    if (theirs != theirs || held || has_decayed(s, c)) return;
    if (side[STRICT]) {
        double most = 0.0;
        for (Int k = 0; k <= s->I; k++) most = max2(most, m[WIDE + SOFTENED * (s->I + 1) + k]);
        if (most < MET_BY) return;
    }
    int concedes = (theirs - own) * st[SIDE] > 0.0, heard = where[BINDS] && (s->agenda[c * s->I + i] || where[TOP]);
    if (!heard || (concedes && (theirs - end) * st[SIDE] > -need)) {
        double step = s->rules[YES_STEP] * a->chance * fabs(theirs - own), room = (end - own) * st[SIDE] - need;
        step = step < room ? step : room;
        if (concedes && step > 0.0) {
            m[own_at(s) + i] = m[said_at(s) + i] = a->position = own + step * st[SIDE];
            m[SUPPORT] = max2(m[SUPPORT] - s->rules[BACKING_DOWN] * bound, -1.0);
            if (step > STILL) s->marks[MOVED] = s->turn;
        }
        return;
    }
    if (!side[CHIEF] && seat(s, p, c)[UNCLEAR]) {
        int mine = bit_of(s, p);
        if ((int)deal[DISOWNED_BY] & mine || a->luck < s->rules[DISOWN]) {
            a->mark |= VOID;
            deal[DISOWNED_BY] = (double)((int)deal[DISOWNED_BY] | mine);
            return;
        }
    }
    Int q = side[OTHER];
    if (m[said_at(s) + s->I + i] != 0.0 && ((double)q == s->plain[FIRST] || (double)q == s->plain[SECOND])) {
        int mine = bit_of(s, q);
        if ((int)deal[DISOWNED_BY] & mine || (theirs - limit(s, q, i)) * stake(s, q, i)[SIDE] > 0.0) {
            a->mark |= UNBACKED;
            deal[DISOWNED_BY] = (double)((int)deal[DISOWNED_BY] | mine);
            return;
        }
        mem_of(s, q)[own_at(s) + i] = theirs;
    }
    m[own_at(s) + i] = m[said_at(s) + i] = a->position = theirs;
    if (where[SECRET]) deal[UNDERSTOOD] = 1.0, s->marks[UNDERSTANDING] = s->turn;
    else deal[AGREED] = 1.0;
    if (deal[SIGNED_BY] == 0.0) deal[TERMS] = theirs;
    a->mark |= REACHED;
    if (concedes) m[SUPPORT] = max2(m[SUPPORT] - s->rules[BACKING_DOWN] * bound, -1.0);
    s->marks[MOVED] = s->turn;
}

static void answer(Sim *s, Act *a) {
    Int i = a->issue, p = a->party, mine = (double)p != s->plain[FIRST], q = (Int)s->plain[mine ? FIRST : SECOND];
    double *deal = s->deals + i * DEALS, half = 0.0;
    deal[GAVE + mine] = (double)s->turn;
    if (((double)s->turn - deal[GAVE + 1 - mine]) * s->plain[DAYS] > s->rules[ANSWER_DAYS] ||
        deal[AGREED] + deal[UNDERSTOOD] > 0.0)
        return;
    const Int both[2] = {p, q};
    for (int k = 0; k < 2; k++) {
        double own = mem_of(s, both[k])[own_at(s) + i];
        half += 0.5 * (own == own ? own : stake(s, both[k], i)[IDEAL]);
    }
    for (int k = 0; k < 2; k++)
        if ((half - limit(s, both[k], i)) * stake(s, both[k], i)[SIDE] > 0.0) return;
    deal[UNDERSTOOD] = BY_DEEDS;
    if (deal[SIGNED_BY] == 0.0) deal[TERMS] = half;
    s->marks[UNDERSTANDING] = s->marks[MOVED] = s->turn;
    a->mark |= REACHED;
}

static void unsettle(Sim *s, Int i) {
    for (Int k = 0; k < s->I; k++) {
        double *deal = s->deals + k * DEALS;
        if (i >= 0 && i != k) continue;
        if (deal[UNDERSTOOD] == BY_DEEDS) undo(s, k);
        deal[GAVE] = deal[GAVE + 1] = NONE;
    }
}

static void put_name(Sim *s, Act *a) {
    int mine = bit_of(s, a->party);
    for (Int i = 0; i < s->I; i++) {
        double *deal = s->deals + i * DEALS;
        if (deal[AGREED] + deal[UNDERSTOOD] > 0.0 && !((int)deal[SIGNED_BY] & mine)) {
            deal[SIGNED_BY] += mine;
            a->mark |= SIGNED;
            s->marks[MOVED] = s->turn;
        }
    }
}

static int to_sign(const Sim *s, Int p) {
    int mine = bit_of(s, p);
    for (Int i = 0; i < s->I; i++) {
        const double *deal = s->deals + i * DEALS;
        if (deal[AGREED] + deal[UNDERSTOOD] > 0.0 && !((int)deal[SIGNED_BY] & mine)) return 1;
    }
    return 0;
}

static void move(Sim *s) {
    for (Int n = 0; n < s->made; n++) {
        Act *a = s->acts + n;
        Int p = a->party, whom = seat(s, p, a->channel)[WHOM + a->target];
        int facing = whom == 0 && ((double)p == s->plain[FIRST] || (double)p == s->plain[SECOND]);
        int binds = facing && a->target != AUDIENCE;
        int signs = binds && s->places[a->channel * PLACES + BINDS] > 1 && to_sign(s, p);
        if (facing && !signs && s->kinds[2 * a->kind + 1] == SIGN) {
            Int kind = has_kind(s, n, PROCEDURE_KIND) ? MEET_KIND : PROCEDURE_KIND;
            if (!has_kind(s, n, kind)) a->kind = kind, a->issue = a->because = -1;
        }
        Int bits = s->kinds[2 * a->kind], effect = s->kinds[2 * a->kind + 1];
        s->count[p * COUNTS + ACTS]++;
        if (facing && bits & WORK) work(s, a->channel);
        if (a->because >= 0) mem_of(s, p)[HOSTAGE] = (double)a->because;
        if (facing && s->places[a->channel * PLACES + TOP] && a->issue >= 0) {
            double *by = s->deals + a->issue * DEALS + DISOWNED_BY;
            if ((int)*by & bit_of(s, p)) a->mark |= SETTLED;
            *by = (double)((int)*by & ~bit_of(s, p));
        }
        if (facing && s->places[a->channel * PLACES + CLOSABLE]) {
            s->marks[TALKED] = s->turn, s->marks[DARK] = (Int)NONE;
        }
        if (whom == 0 && a->issue >= 0) {
            if (effect == ACCEPT && binds) say_yes(s, a);
            else if (bits & ASK || (effect >= OFFER && effect <= RESTATE)) stand(s, a, effect, facing);
        }
        if (facing && effect == REJECT && a->issue >= 0) undo(s, a->issue);
        if (facing && effect == KEEPING && s->places[a->channel * PLACES + IS_TACIT] && a->issue >= 0) answer(s, a);
        if (facing && (effect == STRIKE || effect == PRESSURE || effect == BREACH)) unsettle(s, a->issue);
        if (effect == SIGN && signs) put_name(s, a);
        promise(s, a, effect, bits, whom);
        harm(s, a, effect, bits, facing);
        talk(s, a, effect, facing);
        if (s->places[a->channel * PLACES + PUBLIC]) look_good(s, a, effect, bits);
    }
    suspend(s);
}

/* ---- hearing.py ---- */

static void hear(Sim *s, double now) {
    Int group = s->I + 1, fast = fast_at(s);
    for (Int n = 0; n < s->made; n++) {
        const Act *a = s->acts + n;
        Int by = a->party, c = a->channel, to = seat(s, by, c)[TO + a->target], bits = s->kinds[2 * a->kind];
        Int on = a->issue >= 0 ? a->issue : s->I;
        for (Int p = 0; p < s->P; p++) {
            if (p != by && p != to && !seat(s, p, c)[HEARS]) continue;
            double *m = mem_of(s, p), *asked_at = m + WIDE + ASKS * group + on;
            m[fast + c] += 1.0, m[fast + s->C + 1 + c] += 1.0;
            if (bits & HOLD && a->because >= 0) m[WIDE + HELD_UP * group + on] += 1.0;
            if (p == by) {
                m[MOOD] = s->tone[a->kind];
                if (bits & ASK && *asked_at == NONE) *asked_at = now;
            } else if (by == s->sides[p * SIDES + OTHER]) {
                m[TONE] += s->tone[a->kind], m[SPOKE] += 1.0;
                if (bits & FORCE) m[BROKE] += 1.0;
                if (bits & ASK) m[WIDE + ASKED * group + on] += 1.0;
                if (bits & GIVES && a->issue >= 0 && m[HOSTAGE] == (double)on) m[HOSTAGE] = -1.0;
                if (bits & GIVES && (bits & DEED || !s->sides[p * SIDES + STRICT])) {
                    m[WIDE + SOFTENED * group + on] += 1.0;
                    if (*asked_at != NONE) m[WIDE + MET * group + on] += 1.0, *asked_at = NONE;
                }
                if (a->issue >= 0 && a->position == a->position) {
                    m[own_at(s) + s->I + a->issue] = a->position;
                    m[said_at(s) + s->I + a->issue] = (double)((a->mark & OWN_LINE) > 0);
                }
            }
            if (to == p && p != by && bits & HARM) m[PRESSED] += 1.0;
        }
    }
}

/* ---- passing.py ---- */

static void begin(Sim *s) {
    double u[4];
    for (Int p = 0; p < s->P; p++) {
        double *m = mem_of(s, p);
        m[STATE] = s->ways[(s->d * s->P + p) * WAYS + BEGINS];
        for (Int i = 0; i < s->I; i++) {
            uniforms(s, i, p, BEGIN << 16, u);
            double drawn = stake(s, p, i)[RESERVE] + stake(s, p, i)[SPREAD] * normal(u[0], u[1]);
            m[own_at(s) + 2 * s->I + i] = within(drawn, 0.0, 1.0);
        }
    }
    memset(s->count, 0, sizeof(Int) * s->P * COUNTS);
    for (Int k = 0; k < s->dated; k++) {
        uniforms(s, k, NOBODY, BEGIN << 16, u);
        s->trusted[k] = u[0] < s->believed[k];
    }
    memset(s->calendar, 0, sizeof(double) * s->P * s->T * 2);
    for (Int k = 0; k < s->dated; k++)
        for (Int j = 0; s->trusted[k] && j < s->P * s->T * 2; j++)
            s->calendar[j] = max2(s->calendar[j], s->dates[k * s->P * s->T * 2 + j]);
}

static void course(Sim *s, Int p, const double *luck) {
    const double *way = s->ways + (s->d * s->P + p) * WAYS;
    double *m = mem_of(s, p), left = luck[1], stay = way[STAY_ON];
    Int state = (Int)m[STATE];
    if (luck[0] > way[STAY]) {
        Int aim = 0;
        while (aim < AIMS - 1 && left >= s->renew[aim]) left -= s->renew[aim++];
        state = aim << TECHNIQUES | (state & 7);
    }
    for (int k = 0; k < TECHNIQUES; k++) {
        double u = luck[4 + k];
        if (u > stay) state = (state & ~((Int)1 << k)) | (Int)((u - stay) < s->renew[AIMS + k] * (1.0 - stay)) << k;
    }
    m[STATE] = (double)state;
}

static int fate(Sim *s, const double *luck) {
    double *p = mem_of(s, (Int)s->plain[FIRST]), *q = mem_of(s, (Int)s->plain[SECOND]);
    if ((double)s->turn == s->rules[EVENT_TURN]) {
        double *lucky = s->rules[EVENT_FAVOURS] != 0.0 ? q : p, *other = lucky == q ? p : q;
        lucky[FOR] = other[AGAINST] = 1.0;
        lucky[SUPPORT] = within(lucky[SUPPORT] + s->rules[EVENT_SUPPORT], -1.0, 1.0);
        other[SUPPORT] = within(other[SUPPORT] - s->rules[EVENT_SUPPORT], -1.0, 1.0);
    }
    if (luck[0] < s->event) {
        double *lucky = luck[1] < 0.5 ? q : p, *other = lucky == q ? p : q;
        lucky[FOR] = other[AGAINST] = 1.0;
    }
    luck += 4;
    if (luck[0] < s->swan) {
        if (luck[1] < s->rules[SWAN_ENDS]) return 1;
        double *struck = luck[2] < 0.5 ? q : p, shift = luck[3] < 0.5 ? s->rules[SWAN_SUPPORT] : -s->rules[SWAN_SUPPORT];
        struck[STRUCK] = shift, struck[SUPPORT] = within(struck[SUPPORT] + shift, -1.0, 1.0);
    }
    return 0;
}

static void due(Sim *s, Int p) {
    double *m = mem_of(s, p), most = 0.0;
    if (m[THREAT] < 0.0 || m[THREAT] > (double)s->turn) return;
    m[THREAT] = -1.0;
    for (Int i = 0; i <= s->I; i++) most = max2(most, m[WIDE + SOFTENED * (s->I + 1) + i]);
    if (most < MET_BY) m[TRUST] = max2(m[TRUST] - s->rules[THREAT_STEP], 0.0);
}

static double stress(Sim *s, Int p) {
    const double *m = mem_of(s, p), *n = mem_of(s, s->sides[p * SIDES + OTHER]);
    double total = BY_LOSING * max2(-m[BATTLE], 0.0) + BY_SUPPORT * max2(-m[SUPPORT], 0.0);
    total += BY_PRESSURE * (1.0 - exp(-m[PRESSED])) * n[TRUST] + BY_NAME * max2(n[IMAGE], 0.0);
    return min2(total + BY_DATE * s->calendar[(p * s->T + s->turn) * 2], 1.0);
}

static int pass_turn(Sim *s) {
    fill(s);
    const double *world = s->luck + 4 * s->P * (OF_PARTY + s->C);
    if (s->turn > 0) {
        for (Int i = 0; i < s->I; i++) s->deals[i * DEALS + HEAT] = 1.0 + (s->deals[i * DEALS + HEAT] - 1.0) * s->calm;
        for (Int p = 0; p < s->P; p++) {
            double *m = mem_of(s, p);
            const double *luck = s->luck + 4 * p * (OF_PARTY + s->C);
            for (Int j = 0; j < s->wide; j++) m[j] *= s->kept[j];
            m[IMAGE] *= s->calm;
            course(s, p, luck);
            double step = trait(s, p)[TREND] + s->support_step * normal(luck[8], luck[9]);
            m[SUPPORT] = within(m[SUPPORT] + step, -1.0, 1.0);
        }
        if (s->plain[FRONT] >= 0.0) {
            Int p = (Int)s->plain[FRONT];
            double *m = mem_of(s, p), *n = mem_of(s, (Int)s->plain[FOE]);
            double step = trait(s, p)[TREND + 1] + s->battle_step * normal(world[0], world[1]);
            step += s->supported * (m[SUPPORT] - n[SUPPORT]);
            m[BATTLE] = within(m[BATTLE] + step, -1.0, 1.0);
            n[BATTLE] = within(n[BATTLE] - step, -1.0, 1.0);
        }
    }
    int ended = fate(s, world + 4);
    for (Int k = 0; k < s->P * 8; k++) {
        Int *at = s->owed + k * s->slots + s->turn % s->slots;
        s->count[k / 8 * COUNTS + N_LAPSED] += *at;
        *at = 0;
    }
    for (Int p = 0; p < s->P; p++) due(s, p);
    for (Int p = 0; p < s->P; p++) mem_of(s, p)[STRESS] = stress(s, p);
    return ended;
}

/* ---- ending.py ---- */

static double weariness(const Sim *s, double unmet, Int p) {
    const double *t = trait(s, p);
    return s->rules[FRUSTRATION] * (unmet * (1.0 - t[PATIENCE]) + t[TALKING] - t[GAIN]);
}

static double leaves(const Sim *s, Int p, double rate) {
    double now = (double)s->turn * s->plain[DAYS];
    double unmet = 1.0 - exp(-(now - oldest_ask(s, s->mem + p * s->wide, now)) / ASK_SCALE);
    return 1.0 - exp(-rate * exp(weariness(s, unmet, p)) * s->plain[DAYS] / YEAR);
}

static void step_aside(Sim *s) {
    for (Int p = 0; p < s->P; p++) {
        if ((double)p == s->plain[FIRST] || (double)p == s->plain[SECOND]) continue;
        double b = s->luck[4 * (p * (OF_PARTY + s->C) + OF_PARTY - 1) + 1];
        if (b < s->most[2 * p + 1] && b < leaves(s, p, s->rules[STEP_ASIDE])) mem_of(s, p)[ASIDE] = 1.0;
    }
}

static Int standing(const Sim *s) {
    for (Int i = 0; i < s->I; i++) {
        const double *now = s->deals + i * DEALS, *before = s->deals0 + i * DEALS;
        int fresh = now[AGREED] + now[UNDERSTOOD] > 0.0 && before[AGREED] + before[UNDERSTOOD] == 0.0;
        if (fresh || (now[SIGNED_BY] == BOTH && before[SIGNED_BY] != BOTH)) return PARTIAL;
    }
    return ONGOING;
}

static Int end(Sim *s, Int *who) {
    double signed_ = 0.0, agreed = 0.0, days = s->plain[DAYS];
    int tacit = 0;
    *who = -1;
    for (Int i = 0; i < s->I; i++) {
        const double *deal = s->deals + i * DEALS;
        double share = s->matters[i * MATTERS + SHARE];
        int done = deal[SIGNED_BY] == BOTH;
        if (done) signed_ += share;
        if (done || deal[AGREED] + deal[UNDERSTOOD] > 0.0) {
            agreed += share;
            tacit = tacit || (deal[UNDERSTOOD] > 0.0 && !done && share > 0.0);
        }
    }
    if (signed_ >= s->rules[ENOUGH]) return SETTLEMENT;
    Int quiet = s->marks[UNDERSTANDING] > s->marks[FORCED] ? s->marks[UNDERSTANDING] : s->marks[FORCED];
    if (tacit && agreed >= s->rules[ENOUGH] && (double)(s->turn - quiet) * days >= s->rules[TACIT_DAYS]) return TACIT;
    if (s->marks[DARK] > (Int)NONE && (double)(s->turn - s->marks[DARK]) * days >= s->rules[BREAK_DAYS]) return BROKEN_OFF;
    if ((double)(s->turn - s->marks[TALKED]) * days < 0.5 * s->rules[DRIFT_DAYS] &&
        (double)(s->turn - s->marks[MOVED]) * days >= s->rules[DRIFT_DAYS])
        return standing(s) == ONGOING ? DRIFTED : PARTIAL;
    for (int side = 0; side < 2; side++) {
        Int p = (Int)s->plain[side ? SECOND : FIRST];
        const double *m = mem_of(s, p), *luck = s->luck + 4 * (p * (OF_PARTY + s->C) + OF_PARTY - 1);
        *who = p;
        if (luck[0] < s->most[2 * p] &&
            luck[0] < 1.0 - exp(-s->rules[YIELDING] * exp(s->rules[YIELDING_STRESS] * m[STRESS]) * days / YEAR))
            return CAPITULATION;
        if (luck[1] < s->most[2 * p + 1]) {
            if (luck[1] < leaves(s, p, s->rules[LEAVING])) return DISENGAGEMENT;
        }
    }
    *who = -1;
    return ONGOING;
}

static double gap(Sim *s) {
    Int p = (Int)s->plain[FIRST], q = (Int)s->plain[SECOND];
    double left = 0.0;
    for (Int i = 0; i < s->I; i++)
        if (s->deals[i * DEALS + SIGNED_BY] != BOTH) {
            double a = mem_of(s, p)[said_at(s) + i], b = mem_of(s, q)[said_at(s) + i];
            a = a == a ? a : stake(s, p, i)[IDEAL];
            b = b == b ? b : stake(s, q, i)[IDEAL];
            left += s->matters[i * MATTERS + SHARE] * fabs(a - b);
        }
    return left;
}

static Int signed_by_both(const Sim *s) {
    Int found = 0;
    for (Int i = 0; i < s->I; i++)
        found += s->deals[i * DEALS + SIGNED_BY] == BOTH && s->deals0[i * DEALS + SIGNED_BY] != BOTH;
    return found;
}

static void settle(Sim *s, Int ending, Int who, double *terms, double *payoff) {
    double years = (double)(s->turn + 1) * s->plain[DAYS] / YEAR;
    for (Int i = 0; i < s->I; i++) {
        const double *deal = s->deals + i * DEALS;
        int stands = (ending == TACIT || ending == PARTIAL || ending == ONGOING || ending == DRIFTED) &&
                     deal[AGREED] + deal[UNDERSTOOD] > 0.0;
        int known = stands || deal[SIGNED_BY] == BOTH;
        terms[i] = known ? deal[TERMS] : NAN;
        if (ending == CAPITULATION) {
            double theirs = mem_of(s, who)[own_at(s) + s->I + i];
            terms[i] = theirs == theirs ? theirs : stake(s, who, i)[FAR];
        }
    }
    for (Int p = 0; p < s->P; p++) {
        const double *m = mem_of(s, p), *t = trait(s, p);
        double worth = 0.0, weight = 0.0;
        for (Int i = 0; i < s->I; i++) {
            weight += stake(s, p, i)[SALIENCE];
            if (terms[i] == terms[i]) worth += stake(s, p, i)[SALIENCE] * (1.0 - fabs(terms[i] - stake(s, p, i)[IDEAL]));
        }
        payoff[p] = weight > 0.0 ? worth / weight : 0.0;
        payoff[p] += s->rules[WORTH_YEAR] * years * (t[GAIN] - t[TALKING]);
        payoff[p] -= s->rules[WORTH_BLOW] * t[FIGHTING_TRAIT] * (double)s->count[p * COUNTS + BLOWS];
        payoff[p] += s->rules[WORTH_LEVEL] * (m[BATTLE] + m[SUPPORT]);
    }
}

/* ---- kernel.py ---- */

static inline void put(int32_t *fans, Int series, double value) {
    if (value != value) return;
    Int bin = (Int)(value * BINS);
    fans[series * BINS + (bin < 0 ? 0 : bin > BINS - 1 ? BINS - 1 : bin)]++;
}

static void count_fans(Sim *s, int32_t *fans) {
    const double *m = mem_of(s, (Int)s->plain[FIRST]), *n = mem_of(s, (Int)s->plain[SECOND]);
    const double values[GENERAL] = {
        gap(s), 0.5 + 0.5 * (m[TONE] / (1.0 + m[SPOKE]) / 1.5), 0.5 + 0.5 * (n[TONE] / (1.0 + n[SPOKE]) / 1.5),
        0.5 + 0.5 * m[SUPPORT], 0.5 + 0.5 * n[SUPPORT],
        0.5 + 0.5 * mem_of(s, s->plain[FRONT] > 0.0 ? (Int)s->plain[FRONT] : 0)[BATTLE], (double)s->made / BUSY};
    fans += s->turn * (GENERAL + 2 * s->I) * BINS;
    for (int k = 0; k < GENERAL; k++) put(fans, k, values[k]);
    for (Int i = 0; i < s->I; i++) {
        put(fans, GENERAL + 2 * i, m[said_at(s) + i]);
        put(fans, GENERAL + 2 * i + 1, n[said_at(s) + i]);
    }
}

static void prepare(Sim *s) {
    double years = s->plain[DAYS] / YEAR;
    Int classes = 1, many = s->P * (OF_PARTY + s->C) + OF_WORLD;
    for (Int c = 0; c < s->C; c++)
        if (s->places[c * PLACES + KLASS] >= classes) classes = s->places[c * PLACES + KLASS] + 1;
    s->mem = malloc(sizeof(double) * s->P * s->wide);
    s->deals = malloc(sizeof(double) * s->I * DEALS);
    s->chan = malloc(sizeof(Int) * 2 * s->C);
    s->owed = malloc(sizeof(Int) * s->P * 8 * s->slots);
    s->count = malloc(sizeof(Int) * s->P * COUNTS);
    s->trusted = malloc(sizeof(Int) * (s->dated + 1));
    s->luck = malloc(sizeof(double) * 4 * many), s->named = malloc(sizeof(Int) * 2 * many);
    s->nice = malloc(sizeof(double) * s->rows_of_habits * s->P * s->C * MOODS), s->most = malloc(sizeof(double) * 2 * s->P);
    s->kept = malloc(sizeof(double) * s->wide);
    s->room = malloc(sizeof(double) * (s->I > KINDS ? s->I : KINDS));
    s->acts = malloc(sizeof(Act) * MOST_ACTS);
    s->rows = malloc(sizeof(Row) * classes * s->E), s->begins = malloc(sizeof(Int) * classes * LISTS * (BOOKS + 1));
    s->heats = malloc(sizeof(double) * s->I), s->views = calloc(VIEWS * (s->I + 8), sizeof(double));
    s->pulls = malloc(sizeof(double) * s->P * FEATURES * REST), s->heeded = malloc(sizeof(Int) * s->P * FEATURES);
    s->many = malloc(sizeof(Int) * s->P), s->learnt = malloc(sizeof(Int) * s->P);
    s->calendar = malloc(sizeof(double) * s->P * s->T * 2), s->elapsed = malloc(sizeof(double) * s->T);
    s->cells = calloc(4 * s->C, sizeof(double));
    name(s);
    plan(s, classes);
    for (Int k = 0; k < s->rows_of_habits * s->P * s->C; k++)
        for (Int mood = 0; mood < MOODS; mood++)
            s->nice[k * MOODS + mood] = cordial_share(s->habits + k * HABITS + mood * KINDS);
    for (Int t = 0; t < s->T; t++)
        s->elapsed[t] = 1.0 - exp(-max2((double)t * s->plain[DAYS] + s->plain[AGE], 0.0) / ELAPSED_SCALE);
    for (Int j = 0; j < s->wide; j++) s->kept[j] = 1.0;
    forget(s, s->kept, s->plain[DAYS]);
    s->calm = pow(0.5, s->plain[DAYS] / s->rules[HEAT_DAYS]);
    s->support_step = s->rules[SUPPORT_SD] * sqrt(years), s->battle_step = s->rules[BATTLE_SD] * sqrt(years);
    s->supported = s->rules[FRONT_SUPPORT] * years;
    s->event = 1.0 - exp(-s->rules[EVENTS] * years), s->swan = 1.0 - exp(-s->rules[SWANS] * years);
    s->single = exp(-s->rules[MORE_MOVES]);
    for (Int p = 0; p < s->P; p++) {
        s->most[2 * p] = s->rules[YIELDING] * exp(max2(s->rules[YIELDING_STRESS], 0.0)) * 1.000001 * years;
        double worst = max2(weariness(s, 0.0, p), weariness(s, 1.0, p)), rate = max2(s->rules[LEAVING], s->rules[STEP_ASIDE]);
        s->most[2 * p + 1] = rate * exp(worst) * 1.000001 * years;
    }
}

static void release(Sim *s) {
    void *held[] = {s->mem, s->deals, s->chan, s->owed, s->count, s->trusted, s->luck, s->named,
                    s->nice, s->most, s->kept, s->calendar, s->elapsed, s->cells, s->room, s->acts, s->rows, s->begins,
                    s->heats, s->views, s->pulls, s->heeded, s->many, s->learnt};
    for (size_t k = 0; k < sizeof held / sizeof *held; k++) free(held[k]);
}

/* sizes: P, C, I, D, E, dates, T of dates, slots, columns of mem, rows of habits; then in
   which a turn's begin. Arrays in the order of simulation/arrays.py. */
void play(Int first, Int last_run, Int turns, Int seed, const Int *sizes, void **world, void **cast, const double *rules,
          void **start, void **out) {
    Sim sim = {.P = sizes[0], .C = sizes[1], .I = sizes[2], .D = sizes[3], .E = sizes[4], .dated = sizes[5], .T = sizes[6],
               .slots = sizes[7], .wide = sizes[8], .rows_of_habits = sizes[9], .lays = sizes + 10,
               .seed = seed, .plain = world[0], .sides = world[1], .seats = world[2],
               .places = world[3], .agenda = world[4], .matters = world[5], .stakes = world[6], .dates = world[7],
               .believed = world[8], .traits = world[9], .kinds = world[10], .tone = world[11], .nats = cast[0],
               .entries = cast[1], .starts = cast[2], .habits = cast[3], .ways = cast[4], .renew = cast[5], .rules = rules,
               .mem0 = start[0], .deals0 = start[1], .chan0 = start[2], .owed0 = start[3], .marks0 = start[4]};
    Sim *s = &sim;
    Int *which = out[0], *counts = out[3], *still = out[4];
    int32_t *fans = out[6];
    double *terms = out[1], *payoff = out[2], *near = out[5];
    prepare(s);
    for (s->d = 0; s->d < s->D; s->d++) {
        for (Int p = 0; p < s->P; p++) s->learnt[p] = -1;
        for (Int n = first + (s->d - first % s->D + s->D) % s->D; n < last_run; n += s->D) {
            Int ending = ONGOING, who = -1, dark = 0, since = -1;
            s->run = n;
            memcpy(s->mem, s->mem0, sizeof(double) * s->P * s->wide);
            memcpy(s->deals, s->deals0, sizeof(double) * s->I * DEALS);
            memcpy(s->chan, s->chan0, sizeof(Int) * 2 * s->C);
            memcpy(s->owed, s->owed0, sizeof(Int) * s->P * 8 * s->slots);
            memcpy(s->marks, s->marks0, sizeof s->marks);
            begin(s);
            for (s->turn = 0; s->turn < turns; s->turn++) {
                if (pass_turn(s)) {
                    ending = SHOCK;
                    break;
                }
                act(s);
                decay(s);
                move(s);
                if (s->marks[DARK] > (Int)NONE && s->turn + 1 - s->marks[DARK] > dark) dark = s->turn + 1 - s->marks[DARK];
                since = standing(s) == ONGOING ? -1 : since < 0 ? s->turn : since;
                hear(s, (double)s->turn * s->plain[DAYS]);
                count_fans(s, fans);
                ending = end(s, &who);
                if (ending != ONGOING) break;
                step_aside(s);
            }
            if (s->turn == turns) s->turn = turns - 1;
            if (ending == ONGOING) ending = standing(s);
            settle(s, ending, who, terms + n * s->I, payoff + n * s->P);
            const Int row[7] = {ending, who, s->turn, s->d, dark, since, signed_by_both(s)};
            memcpy(which + 7 * n, row, sizeof row);
            near[n] = 1.0 - gap(s);
            for (Int p = 0; p < s->P; p++) {
                still[n * s->P + p] = 0;
                for (Int k = 0; k < 8 * s->slots; k++) still[n * s->P + p] += s->owed[p * 8 * s->slots + k];
            }
            memcpy(counts + n * s->P * COUNTS, s->count, sizeof(Int) * s->P * COUNTS);
        }
    }
    release(s);
}
