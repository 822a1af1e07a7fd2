//! Which layout, or which shift of the columns, makes the values of a record fit.

use crate::check::{Context, fits_field};
use crate::data::Layout;

/// The layout of another kind or version that fits the values far better than `errors` errors.
pub(super) fn other_layout(context: &Context, values: &[&[u8]], errors: usize) -> Option<&'static Layout> {
    let candidates = context.standard.layouts.iter();
    candidates
        .filter(|layout| layout.fields.len() == values.len() && !std::ptr::eq(*layout, context.layout))
        .map(|layout| (count_errors(context, layout, values), layout))
        .filter(|(wrong, _)| is_far_better(*wrong, errors))
        .min_by_key(|(wrong, layout)| (*wrong, layout.kind != context.layout.kind))
        .map(|(_, layout)| layout)
}

/// At most one error where there were three, one in eight where there were many.
fn is_far_better(wrong: usize, errors: usize) -> bool {
    wrong <= (errors / 8).max(1) && wrong < errors
}

/// Number of fields whose value does not fit; the version is left out, it is judged apart.
fn count_errors(context: &Context, layout: &Layout, values: &[&[u8]]) -> usize {
    let pairs = layout.fields.iter().zip(values).skip(1);
    pairs.filter(|(field, value)| !fits_field(context, field, value)).count()
}

/// Where a value was dropped or put in and another one later on, so that the number of fields is right but those
/// between are shifted by one: the index of the first shifted field.
pub(super) fn shift_within(context: &Context, values: &[&[u8]], errors: usize) -> Option<usize> {
    let left = shift_by(context, values, 1);
    let right = shift_by(context, values, -1);
    let best = left.into_iter().chain(right).min_by_key(|(wrong, _)| *wrong)?;
    is_far_better(best.0, errors).then_some(best.1)
}

/// The best stretch of fields that fit when each takes the value `by` places on: errors left, and its first field.
fn shift_by(context: &Context, values: &[&[u8]], by: isize) -> Option<(usize, usize)> {
    let fields = &context.layout.fields;
    let fits = |index: usize, value: Option<&&[u8]>| match (fields.get(index), value) {
        (Some(field), Some(value)) => fits_field(context, field, value),
        // The place where the value was dropped, or the end: nothing is known of it.
        _ => true,
    };
    let straight: Vec<usize> = (0..fields.len()).map(|index| usize::from(!fits(index, values.get(index)))).collect();
    let shifted: Vec<usize> = (0..fields.len())
        .map(|index| usize::from(!fits(index, index.checked_add_signed(by).and_then(|from| values.get(from)))))
        .collect();
    let total: usize = straight.iter().sum();
    // The stretch whose shift saves most: the largest sum of differences (Kadane).
    let (mut best, mut here, mut start) = ((0isize, 0usize), 0isize, 0usize);
    for (index, (before, after)) in straight.iter().zip(&shifted).enumerate().skip(1) {
        if here <= 0 {
            (here, start) = (0, index);
        }
        here += *before as isize - *after as isize;
        if here > best.0 {
            best = (here, start);
        }
    }
    (best.0 > 0).then(|| (total.saturating_sub(best.0.unsigned_abs()), best.1))
}

/// Where a record with too many or too few fields begins to be out of step: the index of the field, if one place
/// explains it.
pub(super) fn out_of_step(context: &Context, values: &[&[u8]]) -> Option<usize> {
    let fields = &context.layout.fields;
    let by = values.len() as isize - fields.len() as isize;
    if by.unsigned_abs() > 3 {
        return None;
    }
    let wrong = |index: usize, from: Option<usize>| {
        let value = from.and_then(|from| values.get(from)).copied().unwrap_or_default();
        fields.get(index).is_some_and(|field| !fits_field(context, field, value))
    };
    let errors_from = |step: usize| {
        let before = (1..step).filter(|index| wrong(*index, Some(*index))).count();
        let gap = step + usize::try_from(-by).unwrap_or_default();
        let after = (gap.max(step + usize::from(by > 0))..fields.len())
            .filter(|index| wrong(*index, index.checked_add_signed(by)))
            .count();
        before + after
    };
    // A comma in a text that stands in no quotes is the likeliest cause of one more, then something behind the end.
    let is_text = |step: usize| fields.get(step).is_some_and(|field| field.kind.is_text());
    let unlikely = |step: usize| if by > 0 { (!is_text(step), fields.len() - step) } else { (false, step) };
    let best = (1..fields.len()).map(|step| (errors_from(step), unlikely(step), step)).min()?;
    (best.0 <= 1).then_some(best.2)
}
