//! Volunteers: one series for each day of the week, with a line at the door.

use chrono::{Datelike, NaiveDate};

use super::words::{SERIES, VOLUNTEERS};
use super::{Maker, Person, at, before};
use crate::domain::id::{SessionId, SignUpId, VolunteerId};
use crate::domain::stream::StreamId;
use crate::domain::volunteer::{SessionKind, SignUp, Volunteer, VolunteerSession, seats};
use crate::text::SafeText;

pub(super) fn volunteers(maker: &mut Maker, people: &[Person]) {
    let stream = StreamId::volunteers(maker.ids.facility());
    for (weekday, (series, (name, organisation))) in (0_u32..).zip(SERIES.into_iter().zip(VOLUNTEERS)) {
        let (title, hour, minute, room, capacity) = series;
        let key = format!("VS{weekday}");
        let mut dice = maker.dice(&key);
        let volunteer = Volunteer {
            id: VolunteerId(maker.id("volunteers", &key)),
            facility: maker.ids.facility(),
            name: SafeText::line(name),
            organisation: SafeText::line(organisation),
            admitted_on: Some(before(maker.today, 200 + dice.below(900))),
            conduct_certificate_on: Some(before(maker.today, 100 + dice.below(900))),
            activities: ["group"].map(SafeText::line).into(),
        };
        let leader = volunteer.id;
        maker.put(stream, "volunteers", &key, volunteer);
        let session = |day: NaiveDate| VolunteerSession {
            id: SessionId(maker.id("sessions", &format!("{key}@{day}"))),
            facility: maker.ids.facility(),
            series: SafeText::line(&key),
            title: SafeText::line(title),
            kind: SessionKind::Group,
            starts_at: at(day, hour, minute),
            ends_at: at(day, hour + 1, minute),
            room: Some(SafeText::line(room)),
            capacity: Some(capacity),
            volunteer: Some(leader),
        };
        let on_this_weekday = |day: &NaiveDate| day.weekday().num_days_from_monday() == weekday;
        let sessions: Vec<(NaiveDate, VolunteerSession)> =
            maker.days().filter(on_this_weekday).map(|day| (day, session(day))).collect();
        for (day, session) in &sessions {
            maker.put(stream, "sessions", &format!("{key}@{day}"), session.clone());
            maker.put(StreamId::facility(maker.ids.facility()), "offers", &format!("{key}@{day}"), session.offer());
        }
        let interested: Vec<&Person> = people.iter().filter(|_| dice.once_in(6)).collect();
        // A few more than there is room for.
        let line = interested.into_iter().zip(seats(Some(capacity))).take(usize::try_from(capacity + 3).unwrap_or(0));
        for (place, (person, state)) in (0_u16..).zip(line) {
            let sign_up_key = format!("{key}/{}", person.key);
            let sign_up = SignUp {
                id: SignUpId(maker.id("sign-ups", &sign_up_key)),
                series: SafeText::line(&key),
                session: None,
                detainee: person.detainee.id,
                on: Some(before(maker.today, 60_u16.saturating_sub(place))),
                state,
            };
            maker.put(stream, "sign-ups", &sign_up_key, sign_up);
            let expected = |day: NaiveDate| !person.leave.is_outside(day, maker.today);
            let mine: Vec<_> = sessions.iter().filter(|(day, _)| expected(*day)).collect();
            for (day, session) in mine {
                let seat = session.seat(person.detainee.id, state);
                maker.put(person.wing(), "seats", &format!("{sign_up_key}@{day}"), seat);
            }
        }
    }
}
