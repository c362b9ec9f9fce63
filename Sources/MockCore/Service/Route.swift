internal import HTTPMessages

/// What a path names.
///
/// Paths are compared as sent: nothing in them is percent-decoded.
enum Route: Equatable {
  /// `/v1/models/{model_id}`, well-formed or not.
  case model(id: Range<Int>)
  case models
  case categories
  case request(id: Range<Int>, Verb)
  case balance
  case deployments
  /// `/outputs/{request_id}/{n}.{ext}`: everything behind `/outputs/`.
  case output(name: Range<Int>)
  case health
  case clock
  case receipts

  /// What is asked of a request.
  enum Verb: String, CaseIterable {
    case status, result, cancel
  }

  /// The route of a request's path; nil when there is none.
  init?(_ request: Request) {
    let path = request.text[request.path]
    if let rest = path.suffix(after: "/v1/requests/") {
      self.init(requestPath: rest)
    } else if let rest = path.suffix(after: "/v1/models/") {
      guard let last = rest.last, last != UInt8(ascii: "/") else { return nil }
      self = rest.equals("categories") ? .categories : .model(id: rest.indices)
    } else if let name = path.suffix(after: "/outputs/") {
      self = .output(name: name.indices)
    } else {
      switch String(decoding: path.prefix(64), as: UTF8.self) {
      case "/v1/models": self = .models
      case "/prod/v2/balance": self = .balance
      case "/prod/v2/deployments": self = .deployments
      case "/_mock/health": self = .health
      case "/_mock/v1/clock": self = .clock
      case "/_mock/v1/receipts": self = .receipts
      default: return nil
      }
    }
  }

  private init?(requestPath rest: ArraySlice<UInt8>) {
    guard let slash = rest.firstIndex(of: UInt8(ascii: "/")), slash > rest.startIndex else {
      return nil
    }
    let verb = rest[(slash + 1)...]
    let id = rest.startIndex..<slash
    if verb.equals("status") {
      self = .request(id: id, .status)
    } else if verb.equals("result") {
      self = .request(id: id, .result)
    } else if verb.equals("cancel") {
      self = .request(id: id, .cancel)
    } else {
      return nil
    }
  }

  /// The value of the `Allow` field.
  var allowedMethods: String {
    switch self {
    case .model: "GET, HEAD, POST"
    case .request(_, .cancel): "POST"
    case .output: "GET, HEAD, OPTIONS"
    case .clock: "GET, HEAD, POST"
    case .models, .categories, .request, .balance, .deployments, .health, .receipts: "GET, HEAD"
    }
  }

  func allows(_ method: Request.Method) -> Bool {
    switch (self, method) {
    case (.model, .post), (.clock, .post): true
    case (.request(_, .cancel), _): method == .post
    case (.output, .options): true
    case (_, .get), (_, .head): true
    case (_, .post), (_, .options), (_, .other): false
    }
  }

  /// Routes that answer without a token.
  var isOpen: Bool {
    switch self {
    case .output, .health: true
    case .model, .models, .categories, .request, .balance, .deployments, .clock, .receipts: false
    }
  }

  /// Routes of the mock's own that only this machine may use.
  var isControl: Bool { self == .clock || self == .receipts }
}

extension Route {
  /// The path that was probably meant instead of an unknown one.
  static func suggestion(for path: String) -> String? {
    let trimmed = path.trimmingSlashes
    for candidate in [trimmed, "/v1" + trimmed, "/v1" + path] where candidate != path {
      if Route(path: candidate) != nil { return candidate }
    }
    let segments = trimmed.split(separator: "/", omittingEmptySubsequences: false)
    if segments.count >= 4, segments[1] == "v1", segments[2] == "requests" {
      let verb = segments.count > 4 ? String(segments[4]) : "status"
      let nearest = NearestName.nearest(to: verb, among: Verb.allCases.map(\.rawValue)) ?? "status"
      return "/v1/requests/\(segments[3])/\(nearest)"
    }
    return NearestName.nearest(
      to: trimmed,
      among: [
        "/v1/models", "/v1/models/categories", "/prod/v2/balance", "/prod/v2/deployments",
        "/_mock/health", "/_mock/v1/clock", "/_mock/v1/receipts",
      ])
  }

  private init?(path: String) {
    let request = Request()
    request.start(method: Array("GET".utf8).span.bytes, target: Array(path.utf8).span.bytes)
    self.init(request)
  }
}

extension String {
  fileprivate var trimmingSlashes: String {
    var text = self[...]
    while text.count > 1, text.last == "/" { text.removeLast() }
    return String(text)
  }
}

extension ArraySlice<UInt8> {
  /// What follows `prefix`, if the bytes begin with it.
  func suffix(after prefix: StaticString) -> ArraySlice<UInt8>? {
    starts(with: prefix) ? dropFirst(prefix.utf8CodeUnitCount) : nil
  }
}
