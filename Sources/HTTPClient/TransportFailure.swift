/// Why an answer did not come, or not all of it.
package enum TransportFailure: Error, Sendable, Hashable, CustomStringConvertible {
  /// The request cannot be sent as it is written; nothing was sent.
  case invalidRequest(String)
  /// libcurl cannot be loaded; the text says what to install.
  case libraryMissing(String)
  /// The name of the host, or of a proxy, has no address.
  case unresolved(host: String)
  /// Nobody listens at that host and port, or at the proxy on the way there.
  case refused(address: String)
  /// No connection for another reason.
  case unreachable(String)
  /// The connection is not to be trusted, or no TLS at all.
  case tls(String)
  /// The server closed the connection without a whole line of an answer.
  case closedWithoutAnswer
  /// The server closed the connection within the head of its answer.
  case headCut
  /// The server reset the connection (RST), before or within its answer.
  case reset
  /// The server closed the connection within the body; `expected` is nil where the body was chunked.
  case bodyCut(received: Int, expected: Int?)
  /// The time was over: the time-out that ended it.
  case timedOut(Phase, after: Duration)
  /// What came is not HTTP/1.0 or 1.1.
  case notHTTP(String)
  /// The head went beyond that many bytes.
  case headTooLarge(limit: Int)
  /// The body went beyond that many bytes.
  case bodyTooLarge(limit: Int)
  /// The task that waited was cancelled.
  case cancelled
  /// Something else, with libcurl's own number and words.
  case other(code: Int, String)

  /// What an exchange was at when its time was over.
  package enum Phase: String, Sendable, Hashable {
    /// Looking up the name, connecting, agreeing on TLS.
    case connecting
    /// Sending the request and waiting for the head of the answer.
    case answer
    case body
  }

  package var description: String {
    switch self {
    case .invalidRequest(let reason): "the request cannot be sent: \(reason)"
    case .libraryMissing(let reason): reason
    case .unresolved(let host): "\(host) has no address"
    case .refused(let address): "\(address) refused the connection"
    case .unreachable(let reason): "no connection: \(reason)"
    case .tls(let reason): "no trusted connection: \(reason)"
    case .closedWithoutAnswer: "the server closed the connection without an answer"
    case .headCut: "the server closed the connection within the head of its answer"
    case .reset: "the server reset the connection"
    case .bodyCut(let received, let expected?):
      "the server closed the connection after \(received) of \(expected) bytes of the body"
    case .bodyCut(let received, nil):
      "the server closed the connection after \(received) bytes of the body, before its end"
    case .timedOut(.connecting, let limit): "no connection within \(limit)"
    case .timedOut(.answer, let limit): "no answer within \(limit)"
    case .timedOut(.body, let limit): "not all of the body within \(limit)"
    case .notHTTP(let reason): "the answer is not HTTP: \(reason)"
    case .headTooLarge(let limit): "the head of the answer is larger than \(limit) bytes"
    case .bodyTooLarge(let limit): "the body is larger than \(limit) bytes"
    case .cancelled: "cancelled"
    case .other(let code, let reason): "\(reason) (libcurl \(code))"
    }
  }
}
