//! What a `macro_rules` macro hands over: `$ty:ty` and `$value:expr` come in brackets that nobody has written.
//!
//! In: types and expressions. Out: the same without such brackets. Not here: what they mean.

use syn::{Expr, Type};

/// The type inside the brackets.
pub(crate) fn ty(mut whole: &Type) -> &Type {
    loop {
        whole = match whole {
            Type::Group(group) => &group.elem,
            Type::Paren(paren) => &paren.elem,
            _ => return whole,
        };
    }
}

/// The expression inside the brackets.
pub(crate) fn expr(mut whole: &Expr) -> &Expr {
    loop {
        whole = match whole {
            Expr::Group(group) => &group.expr,
            Expr::Paren(paren) => &paren.expr,
            _ => return whole,
        };
    }
}
