//! Changing when and where something is planned: field by field, each with the value that was on screen, so that two people
//! who change different fields do not stand in each other's way, and two who change the same one both see all three values.

use chrono::{DateTime, Utc};

use super::id::StaffId;
use super::record::Record;
use crate::text::SafeText;

/// One field, from what was on screen to what is wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Amendment {
    /// The planned start.
    Starts {
        /// What was on screen.
        from: DateTime<Utc>,
        /// What is wanted.
        to: DateTime<Utc>,
    },
    /// The planned end.
    Ends {
        /// What was on screen.
        from: DateTime<Utc>,
        /// What is wanted.
        to: DateTime<Utc>,
    },
    /// The room of a visit, or the workplace of a shift.
    Place {
        /// What was on screen.
        from: Option<SafeText>,
        /// What is wanted.
        to: Option<SafeText>,
    },
}

/// How a field that was amended stands now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Standing {
    /// As it was on screen.
    AsSeen,
    /// As it is wanted already.
    AsWanted,
    /// Somebody made something else of it.
    Other,
}

impl Amendment {
    fn standing(&self, now: &Plan) -> Standing {
        fn of<T: PartialEq>(now: &T, from: &T, to: &T) -> Standing {
            match now {
                now if now == to => Standing::AsWanted,
                now if now == from => Standing::AsSeen,
                _ => Standing::Other,
            }
        }
        match self {
            Self::Starts { from, to } => of(&now.starts_at, from, to),
            Self::Ends { from, to } => of(&now.ends_at, from, to),
            Self::Place { from, to } => of(&now.place, from, to),
        }
    }

    /// The same wish, over what is there now.
    #[must_use]
    pub fn over(&self, now: &Plan) -> Self {
        match self {
            Self::Starts { to, .. } => Self::Starts { from: now.starts_at, to: *to },
            Self::Ends { to, .. } => Self::Ends { from: now.ends_at, to: *to },
            Self::Place { to, .. } => Self::Place { from: now.place.clone(), to: to.clone() },
        }
    }

    /// The way back.
    #[must_use]
    pub fn reversed(&self) -> Self {
        match self {
            Self::Starts { from, to } => Self::Starts { from: *to, to: *from },
            Self::Ends { from, to } => Self::Ends { from: *to, to: *from },
            Self::Place { from, to } => Self::Place { from: to.clone(), to: from.clone() },
        }
    }
}

/// When and where something is planned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// Planned start.
    pub starts_at: DateTime<Utc>,
    /// Planned end.
    pub ends_at: DateTime<Utc>,
    /// Room or workplace; none when it is not known.
    pub place: Option<SafeText>,
}

/// That a plan was changed: what it was before, since when it is different, and by whom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changed {
    /// When and where it was before.
    pub before: Plan,
    /// When that was changed.
    pub at: DateTime<Utc>,
    /// By whom; none when it came with the administration's import.
    pub by: Option<StaffId>,
}

impl Changed {
    /// What is to be said after a plan became another one. A plan that is again what it was before was not changed; of several changes the
    /// first plan stays in sight, since that is what people remember.
    pub fn after(old: &Record, new: &Record, at: DateTime<Utc>, by: Option<StaffId>) -> Option<Self> {
        let (before, now) = (Plan::of(old)?, Plan::of(new)?);
        let known = Self::of(old);
        if before == now {
            return known.cloned();
        }
        let first = known.map_or(before, |known| known.before.clone());
        (first != now).then_some(Self { before: first, at, by })
    }

    /// What a record says of it.
    pub fn of(record: &Record) -> Option<&Self> {
        match record {
            Record::Visit(visit) => visit.changed.as_deref(),
            Record::WorkShift(shift) => shift.changed.as_deref(),
            Record::Event(event) => event.changed.as_deref(),
            _ => None,
        }
    }

    /// The record with this said of it.
    pub fn put(changed: Option<Self>, record: &mut Record) {
        let changed = changed.map(Box::new);
        match record {
            Record::Visit(visit) => visit.changed = changed,
            Record::WorkShift(shift) => shift.changed = changed,
            Record::Event(event) => event.changed = changed,
            _ => {}
        }
    }
}

/// Why amendments have no effect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotAmended {
    /// Somebody else made something else of the same field.
    Taken,
    /// It would end before it begins.
    Impossible,
}

impl Plan {
    /// When and where a visit, a work shift or an event is; none for anything else.
    pub fn of(record: &Record) -> Option<Self> {
        match record {
            Record::Visit(visit) => {
                Some(Self { starts_at: visit.starts_at, ends_at: visit.ends_at, place: visit.room.clone() })
            }
            Record::WorkShift(shift) => {
                Some(Self { starts_at: shift.starts_at, ends_at: shift.ends_at, place: Some(shift.workplace.clone()) })
            }
            Record::Event(event) => {
                Some(Self { starts_at: event.starts_at, ends_at: event.ends_at, place: event.place.clone() })
            }
            _ => None,
        }
    }

    /// The visit or work shift at this time and place; none when it cannot be there: a shift is always somewhere.
    pub fn put(self, record: &Record) -> Option<Record> {
        match record {
            Record::Visit(visit) => {
                let mut visit = visit.clone();
                (visit.starts_at, visit.ends_at, visit.room) = (self.starts_at, self.ends_at, self.place);
                Some(visit.into())
            }
            Record::WorkShift(shift) => {
                let mut shift = shift.clone();
                (shift.starts_at, shift.ends_at, shift.workplace) = (self.starts_at, self.ends_at, self.place?);
                Some(shift.into())
            }
            _ => None,
        }
    }

    /// Whether it ends after it begins.
    pub fn is_possible(&self) -> bool {
        self.starts_at < self.ends_at
    }

    /// The plan with these amendments: all of them, or none.
    ///
    /// # Errors
    /// When somebody else changed the same field to something else, or the outcome ends before it begins.
    pub fn amended(&self, amendments: &[Amendment]) -> Result<Self, NotAmended> {
        let mut plan = self.clone();
        for amendment in amendments {
            match (amendment.standing(self), amendment) {
                (Standing::Other, _) => return Err(NotAmended::Taken),
                (Standing::AsWanted, _) => {}
                (Standing::AsSeen, Amendment::Starts { to, .. }) => plan.starts_at = *to,
                (Standing::AsSeen, Amendment::Ends { to, .. }) => plan.ends_at = *to,
                (Standing::AsSeen, Amendment::Place { to, .. }) => plan.place.clone_from(to),
            }
        }
        if plan.is_possible() || plan == *self { Ok(plan) } else { Err(NotAmended::Impossible) }
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::domain::event::{Event, EventKind};
    use crate::domain::id::{DetaineeId, EventId};

    fn at(hour: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(1_795_000_000 + hour * 3_600, 0).expect("a time")
    }

    fn plan() -> Plan {
        Plan { starts_at: at(8), ends_at: at(9), place: Some(SafeText::line("Zaal 1")) }
    }

    #[test]
    fn changes_of_different_fields_meet_in_either_order() {
        let later = [Amendment::Ends { from: at(9), to: at(10) }];
        let elsewhere = [Amendment::Place { from: Some(SafeText::line("Zaal 1")), to: Some(SafeText::line("Zaal 2")) }];
        let one = plan().amended(&later).and_then(|plan| plan.amended(&elsewhere));
        let other = plan().amended(&elsewhere).and_then(|plan| plan.amended(&later));
        assert_eq!(one, other);
        assert_eq!(one.map(|plan| plan.ends_at), Ok(at(10)));
    }

    #[test]
    fn a_field_that_somebody_else_changed_is_taken_unless_they_wanted_the_same() {
        let moved = plan().amended(&[Amendment::Starts { from: at(8), to: at(7) }]).expect("moved");
        assert_eq!(moved.amended(&[Amendment::Starts { from: at(8), to: at(6) }]), Err(NotAmended::Taken));
        assert_eq!(moved.amended(&[Amendment::Starts { from: at(8), to: at(7) }]), Ok(moved.clone()));
        let mine = Amendment::Starts { from: at(8), to: at(6) }.over(&moved);
        assert_eq!(moved.amended(&[mine]).map(|plan| plan.starts_at), Ok(at(6)), "mine after all");
    }

    #[test]
    fn of_several_changes_the_first_plan_stays_in_sight_and_there_and_back_is_none() {
        let event = |hour| {
            let (id, detainee) = (EventId(Uuid::from_u128(1)), DetaineeId(Uuid::from_u128(2)));
            let (kind, place, changed) = (EventKind::Hearing, None, None);
            Record::from(Event { id, detainee, kind, starts_at: at(hour), ends_at: at(hour + 1), place, changed })
        };
        let (me, first) = (Some(StaffId(Uuid::from_u128(3))), event(8));
        let mut second = event(10);
        Changed::put(Changed::after(&first, &second, at(1), me), &mut second);
        let mut third = event(12);
        Changed::put(Changed::after(&second, &third, at(2), None), &mut third);
        let said = Changed::of(&third).expect("it was moved twice");
        assert_eq!((said.before.starts_at, said.at, said.by), (at(8), at(2), None));
        assert_eq!(Changed::after(&third, &first, at(3), me), None);
    }

    #[test]
    fn all_of_it_or_nothing_and_never_backwards() {
        let both = [Amendment::Ends { from: at(9), to: at(12) }, Amendment::Starts { from: at(5), to: at(6) }];
        assert_eq!(plan().amended(&both), Err(NotAmended::Taken));
        assert_eq!(plan().amended(&[Amendment::Ends { from: at(9), to: at(7) }]), Err(NotAmended::Impossible));
    }
}
