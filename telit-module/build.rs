//! Does nothing. A package with build dependencies must have a build script, and only as one of those does `openssl-src`
//! lend its feature `weak-crypto` to the script of `openssl-sys` that builds OpenSSL (feature `weak-tls`).

fn main() {}
