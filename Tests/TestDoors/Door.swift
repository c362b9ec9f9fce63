internal import HTTPMessages
package import MockCore
internal import MockServer
internal import Synchronization

/// The two ways into the mock that a request test takes: the core alone, in memory, and the whole server
/// over a socket.
package enum Door: String, CaseIterable, Sendable {
  case memory, socket
}

/// A request as a test writes it.
package struct TestRequest: Sendable {
  package var method: String
  package var target: String
  package var fields: [(name: String, value: String)]
  package var body: [UInt8]?

  /// A request with the fields that most have; the token is `me` unless another, or nil, is given.
  package init(
    _ method: String = "GET", _ target: String, token: String? = "me",
    fields: [(name: String, value: String)] = [], json: String? = nil
  ) {
    self.method = method
    self.target = target
    self.fields = [("Host", "mock.test:1234")]
    if let token { self.fields.append(("Authorization", "Bearer \(token)")) }
    if let json {
      body = Array(json.utf8)
      self.fields.append(("Content-Type", "application/json"))
    }
    self.fields += fields
  }

  /// The same request with all fields of that name replaced by one, or by none.
  package func with(_ name: String, _ value: String?) -> TestRequest {
    var copy = self
    copy.fields.removeAll { $0.name.lowercased() == name.lowercased() }
    if let value { copy.fields.append((name, value)) }
    return copy
  }

  /// The request on the wire.
  package var bytes: [UInt8] {
    var head = "\(method) \(target) HTTP/1.1\r\n"
    for (name, value) in fields { head += "\(name): \(value)\r\n" }
    if let body { head += "Content-Length: \(body.count)\r\n" }
    return Array((head + "\r\n").utf8) + (body ?? [])
  }
}

/// A mock behind one of the doors.
package final class TestMock: Sendable {
  private enum Inside {
    case memory(Service)
    case socket(MockServer)
  }

  private let inside: Mutex<Inside>
  private let log: Log

  /// The events so far.
  package var events: [Event] { log.events.withLock { $0 } }

  /// Starts a mock; in memory it can have other models than those that ship.
  package init(
    _ door: Door, speed: Double = 1, models: [Model]? = nil,
    _ change: (inout ServiceSettings) -> Void = { _ in }
  ) throws {
    let log = Log()
    var settings = ServiceSettings()
    settings.version = "test"
    change(&settings)
    self.log = log
    switch door {
    case .memory:
      let clock = TenantClock(origin: Self.start, monotonic: 0, pace: ClockPace(speed: speed))
      let service = Service(
        catalogue: Catalogue(try models ?? Models.shipped()), settings: settings, clock: clock,
        seed: 1)
      inside = Mutex(.memory(service))
    case .socket:
      var server = ServerSettings()
      server.service = settings
      server.pace = ClockPace(speed: speed)
      server.onEvent = { event in log.events.withLock { $0.append(event) } }
      inside = Mutex(.socket(try MockServer(server)))
    }
  }

  /// The tenants' time in memory when the monotonic time is 0: 2026-01-02T03:04:05.678901.
  package static let start = Instant(nanoseconds: 1_767_323_045_678_901_000)

  /// Where the server listens; nil in memory.
  package var port: Int? {
    inside.withLock { inside in
      guard case .socket(let server) = inside else { return nil }
      return server.port
    }
  }

  /// Sends a request and returns the answer; in memory, `seconds` after the start.
  package func send(_ request: TestRequest, at seconds: Double = 0) throws -> RawResponse {
    if let port {
      var connection = try RawConnection(port: port)
      try connection.send(request.bytes)
      return try connection.receive(toHEAD: request.method == "HEAD")
    }
    return inside.withLock { inside in
      guard case .memory(var service) = inside else { preconditionFailure("a port was there") }
      var response = Response()
      let answer = service.respond(
        to: request.parsed, body: request.body ?? [], monotonic: Int64(seconds * 1e9),
        into: &response)
      if case .answered(let event) = answer { log.events.withLock { $0.append(event) } }
      inside = .memory(service)
      return RawResponse(response)
    }
  }

  /// Submits a body that the model takes and returns the id.
  package func submit(token: String = "me", at seconds: Double = 0) throws -> String {
    let request = TestRequest(
      "POST", "/v1/models/aidc-ai/ovis-image", token: token, json: #"{"prompt":"a lighthouse"}"#)
    let response = try send(request, at: seconds)
    let parts = response.text.split(separator: "\"")
    guard response.status == 200, parts.count > 3 else {
      throw RawConnection.Failure("not accepted: \(response.text)")
    }
    return String(parts[3])
  }

  private final class Log: Sendable {
    let events = Mutex<[Event]>([])
  }
}

extension RawResponse {
  fileprivate init(_ response: Response) {
    let type = response.contentType.map { [("content-type", $0.description)] } ?? []
    let own = response.fields.map { ($0.name.description.lowercased(), $0.value) }
    let others = (response.otherFields ?? []).map { ($0.name.lowercased(), $0.value) }
    self.init(
      status: response.status, fields: type + own + others, body: Array(response.content))
  }
}

extension TestRequest {
  /// The head as the engine would hand it over.
  fileprivate var parsed: Request {
    let request = Request()
    let parts = target.split(separator: "?", maxSplits: 1).map(String.init)
    request.start(
      method: Array(method.utf8).span.bytes, target: Array(parts[0].utf8).span.bytes)
    for (name, value) in fields {
      request.add(field: Array(name.utf8).span.bytes, value: Array(value.utf8).span.bytes)
    }
    for argument in parts.dropFirst().first?.split(separator: "&") ?? [] {
      let pair = argument.split(separator: "=", maxSplits: 1).map { Array($0.utf8) }
      let name = pair[0]
      let value = pair.count > 1 ? pair[1] : []
      request.add(argument: name.span.bytes, value: value.span.bytes)
    }
    return request
  }
}
