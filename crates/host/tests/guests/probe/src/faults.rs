//! What a component should not do.

use std::time::Duration;

use crate::Answer;

/// Prints the argument on both streams; standard error ends without a line end.
pub fn print(argument: &str) -> Answer {
    println!("{argument} out");
    eprint!("{argument} err");
    Ok(String::new())
}

/// Says so, and waits for some milliseconds.
pub async fn sleep(argument: &str) -> Answer {
    println!("sleeping");
    let wait_ms = argument.parse().unwrap_or(0);
    spin_sdk::time::sleep(Duration::from_millis(wait_ms)).await;
    println!("slept");
    Ok("awake".to_owned())
}

/// Takes some mebibytes of memory.
pub fn allocate(argument: &str) -> Answer {
    let bytes = argument.parse().unwrap_or(0_usize) << 20;
    let taken = std::hint::black_box(vec![1_u8; bytes]);
    Ok(taken.len().to_string())
}

/// Traps.
#[expect(clippy::panic, reason = "this is what it is for")]
pub fn trap() -> Answer {
    panic!("trapped as asked")
}

/// Computes for ever.
pub fn endless_loop() -> Answer {
    let mut rounds = 0_u64;
    loop {
        rounds = std::hint::black_box(rounds.wrapping_add(1));
    }
}
