//! My people: whom the reader is mentor or case manager of, and the way to each of them.

use super::search::to_person;
use super::{Context, hint, moved};
use crate::domain::caseload::CaseLine;
use crate::domain::id::{DetaineeId, WingId};
use crate::text::Id;
use crate::tui::action::Action;
use crate::tui::model::{Model, Over, Pick};
use crate::tui::msg::Effect;

/// The reader's people, who waits for them first; none until they are here.
pub(in crate::tui) fn lines(model: &Model) -> &[CaseLine] {
    model.caseload.as_deref().map(|caseload| caseload.people.as_slice()).unwrap_or_default()
}

/// Where the chosen person is among the others; where they stood when they are gone.
pub(in crate::tui) fn position(model: &Model, pick: Pick<DetaineeId>) -> usize {
    pick.position(lines(model), |line| line.detainee)
}

/// Opens the page; it is read anew each time.
pub(super) fn open(model: &mut Model) -> Vec<Effect> {
    pick(model, 0);
    vec![Effect::LoadCaseload]
}

/// Chooses the person in this row.
pub(super) fn pick(model: &mut Model, at: usize) {
    model.over = Some(Over::People(Pick::row(lines(model), at, |line| line.detainee)));
}

/// Keys on the page.
pub(super) fn act(model: &mut Model, chosen: Pick<DetaineeId>, action: Action, context: &Context<'_>) -> Vec<Effect> {
    let at = position(model, chosen);
    match action {
        Action::Up | Action::Down | Action::PageUp | Action::PageDown => pick(model, moved(at, action)),
        Action::Accept => {
            let line = lines(model).get(at).map(|line| (line.detainee, line.wing));
            return line.map(|(who, wing)| go(model, who, wing, context)).unwrap_or_default();
        }
        Action::Back => model.over = None,
        _ => {}
    }
    Vec::new()
}

/// To the wing and the page of somebody.
fn go(model: &mut Model, who: DetaineeId, wing: Option<WingId>, context: &Context<'_>) -> Vec<Effect> {
    let here = wing.filter(|wing| model.wings.iter().any(|(known, _)| known == wing));
    let Some(wing) = here else {
        hint(model, context.words.say(Id::HintNotYourWing));
        return Vec::new();
    };
    let mut effects = to_person(model, who, wing, None, context);
    model.over = Some(Over::Person(0));
    effects.push(Effect::OpenFile(who));
    effects
}
