//! A person's page (*persoon*): what mentor and case manager read in the file, and what the wing itself wrote. Assembled purely from
//! records; whoever may read less has fewer records, and less of a page.

mod home;
mod hours;
#[cfg(test)]
mod tests;
mod timeline;
mod unsupervised;

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

use super::contact_moment::ContactKind;
use super::day::{ItemKind, Pending};
use super::decide::Known;
use super::detainee::Detainee;
use super::file::PersonFile;
use super::id::{AgreementId, DetaineeId, EventId, MdoContributionId, PlacementId, RowId, StaffId};
use super::leave::{AdviceRole, LeaveAdvice, LeaveRequest};
use super::local::date_of;
use super::mdo::{self, MdoContribution};
use super::municipal::BasicCondition;
use super::record::Record;
use super::staff::{Role, StaffMember};
use super::volunteer::SeatState;
use super::work::{Agreement, Certificate, Placement};
use crate::text::{Pii, SafeText};

pub use home::{Answered, ChildLine, Home};
pub use hours::Hours;
pub use timeline::{Happened, Moment};
pub use unsupervised::Unsupervised;

/// How many days a week's panel looks ahead.
const DAYS_AHEAD: i64 = 7;

/// What one role wrote for a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AdviceLine {
    /// As whom.
    pub role: AdviceRole,
    /// What was written.
    pub text: Pii<SafeText>,
    /// Initials of who wrote it, when known.
    pub by: Option<SafeText>,
    /// When.
    pub written_at: DateTime<Utc>,
    /// The revision of its row: what a change of it is made on.
    pub revision: u64,
    /// Whether it reached the hub.
    pub pending: Pending,
}

/// What somebody brought to a meeting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Brought {
    /// Which version: what a change takes the place of.
    pub id: MdoContributionId,
    /// As whom.
    pub role: AdviceRole,
    /// What was brought.
    pub text: Pii<SafeText>,
    /// Initials of who wrote it, when known.
    pub by: Option<SafeText>,
    /// Whether the reader wrote it.
    pub is_mine: bool,
    /// Whether it reached the hub.
    pub pending: Pending,
}

/// A leave request with what was written for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeaveCase {
    /// The request.
    pub request: LeaveRequest,
    /// What was written, by role.
    pub advice: Vec<AdviceLine>,
}

impl LeaveCase {
    /// What this role wrote.
    pub fn by(&self, role: AdviceRole) -> Option<&AdviceLine> {
        self.advice.iter().find(|line| line.role == role)
    }
}

/// Something that is planned in the coming days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Planned {
    /// What kind.
    pub kind: ItemKind,
    /// Its own name, when it has one.
    pub title: Option<SafeText>,
    /// Planned start.
    pub starts_at: DateTime<Utc>,
}

/// That somebody started at an employer or a school.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlacementLine {
    /// Which.
    pub id: PlacementId,
    /// Where, when the agreement is still there.
    pub party: Option<SafeText>,
    /// The first day.
    pub on: NaiveDate,
    /// Initials of who recorded it, when known.
    pub by: Option<SafeText>,
    /// Whether it reached the hub.
    pub pending: Pending,
}

/// When they were talked to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Talks {
    /// The last talk of a mentor.
    pub last: Option<DateTime<Utc>>,
    /// The last talk of the reader: what is new counts from here.
    pub mine: Option<DateTime<Utc>>,
    /// When the next one was agreed.
    pub next_on: Option<NaiveDate>,
    /// The last multidisciplinary meeting (*MDO*).
    pub last_mdo: Option<NaiveDate>,
    /// The next one that is planned.
    pub next_mdo: Option<(EventId, DateTime<Utc>)>,
}

/// What a page is made from.
#[derive(Clone, Copy, Debug)]
pub struct DossierInput<'a> {
    /// Rows of the file and of the wings that are about the person, the staff that wrote them, and the reader. Order does not matter.
    pub records: &'a [Known],
    /// Which of them exist only on this terminal so far.
    pub pending: &'a BTreeMap<RowId, Pending>,
    /// Whose.
    pub detainee: DetaineeId,
    /// Who reads.
    pub reader: StaffId,
    /// The terminal's clock.
    pub now: DateTime<Utc>,
}

/// A person's page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dossier {
    /// Whose.
    pub detainee: DetaineeId,
    /// As the wing knows them; none for somebody whom the administration does not have yet.
    pub person: Option<Detainee>,
    /// Facts of the stay; none for who may not read the file.
    pub file: Option<PersonFile>,
    /// Name of the second mentor, when there is one.
    pub second_mentor: Option<SafeText>,
    /// As whom the reader writes in it; none for who only reads.
    pub writes_as: Option<AdviceRole>,
    /// Leave requests, those that are open first.
    pub leave: Vec<LeaveCase>,
    /// Talks and meetings.
    pub talks: Talks,
    /// What was brought to the next meeting, by role, oldest first; as far as somebody brought something.
    pub brought: Vec<Brought>,
    /// Children, contact, network, the first days.
    pub home: Home,
    /// The five needs for return, as far as they are known.
    pub conditions: Vec<BasicCondition>,
    /// Certificates, the newest first.
    pub certificates: Vec<Certificate>,
    /// Agreements with employers and schools that have not ended, by party.
    pub agreements: Vec<Agreement>,
    /// Where they started, the newest first.
    pub placements: Vec<PlacementLine>,
    /// From tomorrow on, by start.
    pub week: Vec<Planned>,
    /// Activities and visits of this week, beside their norm.
    pub hours: Hours,
    /// Visits without supervision that ask for a look.
    pub unsupervised: Vec<Unsupervised>,
    /// Everything that the reader may see, the newest first.
    pub timeline: Vec<Moment>,
}

impl Dossier {
    /// What is new since the reader's last talk, the newest first: without the steps of each day.
    pub fn news(&self) -> impl Iterator<Item = &Moment> {
        let since = self.talks.mine.or(self.talks.last);
        let is_new = move |moment: &&Moment| moment.what.is_news() && since.is_none_or(|since| moment.at > since);
        self.timeline.iter().filter(is_new)
    }
}

/// The rows of a page, by what they are.
pub(super) struct Sorted<'a> {
    input: &'a DossierInput<'a>,
    staff: BTreeMap<StaffId, &'a StaffMember>,
    /// What is planned, by row: a mark says only which.
    items: BTreeMap<RowId, ItemKind>,
    /// Incidents and urgent measures, by row.
    incidents: BTreeSet<RowId>,
    replaced: BTreeSet<RowId>,
}

impl<'a> Sorted<'a> {
    fn new(input: &'a DossierInput<'a>) -> Self {
        let (staff, items) = (BTreeMap::new(), BTreeMap::new());
        let (incidents, replaced) = (BTreeSet::new(), BTreeSet::new());
        let mut sorted = Self { input, staff, items, incidents, replaced };
        for known in input.records {
            if let Record::Staff(member) = &known.record {
                sorted.staff.insert(member.id, member);
            }
            if let Record::Incident(incident) = &known.record {
                sorted.incidents.insert(incident.id.into());
            }
            sorted.items.extend(ItemKind::of(&known.record).map(|kind| (known.row_id(), kind)));
            sorted.replaced.extend(known.record.replaces());
        }
        sorted
    }

    /// Records of one kind, about this person.
    fn all<T: 'a>(&self, pick: impl Fn(&'a Record) -> Option<&'a T>) -> Vec<&'a T> {
        self.input.records.iter().filter_map(|known| pick(&known.record)).collect()
    }

    fn initials(&self, staff: StaffId) -> Option<SafeText> {
        self.staff.get(&staff).map(|member| member.initials.clone())
    }

    fn pending(&self, row: RowId) -> Pending {
        self.input.pending.get(&row).copied().unwrap_or_default()
    }

    fn stands(&self, row: RowId) -> bool {
        !self.replaced.contains(&row)
    }
}

/// Assembles a page. Total: whatever the records say, there is one.
pub fn assemble(input: &DossierInput<'_>) -> Dossier {
    let sorted = Sorted::new(input);
    let detainee = input.detainee;
    // Who reads no wing has in the file what the wing's row says.
    let filed = sorted.all(|record| match record {
        Record::FiledPerson(filed) if filed.id == detainee => Some(&filed.person),
        _ => None,
    });
    let person = sorted.all(|record| match record {
        Record::Detainee(person) if person.id == detainee => Some(person),
        _ => None,
    });
    let person = person.first().or(filed.first()).copied();
    let files = sorted.all(|record| match record {
        Record::PersonFile(file) if file.id == detainee => Some(file),
        _ => None,
    });
    let mut certificates = sorted.all(|record| match record {
        Record::Certificate(certificate) if certificate.detainee == detainee => Some(certificate),
        _ => None,
    });
    certificates.sort_by_key(|certificate| (std::cmp::Reverse(certificate.on), certificate.id));
    let mut conditions = sorted.all(|record| match record {
        Record::BasicCondition(condition) if condition.detainee == detainee => Some(condition),
        _ => None,
    });
    conditions.sort_by_key(|condition| condition.condition);
    let talks = talks(&sorted);
    let second = person.and_then(|person| sorted.staff.get(&person.second_mentor?).copied());
    Dossier {
        detainee,
        person: person.cloned(),
        file: files.first().copied().cloned(),
        second_mentor: second.map(|member| member.name.clone()),
        writes_as: writes_as(&sorted, person),
        leave: leave(&sorted),
        brought: brought(&sorted, talks.next_mdo.map(|(event, _)| event)),
        talks,
        home: home::assemble(&sorted),
        conditions: conditions.into_iter().cloned().collect(),
        certificates: certificates.into_iter().cloned().collect(),
        agreements: agreements(&sorted),
        placements: placements(&sorted),
        week: week(&sorted),
        hours: hours::assemble(&sorted, person),
        unsupervised: unsupervised::signals(&sorted, person),
        timeline: timeline::assemble(&sorted),
    }
}

/// As whom the reader writes: as mentor of this person, or as a case manager.
fn writes_as(sorted: &Sorted<'_>, person: Option<&Detainee>) -> Option<AdviceRole> {
    let reader = sorted.input.reader;
    let has = |role: Role| sorted.staff.get(&reader).is_some_and(|member| member.roles.contains(&role));
    let mentors = person.is_some_and(|person| [person.mentor, person.second_mentor].contains(&Some(reader)));
    if mentors && has(Role::Mentor) {
        Some(AdviceRole::Mentor)
    } else {
        has(Role::CaseManager).then_some(AdviceRole::CaseManager)
    }
}

fn agreements(sorted: &Sorted<'_>) -> Vec<Agreement> {
    let all = sorted.all(|record| match record {
        Record::Agreement(agreement) => Some(agreement),
        _ => None,
    });
    Agreement::open(all, date_of(sorted.input.now)).into_iter().cloned().collect()
}

fn placements(sorted: &Sorted<'_>) -> Vec<PlacementLine> {
    let theirs = sorted.all(|record| match record {
        Record::Placement(one) if one.detainee == sorted.input.detainee && one.replaces.is_none() => Some(one),
        _ => None,
    });
    let agreements = sorted.all(|record| match record {
        Record::Agreement(agreement) => Some(agreement),
        _ => None,
    });
    let parties: BTreeMap<AgreementId, &SafeText> =
        agreements.into_iter().map(|agreement| (agreement.id, &agreement.party)).collect();
    let line = |one: &Placement| PlacementLine {
        id: one.id,
        party: parties.get(&one.agreement).map(|party| (*party).clone()),
        on: one.on,
        by: sorted.initials(one.author),
        pending: sorted.pending(one.id.into()),
    };
    let mut lines: Vec<_> = theirs.into_iter().filter(|one| sorted.stands(one.id.into())).map(line).collect();
    lines.sort_by_key(|line| (std::cmp::Reverse(line.on), line.id));
    lines
}

fn leave(sorted: &Sorted<'_>) -> Vec<LeaveCase> {
    let detainee = sorted.input.detainee;
    let line = |advice: &LeaveAdvice, revision: u64| AdviceLine {
        role: advice.role,
        text: advice.text.clone(),
        by: sorted.initials(advice.author),
        written_at: advice.written_at,
        revision,
        pending: sorted.pending(advice.id.into()),
    };
    let case = |request: &LeaveRequest| {
        let written = sorted.input.records.iter().filter_map(|known| match &known.record {
            Record::LeaveAdvice(advice) if advice.request == request.id => Some(line(advice, known.revision)),
            _ => None,
        });
        let mut advice: Vec<_> = written.collect();
        advice.sort_by_key(|line| line.role);
        LeaveCase { request: request.clone(), advice }
    };
    let requests = sorted.all(|record| match record {
        Record::LeaveRequest(request) if request.detainee == detainee => Some(request),
        _ => None,
    });
    let mut leave: Vec<_> = requests.into_iter().map(case).collect();
    leave.sort_by_key(|case| (!case.request.state.is_open(), case.request.submitted_on, case.request.id));
    leave
}

/// What each role brought to this meeting.
fn brought(sorted: &Sorted<'_>, event: Option<EventId>) -> Vec<Brought> {
    let Some(event) = event else { return Vec::new() };
    let all = sorted.all(|record| match record {
        Record::MdoContribution(one) if one.detainee == sorted.input.detainee => Some(one),
        _ => None,
    });
    let line = |one: &MdoContribution| Brought {
        id: one.id,
        role: one.role,
        text: one.text.clone(),
        by: sorted.initials(one.author),
        is_mine: one.author == sorted.input.reader,
        pending: sorted.pending(one.id.into()),
    };
    let unreplaced = || all.iter().copied().filter(|one| sorted.stands(one.id.into()));
    let roles = [AdviceRole::Mentor, AdviceRole::CaseManager];
    roles.into_iter().flat_map(|role| mdo::standing(unreplaced(), event, role)).map(line).collect()
}

fn talks(sorted: &Sorted<'_>) -> Talks {
    let (detainee, now) = (sorted.input.detainee, sorted.input.now);
    let mut talks = Talks::default();
    let mut last_next = None;
    for moment in home::contacts(sorted).into_iter().filter(|moment| moment.kind == ContactKind::MentorTalk) {
        if moment.author == sorted.input.reader {
            talks.mine = talks.mine.max(Some(moment.at));
        }
        if talks.last.is_none_or(|last| last <= moment.at) {
            (talks.last, last_next) = (Some(moment.at), moment.next_on);
        }
    }
    talks.next_on = last_next;
    for known in sorted.input.records {
        match &known.record {
            Record::Milestone(milestone) if milestone.detainee == detainee && milestone.kind.as_str() == "mdo" => {
                talks.last_mdo = talks.last_mdo.max(Some(milestone.on).filter(|on| *on <= date_of(now)));
            }
            Record::Meeting(meeting) if meeting.detainee == detainee => {
                let earlier = talks.next_mdo.is_none_or(|(_, next)| meeting.starts_at < next);
                if meeting.ends_at > now && earlier {
                    talks.next_mdo = Some((meeting.event, meeting.starts_at));
                }
            }
            _ => {}
        }
    }
    talks
}

/// Kind, name and times of what a record plans; nothing where it was called off or the seat given up.
fn planned(record: &Record) -> Option<(Planned, DateTime<Utc>)> {
    let is_off = match record {
        Record::Visit(visit) => visit.status.is_called_off(),
        Record::Seat(seat) => seat.state == SeatState::Withdrawn,
        _ => false,
    };
    let kind = ItemKind::of(record).filter(|_| !is_off)?;
    let (title, starts_at, ends_at) = match record {
        Record::Visit(visit) => (visit.organisation.clone(), visit.starts_at, visit.ends_at),
        Record::WorkShift(shift) => (Some(shift.workplace.clone()), shift.starts_at, shift.ends_at),
        Record::Seat(seat) => (Some(seat.title.clone()), seat.starts_at, seat.ends_at),
        Record::Event(event) => (event.place.clone(), event.starts_at, event.ends_at),
        _ => return None,
    };
    Some((Planned { kind, title, starts_at }, ends_at))
}

/// What is planned from tomorrow on.
fn week(sorted: &Sorted<'_>) -> Vec<Planned> {
    let today = date_of(sorted.input.now);
    let is_ahead = |on: NaiveDate| today < on && on <= today + TimeDelta::days(DAYS_AHEAD);
    let all = sorted.input.records.iter().filter_map(|known| planned(&known.record)).map(|(planned, _)| planned);
    let mut week: Vec<_> = all.filter(|planned| is_ahead(date_of(planned.starts_at))).collect();
    week.sort_by_key(|planned| (planned.starts_at, planned.kind));
    week
}
