//! What was written: plain structs of a declared item, with the tokens kept for their spans.
//!
//! In: `syn` items. Out: [`Item`], [`Value`], [`Sum`]; whatever could not be read is reported and left out.
//! Not here: what goes together; `check` judges that.

use proc_macro2::TokenStream;
use quote::quote;
use syn::ext::IdentExt;
use syn::{
    Data, DeriveInput, Fields, GenericArgument, GenericParam, Generics, Ident, Lifetime, Path,
    PathArguments, Type, Visibility,
};

use crate::attr::Options;
use crate::doc::Doc;
use crate::errors::Errors;
use crate::fragment;
use crate::place::Place;

/// A struct whose fields are the subparameters of a line: a command, an answer, an unsolicited result code.
pub(crate) struct Item {
    pub(crate) ident: Ident,
    pub(crate) lifetime: Option<Lifetime>,
    pub(crate) doc: Doc,
    pub(crate) at: Options,
    pub(crate) fields: Vec<Field>,
}

/// One subparameter.
pub(crate) struct Field {
    pub(crate) ident: Ident,
    /// The type of the value; of `Option<T>` it is `T`.
    pub(crate) value: Type,
    pub(crate) optional: bool,
    pub(crate) doc: Doc,
    pub(crate) at: Options,
}

/// A type that can be one subparameter.
pub(crate) struct Value {
    pub(crate) ident: Ident,
    pub(crate) vis: Visibility,
    pub(crate) lifetime: Option<Lifetime>,
    pub(crate) at: Options,
    pub(crate) shape: Shape,
}

/// What such a type is made of.
pub(crate) enum Shape {
    /// An enum of cases.
    Cases(Vec<Case>),
    /// A struct around one value.
    Newtype(Box<Type>),
}

/// One case of an enum.
pub(crate) struct Case {
    pub(crate) ident: Ident,
    pub(crate) doc: Doc,
    pub(crate) at: Options,
}

/// An enum of families.
pub(crate) struct Sum {
    pub(crate) ident: Ident,
    pub(crate) lifetime: Option<Lifetime>,
    pub(crate) at: Options,
    pub(crate) families: Vec<Part>,
}

/// One family of a dialect.
pub(crate) struct Part {
    pub(crate) ident: Ident,
    pub(crate) ty: Type,
    pub(crate) doc: Doc,
}

impl Item {
    /// Reads a struct; `fields_at` is the place that its fields are.
    pub(crate) fn read(
        input: &DeriveInput,
        place: Place,
        fields_at: Place,
        errors: &Errors,
    ) -> Self {
        let fields = match &input.data {
            Data::Struct(data) => fields(&data.fields, fields_at, errors),
            Data::Enum(_) | Data::Union(_) => {
                errors.at(
                    &input.ident,
                    "write a struct: its fields are the values of the line, from left to right",
                );
                Vec::new()
            }
        };
        Self {
            ident: input.ident.clone(),
            lifetime: lifetime(&input.generics, errors),
            doc: Doc::read(&input.attrs),
            at: Options::read(&input.attrs, place, errors),
            fields,
        }
    }
}

fn fields(fields: &Fields, place: Place, errors: &Errors) -> Vec<Field> {
    match fields {
        Fields::Unit => Vec::new(),
        Fields::Unnamed(unnamed) => {
            errors.at(
                unnamed,
                "write named fields, `{ pub socket: SocketId }`: tables and traces show the names",
            );
            Vec::new()
        }
        Fields::Named(named) => named
            .named
            .iter()
            .filter_map(|field| {
                let (optional, value) = match inside_option(&field.ty) {
                    Some(value) => (true, value),
                    None => (false, &field.ty),
                };
                Some(Field {
                    ident: field.ident.clone()?,
                    value: value.clone(),
                    optional,
                    doc: Doc::read(&field.attrs),
                    at: Options::read(&field.attrs, place, errors),
                })
            })
            .collect(),
    }
}

impl Item {
    /// The fields that stand on the wire.
    pub(crate) fn written(&self) -> impl Iterator<Item = &Field> {
        let fields = self.fields.iter();
        fields.filter(|field| field.at.unwritten.is_none())
    }
}

impl Field {
    /// The name that tables and traces show.
    pub(crate) fn name(&self) -> String {
        self.ident.unraw().to_string()
    }

    /// Whether profiles allow less than the type does.
    pub(crate) fn has_limits(&self) -> bool {
        self.at.range.is_some() || !self.at.ranges.is_empty() || !self.at.absent.is_empty()
    }
}

impl Value {
    /// Reads an enum of cases, or a struct around one value.
    pub(crate) fn read(input: &DeriveInput, errors: &Errors) -> Self {
        let (place, shape) = match &input.data {
            Data::Enum(data) => {
                let cases = data.variants.iter().map(|case| {
                    if !matches!(case.fields, Fields::Unit) {
                        errors.at(
                            &case.fields,
                            "leave the fields out: a case is one number or one word on the wire",
                        );
                    }
                    Case {
                        ident: case.ident.clone(),
                        doc: Doc::read(&case.attrs),
                        at: Options::read(&case.attrs, Place::Case, errors),
                    }
                });
                (Place::Enum, Shape::Cases(cases.collect()))
            }
            Data::Struct(data) => (
                Place::Newtype,
                newtype(&data.fields, &input.ident, errors)
                    .map_or_else(|| Shape::Cases(Vec::new()), Shape::Newtype),
            ),
            Data::Union(_) => {
                errors.at(
                    &input.ident,
                    "write an enum of cases, or a struct around one value",
                );
                (Place::Enum, Shape::Cases(Vec::new()))
            }
        };
        Self {
            ident: input.ident.clone(),
            vis: input.vis.clone(),
            lifetime: lifetime(&input.generics, errors),
            at: Options::read(&input.attrs, place, errors),
            shape,
        }
    }
}

fn newtype(fields: &Fields, ident: &Ident, errors: &Errors) -> Option<Box<Type>> {
    if let Fields::Unnamed(unnamed) = fields
        && let (Some(field), 1) = (unnamed.unnamed.first(), unnamed.unnamed.len())
    {
        // Whatever stands on the value belongs on the struct: reading it says so.
        let _ = Options::read(&field.attrs, Place::Inside, errors);
        return Some(Box::new(field.ty.clone()));
    }
    let message = "write it around one value, `struct SocketId(u8);`: a subparameter is one value";
    if matches!(fields, Fields::Unit) {
        errors.at(ident, message);
    } else {
        errors.at(fields, message);
    }
    None
}

impl Sum {
    /// Reads an enum of families.
    pub(crate) fn read(input: &DeriveInput, errors: &Errors) -> Self {
        let families = match &input.data {
            Data::Enum(data) => data
                .variants
                .iter()
                .filter_map(|variant| {
                    let _ = Options::read(&variant.attrs, Place::Inside, errors);
                    if let Fields::Unnamed(fields) = &variant.fields
                        && let (Some(field), 1) = (fields.unnamed.first(), fields.unnamed.len())
                    {
                        return Some(Part {
                            ident: variant.ident.clone(),
                            ty: field.ty.clone(),
                            doc: Doc::read(&variant.attrs),
                        });
                    }
                    errors.at(
                        variant,
                        "write each family as `Exchange(exchange::Declared<'a>)`",
                    );
                    None
                })
                .collect(),
            Data::Struct(_) | Data::Union(_) => {
                errors.at(
                    &input.ident,
                    "write an enum with one variant for each family",
                );
                Vec::new()
            }
        };
        Self {
            ident: input.ident.clone(),
            lifetime: lifetime(&input.generics, errors),
            at: Options::read(&input.attrs, Place::Dialect, errors),
            families,
        }
    }
}

/// The crate that generated code reaches: `::at_spec`, unless `crate = ...` says another.
pub(crate) fn root(given: Option<&Path>) -> TokenStream {
    match given {
        Some(path) => quote!(#path),
        None => quote!(::at_spec),
    }
}

/// The one lifetime that an item may have.
fn lifetime(generics: &Generics, errors: &Errors) -> Option<Lifetime> {
    let mut only = None;
    for param in &generics.params {
        match param {
            GenericParam::Lifetime(param) if only.is_none() => {
                if !param.bounds.is_empty() {
                    errors.at(param, "leave the bounds of the lifetime out");
                }
                only = Some(param.lifetime.clone());
            }
            GenericParam::Lifetime(param) => errors.at(
                param,
                "keep one lifetime: all values of an item are of one line",
            ),
            GenericParam::Type(_) | GenericParam::Const(_) => errors.at(
                param,
                "name the type instead of a parameter: an item is one row of the table",
            ),
        }
    }
    if let Some(clause) = &generics.where_clause {
        errors.at(clause, "leave the `where` clause out");
    }
    only
}

/// The `T` of an `Option<T>`, known by its last path segment.
fn inside_option(ty: &Type) -> Option<&Type> {
    let Type::Path(path) = fragment::ty(ty) else {
        return None;
    };
    let last = path.path.segments.last()?;
    match &last.arguments {
        PathArguments::AngleBracketed(inside) if last.ident == "Option" => {
            match inside.args.first()? {
                GenericArgument::Type(value) => Some(value),
                _ => None,
            }
        }
        _ => None,
    }
}
