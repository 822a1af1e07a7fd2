//! What goes wrong on the way and in the hub: after each the invariants I1 to I9 hold.

mod full;
mod lost;
mod model;
mod passwords;
mod restarted;
mod sender;
mod stream;
mod wrong;
