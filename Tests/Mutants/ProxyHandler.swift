internal import HTTPClient
internal import HTTPMessages
internal import MicroHTTPD

/// Passes requests on to the mock and its answers back, both changed as the mutant has it.
///
/// All it knows is on the engine's loop thread.
final class ProxyHandler: RequestHandler {
  /// What is remembered of a request's body: more than mutants look at.
  private static let keptBytes = 16 * 1024

  private let mutant: Mutant?
  private let origin: String
  private let client: HTTPClient
  private let responder: Responder
  private(set) var past: [Mutant.Passage] = []

  init(_ mutant: Mutant?, to origin: String, by client: HTTPClient, responder: Responder) {
    self.mutant = mutant
    self.origin = origin
    self.client = client
    self.responder = responder
  }

  func respond(
    to request: Request, body: [UInt8], exchange: ExchangeID, into response: inout Response
  ) -> Disposition {
    let request = ClientRequest(request, body: body, to: origin)
    var edited = request
    mutant?.editsRequest?(&edited, past)
    Task { [client, responder, edited] in
      let outcome = await client.exchange(edited)
      responder.perform {
        ($0 as? ProxyHandler)?.answer(exchange, request, outcome)
      }
    }
    return .later
  }

  private func answer(
    _ exchange: ExchangeID, _ request: ClientRequest, _ outcome: ClientExchange
  ) {
    var changed = outcome.response
    if let answer = outcome.response {
      var edited = answer
      mutant?.editsAnswer?(&edited, request, past)
      changed = edited
      past.append(passage(request, answer))
    }
    responder.answer(
      exchange, with: Response(changed, outcome.failure, toHEAD: request.method == "HEAD"))
  }

  private func passage(_ request: ClientRequest, _ answer: ClientResponse) -> Mutant.Passage {
    var request = request
    if request.content.count > Self.keptBytes {
      request.body = .bytes(Array(request.content.prefix(Self.keptBytes)))
    }
    return Mutant.Passage(request: request, answer: answer)
  }

  /// Answers what the engine itself cannot take, and the mock's engine could not either.
  func refuses(
    _ request: Request, because problem: BodyProblem?, into response: inout Response
  ) -> Bool {
    guard problem != nil else { return false }
    var answer = ClientResponse(status: 400)
    answer.refuse(400, 400_007)
    answer[field: "Mock-Promise"] = "errors.malformed-http; by the proxy"
    mutant?.editsAnswer?(&answer, ClientRequest(request, body: [], to: origin), past)
    response = Response(answer, nil, toHEAD: request.method == .head)
    return true
  }
}
