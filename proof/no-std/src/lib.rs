//! Proof: the core links without `std` and without `alloc`.
//!
//! In: bytes of a C caller. Out: a library that links. Whatever needs `std` fails with a second panic handler,
//! whatever needs `alloc` with a missing global allocator.
#![no_std]

use telit_ssl::{Action, Engine, Instant, Profile, command::interface::Attention};

#[panic_handler]
fn panic(_: &core::panic::PanicInfo<'_>) -> ! {
    loop {}
}

/// One request and one poll.
///
/// # Safety
/// `bytes` points to `length` readable bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn drive(bytes: *const u8, length: usize) -> u32 {
    let mut input = unsafe { core::slice::from_raw_parts(bytes, length) };
    let mut engine = Engine::new(Profile::G2, [0; 160], [0; 160]);
    let now = Instant::from_millis(0);
    if engine.request(now, &Attention).is_err() {
        return 1;
    }
    match engine.poll(now, &mut input) {
        Action::Transmit => 2,
        Action::Event(_) => 3,
        Action::SetDtr(_) => 4,
        Action::Wait => 5,
    }
}
