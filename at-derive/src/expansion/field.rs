//! What is written above a field of a command or of an answer.

use quote::quote;

use super::shown;

#[test]
fn a_range_is_a_constant_that_the_check_holds() {
    let written = quote! {
        /// Receives payload.
        ///
        /// Source: guide 4.2.2.2.
        #[derive(Command)]
        #[at("#SSLRECV")]
        pub struct Receive {
            /// At most so many bytes.
            #[at(range = 1..=MOST)]
            pub room: ByteCount,
        }
    };
    insta::assert_snapshot!(shown(written, &["__ROOM_LIMITS", "Subparameters::check"]));
}

#[test]
fn ranges_of_profiles_stand_before_the_usual_one() {
    let written = quote! {
        /// Receives payload.
        ///
        /// Source: guide 4.2.2.2.
        #[derive(Command)]
        #[at("#SSLRECV")]
        pub struct Receive {
            /// At most so many bytes.
            #[at(range = 1..=1500, ranges(id::G2 => 1..=1000, id::G3 => 1..=1000))]
            pub room: ByteCount,
        }
    };
    insta::assert_snapshot!(shown(written, &["__ROOM_LIMITS"]));
}

#[test]
fn a_field_that_may_be_left_out_is_checked_where_it_is_there() {
    let written = quote! {
        /// Opens a socket.
        ///
        /// Source: guide 4.5.3.
        #[derive(Command)]
        #[at("#SSLD")]
        pub struct Dial {
            /// Left out: command mode.
            #[at(absent = [id::G2])]
            pub mode: Option<Mode>,
        }
    };
    insta::assert_snapshot!(shown(written, &["__MODE_LIMITS", "Subparameters::check"]));
}

#[test]
fn a_default_and_a_key_are_data_for_people_and_modules() {
    let written = quote! {
        /// Configures a socket.
        ///
        /// Source: guide 4.3.
        #[derive(Command)]
        #[at("#SSLCFG")]
        pub struct Configuration {
            /// Which socket.
            #[at(key)]
            pub socket: SocketId,
            /// How long a connection may be silent.
            #[at(default = "90")]
            pub silence: Option<Seconds>,
        }
    };
    insta::assert_snapshot!(shown(
        written,
        &["Subparameters::SPECS.name+optional+default+key"]
    ));
}

#[test]
fn a_field_may_be_known_better_or_worse_than_its_item() {
    let written = quote! {
        /// Configures a socket.
        ///
        /// Source: guide 4.3.
        #[derive(Command)]
        #[at("#SSLCFG", recollected)]
        pub struct Configuration {
            /// As the item.
            pub socket: SocketId,
            /// Better.
            #[at(cited)]
            pub context: Option<u8>,
            /// Worse.
            #[at(inferred)]
            pub silence: Option<Seconds>,
            /// Alike.
            #[at(recollected)]
            pub size: Option<u16>,
        }
    };
    insta::assert_snapshot!(shown(written, &["Subparameters::SPECS.name+provenance"]));
}

#[test]
fn a_count_says_how_much_payload_follows() {
    let written = quote! {
        /// How many bytes follow.
        ///
        /// Source: guide 4.2.2.2.
        #[derive(Information)]
        #[at("#SSLRECV")]
        pub struct Received {
            /// Bytes behind this line.
            #[at(count)]
            pub count: ByteCount,
        }
    };
    insta::assert_snapshot!(shown(
        written,
        &["Information::count", "Information::SPEC.counted_by"]
    ));
}

#[test]
fn a_count_that_may_be_left_out_counts_where_it_is_there() {
    let written = quote! {
        /// How many bytes follow, perhaps.
        ///
        /// Source: guide 4.2.2.2.
        #[derive(Information)]
        #[at("#SSLRECV")]
        pub struct Received {
            /// Bytes behind this line.
            #[at(count)]
            pub count: Option<ByteCount>,
        }
    };
    insta::assert_snapshot!(shown(written, &["Information::count"]));
}

#[test]
fn a_leading_field_is_there_if_it_and_the_next_can_be_read() {
    let written = quote! {
        /// How many bytes follow.
        ///
        /// Source: guide 4.2.2.2.
        #[derive(Information)]
        #[at("#SSLRECV")]
        pub struct Received {
            /// Which socket.
            #[at(leading)]
            pub socket: Option<SocketId>,
            /// Bytes behind this line.
            pub count: ByteCount,
        }
    };
    insta::assert_snapshot!(shown(
        written,
        &["Subparameters::read", "Subparameters::write"]
    ));
}

#[test]
fn counted_data_are_read_when_their_count_is_known() {
    let written = quote! {
        /// Payload waits, and is shown.
        ///
        /// Source: protocol notes 5.16.
        #[derive(Unsolicited)]
        #[at("SSLSRING")]
        pub struct Arrived<'a> {
            /// How much.
            pub bytes: ByteCount,
            /// What.
            #[at(counted_by = bytes)]
            pub data: Option<Counted<'a>>,
        }
    };
    insta::assert_snapshot!(shown(
        written,
        &["Subparameters::read", "Subparameters::write"]
    ));
}

#[test]
fn a_field_of_an_answer_has_limits_too() {
    let written = quote! {
        /// The state of a socket.
        ///
        /// Source: guide 4.5.
        #[derive(Information)]
        #[at("#SSLS")]
        pub struct Status {
            /// Which socket.
            #[at(key, range = 1..=6, ranges(id::G2 => 1..=1), inferred)]
            pub socket: u8,
            /// Bytes that wait.
            #[at(absent = [id::G2], default = "0", recollected)]
            pub waiting: Option<u16>,
        }
    };
    insta::assert_snapshot!(shown(written, &["__SOCKET_LIMITS", "__WAITING_LIMITS"]));
}

#[test]
fn a_field_of_an_answer_is_as_well_known_as_it_says() {
    let written = quote! {
        /// The state of a socket.
        ///
        /// Source: guide 4.5.
        #[derive(Information)]
        #[at("#SSLS", inferred)]
        pub struct Status {
            /// Which socket.
            #[at(cited)]
            pub socket: u8,
        }
    };
    insta::assert_snapshot!(shown(written, &["Subparameters::SPECS"]));
}

#[test]
fn an_unwritten_field_is_read_as_its_default_and_not_written() {
    let written = quote! {
        /// Stores data.
        ///
        /// Source: protocol notes 5.4.
        #[derive(Command)]
        #[at("#STORE")]
        pub struct Store {
            /// Bytes that follow the prompt.
            pub size: ByteCount,
            /// How they are written.
            #[at(unwritten)]
            pub format: Format,
        }
    };
    insta::assert_snapshot!(shown(
        written,
        &[
            "Subparameters::read",
            "Subparameters::write",
            "Subparameters::visit"
        ]
    ));
}
