//! Two stores and one schedule: they answer alike, so that what a simulation finds on one holds for the other.

use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};

use super::looks::look;
use super::rows::{forget, some_writes};
use super::*;

/// Schedules that are compared.
const SCHEDULES: u64 = 8;
/// Steps of each.
const STEPS: usize = 40;

/// One step of a schedule.
#[derive(Clone)]
enum Step {
    Enrol(DeviceId, FacilityId),
    Act(Doing),
    Import(FacilityId, Vec<Write>),
    Look(DeviceId, Looked),
    Token([u8; 32], FacilityId),
    Forget(FacilityId, i64),
}

impl std::fmt::Debug for Step {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Enrol(device, facility) => write!(f, "enrol {device} in {facility}"),
            Self::Act(doing) => write!(f, "action {} of {} with {:?}", doing.number, doing.device, doing.writes),
            Self::Look(device, look) => write!(f, "look {} of {device} with id {}", look.number, look.id),
            Self::Import(facility, writes) => write!(f, "import in {facility} {writes:?}"),
            Self::Forget(facility, day) => write!(f, "forget in {facility} on day {day}"),
            Self::Token(hash, facility) => write!(f, "token {} in {facility}", hash[0]),
        }
    }
}

async fn some_step(dice: &mut StdRng, store: &dyn Store) -> Step {
    let device = [DESK, OTHER_DESK][dice.random_range(0..2)];
    let known = store.device(device).await.expect("the store works");
    let next = known.map_or(1, |device| device.last_number + 1);
    let facility = [HERE, ELSEWHERE][dice.random_range(0..2)];
    match dice.random_range(0..10) {
        0..7 if known.is_none() => Step::Enrol(device, facility),
        0 => Step::Enrol(device, facility),
        1 => Step::Token([dice.random_range(0..3); 32], facility),
        2 => Step::Import(facility, some_writes(dice)),
        4 => {
            let (number, id) = (dice.random_range(1..6), dice.random_range(0..9));
            Step::Look(device, look(number, id, dice.random_range(0..2)))
        }
        3 => Step::Forget(facility, dice.random_range(0..5)),
        // Mostly the number that is next; also some that came before or leave a gap, ids and contents that come twice.
        _ => Step::Act(Doing {
            device,
            number: if dice.random_bool(0.7) { next } else { dice.random_range(1..12) },
            id: action_id(dice.random_range(0..40)),
            content: dice.random_range(0..2),
            reads: (0..4).map(row_id).collect(),
            reads_about: vec![("visit", row_id(0))],
            writes: some_writes(dice),
        }),
    }
}

/// Does a step and says everything that can be seen of it.
async fn take(store: &dyn Store, step: &Step) -> Vec<String> {
    let answer = match step {
        Step::Enrol(device, facility) => {
            format!("{:?}", store.enrol(*device, *facility, None, trail("enrol", "")).await.expect("the store works"))
        }
        Step::Act(doing) => {
            let decide = |rows: &Found| Decided {
                writes: doing.writes.clone(),
                outcome: format!("{:?} after {rows:?}", doing.outcome()).into_bytes(),
            };
            format!("{:?}", doing.run_with(store, &decide).await)
        }
        Step::Import(facility, writes) => {
            let seen = std::sync::Mutex::new(String::new());
            let plan = |found: &Imported| {
                *seen.lock().expect("nobody panicked") = format!("{found:?}");
                let planned = writes.iter().map(|write| ImportWrite {
                    write: Some(Write { source_ref: Some(format!("source/{}", write.id).into()), ..write.clone() }),
                    row: write.id,
                    body: write.body.clone(),
                });
                planned.collect()
            };
            let plan = ImportPlan { facility: *facility, plan: &plan, audit: trail("import", "") };
            let written = store.import(plan).await.expect("the store works");
            format!("{written:?} after {seen:?}")
        }
        Step::Look(device, look) => {
            format!("{:?}", store.look(*device, vec![look.clone()]).await.expect("the store works"))
        }
        Step::Forget(facility, day) => format!("{}", forget(store, *facility, *day, 2).await),
        Step::Token(hash, facility) => {
            let kept = store.add_token(*hash, *facility, StaffId(Uuid::from_u128(8)), trail("token", "")).await;
            format!("{}", kept.is_ok())
        }
    };
    let mut seen = vec![answer];
    for facility in store.facilities().await.expect("the store works") {
        let heads = store.heads(facility).await.expect("the store works");
        seen.push(format!("{facility} at {} with {heads:?}", counter(store, facility).await));
        for head in heads {
            for (after, limit) in [(0, ALL), (3, 2)] {
                seen.push(format!("{:?}", store.changes(facility, head.stream, after, limit).await.expect("it works")));
            }
        }
        seen.push(format!("{:?}", store.of_kind(facility, "visit").await.expect("the store works")));
        for number in 0..8 {
            seen.push(format!("{:?}", store.row(facility, row_id(number)).await.expect("the store works")));
        }
    }
    for device in [DESK, OTHER_DESK] {
        seen.push(format!("{:?}", store.device(device).await.expect("the store works")));
        seen.push(format!("{:?}", store.outcomes(device, 2, 5).await.expect("the store works")));
    }
    for hash in 0..3 {
        seen.push(format!("{:?}", store.token([hash; 32]).await.expect("the store works")));
    }
    seen
}

#[tokio::test]
async fn both_stores_give_one_schedule_the_same_history() {
    for seed in 0..SCHEDULES {
        let mut dice = StdRng::seed_from_u64(seed);
        let (on_disk, in_memory) = (OnDisk::new().await, <Memory as Stand>::new().await);
        let (disk, memory) = (on_disk.hub().await, in_memory.hub().await);
        let mut firsts = 0;
        for number in 0..STEPS {
            let step = some_step(&mut dice, &*memory).await;
            let (left, right) = (take(&*disk, &step).await, take(&*memory, &step).await);
            for (left, right) in left.iter().zip(&right) {
                assert_eq!(left, right, "seed {seed}, step {number}: {step:?}");
            }
            assert_eq!(left.len(), right.len(), "seed {seed}, step {number}: {step:?}");
            firsts += usize::from(left.first().is_some_and(|answer| answer.starts_with("First")));
        }
        assert_eq!(on_disk.trail().await, Stand::trail(&in_memory).await, "seed {seed}");
        assert!(firsts > 5, "seed {seed}: only {firsts} actions were decided, so the schedule shows nothing");
    }
}

#[tokio::test]
async fn a_copy_in_memory_goes_its_own_way_under_its_own_epoch() {
    let memory = <Memory as Stand>::new().await;
    enrol(&memory, DESK, HERE).await;
    commit(&memory, 1, vec![put(WING, row_id(1), "one")]).await;
    let restored = memory.copy("second");
    commit(&memory, 2, vec![put(WING, row_id(2), "two")]).await;
    assert_eq!((memory.epoch(), restored.epoch()), ("first", "second"));
    assert_eq!(rows(&restored, WING).await.len(), 1);
    assert_eq!(restored.device(DESK).await.expect("it works").expect("it is known").last_number, 1);
    commit(&restored, 2, vec![put(WING, row_id(3), "three")]).await;
    assert!(!rows(&memory, WING).await.contains_key(&row_id(3)));
}
