import MockCore
import Synchronization
import TestDoors

@testable import ContractKit

/// A server of a few lines that keeps the contract as far as a story asks, but for what a test has put in its
/// place.
struct FakeAPI {
  /// What the endpoints are called in a test's list.
  enum Endpoint: String, Sendable {
    case health, submit, status, result, cancel, output, clock, other
  }

  /// The answers of an endpoint, one for each call; the last one for all further ones.
  typealias Replies = [Endpoint: [Reply]]

  struct Reply: Sendable {
    let make: @Sendable (ReceivedRequest, _ origin: String) -> ScriptedServer.Reply

    init(_ make: @escaping @Sendable (ReceivedRequest, _ origin: String) -> ScriptedServer.Reply) {
      self.make = make
    }
  }

  let server: ScriptedServer

  /// - Parameters:
  ///   - isMock: it says at `/_mock/health` that it is one.
  ///   - replies: instead of the friendly ones.
  /// - Throws: when the system has no socket left.
  init(isMock: Bool = true, _ replies: Replies = [:]) throws {
    let counts = Mutex<[Endpoint: Int]>([:])
    server = try ScriptedServer { request, origin in
      let endpoint = Endpoint(request)
      let number = counts.withLock { counts in
        counts[endpoint, default: 0] += 1
        return counts[endpoint] ?? 0
      }
      if let own = replies[endpoint], let last = own.last {
        return (number <= own.count ? own[number - 1] : last).make(request, origin)
      }
      return Self.friendly(endpoint, number, isMock).make(request, origin)
    }
  }

  var origin: String { server.origin }
  var requests: [ReceivedRequest] { server.requests }

  /// The calls of an endpoint.
  func calls(_ endpoint: Endpoint) -> [ReceivedRequest] {
    requests.filter { Endpoint($0) == endpoint }
  }

  /// The ids of the jobs that were cancelled, in order.
  var cancelled: [String] {
    calls(.cancel).compactMap { $0.path.split(separator: "/").dropLast().last.map(String.init) }
  }

  private static func friendly(_ endpoint: Endpoint, _ number: Int, _ isMock: Bool) -> Reply {
    switch endpoint {
    case .health:
      isMock
        ? .json(#"{"status": "ok", "product": "runcomfy-mock", "version": "9"}"#)
        : .error(404, 404001, "no such path")
    case .submit: .job("job-\(number)")
    case .status: .json(#"{"status": "in_queue", "queue_position": 1}"#)
    case .result: .json(#"{"status": "completed", "output": {"image": "{origin}/outputs/1.png"}}"#)
    case .cancel: .json(#"{"status": "cancelled", "outcome": "cancelled"}"#)
    case .output: .answer(body: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], "image/png")
    case .clock: .json("{}")
    case .other: .error(404, 404001, "no such path")
    }
  }
}

extension FakeAPI.Endpoint {
  init(_ request: ReceivedRequest) {
    let words = request.path.split(separator: "/")
    self =
      if request.path == "/_mock/health" {
        .health
      } else if request.path == "/_mock/v1/clock" {
        .clock
      } else if request.path.hasPrefix("/outputs/") {
        .output
      } else if request.method == "POST", request.path.hasPrefix("/v1/models/") {
        .submit
      } else if request.path.hasPrefix("/v1/requests/"), let last = words.last {
        Self(rawValue: String(last)) ?? .other
      } else {
        .other
      }
  }
}

extension FakeAPI.Reply {
  /// JSON; `{origin}` stands for the server's own.
  static func json(
    _ text: String, status: Int = 200, _ fields: [(name: String, value: String)] = []
  ) -> Self {
    Self { _, origin in
      .answer(
        status: status, fields: [("Content-Type", "application/json")] + fields,
        body: Array(text.replacing("{origin}", with: origin).utf8))
    }
  }

  /// A job in that state.
  static func state(_ word: String, _ fields: [(name: String, value: String)] = []) -> Self {
    json(#"{"status": "\#(word)"}"#, fields)
  }

  /// A submit's answer.
  static func job(_ id: String) -> Self {
    let job = "{origin}/v1/requests/\(id)"
    return json(
      #"{"request_id": "\#(id)", "status_url": "\#(job)/status", "result_url": "\#(job)/result", "#
        + #""cancel_url": "\#(job)/cancel"}"#)
  }

  /// RunComfy's envelope.
  static func error(
    _ status: Int, _ code: Int, _ message: String, _ fields: [(name: String, value: String)] = []
  ) -> Self {
    json(
      #"{"error_code": \#(code), "error_message": "\#(message)"}"#, status: status, fields)
  }

  static func answer(_ status: Int = 200, body: [UInt8], _ type: String) -> Self {
    Self { _, _ in .answer(status: status, fields: [("Content-Type", type)], body: body) }
  }

  /// These bytes instead of an answer.
  static func raw(_ text: String, then ending: ScriptedServer.Ending = .close) -> Self {
    Self { _, _ in .raw(Array(text.utf8), then: ending) }
  }
}
