#![doc = include_str!("architecture.md")]

pub mod text;

pub mod domain;
pub mod seal;

pub mod wire;
pub mod wording;

pub mod cache;
pub mod config;
pub mod journal;
pub mod paper;
pub mod tui;

pub mod api;

pub mod session;
pub mod sync;

pub mod app;
pub mod cli;
#[cfg(feature = "hub")]
pub mod hub;

#[cfg(all(test, feature = "hub"))]
mod sim;
