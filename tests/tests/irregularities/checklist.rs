//! The simulator checklist: protocol notes 9.
//!
//! In: nothing. Out: its lines. Not here: whether the cases exist.

use super::{Case, Drawn, Line, Test, Vector};

const fn machine(name: &'static str) -> Case {
    Test("telit-module/tests/machine/checklist.rs", name)
}

pub(super) const LINES: &[Line] = &[
    (
        1,
        "echo from the start, of payload too",
        &[
            machine("echo_is_on_from_the_start_and_sends_commands_and_payload_back"),
            Test(
                "tests/tests/supply.rs",
                "payload_is_refused_where_the_module_echoes",
            ),
        ],
    ),
    (
        2,
        "enabling twice is an error",
        &[
            machine("enabling_twice_is_an_error"),
            Vector("setup/enable_twice"),
            Vector("setup/enable_twice_on_a_newer_module"),
        ],
    ),
    (
        3,
        "configuration before enabling is an error",
        &[
            machine("nothing_is_configured_or_used_before_it_is_enabled"),
            Vector("setup/configuration_before_enabling"),
        ],
    ),
    (
        4,
        "the configuration has ten fields",
        &[machine("the_configuration_is_read_as_ten_fields")],
    ),
    (
        5,
        "a receive of nothing ends in three ways",
        &[
            Drawn("wordless"),
            machine("a_receive_without_data_says_so_and_ends_with_ok"),
            Vector("exchange/receive_nothing_in_time"),
            Vector("exchange/receive_behind_the_end"),
        ],
    ),
    (
        6,
        "payload that looks like answers",
        &[
            Test(
                "tests/tests/properties/payload.rs",
                "payload_containing_final_codes",
            ),
            Test(
                "tests/tests/properties/payload.rs",
                "prompt_characters_in_data",
            ),
            machine("payload_that_looks_like_answers_is_counted_and_carried_both_ways"),
        ],
    ),
    (
        7,
        "unsolicited codes at any moment",
        &[
            Drawn("untimely-codes"),
            Test("tests/tests/properties/borders.rs", "urc_inside_an_answer"),
            machine("an_unsolicited_code_can_come_at_the_worst_moment"),
        ],
    ),
    (
        8,
        "how sends end, and what is too much",
        &[
            Drawn("escape-refused"),
            Drawn("surplus-refused"),
            machine("a_send_ends_with_ctrl_z_cancels_with_esc_and_deletes_with_bs"),
            machine("a_counted_send_ends_by_count_and_every_byte_is_payload"),
            machine("what_is_above_the_most_that_a_send_takes_is_lost_without_a_word"),
        ],
    ),
    (
        9,
        "an address in quotes; 553 for a repeat",
        &[
            Drawn("quoted-address"),
            machine("the_address_is_bare_or_quoted_and_a_repeat_is_an_error"),
            Vector("context/activate_twice"),
        ],
    ),
    (
        10,
        "certificates: flags, sizes, ends, read back",
        &[
            machine("security_data_have_flags"),
            machine("a_pem_with_a_size_ends_with_ctrl_z_and_must_have_that_size"),
            machine("a_der_with_a_size_ends_with_its_last_byte_whatever_that_is"),
            Test(
                "tests/tests/supply.rs",
                "stored_data_end_as_their_format_wants",
            ),
        ],
    ),
    (
        11,
        "the end is reported in command mode, and data can still be read",
        &[
            machine("the_peers_end_is_reported_in_command_mode_and_what_came_can_still_be_read"),
            Vector("session/ended_in_command_mode"),
        ],
    ),
    (
        12,
        "`+++` too fast behind data is payload",
        &[
            machine("plus_signs_too_fast_behind_other_data_or_too_far_apart_are_payload"),
            Test(
                "tests/tests/account.rs",
                "the_silence_before_an_escape_sequence_begins_behind_the_last_byte_of_payload",
            ),
        ],
    ),
    (
        13,
        "digits for codes; line ends of any number and kind",
        &[
            Drawn("bare-line-feeds"),
            Drawn("extra-line-end"),
            Drawn("missing-line-end"),
            machine("digits_without_lf_stand_for_the_words_of_a_session"),
            Test(
                "tests/tests/irregular.rs",
                "a_module_with_irregular_line_ends_is_understood",
            ),
        ],
    ),
    (
        14,
        "every answer is split at every byte",
        &[
            Drawn("piecemeal"),
            Test(
                "tests/tests/pieces.rs",
                "events_do_not_depend_on_where_a_short_answer_is_cut_in_three",
            ),
            Test(
                "tests/tests/pieces.rs",
                "events_do_not_depend_on_where_the_bytes_of_a_dialogue_are_cut_in_three",
            ),
        ],
    ),
    (
        15,
        "a dial is silent for long, and its end comes late",
        &[
            Drawn("slow-handshake"),
            Drawn("no-carrier-dial"),
            machine("a_dial_can_be_silent_for_long_and_its_failure_comes_late"),
            Test(
                "tests/tests/engine.rs",
                "nothing_is_sent_behind_an_online_dial_that_timed_out_until_its_outcome_is_known",
            ),
        ],
    ),
];
