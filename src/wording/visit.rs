//! What was changed of a plan, and why a visit has to be looked at, in words.

use super::{kind, span};
use crate::domain::amend::Plan;
use crate::domain::day::{Change, Item, Review, VisitSignal};
use crate::domain::dossier::Unsupervised;
use crate::domain::local;
use crate::domain::visit::ReviewReason;
use crate::text::{Arg, Id, SafeText, Words, date};

/// Why a visit has to be looked at again.
pub const fn review_reason(reason: ReviewReason) -> Id {
    match reason {
        ReviewReason::ContactBan => Id::ReviewContactBan,
        ReviewReason::VisitorRefused => Id::ReviewVisitorRefused,
        ReviewReason::Restriction => Id::ReviewRestriction,
        ReviewReason::VisitDenied => Id::ReviewVisitDenied,
        ReviewReason::Transfer => Id::ReviewTransfer,
        ReviewReason::Release => Id::ReviewRelease,
    }
}

/// `13:30 bezoek`
fn called(item: &Item, words: &Words) -> String {
    format!("{} {}", date::time(local::time_of(item.starts_at)), words.say(kind(item.kind).1).as_str())
}

/// `13:30 bezoek: was 14:30-15:30 Bezoekzaal 1, veranderd door MdV 23-11 09:12`; none when nobody changed it.
pub fn changed(item: &Item, words: &Words) -> Option<SafeText> {
    let Change { before: Plan { starts_at, ends_at, place }, at, by, by_office } = item.changed.as_ref()?;
    let mut before = span(*starts_at, *ends_at).as_str().to_owned();
    let day = local::date_of(*starts_at);
    if day != local::date_of(item.starts_at) {
        before = format!("{} {before}", date::day_month(day));
    }
    if let Some(place) = place.as_ref().filter(|place| item.place.as_ref() != Some(place)) {
        before.extend([" ", place.as_str()]);
    }
    let when = format!("{} {}", date::day_month(local::date_of(*at)), date::time(local::time_of(*at)));
    let here = called(item, words);
    let gaps = [("item", Arg::Text(&here)), ("before", Arg::Text(&before)), ("when", Arg::Text(&when))];
    if *by_office {
        return Some(words.with(Id::ChangedByOffice, &gaps));
    }
    let by = by.as_ref().map_or("-", SafeText::as_str);
    Some(words.with(Id::ChangedBy, &[gaps.as_slice(), &[("by", Arg::Text(by))]].concat()))
}

/// `13:30 bezoek: opnieuw bekijken: contactverbod`; none when nothing changed.
pub fn review(item: &Item, words: &Words) -> Option<SafeText> {
    let Review { reasons, seen, .. } = &item.review;
    let reasons: Vec<_> = reasons.iter().map(|reason| words.say(review_reason(*reason)).as_str().to_owned()).collect();
    let (here, said) = (called(item, words), reasons.join(", "));
    let gaps = [("item", Arg::Text(&here)), ("reasons", Arg::Text(&said))];
    let text = match seen {
        None => words.with(Id::ReviewNeeded, &gaps),
        Some((at, by)) => {
            let time = date::time(local::time_of(*at));
            let by = by.as_ref().map_or("-", SafeText::as_str);
            words
                .with(Id::ReviewSeen, &[gaps.as_slice(), &[("time", Arg::Text(&time)), ("by", Arg::Text(by))]].concat())
        }
    };
    (!reasons.is_empty()).then_some(text)
}

/// A visit without supervision that asks for a look.
pub fn unsupervised(signal: Unsupervised, words: &Words) -> String {
    let day = date::day_month;
    let (id, on, other) = match signal {
        Unsupervised::SecondInMonth { first, on } => (Id::SignalSecondUnsupervised, on, ("first", day(first))),
        Unsupervised::Early { on, from } => (Id::SignalEarlyUnsupervised, on, ("from", date::date(from))),
    };
    let on = day(on);
    words.with(id, &[("on", Arg::Text(&on)), (other.0, Arg::Text(&other.1))]).as_str().to_owned()
}

/// A rule about visits that asks for a look, with its number and where it stands.
pub fn visit_signal(item: &Item, signal: VisitSignal, words: &Words) -> SafeText {
    let here = called(item, words);
    let item = [("item", Arg::Text(&here))];
    match signal {
        VisitSignal::ManyAdults(adults, most) => {
            let gaps = [("adults", u64::from(adults).into()), ("most", u64::from(most).into())];
            words.with(Id::SignalManyAdults, &[item.as_slice(), &gaps].concat())
        }
        VisitSignal::ChildrenAlone(children) => {
            let gaps = [("children", u64::from(children).into())];
            words.with(Id::SignalChildrenAlone, &[item.as_slice(), &gaps].concat())
        }
    }
}
