//! Plain lines: the same day without a screen. What is typed means what it says, and what is said leaves nothing out.

use super::fixture::Desk;
use crate::domain::action::Deed;
use crate::domain::mark::{AbsenceReason, MarkKind};
use crate::text::Lang;
use crate::tui::Context;
use crate::tui::plain::{self, Typed};

fn typed(desk: &Desk, line: &str) -> Typed {
    plain::read(&desk.model, line, &Context { now: desk.now, looks: &desk.looks, words: &desk.words })
}

/// Types lines, and gives what is said after the last.
fn said(desk: &mut Desk, lines: &[&str]) -> String {
    for line in lines {
        let Typed::Do(messages) = typed(desk, line) else { unreachable!("{line}: {:?}", typed(desk, line)) };
        for msg in messages {
            desk.send(msg);
        }
    }
    let notice = plain::notice(&desk.model).map(|notice| notice.as_str().to_owned());
    notice.into_iter().chain(plain::page(&desk.model, &desk.look())).collect::<Vec<_>>().join("\n")
}

#[test]
fn a_mark_an_absence_and_an_undo_by_their_names() {
    let mut desk = Desk::new((1_000, 100), Lang::Nl);
    let heading = plain::heading(&desk.model, &desk.look()).join("\n");
    assert!(
        heading.starts_with("B2, Dag op persoon, ma 23-11-2026 week 48, 07:52, Vroege dienst, M. de Vries"),
        "{heading}"
    );
    assert!(heading.contains("16 = 16 op afdeling + 0 elders + 0 buiten\nNiet ingevuld 0  Let op 1"), "{heading}");
    let after = said(&mut desk, &["2", "weg"]);
    assert!(after.starts_with("07:52 02 Bakker weg: arbeid (u = ongedaan)\n02 Bakker, J."), "{after}");
    assert!(after.contains("Volgende stap: er"), "{after}");
    let after = said(&mut desk, &["ongedaan", "03", "Afwezig"]);
    assert!(after.contains("z  ziek gemeld\n") && after.ends_with("Een lege regel gaat terug."), "{after}");
    said(&mut desk, &["ziek"]);
    let sick = MarkKind::Absent(AbsenceReason::Sick);
    assert_eq!(desk.marks().last(), Some(&vec![sick]));
}

#[test]
fn a_word_that_is_nothing_does_nothing_and_offers_what_is_called_alike() {
    let mut desk = Desk::new((1_000, 100), Lang::Nl);
    let Typed::Unknown(alike) = typed(&desk, "notiti") else { unreachable!() };
    let lines = plain::unknown("notiti", &alike, &desk.model, &desk.look()).join("\n");
    assert!(lines.starts_with("Niets heet hier zo: notiti.\nnotitie (n, F2): "), "{lines}");
    assert!(matches!(typed(&desk, ""), Typed::Again) && matches!(typed(&desk, "Lijst"), Typed::List));
    // A key of the keymap is as good as a name, on every screen.
    said(&mut desk, &["0 1", "space"][1..]);
    assert_eq!(desk.recorded.len(), 1);
    // Letters of a list are for the list.
    said(&mut desk, &["a"]);
    assert!(matches!(typed(&desk, "ziekenhuis"), Typed::Unknown(_)));
    said(&mut desk, &[""]);
    assert_eq!((desk.recorded.len(), &desk.model.over), (1, &None));
}

#[test]
fn a_note_is_one_line_and_an_empty_one_leaves_it() {
    let mut desk = Desk::new((1_000, 100), Lang::Nl);
    let asked = said(&mut desk, &["2", "note"]);
    assert_eq!(asked, "Notitie\nEen lege regel gaat terug.");
    said(&mut desk, &[""]);
    assert_eq!(desk.recorded.len(), 0);
    let after = said(&mut desk, &["n", "  rustig: weekend  "]);
    assert!(matches!(&desk.recorded[0][..], [Deed::Note { text, .. }] if text.reveal().as_str() == "rustig: weekend"));
    assert!(after.contains("07:52 MdV: rustig: weekend"), "{after}");
}

#[test]
fn lists_have_numbers_and_a_question_takes_yes_or_no() {
    let mut desk = Desk::new((1_000, 100), Lang::En);
    let page = said(&mut desk, &["g o", "i", "first", "i", "second"]);
    assert!(page.contains("1. 07:52 MdV: first") && page.contains("2. 07:52 MdV: second"), "{page}");
    let page = said(&mut desk, &["2", "strike"]);
    assert!(page.contains("07:52 MdV: second") && page.ends_with("Type yes or no."), "{page}");
    said(&mut desk, &["no", "1", "strike", "yes"]);
    let page = said(&mut desk, &[]);
    assert!(page.contains("1. 07:52 MdV: second") && !page.contains("first"), "{page}");
    let wings = said(&mut desk, &["back", "wing"]);
    assert!(wings.contains("1. B2 (chosen)\n2. C1"), "{wings}");
}

#[test]
fn everybody_is_said_in_a_line_and_names_stay_hidden() {
    let mut desk = Desk::new((1_000, 100), Lang::Nl);
    let lines = plain::list(&desk.model, &desk.look());
    assert_eq!(lines.len(), 16);
    assert!(lines[1].starts_with("02 Bakker, J.: 08:00-11:30 arbeid Houtwerkplaats: gepland"), "{lines:?}");
    assert!(lines[2].contains("botst met"), "{lines:?}");
    said(&mut desk, &["namen verbergen"]);
    let lines = plain::list(&desk.model, &desk.look()).join("\n");
    assert!(lines.starts_with("01 -: ") && !lines.contains("Bakker"), "{lines}");
}

#[test]
fn what_can_be_done_is_said_with_its_key_and_why_it_cannot() {
    let desk = Desk::new((1_000, 100), Lang::Nl);
    let lines = plain::actions(&desk.model, &desk.look()).join("\n");
    assert!(
        lines.contains("weg (w): ") && lines.contains("ongedaan (u, F8): Er is niets om ongedaan te maken."),
        "{lines}"
    );
}
