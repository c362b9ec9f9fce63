internal import Glibc
internal import HTTPMessages
internal import MicroHTTPD
package import MockCore
internal import Synchronization

/// Prints one line per event on a thread of its own, so that a slow reader of the output never holds up
/// the loop: what it cannot take in time is dropped and counted.
package final class EventLog: Sendable {
  private enum Message: Sendable {
    case event(Event)
    case end
  }

  private static let limit = 10_000

  private let mailbox = Mailbox<Message>()
  private let done = Mailbox<Void>()
  private let dropped = Atomic(0)
  private let profile: Profile
  private let write: @Sendable (String) -> Void
  /// The wall clock when the monotonic clock was at 0.
  private let wallOffset = MonotonicTime.wall() - MonotonicTime.now()

  /// Starts the thread.
  ///
  /// - Parameters:
  ///   - profile: says where a promise comes from.
  ///   - write: is called with whole lines, their ends included.
  /// - Throws: `MockServerError` when there is no thread left.
  package init(
    _ profile: Profile, write: @escaping @Sendable (String) -> Void
  ) throws(MockServerError) {
    self.profile = profile
    self.write = write
    do {
      // Never joined: it ends by itself after `finish`, or with the process if the output is stuck.
      _ = try LoopThread { [self] in run() }
    } catch {
      throw MockServerError(description: error.description, isOfTheCall: false)
    }
  }

  /// Takes an event, from any thread and without waiting.
  package func add(_ event: Event) {
    if !mailbox.post(.event(event), limit: Self.limit) {
      dropped.add(1, ordering: .relaxed)
    }
  }

  /// Prints what is left, for at most so many milliseconds.
  package func finish(milliseconds: Int32) {
    mailbox.post(.end)
    _ = done.wait(milliseconds: milliseconds)
  }

  private func run() {
    while true {
      var text = ""
      var hasEnded = false
      for message in mailbox.wait() {
        switch message {
        case .event(let event): text += line(event)
        case .end: hasEnded = true
        }
      }
      let dropped = dropped.exchange(0, ordering: .relaxed)
      if dropped > 0 { text += "… \(dropped) events were not printed: the output is too slow\n" }
      if !text.isEmpty { write(text) }
      if hasEnded {
        _ = done.post(())
        return
      }
    }
  }

  private func line(_ event: Event) -> String {
    let nanoseconds = event.monotonic + wallOffset
    let date = CivilDate(secondsSinceEpoch: nanoseconds / 1_000_000_000)
    let milliseconds = nanoseconds / 1_000_000 % 1000
    let clock = [date.hour, date.minute, date.second].map { Self.padded($0, 2) }
    let text = ControlCharacters.escaped(event.line(profile))
    return "\(clock.joined(separator: ":")).\(Self.padded(Int(milliseconds), 3))  \(text)\n"
  }

  private static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
