//! The rules of ranges, as far as their ends are written as numbers.
//!
//! In: ranges. Out: mistakes. Not here: ends that are constants; nobody knows them yet.

use syn::{Expr, ExprLit, Lit};

use crate::attr::Bounds;
use crate::errors::Errors;
use crate::fragment;

/// A range whose ends are the wrong way round holds nothing.
pub(super) fn range_holds_something(bounds: &Bounds, errors: &Errors) {
    if let (Some(least), Some(most)) = (number(&bounds.least), number(&bounds.most))
        && least > most
    {
        errors.at(
            &bounds.tokens,
            format!("write the least first: `{most}..={least}`"),
        );
    }
}

/// The number that `expr` is, if it is written as one.
pub(crate) fn number(expr: &Expr) -> Option<i64> {
    match fragment::expr(expr) {
        Expr::Lit(ExprLit {
            lit: Lit::Int(number),
            ..
        }) => number.base10_parse().ok(),
        Expr::Unary(unary) if matches!(unary.op, syn::UnOp::Neg(_)) => {
            number(&unary.expr)?.checked_neg()
        }
        _ => None,
    }
}
