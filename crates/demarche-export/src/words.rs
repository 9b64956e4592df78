//! The words that the record uses for each kind of thing: RECORD.md's vocabulary, in one place.

use demarche_model::{
    ActorKind, BlockKind, CommitmentKind, Form, FramingKind, Ground, MediationMove, MoveTopic, Occurrence, Position,
    Precision, ReliefKind, SpeakerGround, Stance, TimeKind, Word,
};

macro_rules! words {
    ($(#[$doc:meta])* $name:ident($kind:ty) { $($variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$doc])*
        pub fn $name(value: $kind) -> &'static str {
            match value { $(<$kind>::$variant => $word),+ }
        }
    };
}

words!(/// Word for a kind of actor.
actor_kind(ActorKind) {
    Person = "person", Office = "office", State = "state", Government = "government", Military = "military",
    Organisation = "organisation", Igo = "igo", Ngo = "ngo", ArmedGroup = "armed-group", Outlet = "outlet",
    Group = "group", Population = "population", Place = "place",
});
words!(/// Word for a kind of paragraph.
block_kind(BlockKind) {
    Headline = "headline", Standfirst = "standfirst", Dateline = "dateline", Body = "body", Quote = "quote",
    Subheading = "subheading", Caption = "caption", Byline = "byline", Furniture = "furniture",
});
words!(/// Word for a ground of belief in a day.
ground(Ground) {
    Explicit = "explicit", Relative = "relative", Anchored = "anchored", Declared = "declared", Unknown = "unknown",
});
words!(/// Word for a precision.
precision(Precision) {
    Time = "time", Day = "day", Week = "week", Month = "month", Season = "season", Quarter = "quarter", Year = "year",
    Decade = "decade", Century = "century", Unknown = "unknown",
});
words!(/// TIMEX3 type.
time_kind(TimeKind) { Date = "DATE", Time = "TIME", Duration = "DURATION", Set = "SET" });
words!(/// Word for how a speaker was found.
speaker_ground(SpeakerGround) {
    Named = "named", Pronoun = "pronoun", Context = "context", Carried = "carried", None = "none",
});
words!(/// Word for a form of speech.
form(Form) { Direct = "direct", Indirect = "indirect", Mixed = "mixed" });
words!(/// Word for a position.
position(Position) {
    Asserts = "asserts", Confirms = "confirms", Denies = "denies", Rejects = "rejects", Withholds = "withholds",
    Presupposes = "presupposes", Accuses = "accuses", Offers = "offers", Demands = "demands", Warns = "warns",
    Regrets = "regrets", Praises = "praises", Condemns = "condemns",
});
words!(/// Word for a sort of framing.
framing_kind(FramingKind) {
    ScareQuotes = "scare-quotes", LoadedLabel = "loaded-label", Distancing = "distancing", Agentless = "agentless",
});
words!(/// Word for an occurrence.
occurrence(Occurrence) {
    Actual = "actual", Historical = "historical", Future = "future", Hypothetical = "hypothetical", Negated = "negated",
});
words!(/// Word for a stance.
stance(Stance) { Asserted = "asserted", Attributed = "attributed", Alleged = "alleged", Denied = "denied" });
words!(/// Word for a move in a mediation.
mediation_move(MediationMove) {
    Floated = "floated", Offered = "offered", Reiterated = "reiterated", Accepted = "accepted", Refused = "refused",
    Ignored = "ignored", Convened = "convened", Agreed = "agreed", Lapsed = "lapsed",
});
words!(/// Word for what a move is about.
move_topic(MoveTopic) { Mediation = "mediation", Proposal = "proposal", Talks = "talks", Truce = "truce" });
words!(/// Word for a sort of humanitarian move.
relief_kind(ReliefKind) { Evacuation = "evacuation", Aid = "aid", Corridor = "corridor", Exchange = "exchange" });
words!(/// Word for whose word it is.
word_of(Word) { OwnMouth = "own-mouth", SecondHand = "second-hand" });
words!(/// Word for a sort of commitment.
commitment_kind(CommitmentKind) {
    Treaty = "treaty", Agreement = "agreement", Ceasefire = "ceasefire", Promise = "promise",
});
