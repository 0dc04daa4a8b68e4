//! The one place that waits.

use std::time::{Duration, Instant};

use super::failure::{Failure, Step};

/// How long a person's patience is taken to be.
pub const PATIENCE: Duration = Duration::from_secs(10);

const PAUSE: Duration = Duration::from_millis(40);

/// Asks until the answer is there, and fails with what the last try said otherwise. A try that errs counts as a no, because
/// an element may vanish while it is looked at.
pub async fn until<T>(patience: Duration, mut ask: impl AsyncFnMut() -> Step<Result<T, String>>) -> Step<T> {
    let start = Instant::now();
    loop {
        let why = match ask().await {
            Ok(Ok(answer)) => return Ok(answer),
            Ok(Err(why)) => why,
            Err(failure) => failure.to_string(),
        };
        if start.elapsed() >= patience {
            return Err(Failure::new(format!("{why}\n  (waited {} s)", patience.as_secs())));
        }
        tokio::time::sleep(PAUSE).await;
    }
}
