//! A locked screen, and the choice of a PIN: no names, and as many dots as there are digits.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use unicode_width::UnicodeWidthStr;

use super::{Look, columns, frame, put};
use crate::domain::local;
use crate::text::{Arg, Id, date};
use crate::tui::lock::{Lock, LockState, NewPin, PIN_DIGITS, PinDigits, Refused};
use crate::tui::model::Model;
use crate::tui::theme::Role;

/// Where everything begins, in columns.
const LEFT: u16 = 8;

/// Draws the whole screen; gives where the cursor belongs.
pub(super) fn screen(model: &Model, lock: &Lock, look: &Look<'_>, buffer: &mut Buffer, area: Rect) -> Position {
    let said = look.words.say(Id::LockPin);
    let state = match lock.state {
        LockState::Asks => (Role::Quiet, look.words.say(Id::LockSafe)),
        LockState::Tries => (Role::Quiet, look.words.say(Id::LockTries)),
        LockState::Wrong(left) => {
            (Role::Attention, look.words.with(Id::LockWrong, &[("left", usize::from(left).into())]))
        }
    };
    let mut lines = lines(model, lock, look);
    let row = columns(lines.len());
    lines.push((Role::Text, format!("{}  {}", said.as_str(), pin(&lock.pin, look))));
    lines.push((Role::Text, String::new()));
    lines.push((state.0, state.1.as_str().to_owned()));
    let top = area.height / 5;
    for (y, (role, text)) in (top..area.height).zip(&lines) {
        put(buffer, LEFT, y, area.width.saturating_sub(LEFT), text, look.style(*role));
    }
    frame::keys(model, look, buffer, Rect::new(0, area.height.saturating_sub(1), area.width, 1));
    let column = columns(said.as_str().width() + 2 + lock.pin.count().min(PIN_DIGITS - 1));
    Position::new(LEFT + column, top + row)
}

/// What stands above the PIN.
fn lines(model: &Model, lock: &Lock, look: &Look<'_>) -> Vec<(Role, String)> {
    let say = |id| look.words.say(id).as_str().to_owned();
    let wing = model.wings.iter().find(|(wing, _)| Some(*wing) == model.wing).map(|(_, code)| code.as_str());
    let now = local::date_of(look.now);
    let when = format!("{}  {}", date::day_and_week(now, look.words.lang()), date::time(local::time_of(look.now)));
    let who = model.who.as_ref().map(|who| who.name.as_str()).unwrap_or_default();
    let numbers = [("open", lock.not_recorded.into()), ("attention", lock.attention.into())];
    let alarm = if lock.not_recorded + lock.attention > 0 { Role::Attention } else { Role::Text };
    vec![
        (Role::Header, look.words.with(Id::LockWhere, &[("wing", Arg::Text(wing.unwrap_or("-")))]).as_str().to_owned()),
        (Role::Text, when),
        (Role::Text, String::new()),
        (Role::Header, say(Id::LockIsLocked)),
        (Role::Text, String::new()),
        (alarm, look.words.with(Id::LockNumbers, &numbers).as_str().to_owned()),
        (Role::Quiet, say(Id::LockNamesLater)),
        (Role::Text, String::new()),
        (Role::Text, who.to_owned()),
    ]
}

/// A dot for each digit, a line for each that is missing.
fn pin(pin: &PinDigits, look: &Look<'_>) -> String {
    let dot = if look.ascii { '*' } else { '•' };
    let missing = PIN_DIGITS - pin.count();
    std::iter::repeat_n(dot, pin.count()).chain(std::iter::repeat_n('_', missing)).collect()
}

/// What is said while a PIN is chosen.
pub(super) fn choosing(choosing: &NewPin, look: &Look<'_>) -> Vec<(Role, String)> {
    let say = |id| look.words.say(id).as_str().to_owned();
    let (role, text) = match (choosing.refused, &choosing.once) {
        (Some(Refused::Easy), _) => (Role::Attention, say(Id::LockEasy)),
        (Some(Refused::Different), _) => (Role::Attention, say(Id::LockDifferent)),
        (None, Some(_)) => (Role::Text, say(Id::LockAgain)),
        (None, None) => (Role::Text, say(Id::LockChoose)),
    };
    vec![
        (role, text),
        (Role::Quiet, say(Id::LockOpensOnly)),
        (Role::Text, format!("{}  {}", say(Id::LockPin), pin(&choosing.pin, look))),
    ]
}
