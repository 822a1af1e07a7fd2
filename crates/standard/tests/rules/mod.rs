//! Every rule at work, a module for each folder of rules.

mod shape;
