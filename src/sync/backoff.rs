//! How long to wait before trying again: exponential with full jitter, so that a thousand terminals do not come back at once.

use std::time::Duration;

use rand::{Rng, RngExt};

/// Upper bound of the first wait.
pub const FIRST_WAIT: Duration = Duration::from_secs(1);
/// Upper bound of every wait that the hub did not ask for.
pub const LONGEST_WAIT: Duration = Duration::from_mins(1);
/// Longest wait that a hub may ask for with `Retry-After`.
pub const LONGEST_ASKED_WAIT: Duration = Duration::from_mins(15);

/// The state of one chain of attempts.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Backoff {
    failures: u32,
}

impl Backoff {
    /// Something worked: the next failure starts from the shortest wait again.
    pub fn reset(&mut self) {
        self.failures = 0;
    }

    /// The next attempt comes before its time, for a reason of its own: it makes no later wait longer.
    pub fn uncount(&mut self) {
        self.failures = self.failures.saturating_sub(1);
    }

    /// Counts a failure and says how long to wait. A wait that the hub asked for is honoured up to
    /// [`LONGEST_ASKED_WAIT`], with up to [`FIRST_WAIT`] on top so that not everyone comes back in the same instant.
    pub fn failed(&mut self, asked: Option<Duration>, random: &mut impl Rng) -> Duration {
        let bound = FIRST_WAIT.saturating_mul(1_u32.checked_shl(self.failures).unwrap_or(u32::MAX)).min(LONGEST_WAIT);
        self.failures = self.failures.saturating_add(1);
        match asked {
            Some(asked) => asked.min(LONGEST_ASKED_WAIT) + random.random_range(Duration::ZERO..=FIRST_WAIT),
            None => random.random_range(Duration::ZERO..=bound),
        }
    }
}

#[cfg(test)]
mod tests {
    use rand::SeedableRng;
    use rand::rngs::StdRng;

    use super::*;

    /// The longest of many waits after the same number of failures.
    fn longest_after(failures: u32, asked: Option<Duration>) -> Duration {
        let mut random = StdRng::seed_from_u64(7);
        let waits = (0..2_000).map(|_| Backoff { failures }.failed(asked, &mut random));
        waits.max().expect("some waits")
    }

    #[test]
    fn each_failure_doubles_the_bound_until_a_minute() {
        for (failures, bound) in [(0, 1), (1, 2), (2, 4), (5, 32), (6, 60), (31, 60), (32, 60), (u32::MAX, 60)] {
            let bound = Duration::from_secs(bound);
            let longest = longest_after(failures, None);
            assert!(longest <= bound && longest > bound.mul_f64(0.95), "after {failures}: {longest:?} of {bound:?}");
        }
    }

    #[test]
    fn waits_are_spread_from_zero_to_the_bound() {
        let mut random = StdRng::seed_from_u64(7);
        let waits: Vec<_> = (0..2_000).map(|_| Backoff { failures: 3 }.failed(None, &mut random)).collect();
        let below = waits.iter().filter(|wait| **wait < Duration::from_secs(4)).count();
        assert!((900..1_100).contains(&below), "{below} of 2000 in the lower half");
    }

    #[test]
    fn a_wait_that_the_hub_asks_for_is_honoured_up_to_a_quarter_of_an_hour() {
        let mut random = StdRng::seed_from_u64(7);
        let asked = Duration::from_secs(90);
        let wait = Backoff::default().failed(Some(asked), &mut random);
        assert!(wait >= asked && wait <= asked + FIRST_WAIT, "{wait:?}");
        let day = longest_after(0, Some(Duration::from_hours(24)));
        assert!(day <= LONGEST_ASKED_WAIT + FIRST_WAIT, "{day:?}");
    }

    #[test]
    fn attempts_out_of_turn_do_not_make_waits_longer() {
        let mut random = StdRng::seed_from_u64(7);
        let mut backoff = Backoff::default();
        for _ in 0..50 {
            backoff.failed(None, &mut random);
            backoff.uncount();
        }
        assert!(backoff.failed(None, &mut random) <= FIRST_WAIT);
    }

    #[test]
    fn success_starts_again_from_the_shortest_wait() {
        let mut random = StdRng::seed_from_u64(7);
        let mut backoff = Backoff { failures: 6 };
        backoff.reset();
        assert!(backoff.failed(None, &mut random) <= FIRST_WAIT);
        assert_eq!(backoff, Backoff { failures: 1 });
    }
}
