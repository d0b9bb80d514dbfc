//! The vleugel program.

fn main() {}
