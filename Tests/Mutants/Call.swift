internal import HTTPClient

/// What a request asks for, as far as mutants tell it apart.
enum Call: Sendable {
  case submit, status, result, cancel
  case models, categories, model
  case balance, deployments
  case output, preflight
  case health, clock, receipts
  case other
}

extension ClientRequest {
  /// The path, without the query.
  var path: String {
    String(Substring((target ?? "").utf8.prefix { $0 != UInt8(ascii: "?") }))
  }

  /// What stands behind the question mark; empty where there is none.
  var query: String { String(target?.drop { $0 != "?" }.dropFirst() ?? "") }

  subscript(field name: String) -> String? {
    fields.first { $0.name.lowercased() == name.lowercased() }?.value
  }

  /// The bytes of the body.
  var content: [UInt8] {
    if case .bytes(let bytes) = body { bytes } else { [] }
  }

  /// The part of the path that is a request's id, or could be one.
  var requestID: String? {
    let words = path.split(separator: "/", omittingEmptySubsequences: false)
    if words.count == 5, words[1] == "v1", words[2] == "requests" { return String(words[3]) }
    return words.count == 4 && words[1] == "outputs" ? String(words[2]) : nil
  }

  var call: Call {
    switch path {
    case "/v1/models": .models
    case "/v1/models/categories": .categories
    case "/prod/v2/balance": .balance
    case "/prod/v2/deployments": .deployments
    case "/_mock/health": .health
    case "/_mock/v1/clock": .clock
    case "/_mock/v1/receipts": .receipts
    default:
      if path.hasPrefix("/v1/models/") {
        method == "POST" ? .submit : .model
      } else if path.hasPrefix("/outputs/") {
        method == "OPTIONS" ? .preflight : .output
      } else if requestID != nil {
        callOfRequest
      } else {
        .other
      }
    }
  }

  private var callOfRequest: Call {
    switch path.split(separator: "/").last {
    case "status": .status
    case "result": .result
    case "cancel": .cancel
    default: .other
    }
  }
}
