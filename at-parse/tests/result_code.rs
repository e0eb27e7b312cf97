//! Result codes in words and digits, and what only looks like one.
//!
//! In: lines. Out: judgement of codes. Not here: what a code ends.

use at_parse::{ErrorReport, ResultCode, ResultCodes};

const WORDS: [(&[u8], &[u8], ResultCode<'_>); 8] = [
    (b"OK", b"0", ResultCode::Ok),
    (b"CONNECT", b"1", ResultCode::Connect),
    (b"RING", b"2", ResultCode::Ring),
    (b"NO CARRIER", b"3", ResultCode::NoCarrier),
    (b"ERROR", b"4", ResultCode::Error),
    (b"NO DIALTONE", b"6", ResultCode::NoDialtone),
    (b"BUSY", b"7", ResultCode::Busy),
    (b"NO ANSWER", b"8", ResultCode::NoAnswer),
];

#[test]
fn every_code_is_known_by_its_word_and_its_digit_in_its_own_mode() {
    for (word, digit, code) in WORDS {
        assert_eq!(ResultCode::read(word, ResultCodes::Verbose), Some(code));
        assert_eq!(ResultCode::read(digit, ResultCodes::Numeric), Some(code));
        assert_eq!(ResultCode::read(word, ResultCodes::Numeric), None);
        assert_eq!(ResultCode::read(digit, ResultCodes::Verbose), None);
    }
}

#[test]
fn a_connect_may_say_its_speed_and_a_no_carrier_more_behind_a_colon() {
    for (line, code) in [
        (&b"CONNECT 115200"[..], Some(ResultCode::Connect)),
        (b"NO CARRIER:SSL,1", Some(ResultCode::NoCarrier)),
        (b"CONNECTED", None),
        (b"NO CARRIERS", None),
        (b"anything else", None),
    ] {
        assert_eq!(ResultCode::read(line, ResultCodes::Verbose), code);
    }
    for digits in [&b"5"[..], b"10", b"11", b"12", b"15", b"23"] {
        let code = ResultCode::read(digits, ResultCodes::Numeric);
        assert_eq!(code, Some(ResultCode::Connect));
    }
}

#[test]
fn an_error_report_is_a_number_or_a_text_in_either_mode() {
    for codes in [ResultCodes::Verbose, ResultCodes::Numeric] {
        let number = ResultCode::CmeError(ErrorReport::Number(839));
        assert_eq!(ResultCode::read(b"+CME ERROR: 839", codes), Some(number));
        let text = ResultCode::CmsError(ErrorReport::Text(b"8 ways"));
        assert_eq!(ResultCode::read(b"+CMS ERROR: 8 ways", codes), Some(text));
    }
}
