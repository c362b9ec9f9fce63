internal import HTTPClient

extension Mutant {
  /// Whether it would have changed anything of what passed.
  func changes(_ passages: [Passage]) -> Bool {
    passages.indices.contains { index in
      let past = Array(passages[..<index])
      let passage = passages[index]
      var (request, answer) = (passage.request, passage.answer)
      editsRequest?(&request, past)
      editsAnswer?(&answer, passage.request, past)
      return !request.isSame(passage.request) || !answer.isSame(passage.answer)
    }
  }
}

extension ClientRequest {
  fileprivate func isSame(_ other: ClientRequest) -> Bool {
    method == other.method && target == other.target && fields.elementsEqual(other.fields, by: ==)
      && removedFields == other.removedFields && content == other.content
  }
}

extension ClientResponse {
  fileprivate func isSame(_ other: ClientResponse) -> Bool {
    status == other.status && fields.elementsEqual(other.fields, by: ==) && body == other.body
  }
}
