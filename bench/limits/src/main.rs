//! What the machine allows an exchange at most.
fn main() {}
