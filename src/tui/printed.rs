//! Lists to print, as the interface has them: the text that the page shows is the text that is printed.

use super::model::Model;
use crate::domain::look::List;
use crate::paper::{self, Asked, Sheet};
use crate::text::Words;

/// The list as it would be printed now; none when there is no day.
pub(super) fn text(model: &Model, list: List, words: &Words) -> Option<String> {
    let asked = Asked {
        list,
        by: model.by,
        hidden: model.hidden,
        taken_by: model.who.as_ref().map(|who| &who.name),
        synced_at: model.status.last_sync,
    };
    let sheet = Sheet::new(model.day.as_ref()?, &asked, words);
    Some(paper::text(&sheet, words, paper::WIDTH))
}
