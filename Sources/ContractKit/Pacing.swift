internal import HTTPMessages
internal import MockCore

/// How long to wait between polls, and after a server has asked for it.
enum Pacing: Sendable, Hashable {
  /// The server's time goes on as ours does.
  case real
  /// So many times as fast.
  case scaled(Double)
  /// Polls or advances move the server's time; waiting does not.
  case moved

  /// How often a server whose time is moved is polled before it is given up.
  static let mostPolls = 200
  /// How often a call is repeated that the server has put off.
  static let mostRepeats = 5
  /// How many polls may follow each other faster than usual because the server says so.
  static let mostHurriedPolls = 20
  /// The longest wait for one `Retry-After`; who asks for more is not asked again at all.
  static let longestWait = Duration.seconds(120)

  init(_ pace: ClockPace?) {
    self =
      switch pace {
      case .jumping, .frozen: .moved
      case .scaled(let factor): .scaled(factor)
      case .real, nil: .real
      }
  }

  /// The pause after the poll of that number, counted from 1: it grows from one second to ten.
  func pause(after poll: Int) -> Duration {
    var seconds = 1.0
    for _ in 1..<max(1, min(poll, 20)) { seconds = min(10, seconds * 1.3) }
    return switch self {
    case .real: .seconds(seconds)
    case .scaled(let factor): .seconds(seconds / factor)
    case .moved: .zero
    }
  }

  /// The pause after a poll whose answer may say when to come again.
  func pause(after poll: Int, _ answer: Answer, now: Int64) -> Duration {
    guard self != .moved, let wanted = Self.retryAfter(answer, now: now) else {
      return pause(after: poll)
    }
    let calmPolls = poll - Self.mostHurriedPolls
    return calmPolls <= 0 ? wanted : max(wanted, pause(after: calmPolls))
  }

  /// The pause before the same call once more, when the answer has put it off or there was none; nil where
  /// the server wants to be left alone for longer than anybody waits.
  func pause(beforeRepeat number: Int, _ answer: Answer, now: Int64) -> Duration? {
    let own = pause(after: number * 3 + 1)
    let pause = max(own, Self.retryAfter(answer, now: now) ?? own)
    return pause <= Self.longestWait ? pause : nil
  }

  /// What `Retry-After` asks for: seconds, or a date, which is held against the answer's own `Date`.
  ///
  /// - Parameters:
  ///   - answer: the answer.
  ///   - now: seconds of the Unix epoch, to read years of two digits by.
  /// - Returns: nil where there is none, or nothing that can be understood (RFC 9110 section 10.2.3).
  static func retryAfter(_ answer: Answer, now: Int64) -> Duration? {
    guard let text = answer.field("retry-after") else { return nil }
    if !text.isEmpty, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
      // RFC 9111 section 1.2.2: a number that is too large is a very large one.
      return .seconds(min(Int(text) ?? .max, 1_000_000_000))
    }
    func seconds(_ text: String?) -> Int64? {
      text.flatMap { HTTPDate.secondsSinceEpoch(Array($0.utf8)[...], now: now) }
    }
    guard let until = seconds(text), let now = seconds(answer.field("date")) else { return nil }
    return max(.zero, .seconds(until - now))
  }
}
