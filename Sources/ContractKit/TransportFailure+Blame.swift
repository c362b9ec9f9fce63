internal import HTTPClient

extension TransportFailure {
  /// There was no connection to speak over, so the server is not to blame for an answer.
  var isOfTheConnection: Bool {
    switch self {
    case .unresolved, .refused, .unreachable, .tls, .timedOut(.connecting, _), .libraryMissing,
      .invalidRequest, .cancelled:
      true
    case .closedWithoutAnswer, .headCut, .reset, .bodyCut, .timedOut, .notHTTP, .headTooLarge,
      .bodyTooLarge, .other:
      false
    }
  }
}
