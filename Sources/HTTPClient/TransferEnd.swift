internal import CCurl
internal import Glibc

/// How libcurl ended a transfer, and what is known of it besides.
struct TransferEnd {
  let code: CURLcode
  /// libcurl's words.
  let reason: String
  /// errno of the system's call that failed, or 0.
  let systemError: Int32
  let url: RequestURL
  let answer: AnswerReader
  let attempts: Int
  /// The length of the body, where it was announced.
  let expectedLength: Int?
  let settings: ClientSettings

  /// Why not all of the answer came; nil when it did.
  var failure: TransportFailure? {
    if let excess = answer.excess { return excess }
    // libcurl takes such a line for an answer.
    if let version = answer.response?.version, version != "1.0" && version != "1.1" {
      return .notHTTP("the status line says HTTP/\(version)")
    }
    if answer.response?.status == 101 {
      return .notHTTP("the server switches to another protocol without being asked")
    }
    switch code {
    case CURLE_OK: return answer.response == nil ? closed : nil
    case CURLE_COULDNT_RESOLVE_HOST: return .unresolved(host: url.host)
    case CURLE_COULDNT_RESOLVE_PROXY: return .unresolved(host: "the proxy")
    case CURLE_COULDNT_CONNECT:
      return systemError == ECONNREFUSED
        ? .refused(address: "\(url.host):\(url.port)") : .unreachable(reason)
    case CURLE_PROXY: return .unreachable(reason)
    case CURLE_OPERATION_TIMEDOUT: return timeOut
    case CURLE_GOT_NOTHING, CURLE_PARTIAL_FILE: return closed
    case CURLE_SEND_ERROR, CURLE_RECV_ERROR: return broken
    case CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CACERT_BADFILE,
      CURLE_SSL_CERTPROBLEM, CURLE_SSL_CIPHER, CURLE_SSL_ISSUER_ERROR,
      CURLE_SSL_INVALIDCERTSTATUS, CURLE_SSL_ENGINE_INITFAILED, CURLE_USE_SSL_FAILED:
      return .tls(reason)
    case CURLE_UNSUPPORTED_PROTOCOL, CURLE_WEIRD_SERVER_REPLY, CURLE_BAD_CONTENT_ENCODING:
      return .notHTTP(reason)
    // A line that is too long for libcurl; its own number for that, 100, came with 8.6.
    case CURLE_OUT_OF_MEMORY where attempts > 0 && answer.response == nil,
      CURLcode(rawValue: 100):
      return .headTooLarge(limit: Self.lineLimit)
    case CURLE_FILESIZE_EXCEEDED: return .bodyTooLarge(limit: settings.bodyLimit)
    case CURLE_ABORTED_BY_CALLBACK:
      return .other(code: Int(code.rawValue), "libcurl would have sent the request a second time")
    case CURLE_URL_MALFORMAT: return .invalidRequest(reason)
    default: return .other(code: Int(code.rawValue), reason)
    }
  }

  private static let lineLimit = Int(CURL_MAX_HTTP_HEADER)

  /// The connection was closed before its time.
  private var closed: TransportFailure {
    if answer.response != nil {
      return .bodyCut(received: answer.bodyLength, expected: expectedLength)
    }
    return answer.isWithinHead ? .headCut : .closedWithoutAnswer
  }

  private var broken: TransportFailure? {
    // The server had said everything before it heard everything.
    if code == CURLE_SEND_ERROR, answer.response != nil, answer.bodyLength == expectedLength {
      return nil
    }
    // A proxy that does not let through.
    if attempts == 0 { return .unreachable(reason) }
    return switch systemError {
    case ECONNRESET, EPIPE: .reset
    // libcurl has no number of its own for this one.
    case 0 where reason.lowercased().contains("chunk"): .notHTTP(reason)
    // TLS that ended without its farewell.
    case 0: closed
    default: .other(code: Int(code.rawValue), reason)
    }
  }

  private var timeOut: TransportFailure {
    if answer.response != nil { return .timedOut(.body, after: settings.timeout) }
    if attempts > 0 { return .timedOut(.answer, after: settings.timeout) }
    return .timedOut(.connecting, after: min(settings.connectTimeout, settings.timeout))
  }
}
