//! What can happen, as data that proptest makes up and makes smaller. Numbers pick among what there is at that moment.

use proptest::prelude::*;

/// One thing that happens.
#[derive(Clone, Debug)]
pub(super) enum Step {
    /// An officer does something.
    Record { terminal: u8, kind: u8, choice: u8 },
    /// A request reaches the hub, and its answer comes back at once.
    Exchange(u16),
    /// A request reaches the hub; its answer is on its way. With `again` the request comes once more later.
    Arrive { which: u16, again: bool },
    /// An answer reaches its terminal. With `again` it comes once more later.
    Answer { which: u16, again: bool },
    /// The connection breaks before the request is there.
    LoseRequest(u16),
    /// The connection breaks before the answer is there.
    LoseAnswer(u16),
    /// The hub dies while it handles a request, after so many decisions; the last may be committed.
    HubDies { which: u16, decisions: u8, committed: bool },
    /// A terminal has waited long enough to try again.
    TimePasses(u8),
    /// Somebody asks to sync now.
    Wish(u8),
    /// A terminal loses its power; of what its cache did not flush only so many batches are there.
    Kill { terminal: u8, batches: u8 },
    /// A terminal is started, if it does not run.
    Start(u8),
    /// A terminal's clock jumps by so many months.
    Clock { terminal: u8, days: i8 },
    /// A terminal's disk is copied to another machine.
    Copy(u8),
    /// The hub's database is copied.
    Backup,
    /// The hub goes back to its copy.
    Restore,
    /// A terminal's cache changes by itself.
    Harm { terminal: u8, which: u16, at: u16 },
    /// An officer is put on a wing: others are withdrawn.
    Wing { officer: u8, wing: u8 },
    /// The office moves a visit, or removes it.
    Plan { visit: u8, days: u8 },
    /// Weeks go by at the hub: it forgets old tombstones.
    Weeks,
    /// An officer looks at the day.
    Look(u8),
    /// The line is good until everything is quiet; then everything has to be right.
    Settle,
}

/// Any step, the usual ones more often.
pub(super) fn any_step() -> BoxedStrategy<Step> {
    prop_oneof![
        14 => any::<(u8, u8, u8)>().prop_map(|(terminal, kind, choice)| Step::Record { terminal, kind, choice }),
        24 => any::<u16>().prop_map(Step::Exchange),
        6 => (any::<u16>(), prop::bool::weighted(0.2)).prop_map(|(which, again)| Step::Arrive { which, again }),
        8 => (any::<u16>(), prop::bool::weighted(0.2)).prop_map(|(which, again)| Step::Answer { which, again }),
        2 => any::<u16>().prop_map(Step::LoseRequest),
        2 => any::<u16>().prop_map(Step::LoseAnswer),
        2 => (any::<u16>(), 0..3_u8, any::<bool>())
            .prop_map(|(which, decisions, committed)| Step::HubDies { which, decisions, committed }),
        6 => any::<u8>().prop_map(Step::TimePasses),
        2 => any::<u8>().prop_map(Step::Wish),
        2 => (any::<u8>(), 0..6_u8).prop_map(|(terminal, batches)| Step::Kill { terminal, batches }),
        5 => any::<u8>().prop_map(Step::Start),
        1 => (any::<u8>(), any::<i8>()).prop_map(|(terminal, days)| Step::Clock { terminal, days }),
        2 => any::<u8>().prop_map(Step::Copy),
        2 => Just(Step::Backup),
        2 => Just(Step::Restore),
        1 => any::<(u8, u16, u16)>().prop_map(|(terminal, which, at)| Step::Harm { terminal, which, at }),
        1 => any::<(u8, u8)>().prop_map(|(officer, wing)| Step::Wing { officer, wing }),
        2 => (any::<u8>(), 0..4_u8).prop_map(|(visit, days)| Step::Plan { visit, days }),
        1 => Just(Step::Weeks),
        4 => any::<u8>().prop_map(Step::Look),
        2 => Just(Step::Settle),
    ]
    .boxed()
}
