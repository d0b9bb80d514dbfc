//! My people (*mijn mensen*): whom somebody is mentor or case manager of, when they were talked to, the meetings to come and whose
//! contribution is owed. Assembled purely from records.

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, Utc};

use super::contact_moment::{ContactKind, ContactMoment};
use super::decide::Known;
use super::detainee::{Cell, Detainee};
use super::first_days::{FirstAnswer, Question, Said};
use super::id::{AgreementId, DetaineeId, StaffId, WingId};
use super::leave::{AdviceRole, WaitsOn};
use super::local::date_of;
use super::mdo::{self, MdoContribution, Meeting};
use super::record::Record;
use super::request::Asked;
use super::staff::{Role, StaffMember};
use super::work::Agreement;
use crate::text::{SafeText, name};

/// Within how many days somebody is discussed again: six weeks (DJI, detention and re-integration process). Policy, no law.
pub const MDO_DAYS: i64 = 42;

/// What a caseload is made from.
#[derive(Clone, Copy, Debug)]
pub struct CaseloadInput<'a> {
    /// People and requests of the wings; files; staff, roster and wings of the facility. Order does not matter.
    pub records: &'a [Known],
    /// Whose.
    pub reader: StaffId,
    /// The terminal's clock.
    pub now: DateTime<Utc>,
}

/// As what somebody is one of the reader's people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Bond {
    /// First mentor.
    Mentor,
    /// Second mentor, beside this first one. Off duty today or not; none when today's roster is not known.
    SecondMentor {
        /// The first mentor's name, when known.
        first: Option<SafeText>,
        /// Whether the first one works today.
        first_on_duty: Option<bool>,
    },
    /// Case manager.
    CaseManager,
}

/// One of the reader's people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseLine {
    /// Who.
    pub detainee: DetaineeId,
    /// Where they live; none for whom only the file is here.
    pub wing: Option<WingId>,
    /// Code of that wing, when its row is here.
    pub wing_code: Option<SafeText>,
    /// Their cell.
    pub cell: Option<Cell>,
    /// As in a list; none for whom only the file is here.
    pub name: Option<SafeText>,
    /// As what they are theirs.
    pub bond: Bond,
    /// The last talk of a mentor.
    pub last_talk: Option<DateTime<Utc>>,
    /// When the next one was agreed.
    pub next_talk: Option<NaiveDate>,
    /// The last meeting.
    pub last_mdo: Option<NaiveDate>,
    /// The next meeting that is planned.
    pub next_mdo: Option<DateTime<Utc>>,
    /// Who brought nothing to it yet.
    pub owed: Vec<AdviceRole>,
    /// How many questions of the first days are answered.
    pub first_days: usize,
    /// Requests to their mentor that are not closed.
    pub requests: usize,
    /// A leave request waits for the reader.
    pub leave_waits: bool,
}

impl CaseLine {
    /// Whether the last meeting is longer ago than it should be, and none is planned; nothing is said of who was never in one, since the
    /// day they came is not part of a caseload.
    pub fn is_mdo_due(&self, today: NaiveDate) -> bool {
        self.next_mdo.is_none() && self.last_mdo.is_some_and(|on| (today - on).num_days() > MDO_DAYS)
    }

    /// As whom the reader writes about them.
    pub const fn role(&self) -> AdviceRole {
        match self.bond {
            Bond::Mentor | Bond::SecondMentor { .. } => AdviceRole::Mentor,
            Bond::CaseManager => AdviceRole::CaseManager,
        }
    }

    /// Whether the reader owes something to the next meeting.
    pub fn owes(&self) -> bool {
        self.owed.contains(&self.role())
    }
}

/// An agreement with an employer or a school, and who started there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgreementLine {
    /// The agreement.
    pub agreement: Agreement,
    /// How many of those whose file is here started at it: others may have, and the reader may not read so.
    pub started: usize,
}

/// The reader's people, and what is agreed for people like them.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Caseload {
    /// Their people.
    pub people: Vec<CaseLine>,
    /// Agreements that have not ended, by party.
    pub agreements: Vec<AgreementLine>,
}

/// Assembles it: who waits for the reader first, then by the next meeting, then by the talk that is longest ago.
pub fn assemble(input: &CaseloadInput<'_>) -> Caseload {
    let sorted = Sorted::new(input);
    let mine = sorted.people.values().filter_map(|person| Some((person.id, Some(*person), sorted.bond(person)?)));
    // Of somebody whose wing is not here the case manager has the file.
    let unseen = sorted.files.iter().filter(|id| sorted.is_case_manager && !sorted.people.contains_key(id));
    let files = unseen.map(|id| (*id, sorted.filed.get(id).copied(), Bond::CaseManager));
    let mut lines: Vec<_> = mine.chain(files).map(|(id, person, bond)| sorted.line(id, person, bond)).collect();
    lines.sort_by_key(|line| {
        let meeting = (line.next_mdo.is_none(), line.next_mdo);
        (!line.owes(), !line.leave_waits, meeting, line.last_talk, line.detainee)
    });
    Caseload { people: lines, agreements: sorted.agreements() }
}

/// The records, by what they are about.
struct Sorted<'a> {
    input: &'a CaseloadInput<'a>,
    is_mentor: bool,
    is_case_manager: bool,
    people: BTreeMap<DetaineeId, &'a Detainee>,
    filed: BTreeMap<DetaineeId, &'a Detainee>,
    files: BTreeSet<DetaineeId>,
    staff: BTreeMap<StaffId, &'a StaffMember>,
    wings: BTreeMap<WingId, &'a SafeText>,
    /// Who works today; empty when the roster is not known.
    on_duty: BTreeSet<StaffId>,
    talks: BTreeMap<DetaineeId, &'a ContactMoment>,
    met: BTreeMap<DetaineeId, NaiveDate>,
    meetings: BTreeMap<DetaineeId, &'a Meeting>,
    contributions: Vec<&'a MdoContribution>,
    /// The latest answer to each question.
    answers: BTreeMap<(DetaineeId, Question), &'a FirstAnswer>,
    requests: BTreeMap<DetaineeId, usize>,
    leave: BTreeSet<(DetaineeId, AdviceRole)>,
    agreements: Vec<&'a Agreement>,
    /// Who started at an agreement.
    started: BTreeMap<AgreementId, BTreeSet<DetaineeId>>,
}

impl<'a> Sorted<'a> {
    fn new(input: &'a CaseloadInput<'a>) -> Self {
        let mut sorted = Self {
            input,
            is_mentor: false,
            is_case_manager: false,
            people: BTreeMap::new(),
            filed: BTreeMap::new(),
            files: BTreeSet::new(),
            staff: BTreeMap::new(),
            wings: BTreeMap::new(),
            on_duty: BTreeSet::new(),
            talks: BTreeMap::new(),
            met: BTreeMap::new(),
            meetings: BTreeMap::new(),
            contributions: Vec::new(),
            answers: BTreeMap::new(),
            requests: BTreeMap::new(),
            leave: BTreeSet::new(),
            agreements: Vec::new(),
            started: BTreeMap::new(),
        };
        let replaced: BTreeSet<_> = input.records.iter().filter_map(|known| known.record.replaces()).collect();
        for known in input.records.iter().filter(|known| !replaced.contains(&known.row_id())) {
            sorted.add(&known.record);
        }
        sorted
    }

    /// Adds a record that nothing replaces.
    fn add(&mut self, record: &'a Record) {
        let (now, today) = (self.input.now, date_of(self.input.now));
        match record {
            Record::Staff(member) => {
                if member.id == self.input.reader {
                    self.is_mentor = member.roles.contains(&Role::Mentor);
                    self.is_case_manager = member.roles.contains(&Role::CaseManager);
                }
                self.staff.insert(member.id, member);
            }
            Record::Wing(wing) => _ = self.wings.insert(wing.id, &wing.code),
            Record::Roster(entry) if entry.on == today => _ = self.on_duty.insert(entry.staff),
            Record::Detainee(person) => _ = self.people.insert(person.id, person),
            // Of somebody whose wing is not here the file says the same.
            Record::FiledPerson(filed) => _ = self.filed.insert(filed.id, &filed.person),
            Record::PersonFile(file) => _ = self.files.insert(file.id),
            Record::ContactMoment(moment) if moment.kind == ContactKind::MentorTalk => {
                let last = self.talks.entry(moment.detainee).or_insert(moment);
                *last = std::cmp::max_by_key(*last, moment, |one| (one.at, one.id));
            }
            Record::Milestone(milestone) if milestone.kind.as_str() == "mdo" && milestone.on <= today => {
                let last = self.met.entry(milestone.detainee).or_insert(milestone.on);
                *last = milestone.on.max(*last);
            }
            Record::Meeting(meeting) if meeting.ends_at > now => {
                let next = self.meetings.entry(meeting.detainee).or_insert(meeting);
                if meeting.starts_at < next.starts_at {
                    *next = meeting;
                }
            }
            Record::MdoContribution(contribution) => self.contributions.push(contribution),
            Record::FirstAnswer(answer) => {
                let last = self.answers.entry((answer.detainee, answer.question)).or_insert(answer);
                *last = std::cmp::max_by_key(*last, answer, |one| (one.at, one.id));
            }
            Record::RequestSlip(slip)
                if slip.asked == Asked::Mentor && slip.replaced_on.is_none() && !slip.state.is_closed() =>
            {
                *self.requests.entry(slip.detainee).or_default() += 1;
            }
            Record::Agreement(agreement) => self.agreements.push(agreement),
            Record::Placement(placement) if placement.replaces.is_none() => {
                self.started.entry(placement.agreement).or_default().insert(placement.detainee);
            }
            Record::LeaveRequest(request) if request.state.is_open() => {
                let role = match request.waits_on {
                    Some(WaitsOn::Mentor) => AdviceRole::Mentor,
                    Some(WaitsOn::CaseManager) => AdviceRole::CaseManager,
                    _ => return,
                };
                self.leave.insert((request.detainee, role));
            }
            _ => {}
        }
    }

    fn agreements(&self) -> Vec<AgreementLine> {
        let line = |agreement: &Agreement| AgreementLine {
            agreement: agreement.clone(),
            started: self.started.get(&agreement.id).map_or(0, BTreeSet::len),
        };
        let open = Agreement::open(self.agreements.iter().copied(), date_of(self.input.now));
        open.into_iter().map(line).collect()
    }

    /// As what this person is one of the reader's; none when they are not.
    fn bond(&self, person: &Detainee) -> Option<Bond> {
        let reader = Some(self.input.reader);
        if self.is_mentor && person.mentor == reader {
            return Some(Bond::Mentor);
        }
        if self.is_mentor && person.second_mentor == reader {
            let first = person.mentor;
            let known = !self.on_duty.is_empty();
            return Some(Bond::SecondMentor {
                first: first.and_then(|first| self.staff.get(&first)).map(|member| member.name.clone()),
                first_on_duty: first.filter(|_| known).map(|first| self.on_duty.contains(&first)),
            });
        }
        (self.is_case_manager && self.files.contains(&person.id)).then_some(Bond::CaseManager)
    }

    fn line(&self, detainee: DetaineeId, person: Option<&Detainee>, bond: Bond) -> CaseLine {
        let meeting = self.meetings.get(&detainee);
        let brought = |role| {
            meeting.is_some_and(|meeting| {
                !mdo::standing(self.contributions.iter().copied(), meeting.event, role).is_empty()
            })
        };
        let owed = [AdviceRole::Mentor, AdviceRole::CaseManager].into_iter().filter(|role| !brought(*role));
        let talk = self.talks.get(&detainee);
        let answered =
            self.answers.iter().filter(|((whose, _), last)| *whose == detainee && last.said != Said::AskLater);
        let mut line = CaseLine {
            detainee,
            wing: person.map(|person| person.wing),
            wing_code: person.and_then(|person| self.wings.get(&person.wing)).map(|code| (*code).clone()),
            cell: person.map(|person| person.cell.clone()),
            name: person
                .map(|person| name::list_name(&person.surname, person.prefix.as_ref(), person.given_names.as_ref())),
            bond,
            last_talk: talk.map(|talk| talk.at),
            next_talk: talk.and_then(|talk| talk.next_on),
            last_mdo: self.met.get(&detainee).copied(),
            next_mdo: meeting.map(|meeting| meeting.starts_at),
            owed: owed.filter(|_| meeting.is_some()).collect(),
            first_days: answered.count(),
            requests: self.requests.get(&detainee).copied().unwrap_or_default(),
            leave_waits: false,
        };
        line.leave_waits = self.leave.contains(&(detainee, line.role()));
        line
    }
}
