//! Where sources disagree (protocol notes 11), and how each disagreement is met.
//!
//! In: what each side of a disagreement writes or does. Out: judgement. Not here: facts that all sources share. Tests
//! that belong to a larger subject stand with it; [`MET`] says where.

mod session;
mod values;

use tests::named::is_test;

/// Every topic of the notes' table, in its order: the test that meets it, by file and name.
const MET: [(&str, &str, &str); 17] = [
    (
        "receive verb",
        "tests/profiles.rs",
        "disagreement_the_receive_verb_is_asked_for_and_then_used",
    ),
    (
        "SSL error numbers",
        "tests/errors.rs",
        "disagreement_le910_mixes_both_blocks_of_ssl_numbers",
    ),
    (
        "IP error numbers",
        "tests/errors.rs",
        "ip_errors_have_one_list_on_all_profiles_and_an_older_one_on_the_oldest",
    ),
    (
        "567..569",
        "tests/errors.rs",
        "disagreement_567_to_569_carry_what_every_source_says",
    ),
    (
        "SSLRECV header",
        "tests/irregular.rs",
        "payload_arrives_behind_a_header_of_two_fields",
    ),
    (
        "SSLSENDEXT tail ^Z",
        "tests/disagreements/session.rs",
        "sslsendext_tail_ctrl_z_sent_or_not",
    ),
    (
        "SSLSENDEXT tail ^Z",
        "../telit-module/tests/machine/checklist.rs",
        "a_counted_send_ends_by_count_and_every_byte_is_payload",
    ),
    (
        "SSLSECDATA with size",
        "tests/supply.rs",
        "stored_data_end_as_their_format_wants",
    ),
    (
        "SSLSECDATA with size",
        "../telit-module/tests/machine/checklist.rs",
        "a_der_with_a_size_ends_with_its_last_byte_whatever_that_is",
    ),
    (
        "SSLSECCFG 4th field",
        "tests/profiles.rs",
        "what_a_profile_lacks_is_refused_by_name_before_anything_is_sent",
    ),
    (
        "SSLO final",
        "tests/disagreements/session.rs",
        "sslo_final_connect_or_ok",
    ),
    (
        "cipher 3",
        "tests/disagreements/values.rs",
        "cipher_3_aes_256_or_aes_128",
    ),
    (
        "ClosureType",
        "tests/disagreements/values.rs",
        "closure_type_0_and_1_or_0_only",
    ),
    (
        "host quoting",
        "tests/disagreements/values.rs",
        "host_quoting_bare_or_quoted",
    ),
    (
        "SGACT IP quoting",
        "tests/disagreements/values.rs",
        "sgact_ip_quoting_quoted_or_bare",
    ),
    (
        "command buffer",
        "tests/disagreements/values.rs",
        "command_buffer_80_or_400",
    ),
    (
        "prompt",
        "tests/disagreements/session.rs",
        "prompt_one_sign_with_a_space_or_without_or_three",
    ),
];

#[test]
fn the_test_that_meets_a_disagreement_exists() {
    for (topic, file, test) in MET {
        assert!(is_test(file, test), "{topic}: {file} has no test {test}");
    }
}
