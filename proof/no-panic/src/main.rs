//! Proof: no panic is reachable from the public entry points of the core.
//!
//! In: bytes and numbers that the optimiser cannot know. Out: a program that links. Its panic handler calls a
//! symbol that nobody defines, so it links only if no path to the handler survives. It proves what it reaches:
//! `tests/tests/entry_points.rs` holds these files against the public functions of the core.
#![no_std]
#![no_main]

mod bytes;
mod engine;
mod errors;
mod procedures;
mod rows;
mod texts;
mod values;

use core::hint::black_box;

#[cfg(target_os = "linux")]
#[link(name = "c")]
unsafe extern "C" {}

unsafe extern "C" {
    fn the_core_can_panic() -> !;
}

#[panic_handler]
fn panic(_: &core::panic::PanicInfo<'_>) -> ! {
    // SAFETY: the symbol does not exist, so this never runs: if it is reachable, the program does not link.
    unsafe { the_core_can_panic() }
}

#[inline(never)]
fn all_entry_points(input: &[u8], number: u32) -> usize {
    rows::rows(input);
    values::values(input, number);
    errors::errors(input, number);
    engine::engine(input, u64::from(number));
    procedures::procedures(input, u64::from(number));
    bytes::bytes(input, number)
}

static INPUT: [u8; 64] = [0; 64];

/// Where the C runtime begins.
#[unsafe(no_mangle)]
pub extern "C" fn main(argc: i32, _: *const *const u8) -> i32 {
    let n = usize::try_from(argc).unwrap_or(0).min(INPUT.len());
    let input = INPUT
        .split_at_checked(n)
        .map_or(&[][..], |(input, _)| input);
    i32::try_from(all_entry_points(
        black_box(input),
        black_box(argc.unsigned_abs()),
    ))
    .unwrap_or(1)
}
