//! The screen is locked with a PIN that somebody chose here, and opens with it.

use super::{Context, hint, load};
use crate::domain::day::Day;
use crate::text::Id;
use crate::tui::action::Action;
use crate::tui::lock::{LockState, NewPin, PinDigits, Refused, Reopens};
use crate::tui::model::{Model, Over};
use crate::tui::msg::Effect;
use crate::tui::pages::needs_file;

/// Locks, or asks for a PIN to lock with.
pub(super) fn wanted(model: &mut Model) -> Vec<Effect> {
    if model.has_pin {
        return now(model);
    }
    let beneath = model.over.take().map(Box::new);
    model.over = Some(Over::NewPin(NewPin { beneath, ..NewPin::default() }));
    Vec::new()
}

/// Locks at once, if that can be undone.
pub(super) fn now(model: &mut Model) -> Vec<Effect> {
    if !model.can_be_locked() {
        return Vec::new();
    }
    model.lock();
    vec![Effect::KeepDrafts]
}

/// A key on the locked screen.
pub(super) fn on_locked(model: &mut Model, action: Action) -> Vec<Effect> {
    let Some(lock) = &mut model.lock else { return Vec::new() };
    let is_free = lock.state != LockState::Tries;
    match action {
        Action::Erase if is_free => lock.pin.erase(),
        Action::Back if is_free => lock.pin = PinDigits::default(),
        Action::Suspend => return vec![Effect::StepAside],
        Action::QuitNow => return vec![Effect::Quit],
        _ => {}
    }
    Vec::new()
}

/// A key while a PIN is chosen.
pub(super) fn on_choosing(model: &mut Model, mut choosing: NewPin, action: Action) {
    match action {
        Action::Back => {
            model.over = choosing.beneath.map(|over| *over);
            return;
        }
        Action::Erase => choosing.pin.erase(),
        _ => {}
    }
    model.over = Some(Over::NewPin(choosing));
}

/// A digit of a PIN, here or there; the last one is the answer.
pub(super) fn typed(model: &mut Model, digit: char) -> Vec<Effect> {
    if let Some(lock) = &mut model.lock {
        if lock.state == LockState::Tries {
            return Vec::new();
        }
        lock.state = LockState::Asks;
        lock.pin.push(digit);
        if !lock.pin.is_whole() {
            return Vec::new();
        }
        lock.state = LockState::Tries;
        return vec![Effect::TryPin(std::mem::take(&mut lock.pin))];
    }
    let Some(Over::NewPin(choosing)) = &mut model.over else { return Vec::new() };
    choosing.refused = None;
    choosing.pin.push(digit);
    if !choosing.pin.is_whole() {
        return Vec::new();
    }
    let pin = std::mem::take(&mut choosing.pin);
    match choosing.once.take() {
        None if pin.is_easy() => choosing.refused = Some(Refused::Easy),
        None => choosing.once = Some(pin),
        Some(once) if once != pin => choosing.refused = Some(Refused::Different),
        Some(_) => {
            model.over = choosing.beneath.take().map(|over| *over);
            return vec![Effect::SetPin(pin)];
        }
    }
    Vec::new()
}

/// The PIN is kept: from now on the screen can be locked, and is.
pub(super) fn pin_kept(model: &mut Model) -> Vec<Effect> {
    model.has_pin = true;
    now(model)
}

/// What came of an attempt: how many are left, if it was wrong.
pub(super) fn tried(model: &mut Model, wrong: Option<u8>, context: &Context<'_>) -> Vec<Effect> {
    let Some(lock) = &mut model.lock else { return Vec::new() };
    match wrong {
        None => open(model, context),
        Some(0) => vec![Effect::LockedOut],
        Some(left) => {
            lock.state = LockState::Wrong(left);
            Vec::new()
        }
    }
}

/// Everything that is shown is read anew.
fn open(model: &mut Model, context: &Context<'_>) -> Vec<Effect> {
    let reopens = model.lock.take().and_then(|lock| lock.reopens);
    let mut effects = load(model, context);
    let person = model.elsewhere.or(model.selected);
    // The name of somebody whose wing is not here stands in the list of the reader's people alone.
    effects.extend(model.elsewhere.map(|_| Effect::LoadCaseload));
    match (reopens, person) {
        (Some(Reopens::Field(what)), _) => {
            model.open_field(what, "");
            effects.extend(person.filter(|_| needs_file(what)).map(Effect::OpenFile));
        }
        (Some(Reopens::File), Some(person)) => {
            model.over = Some(Over::Person(0));
            effects.push(Effect::OpenFile(person));
        }
        _ => hint(model, context.words.say(Id::LockOpened)),
    }
    effects
}

/// A day came while the screen is locked: its numbers are all that is kept. False when it is not locked.
pub(super) fn counted(model: &mut Model, day: &Day) -> bool {
    let Some(lock) = &mut model.lock else { return false };
    lock.count(day);
    true
}
