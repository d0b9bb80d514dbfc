//! The body of a deed of a place: somebody is there, or it is over for them.

use serde::{Deserialize, Serialize};
use serde_json::value::{RawValue, to_raw_value};
use uuid::Uuid;

use crate::domain::action::Deed;
use crate::domain::id::{DetaineeId, MarkId, RowId};
use crate::wire::body::Word;

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct PlaceMarkDeed {
    detainee: Uuid,
    at: String,
    item: Uuid,
    step: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    replaces: Option<Uuid>,
}

/// The body of a deed of a place.
///
/// # Errors
/// For any other deed.
pub(super) fn encode(deed: &Deed) -> Result<Box<RawValue>, serde_json::Error> {
    let Deed::PlaceMark { detainee, at, item, step, replaces } = deed else {
        return Err(serde::ser::Error::custom("not of a place"));
    };
    to_raw_value(&PlaceMarkDeed {
        detainee: detainee.0,
        at: at.to_string(),
        item: item.0,
        step: step.word().to_owned(),
        replaces: replaces.map(|id| id.0),
    })
}

impl PlaceMarkDeed {
    pub(super) fn deed(self) -> Option<Deed> {
        Some(Deed::PlaceMark {
            detainee: DetaineeId(self.detainee),
            at: self.at.parse().ok()?,
            item: RowId(self.item),
            step: Word::from_word(&self.step)?,
            replaces: self.replaces.map(MarkId),
        })
    }
}
