//! Times, the line that says them, and the peer beside them.

use std::time::{Duration, Instant};

use chrono::{DateTime, Utc};

#[expect(clippy::print_stdout, reason = "a benchmark speaks")]
pub(crate) fn say(figure: &str, this: &str, peer: &str, ratio: &str) {
    println!("{figure:<48} {this:>12} {peer:>44} {ratio:>8}");
}

/// The middle of these times, beside the middle of a peer's or a bound's: the ratio is this through the other.
pub(crate) fn report(figure: &str, mut this: Vec<Duration>, peer: Option<(&str, Vec<Duration>)>) {
    let own = at(&mut this, 50);
    match peer {
        Some((name, mut times)) => {
            let other = at(&mut times, 50);
            let ratio = own.as_secs_f64() / other.as_secs_f64().max(f64::EPSILON);
            say(figure, &text(own), &format!("{name} {}", text(other)), &format!("{ratio:.2}"));
        }
        None => say(figure, &text(own), "-", "-"),
    }
}

/// In milliseconds.
pub(crate) fn text(time: Duration) -> String {
    format!("{:.2} ms", time.as_secs_f64() * 1000.0)
}

/// The time below which this many of a hundred lie.
pub(crate) fn at(times: &mut [Duration], percent: usize) -> Duration {
    times.sort_unstable();
    let last = times.len().saturating_sub(1);
    times.get((times.len() * percent / 100).min(last)).copied().unwrap_or_default()
}

pub(crate) fn timed<T>(work: impl FnOnce() -> T) -> (Duration, T) {
    let began = Instant::now();
    let result = work();
    (began.elapsed(), result)
}

/// The real clock: the hub's process reads it too.
#[expect(clippy::disallowed_methods, reason = "the benchmarks' one place that reads a clock")]
pub(crate) fn now() -> DateTime<Utc> {
    Utc::now()
}
