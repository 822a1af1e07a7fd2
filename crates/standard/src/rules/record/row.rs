//! A record under the eyes of a watch; its columns may be missing in a version.

use crate::check::{Context, Form, form, is_blank};
use crate::finding::{FieldRef, Finding, Lang, Rule, Sink};
use crate::scan::Record;
use crate::types::Date;

/// Index of a field, if the layout has it.
pub(super) type Column = Option<usize>;

/// A record with what is needed to speak about it.
pub(super) struct Row<'a> {
    pub(super) context: &'a Context,
    pub(super) record: &'a Record<'a>,
}

impl<'a> Row<'a> {
    /// The bytes of a field; empty without such a field.
    #[inline]
    pub(super) fn bytes(&self, column: Column) -> &'a [u8] {
        column.map_or(&[], |index| self.record.bytes(index))
    }

    pub(super) fn text(&self, column: Column) -> String {
        column.map(|index| self.record.text(index).into_owned()).unwrap_or_default()
    }

    pub(super) fn date(&self, column: Column) -> Option<Date> {
        Date::parse(self.bytes(column))
    }

    /// True when the layout has the field and nothing stands in it.
    #[inline]
    pub(super) fn is_empty(&self, column: Column) -> bool {
        column.is_some() && is_blank(self.bytes(column))
    }

    /// True when a value stands in the field that no rule for fields has refused.
    pub(super) fn is_right(&self, column: Column) -> bool {
        let field = column.and_then(|index| self.context.layout.fields.get(index));
        field.is_some_and(|field| form(self.context, field, self.bytes(column)) != Form::Wrong)
    }

    /// The field as a person reads it.
    pub(super) fn name(&self, column: Column) -> String {
        let field = column.and_then(|index| self.context.layout.fields.get(index));
        field.map(|field| FieldRef::from(field).label(Lang::Ja)).unwrap_or_default()
    }

    pub(super) fn report(&self, rule: &'static Rule, column: Column, out: &mut Sink) {
        if let Some(index) = column {
            self.context.report(rule, self.record, index, out);
        }
    }

    /// Reports a rule with facts, which are made only for a finding that is kept.
    pub(super) fn report_with(
        &self,
        rule: &'static Rule,
        column: Column,
        out: &mut Sink,
        facts: impl FnOnce(Finding) -> Finding,
    ) {
        let Some(index) = column else { return };
        if out.again_at(rule, self.context.layout.fields.get(index).map(FieldRef::from)) {
            return;
        }
        if out.wants(rule) {
            out.push(facts(self.context.finding(rule, self.record, index)));
        } else {
            out.count(rule);
        }
    }
}
