//! What is written above a type that is one subparameter, and above its cases.

use proc_macro2::TokenStream;
use quote::quote;

use super::shown;

#[test]
fn a_choice_of_numbers_is_read_by_number() {
    let parts = ["Argument::read"];
    insta::assert_snapshot!(shown(closure(), &parts));
}

#[test]
fn a_choice_of_numbers_is_written_by_number() {
    let parts = ["Argument::write", "Argument::number"];
    insta::assert_snapshot!(shown(closure(), &parts));
}

#[test]
fn a_choice_of_numbers_is_a_table_and_shown_by_name() {
    let parts = ["Argument::SPEC", "Argument::visit"];
    insta::assert_snapshot!(shown(closure(), &parts));
}

fn closure() -> TokenStream {
    quote! {
        /// What closing does with the session.
        #[derive(Argument)]
        pub enum Closure {
            /// It is freed.
            #[at(0)]
            Free,
            /// It is kept.
            #[at(1)]
            KeepSession,
        }
    }
}

#[test]
fn a_negative_number_is_read_with_its_sign() {
    let written = quote! {
        /// Whether it is attached.
        #[derive(Argument)]
        pub enum Attached {
            /// It never was.
            #[at(-1)]
            Never,
            /// It is.
            #[at(1)]
            Now,
        }
    };
    insta::assert_snapshot!(shown(written, &["Argument::read"]));
}

#[test]
fn a_choice_of_words_is_read_with_or_without_quotes() {
    let written = quote! {
        /// What the SIM waits for.
        #[derive(Argument)]
        pub enum Lock {
            /// Nothing.
            #[at("READY")]
            Ready,
            /// The PIN.
            #[at("SIM PIN")]
            Pin,
        }
    };
    insta::assert_snapshot!(shown(written, &["Argument::read", "Argument::write"]));
}

#[test]
fn quoted_words_are_written_in_quotes() {
    let written = quote! {
        /// A protocol.
        #[derive(Argument)]
        #[at(quoted)]
        pub enum Protocol {
            /// Version 4.
            #[at("IP")]
            Four,
        }
    };
    insta::assert_snapshot!(shown(written, &["Argument::SPEC", "Argument::write"]));
}

#[test]
fn a_struct_around_a_value_is_read_as_the_value() {
    let written = quote! {
        /// A title.
        #[derive(Argument)]
        pub struct Title<'a>(Quoted<Printable<'a>>);
    };
    insta::assert_snapshot!(shown(
        written,
        &[
            "Self::new",
            "Self::value",
            "Argument::SPEC",
            "Argument::read"
        ]
    ));
}

#[test]
fn a_struct_with_a_range_exists_only_within_it() {
    let written = quote! {
        /// A socket.
        #[derive(Argument)]
        #[at(range = 1..=6)]
        pub(crate) struct SocketId(u8);
    };
    insta::assert_snapshot!(shown(
        written,
        &["Self::new", "Argument::SPEC", "Argument::read"]
    ));
}

#[test]
fn arguments_reach_a_renamed_crate() {
    let choice = quote! {
        /// A switch.
        #[derive(Argument)]
        #[at(crate = words)]
        pub enum Switch {
            /// Off.
            #[at(0)]
            Off,
        }
    };
    let around = quote! {
        /// A socket.
        #[derive(Argument)]
        #[at(crate = words)]
        pub struct SocketId(u8);
    };
    insta::assert_snapshot!(
        "a_choice_reaches_a_renamed_crate",
        shown(choice, &["Argument::read"])
    );
    insta::assert_snapshot!(
        "a_struct_around_a_value_reaches_a_renamed_crate",
        shown(around, &["Argument::read"])
    );
}
