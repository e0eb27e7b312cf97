//! What is written above a family and above a dialect.

use quote::quote;

use super::shown;

#[test]
fn a_family_is_an_enum_of_its_commands() {
    let written = quote! {
        #[at_spec::family]
        mod declared {
            #[derive(Command)]
            #[at("#SSLEN")]
            pub struct Enable;

            #[derive(Command)]
            #[at("#SSLD")]
            pub struct Dial<'a>;
        }
    };
    insta::assert_snapshot!(shown(written, &["Declared", "Family::decode"]));
}

#[test]
fn a_family_has_the_rows_of_its_items() {
    let written = quote! {
        #[at_spec::family]
        mod declared {
            #[derive(Command)]
            #[at("#SSLEN", setting = Self)]
            pub struct Enable;

            #[derive(Information)]
            #[at("#SSLS")]
            pub struct Status<'a>;

            #[derive(Unsolicited)]
            #[at("SSLSRING", verb(id::G2 => "SRING"))]
            #[cfg(feature = "unasked")]
            pub struct Arrived;
        }
    };
    let parts = [
        "Family::COMMANDS",
        "Family::ANSWERS",
        "Family::UNSOLICITED",
        "Family::UNSOLICITED_NAMES",
    ];
    insta::assert_snapshot!(shown(written, &parts));
}

#[test]
fn a_family_knows_which_lines_count_data_of_their_own() {
    let written = quote! {
        #[at_spec::family]
        mod declared {
            #[derive(Unsolicited)]
            #[at("SSLSRING")]
            pub struct Arrived<'a> {
                pub bytes: ByteCount,
                #[at(counted_by = bytes)]
                pub data: Option<Counted<'a>>,
            }
        }
    };
    insta::assert_snapshot!(shown(written, &["Family::UNSOLICITED_DATA"]));
}

#[test]
fn a_family_without_commands_has_no_values() {
    let written = quote! {
        #[at_spec::family]
        mod declared {}
    };
    insta::assert_snapshot!(shown(
        written,
        &["Declared", "Family::decode", "Self::encode"]
    ));
}

#[test]
fn a_family_writes_shows_and_checks_any_command() {
    let written = quote! {
        #[at_spec::family(crate = words)]
        mod declared {
            #[derive(Command)]
            #[at("#SSLEN")]
            pub struct Enable;
        }
    };
    insta::assert_snapshot!(shown(written, &["Self"]));
}

#[test]
fn a_dialect_asks_its_families_in_turn() {
    let written = quote! {
        #[derive(Dialect)]
        pub enum Telit<'a> {
            Session(session::Declared<'a>),
            Exchange(exchange::Declared<'a>),
        }
    };
    insta::assert_snapshot!(shown(written, &["Dialect::decode"]));
}

#[test]
fn a_dialect_has_the_rows_of_its_families() {
    let written = quote! {
        #[derive(Dialect)]
        #[at(crate = words)]
        pub enum Telit<'a> {
            Session(session::Declared<'a>),
            Exchange(exchange::Declared<'a>),
        }
    };
    let parts = [
        "Dialect::COMMANDS",
        "Dialect::UNSOLICITED_NAMES",
        "Self::encode",
    ];
    insta::assert_snapshot!(shown(written, &parts));
}
