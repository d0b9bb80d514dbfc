//! A person's file (*dossier*) as mentor and case manager read it: leave requests with what was written for them.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

use super::day::Pending;
use super::decide::Known;
use super::id::{DetaineeId, RowId, StaffId};
use super::leave::{AdviceRole, LeaveAdvice, LeaveRequest};
use super::record::Record;
use super::staff::Role;
use crate::text::{Pii, SafeText};

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

/// A person's file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dossier {
    /// Whose.
    pub detainee: DetaineeId,
    /// As whom the reader writes in it; none for who only reads.
    pub writes_as: Option<AdviceRole>,
    /// Leave requests, those that are open first.
    pub leave: Vec<LeaveCase>,
}

/// Assembles a file from its rows, the rows of its writers, and those of the person and the reader.
pub fn assemble(
    records: &[Known],
    pending: &BTreeMap<RowId, Pending>,
    detainee: DetaineeId,
    reader: StaffId,
) -> Dossier {
    let staff = |id: StaffId| {
        records.iter().find_map(|known| match &known.record {
            Record::Staff(member) if member.id == id => Some(member),
            _ => None,
        })
    };
    let line = |advice: &LeaveAdvice, revision: u64| AdviceLine {
        role: advice.role,
        text: advice.text.clone(),
        by: staff(advice.author).map(|member| member.initials.clone()),
        written_at: advice.written_at,
        revision,
        pending: pending.get(&advice.id.into()).copied().unwrap_or_default(),
    };
    let case = |request: &LeaveRequest| {
        let mut advice: Vec<_> = records
            .iter()
            .filter_map(|known| match &known.record {
                Record::LeaveAdvice(advice) if advice.request == request.id => Some(line(advice, known.revision)),
                _ => None,
            })
            .collect();
        advice.sort_by_key(|line| line.role);
        LeaveCase { request: request.clone(), advice }
    };
    let mut leave: Vec<_> = records
        .iter()
        .filter_map(|known| match &known.record {
            Record::LeaveRequest(request) if request.detainee == detainee => Some(case(request)),
            _ => None,
        })
        .collect();
    leave.sort_by_key(|case| (!case.request.state.is_open(), case.request.submitted_on, case.request.id));
    let mentors = records.iter().any(|known| match &known.record {
        Record::Detainee(person) if person.id == detainee => {
            [person.mentor, person.second_mentor].contains(&Some(reader))
        }
        _ => false,
    });
    let has = |role: Role| staff(reader).is_some_and(|member| member.roles.contains(&role));
    let writes_as = if mentors && has(Role::Mentor) {
        Some(AdviceRole::Mentor)
    } else {
        has(Role::CaseManager).then_some(AdviceRole::CaseManager)
    };
    Dossier { detainee, writes_as, leave }
}
