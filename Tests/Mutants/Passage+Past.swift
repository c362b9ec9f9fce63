internal import HTTPClient
internal import MockCore

// What a server remembers.

extension [Mutant.Passage] {
  /// The answers to the earlier calls of one kind about the request of that id.
  func answers(to call: Call, about id: String?) -> [ClientResponse] {
    filter { $0.request.call == call && $0.request.requestID == id }.map(\.answer)
  }

  /// `/result` has said that this job failed.
  func hasFailed(_ id: String?) -> Bool {
    answers(to: .result, about: id).contains { $0["status"]?.string == "failed" }
  }

  /// The token of whoever submitted the request of that id, as the field that it came in.
  func submitter(of id: String?) -> String? {
    first { $0.request.call == .submit && $0.answer["request_id"]?.string == id }?
      .request[field: "Authorization"]
  }
}
