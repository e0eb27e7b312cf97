//! Stand-in, to be replaced.
#![allow(missing_docs, clippy::all)]
use proc_macro::TokenStream;
use proc_macro2::TokenStream as Ts;
use quote::{ToTokens, format_ident, quote};
use syn::parse::{Parse, ParseStream, Parser};
use syn::punctuated::Punctuated;
use syn::*;

#[derive(Default)]
struct At {
    name: Option<String>,
    num: Option<i64>,
    kv: Vec<(String, Ts)>,
}
impl At {
    fn has(&self, k: &str) -> bool {
        self.kv.iter().any(|(n, _)| n == k)
    }
    fn get(&self, k: &str) -> Option<Ts> {
        self.kv.iter().find(|(n, _)| n == k).map(|(_, t)| t.clone())
    }
}
impl Parse for At {
    fn parse(i: ParseStream) -> Result<Self> {
        let mut at = At::default();
        while !i.is_empty() {
            if i.peek(LitStr) {
                at.name = Some(i.parse::<LitStr>()?.value());
            } else if i.peek(LitInt) {
                at.num = Some(i.parse::<LitInt>()?.base10_parse()?);
            } else {
                let k = <Ident as syn::ext::IdentExt>::parse_any(i)?;
                if i.peek(token::Paren) {
                    let c;
                    parenthesized!(c in i);
                    at.kv.push((k.to_string(), c.parse()?));
                } else if i.peek(Token![=]) {
                    i.parse::<Token![=]>()?;
                    let mut t = Ts::new();
                    let mut depth = 0i32;
                    while !i.is_empty() && (depth > 0 || !i.peek(Token![,])) {
                        if i.peek(Token![<]) {
                            depth += 1
                        }
                        if i.peek(Token![>]) {
                            depth -= 1
                        }
                        t.extend([i.parse::<proc_macro2::TokenTree>()?]);
                    }
                    at.kv.push((k.to_string(), t));
                } else {
                    at.kv.push((k.to_string(), Ts::new()));
                }
            }
            if i.peek(Token![,]) {
                i.parse::<Token![,]>()?;
            }
        }
        Ok(at)
    }
}
fn at(attrs: &[Attribute]) -> At {
    for a in attrs {
        if a.path().is_ident("at") {
            return a.parse_args().unwrap();
        }
    }
    At::default()
}
fn doc(attrs: &[Attribute]) -> (String, String) {
    let mut d = String::new();
    for a in attrs {
        if a.path().is_ident("doc") {
            if let Meta::NameValue(MetaNameValue {
                value:
                    Expr::Lit(ExprLit {
                        lit: Lit::Str(s), ..
                    }),
                ..
            }) = &a.meta
            {
                d.push_str(&s.value());
                d.push('\n');
            }
        }
    }
    let src = d.split("Source:").nth(1).unwrap_or("").trim().to_string();
    (d.split("\n\n").next().unwrap_or("").trim().to_string(), src)
}
fn prov(a: &At) -> Ts {
    if a.has("recollected") {
        quote!(::at_spec::Provenance::Recollected)
    } else if a.has("inferred") {
        quote!(::at_spec::Provenance::Inferred)
    } else {
        quote!(::at_spec::Provenance::Cited)
    }
}
fn opt(ty: &Type) -> Option<Type> {
    if let Type::Path(p) = ty {
        let s = p.path.segments.last()?;
        if s.ident == "Option" {
            if let PathArguments::AngleBracketed(a) = &s.arguments {
                if let Some(GenericArgument::Type(t)) = a.args.first() {
                    return Some(t.clone());
                }
            }
        }
    }
    None
}
fn pairs(t: Ts, f: impl Fn(Expr) -> Ts) -> Ts {
    let p = |i: ParseStream| {
        let a: Path = i.parse()?;
        i.parse::<Token![=>]>()?;
        let b: Expr = i.parse()?;
        Ok((a, b))
    };

    let v = (|i: ParseStream| Punctuated::<(Path, Expr), Token![,]>::parse_terminated_with(i, p))
        .parse2(t)
        .unwrap();
    let _ = &v;
    let o = v.into_iter().map(|(a, b)| {
        let b = f(b);
        quote!((#a, #b))
    });
    quote!(&[#(#o),*])
}
fn range(e: Expr) -> Ts {
    if let Expr::Range(r) = e {
        let (a, b) = (r.start, r.end);
        quote!(::at_spec::Range::new(#a, #b))
    } else {
        panic!()
    }
}
struct Item {
    ident: Ident,
    lt: bool,
    at: At,
    fields: Vec<(Option<Ident>, Type, At, String)>,
    doc: (String, String),
}
fn item(d: &DeriveInput) -> Item {
    let fields = match &d.data {
        Data::Struct(s) => s
            .fields
            .iter()
            .map(|f| (f.ident.clone(), f.ty.clone(), at(&f.attrs), doc(&f.attrs).0))
            .collect(),
        _ => vec![],
    };
    Item {
        ident: d.ident.clone(),
        lt: d.generics.lifetimes().count() > 0,
        at: at(&d.attrs),
        fields,
        doc: doc(&d.attrs),
    }
}
fn subs(x: &Item) -> Ts {
    let id = &x.ident;
    let g = if x.lt { quote!(<'a>) } else { quote!() };
    let name = id.to_string();
    let (mut specs, mut reads, mut writes, mut visits, mut checks) =
        (vec![], vec![], vec![], vec![], vec![]);
    for (f, ty, a, text) in &x.fields {
        let f = f.as_ref().unwrap();
        let fs = f.to_string();
        let o = opt(ty);
        let inner = o.clone().unwrap_or(ty.clone());
        let optional = o.is_some();
        let st = {
            // 'static inner type
            let s = inner.to_token_stream().to_string().replace("'a", "'static");
            s.parse::<Ts>().unwrap()
        };
        let r = a
            .get("range")
            .map(|t| {
                let r = range(parse2(t).unwrap());
                quote!(::core::option::Option::Some(#r))
            })
            .unwrap_or(quote!(::core::option::Option::None));
        let rs = a
            .get("ranges")
            .map(|t| pairs(t, range))
            .unwrap_or(quote!(&[]));
        let ab = a.get("absent").map(|t| quote!(&#t)).unwrap_or(quote!(&[]));
        let limits = quote!(::at_spec::Limits { name: #fs, range: #r, ranges: #rs, absent: #ab });
        let d = a.get("default").unwrap_or(quote!(""));
        let key = a.has("key");
        let p = prov(a);
        specs.push(quote!(::at_spec::SubparameterSpec { name: #fs, text: #text, optional: #optional, argument: <#st as ::at_spec::Argument<'static>>::SPEC, limits: #limits, default: #d, key: #key, provenance: #p }));
        if optional {
            reads.push(quote!(#f: fields.optional()?));
            writes.push(quote!(writer.optional(self.#f.as_ref())?;));
            visits.push(quote!(if let ::core::option::Option::Some(v) = &self.#f { visitor.field(#fs); ::at_spec::Argument::visit(v, visitor); }));
        } else {
            reads.push(quote!(#f: fields.required()?));
            writes.push(quote!(writer.subparameter(&self.#f)?;));
            visits.push(quote!(visitor.field(#fs); ::at_spec::Argument::visit(&self.#f, visitor);));
        }
        if a.has("range") || a.has("ranges") || a.has("absent") {
            if optional {
                checks.push(quote!({ const L: ::at_spec::Limits = #limits; if let ::core::option::Option::Some(v) = &self.#f { L.check(profile, ::at_spec::Argument::number(v))?; } }));
            } else {
                checks.push(quote!({ const L: ::at_spec::Limits = #limits; L.check(profile, ::at_spec::Argument::number(&self.#f))?; }));
            }
        }
    }
    quote! { impl<'a> ::at_spec::Subparameters<'a> for #id #g {
        const ITEM: &'static str = #name;
        const SPECS: &'static [::at_spec::SubparameterSpec] = &[#(#specs),*];
        fn read(fields: &mut ::at_spec::Fields<'a>) -> ::core::result::Result<Self, ::at_spec::Malformed> { let _ = &fields; Ok(Self { #(#reads),* }) }
        fn write(&self, writer: &mut ::at_spec::Writer<'_>) -> ::core::result::Result<(), ::at_spec::Full> { let _ = &writer; #(#writes)* Ok(()) }
        fn visit(&self, visitor: &mut dyn ::at_spec::Visitor) { let _ = &visitor; #(#visits)* }
        fn check(&self, profile: ::at_spec::ProfileId) -> ::core::result::Result<(), ::at_spec::Refused> { let _ = profile; #(#checks)* Ok(()) }
    } }
}
fn name_of(a: &At) -> Ts {
    let n = a.name.clone().unwrap_or_default();
    let e = a
        .get("verb")
        .map(|t| pairs(t, |e| quote!(#e)))
        .unwrap_or(quote!(&[]));
    quote!(::at_spec::Name { usual: #n, elsewhere: #e })
}
fn info(x: &Item, specs_of: Ts) -> Ts {
    let id = &x.ident;
    let (of, st) = if x.lt {
        (quote!(#id<'e>), quote!(#id<'static>))
    } else {
        (quote!(#id), quote!(#id))
    };
    let nm = if x.at.has("bare") {
        quote!(::core::option::Option::None)
    } else {
        let n = name_of(&x.at);
        quote!(::core::option::Option::Some(#n))
    };
    let cf = x
        .fields
        .iter()
        .find(|f| f.2.has("count"))
        .map(|f| f.0.clone().unwrap());
    let count = cf.as_ref().map(|f| quote!(fn count(value: &Self::Of<'_>) -> ::core::option::Option<u32> { ::at_spec::Argument::number(&value.#f).and_then(|n| u32::try_from(n).ok()) }));
    let cb = cf
        .map(|f| {
            let s = f.to_string();
            quote!(::core::option::Option::Some(#s))
        })
        .unwrap_or(quote!(::core::option::Option::None));
    let (s, src) = &x.doc;
    let p = prov(&x.at);
    let iname = id.to_string();
    quote! { impl ::at_spec::Information for #st { type Of<'e> = #of; const NAME: ::core::option::Option<::at_spec::Name> = #nm;
    const SPEC: &'static ::at_spec::LineSpec = &::at_spec::LineSpec { item: #iname, name: #nm, manual: ::at_spec::Manual { summary: #s, text: "", source: #src, provenance: #p }, subparameters: #specs_of, counted_by: #cb, codec: ::at_spec::Codec::line::<Self>() };
    #count } }
}
#[proc_macro_derive(Command, attributes(at))]
pub fn command(t: TokenStream) -> TokenStream {
    let d = parse_macro_input!(t as DeriveInput);
    let x = item(&d);
    let id = &x.ident;
    let (of, st, g) = if x.lt {
        (quote!(#id<'b>), quote!(#id<'static>), quote!(<'a>))
    } else {
        (quote!(#id), quote!(#id), quote!())
    };
    let s = subs(&x);
    let nm = name_of(&x.at);
    let n = x.at.name.clone().unwrap();
    let syn = if n.starts_with(['+', '#', '$', '*', '%']) {
        quote!(Extended)
    } else if n.starts_with('S') && n.len() > 1 {
        quote!(Register)
    } else {
        quote!(Basic)
    };
    let within =
        x.at.get("answer_within")
            .map(|t| {
                let s: LitStr = parse2(t).unwrap();
                let s = s.value();
                let (a, b) = s.split_once(' ').unwrap();
                a.parse::<u32>().unwrap() * if b == "s" { 1000 } else { 1 }
            })
            .unwrap_or(5000);
    let ab =
        x.at.get("absent")
            .map(|t| quote!(&#t))
            .unwrap_or(quote!(&[]));
    let ans = x.at.get("answer").unwrap_or(quote!(::at_spec::Nothing));
    let ex =
        x.at.get("exchange")
            .unwrap_or(quote!(::at_spec::Exchange::Plain));
    let ex: Ts = ex.to_string().replace("self", "value").parse().unwrap();
    let set = x.at.get("setting");
    let own = set.as_ref().is_some_and(|t| t.to_string() == "Self");
    let sett = set.clone().map(|t| if own { st.clone() } else { t });
    let provs = |f: &str| {
        x.at.get("provenance")
            .map(|t| t.to_string())
            .and_then(|s| {
                s.split(',').find(|p| p.trim().starts_with(f)).map(|p| {
                    if p.contains("recollected") {
                        quote!(::at_spec::Provenance::Recollected)
                    } else {
                        quote!(::at_spec::Provenance::Inferred)
                    }
                })
            })
            .unwrap_or(prov(&x.at))
    };
    let (ps, pr, pt) = (provs("set"), provs("read"), provs("test"));
    let rd = sett
        .as_ref()
        .map(|t| quote!(impl ::at_spec::Readable for #st { type Setting = #t; }));
    let rdspec = sett.as_ref().map(|t| quote!(::core::option::Option::Some(::at_spec::FormSpec { answer: <#t as ::at_spec::Information>::SPEC, provenance: #pr }))).unwrap_or(quote!(::core::option::Option::None));
    let te =
        x.at.has("test")
            .then(|| quote!(impl ::at_spec::Testable for #st {}));
    let tespec = if x.at.has("test") {
        quote!(::core::option::Option::Some(::at_spec::FormSpec { answer: <::at_spec::Ranges<#st> as ::at_spec::Information>::SPEC, provenance: #pt }))
    } else {
        quote!(::core::option::Option::None)
    };
    let inf = own.then(|| {
        info(
            &x,
            quote!(<#st as ::at_spec::Subparameters<'static>>::SPECS),
        )
    });
    let (sm, src) = &x.doc;
    let p = prov(&x.at);
    let iname = id.to_string();
    quote! { const _: () = { #s
        impl ::at_spec::Declaration for #st { type Of<'b> = #of; type Answer = #ans; const NAME: ::at_spec::Name = #nm; const SYNTAX: ::at_spec::Syntax = ::at_spec::Syntax::#syn; const WITHIN: u32 = #within; const ABSENT: &'static [::at_spec::ProfileId] = #ab;
            const SPEC: &'static ::at_spec::CommandSpec = &::at_spec::CommandSpec { item: #iname, name: #nm, syntax: ::at_spec::Syntax::#syn, manual: ::at_spec::Manual { summary: #sm, text: "", source: #src, provenance: #p }, within: #within, absent: #ab, subparameters: <#st as ::at_spec::Subparameters<'static>>::SPECS, set: ::at_spec::FormSpec { answer: <#ans as ::at_spec::Information>::SPEC, provenance: #ps }, read: #rdspec, test: #tespec, codec: ::at_spec::Codec::command::<#st>() };
            fn exchange(value: &Self::Of<'_>) -> ::at_spec::Exchange { let _ = value; #ex } }
        impl #g ::at_spec::Command for #id #g { type Answer = #ans; fn outline(&self) -> ::at_spec::Outline { <#st as ::at_spec::Declaration>::outline(self) } fn encode(&self, writer: &mut ::at_spec::Writer<'_>) -> ::core::result::Result<(), ::at_spec::Full> { <#st as ::at_spec::Declaration>::encode(self, writer) } fn check(&self, profile: ::at_spec::ProfileId) -> ::core::result::Result<(), ::at_spec::Refused> { <#st as ::at_spec::Declaration>::check(self, profile) } }
        #rd #te #inf }; }.into()
}
fn line(t: TokenStream, un: bool) -> TokenStream {
    let d = parse_macro_input!(t as DeriveInput);
    let x = item(&d);
    let id = &x.ident;
    let st = if x.lt {
        quote!(#id<'static>)
    } else {
        quote!(#id)
    };
    let s = subs(&x);
    let i = info(
        &x,
        quote!(<#st as ::at_spec::Subparameters<'static>>::SPECS),
    );
    let u = un.then(|| quote!(impl ::at_spec::Unsolicited for #st {}));
    quote!(const _: () = { #s #i #u };).into()
}
#[proc_macro_derive(Information, attributes(at))]
pub fn information(t: TokenStream) -> TokenStream {
    line(t, false)
}
#[proc_macro_derive(Unsolicited, attributes(at))]
pub fn unsolicited(t: TokenStream) -> TokenStream {
    line(t, true)
}
#[proc_macro_derive(Argument, attributes(at))]
pub fn argument(t: TokenStream) -> TokenStream {
    let d = parse_macro_input!(t as DeriveInput);
    let id = &d.ident;
    let a = at(&d.attrs);
    match &d.data {
        Data::Enum(e) => {
            let words = e.variants.iter().any(|v| at(&v.attrs).name.is_some());
            let vs: Vec<_> = e
                .variants
                .iter()
                .map(|v| {
                    (
                        v.ident.clone(),
                        v.ident.to_string(),
                        at(&v.attrs),
                        doc(&v.attrs).0,
                    )
                })
                .collect();
            let (ids, names): (Vec<_>, Vec<_>) = vs.iter().map(|v| (&v.0, &v.1)).unzip();
            let texts: Vec<_> = vs.iter().map(|v| &v.3).collect();
            if words {
                let ws: Vec<_> = vs.iter().map(|v| v.2.name.clone().unwrap()).collect();
                let wb: Vec<_> = ws
                    .iter()
                    .map(|w| LitByteStr::new(w.as_bytes(), id.span()))
                    .collect();
                let q = a.has("quoted");
                let wr = if q {
                    quote!(writer.bytes(b"\"")?; writer.bytes(w)?; writer.bytes(b"\""))
                } else {
                    quote!(writer.bytes(w))
                };
                quote!(const _: () = { impl<'a> ::at_spec::Argument<'a> for #id { const SPEC: ::at_spec::ArgumentSpec = ::at_spec::ArgumentSpec::Words { words: &[#(::at_spec::Word { word: #ws, name: #names, text: #texts }),*], quoted: #q };
                    fn read(fields: &mut ::at_spec::Fields<'a>) -> ::core::result::Result<Self, ::at_spec::Malformed> { let bad = fields.malformed(::at_spec::Fault::UnknownWord, 0); match fields.take(::at_spec::grammar::word)? { #(#wb => Ok(Self::#ids),)* _ => Err(bad) } }
                    fn write(&self, writer: &mut ::at_spec::Writer<'_>) -> ::core::result::Result<(), ::at_spec::Full> { let w: &[u8] = match self { #(Self::#ids => #wb),* }; #wr }
                    fn visit(&self, visitor: &mut dyn ::at_spec::Visitor) { visitor.case(match self { #(Self::#ids => #names),* }) } } };).into()
            } else {
                let ns: Vec<_> = vs.iter().map(|v| v.2.num.unwrap()).collect();
                let nu: Vec<_> = ns.iter().map(|n| *n as u32).collect();
                quote!(const _: () = { impl<'a> ::at_spec::Argument<'a> for #id { const SPEC: ::at_spec::ArgumentSpec = ::at_spec::ArgumentSpec::Choice(&[#(::at_spec::Choice { number: #ns, name: #names, text: #texts }),*]);
                    fn read(fields: &mut ::at_spec::Fields<'a>) -> ::core::result::Result<Self, ::at_spec::Malformed> { let bad = fields.malformed(::at_spec::Fault::OutOfRange, 0); match fields.take(::at_spec::grammar::number)? { #(#nu => Ok(Self::#ids),)* _ => Err(bad) } }
                    fn write(&self, writer: &mut ::at_spec::Writer<'_>) -> ::core::result::Result<(), ::at_spec::Full> { writer.number(match self { #(Self::#ids => #ns),* }, 0) }
                    fn visit(&self, visitor: &mut dyn ::at_spec::Visitor) { visitor.case(match self { #(Self::#ids => #names),* }) }
                    fn number(&self) -> ::core::option::Option<i64> { Some(match self { #(Self::#ids => #ns),* }) } } };).into()
            }
        }
        Data::Struct(s) => {
            let ty = &s.fields.iter().next().unwrap().ty;
            let Expr::Range(r) = parse2::<Expr>(a.get("range").unwrap()).unwrap() else {
                panic!()
            };
            let (lo, hi) = (r.start, r.end);
            quote!(const _: () = { impl #id { /// The value, if in range.
                #[must_use] pub const fn new(value: #ty) -> ::core::option::Option<Self> { const R: core::ops::RangeInclusive<#ty> = #lo..=#hi; if value >= *R.start() && value <= *R.end() { Some(Self(value)) } else { None } }
                /// The number.
                #[must_use] pub const fn value(self) -> #ty { self.0 } }
              impl<'a> ::at_spec::Argument<'a> for #id { const SPEC: ::at_spec::ArgumentSpec = ::at_spec::ArgumentSpec::Number { least: #lo, most: #hi, unit: "", width: 0 };
                fn read(fields: &mut ::at_spec::Fields<'a>) -> ::core::result::Result<Self, ::at_spec::Malformed> { let bad = fields.malformed(::at_spec::Fault::OutOfRange, 0); Self::new(<#ty as ::at_spec::Argument<'a>>::read(fields)?).ok_or(bad) }
                fn write(&self, writer: &mut ::at_spec::Writer<'_>) -> ::core::result::Result<(), ::at_spec::Full> { ::at_spec::Argument::write(&self.0, writer) }
                fn visit(&self, visitor: &mut dyn ::at_spec::Visitor) { ::at_spec::Argument::visit(&self.0, visitor) }
                fn number(&self) -> ::core::option::Option<i64> { ::at_spec::Argument::number(&self.0) } } };).into()
        }
        _ => panic!(),
    }
}
#[proc_macro_attribute]
pub fn family(_: TokenStream, t: TokenStream) -> TokenStream {
    let mut m = parse_macro_input!(t as ItemMod);
    let (mut cmds, mut ans, mut uns) = (vec![], vec![], vec![]);
    for i in &m.content.as_ref().unwrap().1 {
        if let syn::Item::Struct(s) = i {
            let ds: String = s
                .attrs
                .iter()
                .filter(|a| a.path().is_ident("derive"))
                .map(|a| a.to_token_stream().to_string())
                .collect();
            let has = |n: &str| ds.split(|c: char| !c.is_alphanumeric()).any(|w| w == n);
            let id = s.ident.clone();
            let st = if s.generics.lifetimes().count() > 0 {
                quote!(#id<'static>)
            } else {
                quote!(#id)
            };
            if has("Command") {
                cmds.push((id, st.clone()));
                if at(&s.attrs)
                    .get("setting")
                    .is_some_and(|t| t.to_string() == "Self")
                {
                    ans.push(st);
                }
            } else if has("Information") {
                ans.push(st)
            } else if has("Unsolicited") {
                uns.push(st)
            }
        }
    }
    let (ids, sts): (Vec<_>, Vec<_>) = cmds.into_iter().unzip();
    let out: Ts = quote! {
        /// Any command of the family.
        #[derive(Clone, Debug, PartialEq)] pub enum Declared<'a> { #( /// One command.
            #ids(::at_spec::Form<'a, #sts>)),* }
        impl<'a> ::at_spec::Family<'a> for Declared<'a> {
            const COMMANDS: &'static [&'static ::at_spec::CommandSpec] = &[#(<#sts as ::at_spec::Declaration>::SPEC),*]; const ANSWERS: &'static [&'static ::at_spec::LineSpec] = &[#(<#ans as ::at_spec::Information>::SPEC),*]; const UNSOLICITED: &'static [&'static ::at_spec::LineSpec] = &[#(<#uns as ::at_spec::Information>::SPEC),*];
            const UNSOLICITED_NAMES: &'static [::at_spec::Name] = &[#(match <#uns as ::at_spec::Information>::NAME { Some(n) => n, None => ::at_spec::Name::new("") }),*];
            fn decode(invocation: &::at_spec::Invocation<'a>, profile: ::at_spec::ProfileId) -> ::core::option::Option<::core::result::Result<Self, ::at_spec::Malformed>> { #(if let Some(f) = ::at_spec::Form::<#sts>::decode(invocation, profile) { return Some(f.map(Self::#ids)); })* None } }
        impl<'a> Declared<'a> {
            /// Writes.
            pub fn encode(&self, writer: &mut ::at_spec::Writer<'_>) -> ::core::result::Result<(), ::at_spec::Full> { match self { #(Self::#ids(f) => f.encode(writer)),* } }
            /// Shows.
            pub fn visit(&self, visitor: &mut dyn ::at_spec::Visitor) { match self { #(Self::#ids(f) => f.visit(visitor)),* } }
            /// Checks.
            pub fn check(&self, profile: ::at_spec::ProfileId) -> ::core::result::Result<(), ::at_spec::Refused> { match self { #(Self::#ids(f) => f.check(profile)),* } } }
    };
    let f: File = parse2(out).unwrap();
    m.content.as_mut().unwrap().1.extend(f.items);
    m.to_token_stream().into()
}
#[proc_macro_derive(Dialect)]
pub fn dialect(t: TokenStream) -> TokenStream {
    let d = parse_macro_input!(t as DeriveInput);
    let id = &d.ident;
    let Data::Enum(e) = &d.data else { panic!() };
    let ids: Vec<_> = e.variants.iter().map(|v| &v.ident).collect();
    let tys: Vec<_> = e
        .variants
        .iter()
        .map(|v| &v.fields.iter().next().unwrap().ty)
        .collect();
    let sts: Vec<Ts> = tys
        .iter()
        .map(|t| {
            t.to_token_stream()
                .to_string()
                .replace("'a", "'static")
                .parse()
                .unwrap()
        })
        .collect();
    let _ = format_ident!("x");
    quote!(const _: () = { impl<'a> ::at_spec::Dialect<'a> for #id<'a> {
        const COMMANDS: &'static [&'static [&'static ::at_spec::CommandSpec]] = &[#(<#sts as ::at_spec::Family<'static>>::COMMANDS),*]; const ANSWERS: &'static [&'static [&'static ::at_spec::LineSpec]] = &[#(<#sts as ::at_spec::Family<'static>>::ANSWERS),*]; const UNSOLICITED: &'static [&'static [&'static ::at_spec::LineSpec]] = &[#(<#sts as ::at_spec::Family<'static>>::UNSOLICITED),*]; const UNSOLICITED_NAMES: &'static [&'static [::at_spec::Name]] = &[#(<#sts as ::at_spec::Family<'static>>::UNSOLICITED_NAMES),*];
        fn decode(invocation: &::at_spec::Invocation<'a>, profile: ::at_spec::ProfileId) -> ::core::option::Option<::core::result::Result<Self, ::at_spec::Malformed>> { #(if let Some(f) = <#tys as ::at_spec::Family<'a>>::decode(invocation, profile) { return Some(f.map(Self::#ids)); })* None } }
      impl<'a> #id<'a> {
        /// Writes.
        pub fn encode(&self, writer: &mut ::at_spec::Writer<'_>) -> ::core::result::Result<(), ::at_spec::Full> { match self { #(Self::#ids(f) => f.encode(writer)),* } }
        /// Shows.
        pub fn visit(&self, visitor: &mut dyn ::at_spec::Visitor) { match self { #(Self::#ids(f) => f.visit(visitor)),* } }
        /// Checks.
        pub fn check(&self, profile: ::at_spec::ProfileId) -> ::core::result::Result<(), ::at_spec::Refused> { match self { #(Self::#ids(f) => f.check(profile)),* } } } };).into()
}
