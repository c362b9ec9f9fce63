internal import HTTPMessages
internal import MicroHTTPD
internal import MockCore

/// The shell around `Service` on the loop thread: it brings the time and the pictures.
final class MockHandler: RequestHandler {
  private var service: Service
  private let onEvent: (@Sendable (Event) -> Void)?
  private let media: MediaStore
  private let updates: ModelUpdates

  init(
    _ service: sending Service, responder: Responder, updates: ModelUpdates,
    onEvent: (@Sendable (Event) -> Void)?
  ) throws(HTTPServerError) {
    media = try MediaStore(limit: service.settings.bounds.renderedMedia, responder: responder)
    self.service = service
    self.updates = updates
    self.onEvent = onEvent
  }

  deinit {
    media.stop()
  }

  func respond(
    to request: Request, body: [UInt8], exchange: ExchangeID,
    into response: inout Response
  ) -> Disposition {
    updateModels()
    let answer = service.respond(
      to: request, body: body, monotonic: MonotonicTime.now(), into: &response)
    onEvent?(answer.event)
    guard let output = answer.output else { return .answered }
    return media.fetch(output, for: exchange, into: &response)
  }

  func refuses(
    _ request: Request, because problem: MicroHTTPD.BodyProblem?, into response: inout Response
  ) -> Bool {
    updateModels()
    let answer = service.refusal(
      of: request, because: problem.map(Service.BodyProblem.init), monotonic: MonotonicTime.now(),
      into: &response)
    if let answer { onEvent?(answer.event) }
    return answer != nil
  }
}

extension MockHandler {
  private func updateModels() {
    if let models = updates.take() { service.replaceModels(with: models) }
  }
}

extension Service.BodyProblem {
  fileprivate init(_ problem: MicroHTTPD.BodyProblem) {
    self =
      switch problem {
      case .tooLarge: .tooLarge
      case .unclearLength: .unclearLength
      case .noMemory: .noMemory
      }
  }
}
