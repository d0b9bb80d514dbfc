//! Access: who may do what, decided in one place. What a handler needs to reach the store is a value that only this file makes.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};

use chrono::{Days, NaiveDate};

use super::error::Error;
use super::state::Inner;
use super::store::{Device, Head, StoreError};
use crate::domain::action::Deed;
use crate::domain::id::{DetaineeId, DeviceId, FacilityId, StaffId, WingId};
use crate::domain::local::date_of;
use crate::domain::policy::{self, ACTION_DAYS, Duties, Subject};
use crate::domain::record::{Kind, Record};
use crate::domain::staff::{Role, StaffMember};
use crate::domain::stream::StreamId;
use crate::wire::body;

/// Who asks, what they may see, and where they work.
#[derive(Clone, Debug)]
pub(in crate::hub) struct Caller {
    pub(in crate::hub) subject: Subject,
    pub(in crate::hub) streams: BTreeSet<StreamId>,
    directory: Arc<Directory>,
}

/// Proof that access was decided. Its field is private to this file.
#[derive(Clone, Copy, Debug)]
pub(in crate::hub) struct Allowed<T>(T);

impl<T: Copy> Allowed<T> {
    /// What was allowed.
    pub(in crate::hub) const fn get(self) -> T {
        self.0
    }
}

impl Caller {
    pub(in crate::hub) const fn facility(&self) -> FacilityId {
        self.subject.person.facility
    }

    /// Where the streams are that the caller may see.
    pub(in crate::hub) fn heads(&self) -> impl Iterator<Item = &Head> {
        self.directory.heads.iter().filter(|head| self.streams.contains(&head.stream))
    }

    /// A stream that the caller may read; others are not there for them.
    pub(in crate::hub) fn may_read(&self, stream: StreamId) -> Result<Allowed<StreamId>, Error> {
        self.streams.contains(&stream).then_some(Allowed(stream)).ok_or(Error::NotFound)
    }

    /// A terminal of the caller's own facility. Any session on it delivers a colleague's work.
    pub(in crate::hub) fn may_use(&self, id: DeviceId, device: Option<Device>) -> Result<Allowed<DeviceId>, Error> {
        device.filter(|device| device.facility == self.facility()).map(|_| Allowed(id)).ok_or(Error::NotFound)
    }

    /// A terminal that is not known yet, or known here.
    pub(in crate::hub) fn may_enrol(&self, id: DeviceId, device: Option<Device>) -> Result<Allowed<DeviceId>, Error> {
        if device.is_none() { Ok(Allowed(id)) } else { self.may_use(id, device) }
    }

    /// Whether the author of an action may do this: who delivers it does not matter.
    pub(in crate::hub) fn author_may(&self, author: StaffId, deed: &Deed) -> bool {
        self.directory
            .subject(author)
            .is_some_and(|subject| policy::may(&subject, &self.directory.duties(&subject.person), deed))
    }

    /// Wings whose day the caller may see, their own first.
    pub(in crate::hub) fn wings(&self) -> Vec<WingId> {
        let own = self.subject.person.wing;
        let mut wings: Vec<_> =
            self.directory.wings.iter().copied().filter(|wing| self.streams.contains(&StreamId::wing(*wing))).collect();
        wings.sort_by_key(|wing| (Some(*wing) != own, *wing));
        wings
    }
}

/// What rights are made of, in one facility, as of one state of it and one day; and where its streams are by then.
#[derive(Debug)]
struct Directory {
    counter: u64,
    day: NaiveDate,
    heads: Vec<Head>,
    staff: BTreeMap<StaffId, StaffMember>,
    wings: BTreeSet<WingId>,
    rostered: BTreeMap<StaffId, BTreeSet<WingId>>,
    people: BTreeMap<DetaineeId, (WingId, [Option<StaffId>; 2])>,
}

impl Directory {
    fn subject(&self, staff: StaffId) -> Option<Subject> {
        self.staff.get(&staff).map(|person| Subject { person: person.clone(), device: None })
    }

    fn duties(&self, person: &StaffMember) -> Duties {
        let mut wings = self.rostered.get(&person.id).cloned().unwrap_or_default();
        wings.extend(person.wing);
        let of = |wanted: &dyn Fn(&WingId, &[Option<StaffId>; 2]) -> bool| {
            self.people.iter().filter(|(_, (wing, mentors))| wanted(wing, mentors)).map(|(id, _)| *id).collect()
        };
        let supervised = |day| -> BTreeSet<StreamId> {
            let named = person.workplaces.iter().flatten();
            named.map(|workplace| StreamId::work(person.facility, workplace, day)).collect()
        };
        let before = (1..=u64::from(ACTION_DAYS)).filter_map(|back| self.day.checked_sub_days(Days::new(back)));
        Duties {
            mentees: of(&|_, mentors| mentors.contains(&Some(person.id))),
            // A case manager without a wing works for the whole facility.
            caseload: if person.roles.contains(&Role::CaseManager) {
                of(&|wing, _| person.wing.is_none_or(|own| own == *wing))
            } else {
                BTreeSet::new()
            },
            workplaces: supervised(self.day),
            workplaces_before: before.flat_map(supervised).collect(),
            wings,
        }
    }
}

/// Directories that were made before, by facility.
#[derive(Debug, Default)]
pub(in crate::hub) struct Directories {
    known: Mutex<BTreeMap<FacilityId, Arc<Directory>>>,
    /// Whoever makes one: a change wakes everybody who waits, and one reading serves them all.
    turn: tokio::sync::Mutex<()>,
}

impl Directories {
    /// A directory that is not older than this.
    fn known(&self, facility: FacilityId, counter: u64, day: NaiveDate) -> Option<Arc<Directory>> {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        known.get(&facility).filter(|known| known.counter >= counter && known.day == day).cloned()
    }
}

/// Who a signed-in person is now.
pub(in crate::hub) async fn caller(hub: &Inner, facility: FacilityId, staff: StaffId) -> Result<Caller, Error> {
    let directory = directory(hub, facility).await?;
    // Somebody whose row is gone does not work here any more.
    let subject = directory.subject(staff).ok_or(Error::NotSignedIn)?;
    let streams = policy::grants(&subject, &directory.duties(&subject.person));
    Ok(Caller { subject, streams, directory })
}

async fn directory(hub: &Inner, facility: FacilityId) -> Result<Arc<Directory>, StoreError> {
    let counter = hub.store.counter(facility).await?;
    let day = date_of((hub.clock)());
    if let Some(known) = hub.directories.known(facility, counter, day) {
        return Ok(known);
    }
    let _turn = hub.directories.turn.lock().await;
    if let Some(known) = hub.directories.known(facility, counter, day) {
        return Ok(known);
    }
    let fresh = Arc::new(read(hub, facility, counter, day).await?);
    hub.directories.known.lock().unwrap_or_else(PoisonError::into_inner).insert(facility, Arc::clone(&fresh));
    Ok(fresh)
}

async fn read(hub: &Inner, facility: FacilityId, counter: u64, day: NaiveDate) -> Result<Directory, StoreError> {
    let mut directory = Directory {
        counter,
        day,
        heads: hub.store.heads(facility).await?,
        staff: BTreeMap::new(),
        wings: BTreeSet::new(),
        rostered: BTreeMap::new(),
        people: BTreeMap::new(),
    };
    // A night shift began yesterday, and who works tomorrow reads up today.
    let near = day.checked_sub_days(Days::new(1)).unwrap_or(day)..=day.checked_add_days(Days::new(1)).unwrap_or(day);
    for kind in [Kind::Staff, Kind::Wing, Kind::Roster, Kind::Detainee] {
        for (_, row) in hub.store.of_kind(facility, kind.as_str()).await? {
            match body::decode(&row) {
                Ok(Record::Staff(member)) => {
                    directory.staff.insert(member.id, member);
                }
                Ok(Record::Wing(wing)) => {
                    directory.wings.insert(wing.id);
                }
                Ok(Record::Roster(entry)) if near.contains(&entry.on) => {
                    directory.rostered.entry(entry.staff).or_default().extend(entry.wing);
                }
                Ok(Record::Detainee(person)) => {
                    directory.people.insert(person.id, (person.wing, [person.mentor, person.second_mentor]));
                }
                _ => {}
            }
        }
    }
    Ok(directory)
}
