//! The interface without a terminal: keys in, the model and its picture out.

mod album;
mod by_place;
mod by_time;
mod choices;
mod corridor;
mod dossier;
mod fields;
mod files;
mod fixture;
mod house;
mod keys;
mod lock;
mod looks;
mod palette;
mod people;
mod person;
mod picture;
mod plain;
mod printed;
mod recorded;
mod requests;
mod round;
mod search;
mod storm;
mod sync;
mod visits;
