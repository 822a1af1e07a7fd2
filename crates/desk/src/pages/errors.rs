//! Trouble as the kit explains it, and trouble with one field of a form.

use crate::trouble::Trouble;
use web::{Explanation, Manual};

/// Trouble in the words of the kit; `number` is used when the trouble has none of its own.
pub(crate) fn explanation(trouble: &Trouble, at: &str, number: Option<String>) -> Explanation {
    let manual = trouble.manual.as_ref().map(|page| Manual {
        href: format!("{at}/help/{page}"),
        label: "使い方のページで、くわしい説明を読む".to_owned(),
    });
    Explanation {
        what: trouble.title.trim_end_matches('。').to_owned(),
        why: trouble.why.clone(),
        next: vec![trouble.cure.clone()],
        unharmed: (!trouble.undone.is_empty()).then(|| trouble.undone.clone()),
        manual,
        number: trouble.number.clone().or(number),
    }
}

/// The errors of a form by field, in the shape the kit's macros read.
#[derive(Debug, Default)]
pub(crate) struct Errors(Vec<FieldError>);

/// One field and its sentence.
#[derive(Debug)]
pub(crate) struct FieldError {
    pub(crate) field: String,
    pub(crate) text: String,
    title: String,
}

impl FieldError {
    /// What the list above the form says; why and what to do stand at the field.
    pub(crate) fn brief(&self) -> &str {
        &self.title
    }
}

impl Errors {
    /// The error that a trouble speaks of; trouble without a field is no error of the form.
    pub(crate) fn of_trouble(trouble: &Trouble) -> Option<Self> {
        let field = trouble.field.clone()?;
        let text = [trouble.title.as_str(), &trouble.why, &trouble.cure].concat();
        Some(Self(vec![FieldError { field, text, title: trouble.title.clone() }]))
    }

    /// Trouble with a field as an error of the form; other trouble stays.
    pub(crate) fn apart(trouble: Option<Trouble>) -> (Self, Option<Trouble>) {
        match trouble.as_ref().and_then(Self::of_trouble) {
            Some(errors) => (errors, None),
            None => (Self::default(), trouble),
        }
    }

    /// One error.
    pub(crate) fn one(field: &str, text: &str) -> Self {
        let mut errors = Self::default();
        errors.add(field, text);
        errors
    }

    /// Adds one; a field keeps its first.
    pub(crate) fn add(&mut self, field: &str, text: &str) {
        if self.of(field).is_none() {
            self.0.push(FieldError { field: field.to_owned(), text: text.to_owned(), title: text.to_owned() });
        }
    }

    /// Adds one when nothing was typed: `name` is what the field is called.
    pub(crate) fn need(&mut self, field: &str, typed: &str, name: &str) {
        if typed.trim().is_empty() {
            self.add(field, &format!("{name}を入力してください。"));
        }
    }

    pub(crate) fn of(&self, field: &str) -> Option<&str> {
        self.0.iter().find(|error| error.field == field).map(|error| error.text.as_str())
    }

    /// Those of the other after these.
    pub(crate) fn and(mut self, other: Self) -> Self {
        for error in other.0 {
            if self.of(&error.field).is_none() {
                self.0.push(error);
            }
        }
        self
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    pub(crate) fn iter(&self) -> std::slice::Iter<'_, FieldError> {
        self.0.iter()
    }
}
