//! What is written above an answer or an unsolicited result code.

use quote::quote;

use super::shown;

#[test]
fn a_line_begins_with_its_name() {
    let written = quote! {
        /// The state of a socket.
        ///
        /// Source: guide 4.5.
        #[derive(Information)]
        #[at("#SSLS")]
        pub struct Status;
    };
    insta::assert_snapshot!(shown(written, &["Information"]));
}

#[test]
fn a_line_may_have_a_verb_of_a_profile() {
    let written = quote! {
        /// How many bytes follow.
        ///
        /// Source: guide 4.2.2.2.
        #[derive(Information)]
        #[at("#SSLRECV", verb(id::G2 => "#SSLRCV"))]
        pub struct Received;
    };
    insta::assert_snapshot!(shown(written, &["Information::NAME"]));
}

#[test]
fn a_bare_line_has_no_name() {
    let written = quote! {
        /// The model.
        ///
        /// Source: 27.007 5.2.
        #[derive(Information)]
        #[at(bare)]
        pub struct Model<'a> {
            /// As it calls itself.
            pub model: Line<'a>,
        }
    };
    insta::assert_snapshot!(shown(
        written,
        &[
            "Information::Of",
            "Information::NAME",
            "Subparameters::read"
        ]
    ));
}

#[test]
fn a_line_is_cited_unless_it_says_otherwise() {
    let written = quote! {
        /// The model.
        ///
        /// Source: 27.007 5.2.
        #[derive(Information)]
        #[at(bare, cited)]
        pub struct Model;
    };
    insta::assert_snapshot!(shown(written, &["Information::SPEC.manual"]));
}

#[test]
fn a_line_may_be_recollected() {
    let written = quote! {
        /// The model.
        ///
        /// Source: 27.007 5.2.
        #[derive(Information)]
        #[at(bare, recollected)]
        pub struct Model;
    };
    insta::assert_snapshot!(shown(written, &["Information::SPEC.manual"]));
}

#[test]
fn an_unsolicited_code_is_a_line_with_a_mark() {
    let written = quote! {
        /// Payload waits.
        ///
        /// Source: protocol notes 5.14.
        #[derive(Unsolicited)]
        #[at("SSLSRING", verb(id::G2 => "SRING"), inferred)]
        pub struct Arrived {
            /// Which socket.
            pub socket: SocketId,
        }
    };
    insta::assert_snapshot!(shown(
        written,
        &[
            "Unsolicited",
            "Information::NAME",
            "Information::SPEC.manual"
        ]
    ));
}

#[test]
fn an_unsolicited_code_may_be_cited_or_recollected() {
    let written = quote! {
        /// The peer has gone.
        ///
        /// Source: V.250 6.3.5.
        #[derive(Unsolicited)]
        #[at("NO CARRIER", cited)]
        pub struct Gone;
    };
    let other = quote! {
        /// A call.
        ///
        /// Source: V.250 6.3.
        #[derive(Unsolicited)]
        #[at("RING", recollected)]
        pub struct Ring;
    };
    insta::assert_snapshot!(
        "an_unsolicited_code_may_be_cited",
        shown(written, &["Information::SPEC.manual"])
    );
    insta::assert_snapshot!(
        "an_unsolicited_code_may_be_recollected",
        shown(other, &["Information::SPEC.manual"])
    );
}

#[test]
fn lines_reach_a_renamed_crate() {
    let answer = quote! {
        /// The state of a socket.
        ///
        /// Source: guide 4.5.
        #[derive(Information)]
        #[at("#SSLS", crate = words)]
        pub struct Status;
    };
    let unasked = quote! {
        /// A call.
        ///
        /// Source: V.250 6.3.
        #[derive(Unsolicited)]
        #[at("RING", crate = words)]
        pub struct Ring;
    };
    insta::assert_snapshot!(
        "an_answer_reaches_a_renamed_crate",
        shown(answer, &["Information::NAME"])
    );
    insta::assert_snapshot!(
        "an_unsolicited_code_reaches_a_renamed_crate",
        shown(unasked, &["Unsolicited"])
    );
}
