//! The lists of texts: the notes of one person's day, and what the next shift has to know.

use super::{Look, detail, wrap};
use crate::domain::day::WrittenLine;
use crate::domain::id::RowId;
use crate::domain::local;
use crate::text::{Id, SafeText, date};
use crate::tui::model::{Model, Texts};
use crate::tui::pick::Pick;
use crate::tui::theme::Role;
use crate::tui::update::written::key;
use crate::wording;

/// What the list is called.
pub(super) const fn title(texts: Texts) -> Id {
    match texts {
        Texts::Notes => Id::TitleNotes,
        Texts::Handover => Id::TitleHandover,
    }
}

/// The texts one by one, the chosen one marked; and on which line that one ends.
pub(super) fn list(
    model: &Model,
    texts: Texts,
    pick: Pick<RowId>,
    width: usize,
    look: &Look<'_>,
) -> (Vec<(Role, String)>, usize) {
    let mut lines = Vec::new();
    if let (Texts::Notes, Some(line)) = (texts, model.line()) {
        lines.extend([(Role::Header, detail::title(model, line, look)), (Role::Text, String::new())]);
    }
    let all = texts.lines(model);
    let (in_sight, chosen) = pick.rows(all, key);
    let mut end = 0;
    for (index, one) in all.iter().enumerate() {
        let (mark, role) = if Some(index) == chosen { ('>', Role::Selected) } else { (' ', Role::Text) };
        let about = if texts == Texts::Handover { whom(model, one) } else { String::new() };
        let text = format!("{about}{}{}", text(one), wording::waiting_sign(one.pending));
        // What goes on stands under what began.
        let marks = std::iter::once(mark).chain(std::iter::repeat(' '));
        let broken = wrap(&text, width.saturating_sub(2)).into_iter().zip(marks);
        lines.extend(broken.map(|(line, mark)| (role, format!("{mark} {line}"))));
        if one.has_sibling {
            lines.push((Role::Attention, format!("    {}", look.words.say(Id::NoteVersions).as_str())));
        }
        if index == in_sight {
            end = lines.len().saturating_sub(1);
        }
    }
    if all.is_empty() && texts == Texts::Handover {
        let said = [Id::HandoverEmpty, Id::HandoverHow].map(|id| (Role::Text, look.words.say(id).as_str().to_owned()));
        lines.extend(said);
    }
    (lines, end)
}

/// `07:51 MdV: rustig weekend`, on one line.
pub(super) fn text(one: &WrittenLine) -> String {
    let by = one.author.as_ref().map_or("", SafeText::as_str);
    let said = one.text.reveal().as_str().replace('\n', " ");
    format!("{} {by}: {said}", date::time(local::time_of(one.written_at)))
}

/// `02 Bakker, J.  `; nothing for what is about the whole wing.
fn whom(model: &Model, one: &WrittenLine) -> String {
    let Some(line) = one.detainee.and_then(|person| model.line_of(person)) else { return String::new() };
    let cell = line.cell.spoken();
    format!("{cell} {}  ", if model.hidden { "-" } else { line.name.as_str() })
}
