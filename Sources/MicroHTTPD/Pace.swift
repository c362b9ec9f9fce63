/// A steady number of bytes per second, in whole bytes: the n-th is due n / rate seconds after the beginning.
struct Pace {
  private let rate: Int128

  /// A number below 1 counts as 1.
  init(bytesPerSecond: Int) {
    rate = Int128(max(1, bytesPerSecond))
  }

  /// How many bytes go together: those of 50 ms, at least one.
  var step: Int { Int(max(1, rate / 20)) }

  /// How many bytes are due so many nanoseconds after the beginning.
  func count(after nanoseconds: Int64) -> Int {
    Int(clamping: Int128(nanoseconds) * rate / 1_000_000_000)
  }

  /// How many nanoseconds after the beginning that many bytes are due.
  func nanoseconds(until count: Int) -> Int64 {
    Int64(clamping: (Int128(count) * 1_000_000_000 + rate - 1) / rate)
  }
}
