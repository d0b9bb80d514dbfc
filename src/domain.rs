//! The words of the problem: ids, one file per entity, the day, decisions and rights.
//!
//! Nothing here does I/O or reads a clock: `now` and new ids are arguments. Everything is total: bad data
//! becomes a value that can be shown, never a panic.

pub mod action;
pub mod amend;
pub mod conflict;
pub mod contact_moment;
pub mod count;
pub mod day;
pub mod decide;
pub mod id;
pub mod incident;
pub mod local;
pub mod look;
pub mod mark;
pub mod policy;
pub mod programme;
pub mod record;
pub mod request;
pub mod row;
pub mod stream;

pub mod caseload;
pub mod detainee;
pub mod dossier;
pub mod event;
pub mod facility;
pub mod file;
pub mod first_days;
pub mod handover;
pub mod leave;
pub mod mdo;
pub mod measure;
pub mod movement;
pub mod municipal;
pub mod note;
pub mod place;
pub mod shift;
pub mod staff;
pub mod visit;
pub mod volunteer;
pub mod week;
pub mod work;
