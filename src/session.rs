//! Who is signed in on this terminal, and the token that says so.
