//! Each rule at the exact place, and the near miss that stays silent.

mod across;
mod attachment;
mod set;
