import HTTPMessages
import MicroHTTPD

/// Answers with what it was sent, and with fields and statuses that a proxy could spoil.
final class EchoHandler: RequestHandler {
  func respond(
    to request: Request, body: [UInt8], exchange: ExchangeID, into response: inout Response
  ) -> Disposition {
    let fields = request.fieldLines.map {
      "\(request.string($0.name)): \(request.string($0.value))\n"
    }
    let query = request.arguments.map {
      "\(request.string($0.name))=\(request.string($0.value))\n"
    }
    // Of a large body some bytes, at distances that no buffer has.
    let sum = stride(from: 0, to: body.count, by: body.count > 10_000 ? 4093 : 1)
      .reduce(into: UInt64(0)) { $0 = $0 &* 31 &+ UInt64(body[$1]) }
    let head = "\(request.string(request.methodText)) \(request.string(request.target))\n"
    let end = "\(request.hasBody ? "a body" : "no body") of \(body.count) bytes, sum \(sum)\n"
    response.contentType = "text/plain; charset=utf-8"
    response.otherFields = [("Repeated", "one"), ("Repeated", "two"), ("Empty", "")]
    response.body = Array((head + (query + fields).joined() + end).utf8)
    switch request.string(request.target) {
    case "/204":
      response.status = 204
      response.body = []
    case "/304": response.status = 304
    case "/empty": response.body = []
    case "/418": response.status = 418
    case "/large":
      response.shared = SharedBytes([UInt8](repeating: UInt8(ascii: "x"), count: 64 * 1_048_576))
    case "/close": response.delivery = .close
    case "/cut": response.delivery = .cut(after: 5, then: .close)
    default: break
    }
    return .answered
  }

  func refuses(
    _ request: Request, because problem: BodyProblem?, into response: inout Response
  ) -> Bool { problem != nil }

  /// Starts one.
  static func start() throws -> HTTPServer<EchoHandler> {
    var settings = EngineSettings()
    settings.connectionMemory = 64 * 1024
    settings.keepsFieldLines = true
    return try HTTPServer(host: "127.0.0.1", port: 0, settings: settings) { _ in EchoHandler() }
  }
}
