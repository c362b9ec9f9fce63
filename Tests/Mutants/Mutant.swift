package import HTTPClient
package import MockCore

/// A server that breaks one promise of the contract and keeps all others.
///
/// It is the mock behind a `MutantProxy` that changes what passes.
package struct Mutant: Sendable {
  /// A client's request and the mock's answer, both as they came.
  package struct Passage: Sendable {
    package let request: ClientRequest
    package let answer: ClientResponse
  }

  package typealias RequestEdit = @Sendable (inout ClientRequest, _ past: [Passage]) -> Void
  package typealias AnswerEdit =
    @Sendable (inout ClientResponse, _ request: ClientRequest, _ past: [Passage]) -> Void

  /// The id of the promise and what is done instead, such as `status.completed/says-done`.
  package let name: String
  /// What is wrong with this server, in one line.
  package let flaw: String
  package let promise: Promise
  /// Changes a request before the mock has it.
  let editsRequest: RequestEdit?
  /// Changes the mock's answer to a client's request.
  let editsAnswer: AnswerEdit?

  /// Changes requests, and perhaps answers too.
  ///
  /// - Parameters:
  ///   - promise: what is broken.
  ///   - name: what is done instead, in a word or two.
  ///   - flaw: the same in a line.
  ///   - request: is told what passed before, with all clients.
  ///   - answer: the same.
  init(
    _ promise: Promise, _ name: String, _ flaw: String, request: @escaping RequestEdit,
    answer: AnswerEdit? = nil
  ) {
    self.promise = promise
    self.name = "\(promise.rawValue)/\(name)"
    self.flaw = flaw
    editsRequest = request
    editsAnswer = answer
  }

  /// Changes answers.
  init(
    _ promise: Promise, _ name: String, _ flaw: String, answer: @escaping AnswerEdit
  ) {
    self.promise = promise
    self.name = "\(promise.rawValue)/\(name)"
    self.flaw = flaw
    editsRequest = nil
    editsAnswer = answer
  }

  /// Changes the answers to some calls.
  init(
    _ promise: Promise, _ name: String, _ flaw: String, to calls: Call...,
    edit: @escaping @Sendable (inout ClientResponse) -> Void
  ) {
    self.init(promise, name, flaw) { answer, request, _ in
      if calls.contains(request.call) { edit(&answer) }
    }
  }

  /// Changes what is said of jobs with a state, by the answers to one call.
  init(
    _ promise: Promise, _ name: String, _ flaw: String, to call: Call, saying words: [String],
    edit: @escaping @Sendable (inout ClientResponse) -> Void
  ) {
    self.init(promise, name, flaw) { answer, request, _ in
      if request.call == call, let word = answer["status"]?.string, words.contains(word) {
        edit(&answer)
      }
    }
  }

  /// Changes the mock's refusals of one kind.
  init(
    _ promise: Promise, _ name: String, _ flaw: String, refusal: Promise,
    edit: @escaping @Sendable (inout ClientResponse) -> Void
  ) {
    self.init(promise, name, flaw) { answer, _, _ in
      // The mock says by itself which promise made it refuse.
      if answer[field: "Mock-Promise"]?.hasPrefix(refusal.rawValue + ";") ?? false { edit(&answer) }
    }
  }
}

extension Mutant: CustomStringConvertible {
  package var description: String { name }
}

extension Mutant {
  /// One that takes requests for what they are not: those of a call, or any.
  static func requesting(
    at call: Call? = nil, _ promise: Promise, _ name: String, _ flaw: String,
    _ edit: @escaping @Sendable (inout ClientRequest) -> Void
  ) -> Mutant {
    Mutant(
      promise, name, flaw,
      request: { request, _ in
        if call == nil || request.call == call { edit(&request) }
      })
  }
}
