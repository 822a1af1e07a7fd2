//! A form that creates something works once: the second press waits for the first and shows its result.

use super::proof::FormId;
use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, PoisonError};

/// Forms that are remembered; the oldest is forgotten first.
const MOST: usize = 10_000;

/// Where the first press led, once it is known.
type Result = Arc<tokio::sync::Mutex<Option<String>>>;

/// The forms that were pressed.
#[derive(Default)]
pub(crate) struct Once(Mutex<Pressed>);

#[derive(Default)]
struct Pressed {
    forms: HashMap<FormId, Result>,
    order: VecDeque<FormId>,
}

impl Once {
    /// The place for the result of this form; whoever locks it first does the work.
    pub(crate) fn of(&self, form: FormId) -> Result {
        let mut pressed = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(result) = pressed.forms.get(&form) {
            return Arc::clone(result);
        }
        if pressed.order.len() >= MOST
            && let Some(oldest) = pressed.order.pop_front()
        {
            pressed.forms.remove(&oldest);
        }
        pressed.order.push_back(form);
        Arc::clone(pressed.forms.entry(form).or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::{MOST, Once};
    use std::sync::Arc;

    #[test]
    fn one_form_has_one_place_and_the_oldest_is_forgotten() {
        let once = Once::default();
        let id = |number: usize| (number as u128).to_be_bytes();
        let first = once.of(id(0));
        assert!(Arc::ptr_eq(&first, &once.of(id(0))));
        for number in 1..=MOST {
            once.of(id(number));
        }
        assert!(!Arc::ptr_eq(&first, &once.of(id(0))));
    }
}
