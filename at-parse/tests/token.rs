//! Lists of values of any vendor, and the productions that read one value.
//!
//! In: texts. Out: judgement of tokens and readings. Not here: test answers (`allowed.rs`), declared commands.

use at_parse::grammar::{Production, address, bare, hexadecimal, number, word};
use at_parse::{Fault, Malformed, Token, Tokens};

#[test]
fn a_list_is_read_value_by_value_whatever_stands_in_quotes_and_groups() {
    let text = b"1, -2,,\"a,(b\",(0-2,\"x)\",(3,4)),bare word,\"open";
    let tokens: Vec<Token<'_>> = Tokens::new(text).collect();
    let expected = [
        Token::Number(1),
        Token::Number(-2),
        Token::Empty,
        Token::Quoted(b"a,(b"),
        Token::Group(b"0-2,\"x)\",(3,4)"),
        Token::Bare(b"bare word"),
        Token::Bare(b"\"open"),
    ];
    assert_eq!(tokens, expected);
    assert_eq!(Tokens::new(b" ").count(), 0);
}

#[test]
fn numbers_are_read_in_full_or_not_at_all() {
    assert_eq!(number.read(b"0120,"), Ok((120, &b","[..])));
    assert_eq!(hexadecimal.read(b"0xC4EE"), Ok((0xC4EE, &b""[..])));
    assert_eq!(number.read(b"4294967296"), Err((Fault::TooLarge, 0)));
}

#[test]
fn a_text_without_quotes_ends_at_a_comma_and_has_none_in_it() {
    assert_eq!(
        bare.read(b"two words ,x"),
        Ok((&b"two words"[..], &b",x"[..]))
    );
    assert_eq!(bare.read(b"a\"b"), Err((Fault::Forbidden, 1)));
    assert_eq!(word.read(b"\"a,b\",x"), Ok((&b"a,b"[..], &b",x"[..])));
    assert_eq!(word.read(b"a,x"), Ok((&b"a"[..], &b",x"[..])));
}

#[test]
fn an_address_has_a_separator_and_nothing_but_digits_beside_it() {
    assert_eq!(
        address.read(b"10.250.64.139"),
        Ok((&b"10.250.64.139"[..], &b""[..]))
    );
    assert_eq!(
        address.read(b"\"fe80::1\""),
        Ok((&b"fe80::1"[..], &b""[..]))
    );
    assert_eq!(
        address.read(b"10.x").map_err(|(fault, _)| fault),
        Err(Fault::Forbidden)
    );
    assert_eq!(address.read(b"10"), Err((Fault::OutOfRange, 0)));
}

#[test]
fn a_fault_says_what_was_expected_and_where() {
    let malformed = Malformed {
        fault: Fault::NotANumber,
        at: 3,
    };
    assert_eq!(malformed.to_string(), "a number was expected here (byte 3)");
}
