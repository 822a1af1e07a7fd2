//! Rooms stay small: no file over 800 lines, no function over 120; every file says what it is for.

use super::Source;
use syn::spanned::Spanned;
use syn::visit::{self, Visit};

const MOST_LINES_OF_A_FILE: usize = 800;
const MOST_LINES_OF_A_FUNCTION: usize = 120;

pub(super) fn check(source: &Source) -> Vec<String> {
    if !source.is_rust() {
        return Vec::new();
    }
    let path = source.path.display();
    let mut breaches = Vec::new();
    let lines = source.text.lines().count();
    if lines > MOST_LINES_OF_A_FILE {
        breaches.push(format!("{path}: {lines} lines, at most {MOST_LINES_OF_A_FILE}"));
    }
    if !source.text.starts_with("//!") {
        breaches.push(format!("{path}:1: begins without a sentence (//!) that says what it is for"));
    }
    match syn::parse_file(&source.text) {
        Ok(file) => {
            let mut functions = Functions { long: Vec::new() };
            functions.visit_file(&file);
            breaches.extend(functions.long.into_iter().map(|(name, line, lines)| {
                format!("{path}:{line}: fn {name} has {lines} lines, at most {MOST_LINES_OF_A_FUNCTION}")
            }));
        }
        Err(error) => breaches.push(format!("{path}: cannot be parsed: {error}")),
    }
    breaches
}

/// Collects functions that are too long: name, line, lines.
struct Functions {
    long: Vec<(String, usize, usize)>,
}

impl Functions {
    fn measure(&mut self, name: &syn::Ident, block: &syn::Block) {
        let (start, end) = (block.span().start().line, block.span().end().line);
        let lines = end.saturating_sub(start) + 1;
        if lines > MOST_LINES_OF_A_FUNCTION {
            self.long.push((name.to_string(), start, lines));
        }
    }
}

impl<'ast> Visit<'ast> for Functions {
    fn visit_item_fn(&mut self, item: &'ast syn::ItemFn) {
        self.measure(&item.sig.ident, &item.block);
        visit::visit_item_fn(self, item);
    }

    fn visit_impl_item_fn(&mut self, item: &'ast syn::ImplItemFn) {
        self.measure(&item.sig.ident, &item.block);
        visit::visit_impl_item_fn(self, item);
    }
}
