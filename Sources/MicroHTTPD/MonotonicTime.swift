internal import Glibc

/// The clock that never jumps; it goes on while the machine sleeps, as jobs and people expect.
package enum MonotonicTime {
  /// Nanoseconds since some moment before the process began.
  package static func now() -> Int64 { read(CLOCK_BOOTTIME) }

  /// Nanoseconds since the Unix epoch, of the clock on the wall.
  package static func wall() -> Int64 { read(CLOCK_REALTIME) }

  private static func read(_ clock: clockid_t) -> Int64 {
    var time = timespec()
    clock_gettime(clock, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }
}
