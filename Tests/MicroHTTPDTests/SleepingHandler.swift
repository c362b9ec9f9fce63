import HTTPMessages
import MicroHTTPD
import Synchronization

/// A handler that answers `/N` after N milliseconds, and `/N/again` after it was asked again; everything else
/// at once.
final class SleepingHandler: RequestHandler {
  /// What the test can see of the handler.
  final class Control: Sendable {
    /// What the handler was asked and what it gave back, in order.
    let log = Mutex<[String]>([])
    let exchanges = Mutex<[ExchangeID]>([])
    /// By how much each call of `due` was late, in nanoseconds.
    let lateness = Mutex<[Int64]>([])
  }

  private struct Sleeper {
    let exchange: ExchangeID
    let path: String
    let deadline: Int64
  }

  private let control: Control
  /// In the order of their deadlines.
  private var sleepers: [Sleeper] = []
  private var awake: Set<ExchangeID> = []

  init(_ control: Control) {
    self.control = control
  }

  static func start(
    _ control: Control = Control(), settings: EngineSettings = EngineSettings()
  ) throws -> HTTPServer<SleepingHandler> {
    try HTTPServer(host: "127.0.0.1", port: 0, settings: settings) { _ in
      SleepingHandler(control)
    }
  }

  func respond(
    to request: Request, body: [UInt8], exchange: ExchangeID, into response: inout Response
  ) -> Disposition {
    let path = request.string(request.path)
    control.log.withLock { $0.append(path) }
    control.exchanges.withLock { $0.append(exchange) }
    let milliseconds = path.split(separator: "/").first.flatMap { Int64($0) }
    guard let milliseconds, awake.remove(exchange) == nil else {
      response = Response("\(path) \(String(decoding: body, as: UTF8.self))")
      return .answered
    }
    let deadline = MonotonicTime.now() + milliseconds * 1_000_000
    let place = sleepers.firstIndex { $0.deadline > deadline } ?? sleepers.endIndex
    sleepers.insert(Sleeper(exchange: exchange, path: path, deadline: deadline), at: place)
    return .later
  }

  func refuses(
    _ request: Request, because problem: BodyProblem?, into response: inout Response
  ) -> Bool {
    false
  }

  var nextDeadline: Int64? { sleepers.first?.deadline }

  func due(at now: Int64) -> [(ExchangeID, Resumption)] {
    let due = sleepers.prefix { $0.deadline <= now }
    sleepers.removeFirst(due.count)
    return due.map { sleeper in
      control.lateness.withLock { $0.append(now - sleeper.deadline) }
      guard sleeper.path.hasSuffix("/again") else {
        return (sleeper.exchange, .answer(Response("slept \(sleeper.path)")))
      }
      awake.insert(sleeper.exchange)
      return (sleeper.exchange, .again)
    }
  }
}
