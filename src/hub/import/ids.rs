//! Ids from the source's keys: the same key gives the same id, in every import on every machine.

use uuid::{Uuid, uuid};

use crate::domain::id::FacilityId;

/// The namespace of facilities (UUIDv5). It never changes: other ids would make every row a new one.
const NAMESPACE: Uuid = uuid!("6f1f5a52-3f0e-5c57-9d1e-8a4b61c0e7d2");

/// Makes the ids of one facility.
#[derive(Clone, Copy, Debug)]
pub(in crate::hub) struct Ids {
    facility: Uuid,
}

impl Ids {
    /// For the facility with this key.
    pub(in crate::hub) fn new(facility: &str) -> Self {
        Self { facility: Uuid::new_v5(&NAMESPACE, facility.as_bytes()) }
    }

    /// The facility's own id.
    pub(in crate::hub) const fn facility(self) -> FacilityId {
        FacilityId(self.facility)
    }

    /// The id of what this file knows by this key.
    pub(in crate::hub) fn of(self, file: &str, key: &str) -> Uuid {
        Uuid::new_v5(&self.facility, source(file, key).as_bytes())
    }
}

/// The name by which the hub remembers a source row: `visits:VD00001-2`.
pub(in crate::hub) fn source(file: &str, key: &str) -> String {
    format!("{}:{key}", file.trim_end_matches(".csv"))
}
