//! My people: whom the reader is mentor or case manager of, and the way to each of them.

use super::Context;
use super::search::to_person;
use crate::domain::caseload::CaseLine;
use crate::domain::id::{DetaineeId, WingId};
use crate::tui::action::Action;
use crate::tui::model::{Model, Over};
use crate::tui::msg::Effect;
use crate::tui::pick::Pick;

/// The reader's people, who waits for them first; none until they are here.
pub(in crate::tui) fn lines(model: &Model) -> &[CaseLine] {
    model.caseload.as_deref().map(|caseload| caseload.people.as_slice()).unwrap_or_default()
}

/// Who a line is about.
pub(in crate::tui) const fn key(line: &CaseLine) -> DetaineeId {
    line.detainee
}

/// The chosen line; none when whoever it was about is gone.
pub(super) fn chosen(model: &Model, pick: Pick<DetaineeId>) -> Option<&CaseLine> {
    lines(model).get(pick.here(lines(model), key)?)
}

/// Opens the page; it is read anew each time.
pub(super) fn open(model: &mut Model) -> Vec<Effect> {
    pick(model, 0);
    vec![Effect::LoadCaseload]
}

/// Opens it again at whoever's page was open.
pub(super) fn back(model: &mut Model) -> Vec<Effect> {
    let effects = open(model);
    if let Some(who) = model.elsewhere.take() {
        model.over = Some(Over::People(Pick::one(lines(model), who, key)));
    }
    effects
}

/// Chooses the person in this row.
pub(super) fn pick(model: &mut Model, at: usize) {
    model.over = Some(Over::People(Pick::row(lines(model), at, key)));
}

/// They arrived: where there was nobody to choose, the first one is chosen.
pub(super) fn keep(model: &mut Model) {
    if matches!(model.over, Some(Over::People(Pick { key: None, .. }))) {
        pick(model, 0);
    }
}

/// Keys on the page.
pub(super) fn act(model: &mut Model, pick: Pick<DetaineeId>, action: Action, context: &Context<'_>) -> Vec<Effect> {
    match action {
        Action::Up | Action::Down | Action::PageUp | Action::PageDown => {
            model.over = Some(Over::People(pick.moved(lines(model), action, key)));
        }
        Action::Accept => {
            let line = chosen(model, pick).map(|line| (line.detainee, line.wing));
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
    // Who reads no wing reads the file all the same.
    model.elsewhere = Some(who).filter(|_| here.is_none());
    let mut effects = here.map(|wing| to_person(model, who, wing, None, context)).unwrap_or_default();
    model.over = Some(Over::Person(0));
    effects.push(Effect::OpenFile(who));
    effects
}
