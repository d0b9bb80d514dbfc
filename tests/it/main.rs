//! The one integration binary: it speaks to the real program, the real hub and a real pseudo-terminal.

mod aside;
#[cfg(feature = "hub")]
mod backup;
#[cfg(feature = "hub")]
mod bad_input;
mod budget;
mod cache;
mod cli;
#[cfg(feature = "hub")]
mod clocks;
#[cfg(feature = "hub")]
mod corridor;
mod disk;
mod drafts;
#[cfg(feature = "hub")]
mod faults;
mod harness;
mod house;
mod journey;
mod keys;
mod kills;
mod lock;
mod looks;
#[cfg(feature = "hub")]
mod paper;
#[cfg(feature = "hub")]
mod person;
mod place;
mod plain;
mod power;
#[cfg(feature = "hub")]
mod requests;
#[cfg(feature = "hub")]
mod round;
#[cfg(feature = "hub")]
mod rounds;
mod second;
mod sync;
mod tidy;
