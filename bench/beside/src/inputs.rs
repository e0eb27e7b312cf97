//! What all columns are given: the names of the rows, and the bytes.
//!
//! In: nothing. Out: inputs. Not here: work.

pub const FORMAT_ECHO: &str = "format E";
pub const FORMAT_REPORTS: &str = "format +CMEE";
pub const FORMAT_REGISTER: &str = "format S12";
pub const FORMAT_CONTEXT: &str = "format +CGDCONT";
pub const FORMAT_SOCKET: &str = "format #SCFG";
pub const FORMAT_ACTIVATE: &str = "format #SGACT";
pub const FORMAT_ENABLE: &str = "format #SSLEN";
pub const FORMAT_SECURITY: &str = "format #SSLSECCFG";
pub const FORMAT_CONFIGURATION: &str = "format #SSLCFG";
pub const FORMAT_STORE: &str = "format #SSLSECDATA";
pub const FORMAT_DIAL: &str = "format #SSLD, host checked";
pub const FORMAT_RECEIVE: &str = "format #SSLRCV";
pub const FORMAT_CLOSE: &str = "format #SSLH";
pub const READ_CONTEXT: &str = "+CGDCONT line, typed";
pub const READ_STATUS: &str = "#SSLS and OK: framed, classified, typed";
pub const STATUS_DIALOGUE: &str = "#SSLS and OK through the engine, request included";
pub const RECEIVE_WHOLE: &str = "receive of 1500, one read";
pub const RECEIVE_64: &str = "receive of 1500, reads of 64";
pub const RECEIVE_1: &str = "receive of 1500, reads of 1";

pub const HOST: &[u8] = b"api.example.com";
pub const APN: &[u8] = b"internet";
pub const CONTEXT: &[u8] = b"+CGDCONT: 1,\"IP\",\"apn\",\"\",0,0";
pub const STATUS: &[u8] = b"\r\n#SSLS: 1,2,3\r\n\r\nOK\r\n";

/// How many bytes are received.
pub const COUNT: usize = 1500;

/// A receive without anything in it that looks like the end of an answer, so that every column can read it.
pub fn receive() -> Vec<u8> {
    let mut input = format!("\r\n#SSLRECV: {COUNT}\r\n").into_bytes();
    input.extend((0..COUNT).map(|place| b'a' + (place % 26) as u8));
    input.extend(b"\r\n\r\nOK\r\n");
    input
}
