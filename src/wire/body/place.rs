//! Bodies of the `visits/` and `work/` streams: who is expected at a place, as those who work there may know them.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::field::{Field, body, words};
use crate::domain::detainee::Cell;
use crate::domain::id::{DetaineeId, MarkId, RowId, WingId};
use crate::domain::place::{Errand, Expected, Heard, PlaceStep, Step};
use crate::domain::stream::StreamId;
use crate::domain::visit::{VisitKind, VisitStatus};
use crate::domain::work::WorkKind;
use crate::text::SafeText;

words!(Step {
    Left = "left",
    Arrived = "arrived",
    Started = "started",
    Ended = "ended",
    Back = "back",
    Off = "off",
});

words!(PlaceStep { Arrived = "arrived", Ended = "ended", Withdrawn = "withdrawn" });

/// What somebody comes for: one of the two.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) enum ErrandWire {
    Visit(String),
    Work(String),
}

impl Field for Errand {
    type Wire = ErrandWire;

    fn to_wire(&self) -> ErrandWire {
        match self {
            Self::Visit(kind) => ErrandWire::Visit(kind.to_wire()),
            Self::Work(kind) => ErrandWire::Work(kind.to_wire()),
        }
    }

    fn from_wire(wire: ErrandWire) -> Option<Self> {
        Some(match wire {
            ErrandWire::Visit(kind) => Self::Visit(VisitKind::from_wire(kind)?),
            ErrandWire::Work(kind) => Self::Work(WorkKind::from_wire(kind)?),
        })
    }
}

impl Field for StreamId {
    type Wire = String;

    fn to_wire(&self) -> String {
        self.to_string()
    }

    fn from_wire(wire: String) -> Option<Self> {
        wire.parse().ok()
    }
}

/// One thing that was seen.
#[derive(Serialize, Deserialize)]
pub(super) struct HeardWire {
    mark: Uuid,
    step: String,
    at: DateTime<Utc>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    own: bool,
}

impl Field for BTreeMap<MarkId, Heard> {
    type Wire = Vec<HeardWire>;

    fn to_wire(&self) -> Vec<HeardWire> {
        let one = |(mark, heard): (&MarkId, &Heard)| HeardWire {
            mark: mark.0,
            step: heard.step.to_wire(),
            at: heard.at,
            own: heard.is_own,
        };
        self.iter().map(one).collect()
    }

    fn from_wire(wire: Vec<HeardWire>) -> Option<Self> {
        let one = |HeardWire { mark, step, at, own }| {
            Some((MarkId(mark), Heard { step: Step::from_wire(step)?, at, is_own: own }))
        };
        wire.into_iter().map(one).collect()
    }
}

body!(ExpectedBody of Expected {
    item: RowId,
    detainee: DetaineeId,
    wing: WingId,
    cell: Cell,
    call_name: SafeText,
    errand: Errand,
    starts_at: DateTime<Utc>,
    ends_at: DateTime<Utc>,
    heard: BTreeMap<MarkId, Heard>,
} optional {
    place: SafeText,
    adults: u16,
    children: u16,
    status: VisitStatus,
    was: StreamId,
    gone_at: DateTime<Utc>,
});
