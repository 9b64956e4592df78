//! The command: arguments in, the right verb run, an exit status out.
//!
//! `demarche read samples/` prints the record of every report in a folder. Data goes to standard output, talk to standard error.
//! Exit status: 0 all read; 1 nothing could be read; 2 usage; 3 some inputs failed, each named on standard error;
//! 130 stopped by Ctrl-C or `kill`.

mod actor;
mod answers;
mod ask;
mod audit;
mod brief;
mod digest;
mod forget;
mod graph;
mod ingest;
mod ontology;
mod pipeline;
mod read;
mod recode;
mod rules;
mod settle;
mod setup;
mod source;
mod stop;
mod stories;
mod tokens;
mod view;
mod why;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// Millions of small texts are made and dropped while reports are settled.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// From a pile of dirty reports, the record of a crisis: who did what to whom, who said so, and how certainly.
#[derive(Parser, Debug)]
#[command(name = "demarche", version, about, max_term_width = 100, arg_required_else_help = true)]
struct Arguments {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Subcommand, Debug)]
enum Verb {
    /// Read reports and print what they say
    Read(read::Arguments),
    /// Show the words, the rule and the lexicon rows behind a statement or an event
    Why(why::Arguments),
    /// Explain the rules: what each reads, with examples, and what it misses
    Rules(rules::Arguments),
    /// Tell a crisis on one page: what happened, who says what, what is not known
    Brief(brief::Arguments),
    /// Put reports and their records into a store
    Ingest(ingest::Arguments),
    /// Code the kept reports again and show the difference
    Recode(recode::Arguments),
    /// Take a report out of a store, with a line in a log
    Forget(forget::Arguments),
    /// List the reports of a store
    Articles(ask::Question),
    /// List what was said, by whom and how
    Statements(ask::Question),
    /// Tell what happened, by day, each event once with all its tellings
    Timeline(ask::Question),
    /// Say who asserts, confirms, denies or withholds what
    Claims(ask::series::ClaimsArguments),
    /// Say what changed: new events, status, positions, numbers, mediation; was and is
    Diff(ask::diff::Arguments),
    /// Say who offered to mediate, and what came of it
    Mediation(ask::Question),
    /// Say how the world reacts: who condemns, worries, calls for restraint, supports
    Reactions(ask::Question),
    /// List the dead and wounded by whoever counts them
    Numbers(ask::Question),
    /// Say how many independent voices tell an event, and who dropped the attribution
    Origins(ask::Question),
    /// List the outlets' own loaded words
    Framing(ask::Question),
    /// List treaties, agreements and promises with their clauses
    Commitments(ask::Question),
    /// Say who is evacuated, what aid is sent, which ways are open, who is exchanged
    Humanitarian(ask::Question),
    /// Sum what two parties do to each other, by day or week
    Dyad(ask::series::DyadArguments),
    /// Say who does what to whom, as rows or as a graph
    Network(ask::series::NetworkArguments),
    /// Say where a speaker's position changed, with the sentences before and after
    Drift(ask::Question),
    /// Print the event types, modes and codes, and what was decided where their manual contradicts itself
    Ontology(ontology::Arguments),
    /// Draw statements and events to check
    Audit(audit::AuditArguments),
    /// Judge statements and events, and see how good the coding is on these reports
    Review(audit::ReviewArguments),
    /// Find reports by their words
    Search(ask::search::Arguments),
    /// Print the record of one report of a store
    Show(ask::show::Arguments),
    /// Count what a store holds
    Stats(ask::Question),
    /// Check every text and row of a store
    Verify(ask::Question),
    /// Say which reports tell the same story
    Stories(stories::Arguments),
    /// Say who a name or an office stands for on a day
    Actor(actor::Arguments),
    /// Show what the language engine makes of texts: tokens, tags, heads, entities
    Tokens(tokens::Arguments),
}

fn main() -> ExitCode {
    let done = match Arguments::parse().verb {
        Verb::Read(arguments) => read::run(&arguments),
        Verb::Why(arguments) => why::run(&arguments),
        Verb::Rules(arguments) => rules::run(&arguments),
        Verb::Brief(arguments) => brief::run(&arguments),
        Verb::Ingest(arguments) => ingest::run(&arguments),
        Verb::Recode(arguments) => recode::run(&arguments),
        Verb::Forget(arguments) => forget::run(&arguments),
        Verb::Articles(question) => ask::crisis::run(&question, ask::crisis::ARTICLES),
        Verb::Timeline(question) => ask::crisis::run(&question, ask::crisis::TIMELINE),
        Verb::Claims(arguments) => ask::series::claims(&arguments),
        Verb::Dyad(arguments) => ask::series::dyad(&arguments),
        Verb::Network(arguments) => ask::series::network(&arguments),
        Verb::Drift(question) => ask::series::drift(&question),
        Verb::Audit(arguments) => audit::audit(&arguments),
        Verb::Review(arguments) => audit::review(&arguments),
        Verb::Ontology(arguments) => ontology::run(&arguments),
        Verb::Diff(arguments) => ask::diff::run(&arguments),
        Verb::Mediation(question) => ask::crisis::run(&question, ask::crisis::MEDIATION),
        Verb::Reactions(question) => ask::crisis::run(&question, ask::crisis::REACTIONS),
        Verb::Numbers(question) => ask::crisis::run(&question, ask::crisis::NUMBERS),
        Verb::Origins(question) => ask::crisis::run(&question, ask::crisis::ORIGINS),
        Verb::Framing(question) => ask::crisis::run(&question, ask::crisis::FRAMING),
        Verb::Commitments(question) => ask::crisis::run(&question, ask::crisis::COMMITMENTS),
        Verb::Humanitarian(question) => ask::crisis::run(&question, ask::crisis::HUMANITARIAN),
        Verb::Statements(question) => ask::statements::run(&question),
        Verb::Search(arguments) => ask::search::run(&arguments),
        Verb::Show(arguments) => ask::show::run(&arguments),
        Verb::Stats(question) => ask::stats::run(&question),
        Verb::Verify(question) => ask::verify::run(&question),
        Verb::Stories(arguments) => stories::run(&arguments),
        Verb::Actor(arguments) => actor::run(&arguments),
        Verb::Tokens(arguments) => tokens::run(&arguments),
    };
    match done {
        Ok(code) => code,
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            anstream::eprintln!("{}error:{} {error:#}", view::ERROR, view::ERROR.render_reset());
            ExitCode::from(1)
        }
    }
}

/// Whoever read our output has stopped reading: that is no failure.
fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error
        .chain()
        .filter_map(|cause| {
            let own = cause.downcast_ref::<std::io::Error>().map(std::io::Error::kind);
            own.or_else(|| cause.downcast_ref::<serde_json::Error>().and_then(serde_json::Error::io_error_kind))
        })
        .any(|kind| kind == std::io::ErrorKind::BrokenPipe)
}
