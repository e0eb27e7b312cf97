//! The quirks of the field: field notes B.
//!
//! In: nothing. Out: its lines. Not here: whether the cases exist.

use super::{Case, Drawn, Line, Out, Test, Vector};

const fn field(name: &'static str) -> Case {
    Test("telit-module/tests/machine/field.rs", name)
}

pub(super) const LINES: &[Line] = &[
    (
        1,
        "payload may contain anything",
        &[
            Test(
                "tests/tests/properties/payload.rs",
                "payload_containing_final_codes",
            ),
            Vector("exchange/receive_what_looks_like_an_answer"),
        ],
    ),
    (
        2,
        "the end of an answer inside an HTTP body",
        &[Test(
            "tests/tests/properties/payload.rs",
            "payload_containing_final_codes",
        )],
    ),
    (
        3,
        "the blank line of an HTTP head",
        &[
            Test(
                "tests/tests/properties/payload.rs",
                "whitespace_in_payload_kept",
            ),
            Test(
                "tests/tests/single_fault.rs",
                "no_single_fault_makes_the_engine_lie_or_get_stuck",
            ),
        ],
    ),
    (
        4,
        "line ends of any number and kind",
        &[
            Drawn("extra-line-end"),
            Drawn("missing-line-end"),
            Drawn("bare-line-feeds"),
            Test(
                "tests/tests/irregular.rs",
                "line_ends_behind_a_counted_body_vary_and_its_bytes_do_not",
            ),
        ],
    ),
    (
        5,
        "`TIMEOUT` and `DISCONNECTED` behind a count of zero",
        &[
            Drawn("wordless"),
            field("the_word_behind_a_count_of_zero_is_part_of_the_answer"),
            Vector("exchange/receive_nothing_in_time"),
        ],
    ),
    (
        6,
        "bytes of any value",
        &[
            Test(
                "telit-module/tests/machine/checklist.rs",
                "every_byte_value_is_carried_where_it_can_be",
            ),
            Test(
                "tests/tests/dialogue.rs",
                "every_byte_arrives_in_both_directions_through_online_mode",
            ),
        ],
    ),
    (
        7,
        "a client that looked for LF CR",
        &[Out(
            "of a client; the framer knows no other order than CR LF",
        )],
    ),
    (
        8,
        "a client to which the token `O` is `OK`",
        &[
            Test("tests/tests/dialects.rs", "names_of_lines_are_whole_names"),
            Test(
                "tests/tests/properties/borders.rs",
                "sslsx_not_accepted_as_ssls",
            ),
        ],
    ),
    (
        9,
        "a header of two fields",
        &[
            Drawn("two-field-header"),
            Test(
                "tests/tests/irregular.rs",
                "payload_arrives_behind_a_header_of_two_fields",
            ),
            Test(
                "tests/tests/engine.rs",
                "a_header_with_something_behind_its_count_counts_nothing",
            ),
        ],
    ),
    (
        10,
        "`SRING:` inside `SSLSRING:`",
        &[
            Test("tests/tests/engine.rs", "a_longer_name_is_another_name"),
            Test("tests/tests/dialects.rs", "names_of_lines_are_whole_names"),
        ],
    ),
    (
        11,
        "an address that begins with 1",
        &[
            field("an_address_may_begin_like_the_state_of_a_context"),
            Vector("context/activate_with_an_address_that_begins_with_1"),
        ],
    ),
    (
        12,
        "an answer and a code of one name",
        &[
            field("an_answer_and_a_report_of_one_name_differ_in_their_fields"),
            Test(
                "tests/tests/engine.rs",
                "an_unsolicited_code_is_told_from_an_answer_of_the_same_name_by_its_values",
            ),
        ],
    ),
    (
        13,
        "spellings of the prompt",
        &[
            Drawn("narrow-prompt"),
            Test(
                "tests/tests/disagreements/session.rs",
                "prompt_one_sign_with_a_space_or_without_or_three",
            ),
        ],
    ),
    (
        14,
        "payload comes back before its `OK`",
        &[
            field("with_echo_on_the_payload_comes_back_before_its_ok"),
            Test(
                "tests/tests/supply.rs",
                "payload_is_refused_where_the_module_echoes",
            ),
        ],
    ),
    (
        15,
        "`^Z` in payload ends a send",
        &[
            field("a_ctrl_z_in_binary_data_ends_a_send_early_and_the_rest_is_lost"),
            Test(
                "tests/tests/supply.rs",
                "payload_that_the_module_would_act_on_is_refused_with_its_place",
            ),
        ],
    ),
    (
        16,
        "BS deletes, ESC cancels",
        &[
            Drawn("escape-refused"),
            field("a_bs_deletes_and_an_esc_cancels"),
            Test(
                "tests/tests/supply.rs",
                "payload_that_the_module_would_act_on_is_refused_with_its_place",
            ),
        ],
    ),
    (
        17,
        "`^Z` behind a counted send",
        &[Test(
            "tests/tests/disagreements/session.rs",
            "sslsendext_tail_ctrl_z_sent_or_not",
        )],
    ),
    (
        18,
        "a CR behind `^Z`",
        &[field("a_cr_behind_ctrl_z_is_nothing")],
    ),
    (
        19,
        "too much payload is lost or refused",
        &[
            Drawn("surplus-refused"),
            field("payload_above_the_most_can_be_an_error"),
            Test(
                "tests/tests/sending.rs",
                "every_piece_that_was_answered_is_accepted",
            ),
        ],
    ),
    (
        20,
        "more than 1000 bytes are refused",
        &[field("more_than_a_thousand_bytes_cannot_be_asked_for")],
    ),
    (
        21,
        "a code before or behind the `OK` of a send",
        &[
            Drawn("untimely-codes"),
            Test(
                "telit-module/tests/machine/checklist.rs",
                "an_unsolicited_code_comes_between_the_payload_of_a_send_and_its_ok",
            ),
        ],
    ),
    (
        22,
        "a code while a receive is pending",
        &[
            Drawn("untimely-codes"),
            Test("tests/tests/properties/borders.rs", "urc_inside_an_answer"),
            Vector("session/data_waiting_inside_an_answer"),
        ],
    ),
    (
        23,
        "a plain receive of nothing fails at once",
        &[
            field("a_receive_waits_for_data_where_a_plain_one_would_fail"),
            Vector("socket/receive_nothing"),
        ],
    ),
    (
        24,
        "enabling twice is an error",
        &[
            field("enabling_what_is_enabled_and_disabling_what_is_not_are_errors"),
            Vector("setup/enable_twice_in_words"),
        ],
    ),
    (
        25,
        "disabling may fail",
        &[field(
            "enabling_what_is_enabled_and_disabling_what_is_not_are_errors",
        )],
    ),
    (
        26,
        "what is enabled survives; a fresh module refuses",
        &[
            Test(
                "telit-module/tests/machine/restart.rs",
                "enabling_security_configuration_contexts_and_certificates_survive",
            ),
            field("the_first_configuration_of_a_fresh_module_fails"),
        ],
    ),
    (
        27,
        "a socket left open by a host that has reset",
        &[
            field("a_connection_left_open_blocks_configuration_and_reuse_until_it_is_closed"),
            Test("tests/tests/attach.rs", "from_a_socket_that_was_left_open"),
            Test(
                "tests/tests/resets.rs",
                "a_host_that_has_reset_finds_the_module",
            ),
        ],
    ),
    (
        28,
        "MQTT fails while the socket is enabled",
        &[Out("the family `#MQ` is not declared")],
    ),
    (
        29,
        "`+CFUN=4` drops the context",
        &[
            Test(
                "telit-module/tests/machine/radio.rs",
                "without_radio_context_registration_and_connection_are_gone",
            ),
            Vector("network/functions"),
        ],
    ),
    (
        30,
        "activating twice looks like a failure",
        &[
            field("a_repeated_activation_looks_like_a_failure_where_errors_have_no_numbers"),
            Vector("context/activate_twice_in_words"),
        ],
    ),
    (
        31,
        "no fast dial; one way of closing alone",
        &[
            Test(
                "tests/tests/disagreements/values.rs",
                "closure_type_0_and_1_or_0_only",
            ),
            Test(
                "tests/tests/profiles.rs",
                "a_session_is_not_kept_where_modules_cannot",
            ),
        ],
    ),
    (
        32,
        "the third field of a status",
        &[Test(
            "tests/tests/disagreements/values.rs",
            "cipher_3_aes_256_or_aes_128",
        )],
    ),
    (
        33,
        "a closed socket that is open for a while",
        &[
            Drawn("slow-close"),
            field("a_status_right_behind_a_close_can_still_be_that_of_a_connection"),
        ],
    ),
    (
        34,
        "a misspelt close",
        &[field("a_misspelt_close_is_an_error")],
    ),
    (
        35,
        "CR in a certificate",
        &[
            field("a_certificate_with_cr_is_stored_and_cannot_be_used"),
            Test(
                "telit-cli/tests/program/files.rs",
                "line_ends_of_other_systems_become_line_feeds_and_that_is_said",
            ),
        ],
    ),
    (
        36,
        "the size counts without `^Z`",
        &[
            Test(
                "telit-module/tests/machine/checklist.rs",
                "a_pem_with_a_size_ends_with_ctrl_z_and_must_have_that_size",
            ),
            Vector("store/store_with_a_size"),
        ],
    ),
    (
        37,
        "`^Z` behind PEM, not behind DER",
        &[
            Test(
                "tests/tests/supply.rs",
                "stored_data_end_as_their_format_wants",
            ),
            Test(
                "telit-module/tests/machine/checklist.rs",
                "a_der_with_a_size_ends_with_its_last_byte_whatever_that_is",
            ),
        ],
    ),
    (
        38,
        "a fourth value of the security setting is refused",
        &[
            field("a_fourth_value_of_the_security_configuration_is_refused"),
            Test(
                "tests/tests/profiles.rs",
                "a_2g_module_is_given_three_values_of_security_and_no_size",
            ),
        ],
    ),
    (
        39,
        "only SHA-1 certificates",
        &[Out(
            "firmware that a virtual module would have to imitate; the host sees a refusal as in 42",
        )],
    ),
    (
        40,
        "an expired certificate is refused",
        &[
            Vector("network/clock"),
            Out("the refusal is as in 42; the command that sets the clock is declared"),
        ],
    ),
    (
        41,
        "a suite other than 0 is refused",
        &[Out("one module; the host sees a refusal as in 38")],
    ),
    (
        42,
        "a strict peer fails without a useful code",
        &[
            field("whatever_a_strict_peer_dislikes_the_error_is_the_same"),
            Test(
                "tests/tests/errors.rs",
                "a_handshake_that_fails_is_one_cause_whatever_its_number",
            ),
        ],
    ),
    (
        43,
        "a slow handshake",
        &[Drawn("slow-handshake"), field("a_handshake_can_be_slow")],
    ),
    (
        44,
        "deleting what is not there",
        &[
            Drawn("delete-absent-refused"),
            field("deleting_what_is_not_there_is_ok_or_an_error"),
        ],
    ),
    (
        45,
        "what is stored already is not written again",
        &[Test(
            "telit-cli/tests/program.rs",
            "get_through_a_pty_from_a_server_that_is_not_ours_and_with_the_wrong_authority",
        )],
    ),
    (
        46,
        "`NO CARRIER` is an end, a report, or payload",
        &[
            field("the_end_of_a_session_has_the_same_words_online_and_in_command_mode"),
            Test(
                "tests/tests/online.rs",
                "every_spelling_of_no_carrier_at_the_tail_and_quiet_end_the_session",
            ),
            Test(
                "tests/tests/online.rs",
                "every_spelling_of_no_carrier_is_data_where_bytes_follow",
            ),
        ],
    ),
    (
        47,
        "the escape sequence without an answer",
        &[
            Drawn("escape-ignored"),
            field("the_escape_sequence_can_be_payload"),
        ],
    ),
    (
        48,
        "a client that sends a line of its protocol behind `+++`",
        &[Out("of a client")],
    ),
    (
        49,
        "a close behind the peer's end",
        &[
            field("a_connection_that_the_peer_has_ended_must_still_be_closed"),
            Vector("session/close_behind_the_end"),
        ],
    ),
    (
        50,
        "data can be read behind the peer's end",
        &[
            Test(
                "telit-module/tests/machine/checklist.rs",
                "the_peers_end_is_reported_in_command_mode_and_what_came_can_still_be_read",
            ),
            field("what_came_before_the_peers_end_is_read_first_online_too"),
        ],
    ),
    (
        51,
        "silence behind power-on",
        &[
            Drawn("silent-boot"),
            Test(
                "telit-module/tests/machine/restart.rs",
                "a_module_can_be_deaf_while_it_starts",
            ),
            Test("tests/tests/attach.rs", "from_a_fresh_boot"),
        ],
    ),
    (
        52,
        "a client that restarts the module instead of closing",
        &[Out(
            "`#ENHRST` is not declared; to the host it is the restart of 53",
        )],
    ),
    (
        53,
        "the module restarts by itself",
        &[
            Drawn("reset"),
            Test(
                "telit-module/tests/machine/restart.rs",
                "a_module_can_restart_once_in_the_middle_of_an_answer",
            ),
            Test(
                "tests/tests/single_fault.rs",
                "no_single_fault_makes_the_engine_lie_or_get_stuck",
            ),
        ],
    ),
];
