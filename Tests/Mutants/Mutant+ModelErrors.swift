internal import HTTPClient
internal import MockCore

// Servers that refuse a submit wrongly, or take what they ought to refuse.

extension Mutant {
  static let modelErrors: [Mutant] = [
    requesting(at: .submit, .errorContentType, "any-type", "Any type is JSON.") { request in
      request.setContentType("application/json")
    },
    requesting(at: .submit, .errorContentType, "any-charset", "A charset is passed over.") {
      request in
      if request[field: "Content-Type"]?.hasPrefix("application/json") ?? false {
        request.setContentType("application/json")
      }
    },
    requesting(at: .submit, .errorContentType, "no-charset", "A charset is refused, UTF-8 too.") {
      request in
      if request[field: "Content-Type"]?.contains(";") ?? false {
        request.setContentType("text/plain")
      }
    },
    Mutant(.errorContentType, "says-400", "It answers 400.", refusal: .errorContentType) {
      $0.refuse(400, 400_003)
    },

    Mutant(.errorTooLarge, "a-megabyte", "More than 1 MiB is too large.") { answer, request, _ in
      if request.call == .submit, request.content.count > 1_048_576 { answer.refuse(413, 413_001) }
    },
    Mutant(.errorTooLarge, "one-less", "64 MiB is too large.") { answer, request, _ in
      if request.call == .submit, request.content.count >= 64 * 1_048_576 {
        answer.refuse(413, 413_001)
      }
    },
    Mutant(.errorTooLarge, "page", "It answers with a page.", refusal: .errorTooLarge) {
      $0.becomePage(413)
    },
    Mutant(.errorTooLarge, "no-limit", "There is no limit.", refusal: .errorTooLarge) {
      $0.refuse(400, 400_003)
    },

    taking(.errorModel, "takes-any", "Any model is taken."),
    Mutant(.errorModel, "page", "It answers 404 with a page.", refusal: .errorModel) {
      $0.becomePage(404)
    },
    Mutant(.errorModel, "other-code", "The code is 404001 with 400.", refusal: .errorModel) {
      $0["error_code"] = 404_001
    },
    Mutant(.errorModel, "empty-detail", "An unknown model has no details.") { answer, request, _ in
      if request.call == .model, answer.status >= 400 { answer.become(200, "{}") }
    },

    taking(.errorNotJSON, "takes-any", "Any body is taken."),
    Mutant(.errorNotJSON, "fails", "It answers 500.", refusal: .errorNotJSON) {
      $0.becomePage(500)
    },
    Mutant(.errorNotJSON, "as-schema", "It is a violation of the schema.", refusal: .errorNotJSON) {
      $0.refuse(422, 422_001)
    },
    requesting(at: .submit, .errorNotJSON, "takes-comma", "A comma at the end is passed over.") {
      request in
      let text = String(decoding: request.content, as: UTF8.self)
      if text.hasSuffix(",}") { request.body = .bytes(Array((text.dropLast(2) + "}").utf8)) }
    },
    requesting(at: .submit, .errorNotJSON, "empty-object", "An empty body is an empty object.") {
      request in
      if request.content.isEmpty { request.body = .bytes(Array("{}".utf8)) }
    },

    schema("first-only", "It tells the first violation only.") { answer in
      if case .array(let all)? = answer["detail"] {
        answer["detail"] = .array(Array(all.prefix(1)))
      }
    },
    schema("no-detail", "It does not tell what is wrong.") { $0["detail"] = nil },
    schema("by-field", "detail is an object by the name of the field.") { answer in
      answer["detail"] = ["prompt": "required"]
    },
    schema("no-body", "The places do not begin with body.") { answer in
      for index in 0...1 { answer["detail.\(index).loc.0"] = nil }
    },
    schema("fails", "It answers 500.") { $0.becomePage(500) },
    schema("other-code", "The code is 400003.") { $0["error_code"] = 400_003 },
    Mutant(.errorSchema, "takes-any", "What is required may be missing.") { answer, request, _ in
      if answer.isOfMissingKey { answer.accept(request) }
    },

    Mutant(.errorBalance, "says-403", "It answers 403.", refusal: .errorBalance) {
      $0.status = 403
    },
    Mutant(.errorBalance, "other-code", "The code is 402001.", refusal: .errorBalance) {
      $0["error_code"] = 402_001
    },
    taking(.errorBalance, "gives-credit", "Who has nothing may owe."),
  ]

  /// A server that takes a submit which it ought to refuse.
  private static func taking(_ promise: Promise, _ name: String, _ flaw: String) -> Mutant {
    Mutant(promise, name, flaw) { answer, request, _ in
      let isRefused = answer[field: "Mock-Promise"]?.hasPrefix(promise.rawValue + ";") ?? false
      if request.call == .submit, isRefused { answer.accept(request) }
    }
  }

  /// A server that is wrong about a body that lacks what is required; the other violations are promises of
  /// their own.
  private static func schema(
    _ name: String, _ flaw: String, _ edit: @escaping @Sendable (inout ClientResponse) -> Void
  ) -> Mutant {
    Mutant(.errorSchema, name, flaw, to: .submit) { answer in
      if answer.isOfMissingKey { edit(&answer) }
    }
  }
}

extension ClientResponse {
  fileprivate var isOfMissingKey: Bool {
    self["error_code"] != nil && (0...1).contains { self["detail.\($0).type"] == "required" }
  }
}

extension ClientRequest {
  fileprivate mutating func setContentType(_ type: String) {
    fields.removeAll { $0.name.lowercased() == "content-type" }
    fields.append(("Content-Type", type))
  }
}
