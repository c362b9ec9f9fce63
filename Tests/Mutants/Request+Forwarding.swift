internal import HTTPClient
internal import HTTPMessages

extension ClientRequest {
  /// The same request to another server: method, target and fields as they were sent.
  ///
  /// An argument of the query without `=` gets one; MicroHTTPD does not tell them apart.
  init(_ request: Request, body: [UInt8], to origin: String) {
    let query = request.arguments.map { argument in
      // libmicrohttpd has made each plus a blank, and nothing else is decoded.
      [argument.name, argument.value].map { request.string($0).replacing(" ", with: "+") }
        .joined(separator: "=")
    }.joined(separator: "&")
    let lines = request.fieldLines.map {
      (name: request.string($0.name), value: request.string($0.value))
    }
    let names = Set(lines.map { $0.name.lowercased() })
    self.init(
      request.string(request.methodText), origin,
      target: request.string(request.target) + (query.isEmpty ? "" : "?" + query),
      fields: lines.filter { !Self.framing.contains($0.name.lowercased()) },
      removedFields: ["Host", "Accept"].filter { !names.contains($0.lowercased()) },
      body: request.hasBody && request.method != .head ? .bytes(body) : .none)
  }

  /// The fields that are about the connection or the length of the body (RFC 9110 section 7.6.1), which the
  /// client writes anew.
  static let framing: Set<String> = [
    "connection", "content-length", "expect", "keep-alive", "transfer-encoding",
  ]
}
