//! What the program promises, measured beside a bound or a peer in the same run. Figures to read, not tests that can fail:
//! what a machine does in a millisecond is its own affair.

#[expect(dead_code, reason = "the tests use all of it")]
#[path = "../it/harness/mod.rs"]
mod harness;

mod day;
mod first;
mod measure;
mod others;
mod save;
mod screen;

use first::Facility;

fn main() {
    // `cargo test --benches` passes --test: nothing to measure then.
    if std::env::args().any(|argument| argument == "--test") {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let place = |name: &str| folder.path().join(name);
    measure::say("figure", "this", "bound or peer", "ratio");
    save::saving(folder.path());
    day::assembling();
    day::assembling_places();
    day::compiling();
    day::searching();
    let small = Facility::new(&place("small"), 3_000);
    first::whole_program(&small, 3_000);
    others::a_to_b(&small, &place("others"));
    drop(small);
    let large = Facility::new(&place("large"), 20_000);
    first::whole_program(&large, 20_000);
    first::terminals_side(&large, &place("side"));
    // From here on the day comes from a warm cache, with nobody to ask.
    let home = large.home.clone();
    drop(large);
    let name = screen::first_name(&home);
    screen::start(&home, &name);
    screen::key(&home, &name);
    day::growing(folder.path());
}
