import HTTPMessages
import MicroHTTPD
import Synchronization

/// A handler whose answers a test decides by the path: what `answers` has, and else `/later` is answered
/// never or by `answerLater`, `/big` with 8 MiB, everything else with what came in.
final class ScriptedHandler: RequestHandler {
  /// What the test can see and do while the handler lives on its loop thread.
  final class Control: Sendable {
    let responder = Mutex<Responder?>(nil)
    let waiting = Mutex<[ExchangeID]>([])
    let refusesBodies = Mutex(false)
    let answers: [String: Response]
    private let arrivals = Mailbox<Void>()

    init(_ answers: [String: Response] = [:]) {
      self.answers = answers
    }

    func arrived(_ exchange: ExchangeID) {
      waiting.withLock { $0.append(exchange) }
      arrivals.post(())
    }

    /// Waits until a request for `/later` has come.
    func waitForArrival() {
      _ = arrivals.wait(milliseconds: 10_000)
    }

    /// Answers everything that waits.
    func answerLater(with response: Response = Response("late")) {
      for exchange in waiting.withLock({ $0 }) {
        responder.withLock { $0 }?.answer(exchange, with: response)
      }
    }
  }

  private let control: Control

  init(_ control: Control) {
    self.control = control
  }

  static func start(
    _ control: Control = Control(), port: Int = 0, settings: EngineSettings = EngineSettings()
  ) throws -> HTTPServer<ScriptedHandler> {
    try HTTPServer(host: "127.0.0.1", port: port, settings: settings) { responder in
      control.responder.withLock { $0 = responder }
      return ScriptedHandler(control)
    }
  }

  func respond(
    to request: Request, body: [UInt8], exchange: ExchangeID, into response: inout Response
  ) -> Disposition {
    let path = request.string(request.path)
    if let answer = control.answers[path] {
      response = answer
      return .answered
    }
    switch path {
    case "/later":
      control.arrived(exchange)
      return .later
    case "/big":
      response.shared = SharedBytes([UInt8](repeating: 0x2E, count: 8 * 1_048_576))
      return .answered
    default:
      response.contentType = "text/plain"
      response.body = Array("\(path) \(body.count)".utf8)
      return .answered
    }
  }

  func refuses(
    _ request: Request, because problem: BodyProblem?, into response: inout Response
  ) -> Bool {
    guard problem != nil || control.refusesBodies.withLock({ $0 }) else { return false }
    response.status = problem == .noMemory ? 503 : 413
    response.body = Array(#"{"refused":true}"#.utf8)
    return true
  }
}

extension Response {
  /// A text that is delivered in some way.
  init(_ text: String, _ delivery: Delivery = .whole) {
    self.init()
    contentType = "text/plain"
    body = Array(text.utf8)
    self.delivery = delivery
  }
}
