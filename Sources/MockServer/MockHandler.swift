internal import HTTPMessages
internal import MicroHTTPD
internal import MockCore

/// The shell around `Service` on the loop thread: it brings the time and the pictures.
final class MockHandler: RequestHandler {
  var service: Service
  private let responder: Responder
  private let onEvent: (@Sendable (Event) -> Void)?
  private let renderer: Renderer
  private var media: MediaStore

  init(
    _ service: sending Service, responder: Responder, onEvent: (@Sendable (Event) -> Void)?
  ) {
    renderer = Renderer { id, result in
      responder.perform { ($0 as? MockHandler)?.answer(waitingFor: id, with: result) }
    }
    media = MediaStore(limit: service.settings.bounds.renderedMedia, renderer: renderer)
    self.service = service
    self.responder = responder
    self.onEvent = onEvent
  }

  deinit {
    renderer.stop()
  }

  func respond(
    to request: Request, body: [UInt8], exchange: ExchangeID,
    into response: inout Response
  ) -> Disposition {
    switch service.respond(
      to: request, body: body, monotonic: MonotonicTime.now(), into: &response)
    {
    case .answered(let event):
      onEvent?(event)
      return .answered
    case .pending(let output):
      guard let bytes = media.bytes(of: output.file) else {
        media.wait(
          MediaStore.Waiting(exchange: exchange, output: output, response: response))
        return .later
      }
      let event = service.complete(output, with: .success(bytes), into: &response)
      onEvent?(event)
      return .answered
    }
  }

  func refuses(
    _ request: Request, because problem: MicroHTTPD.BodyProblem?, into response: inout Response
  ) -> Bool {
    let event = service.refusal(
      of: request, because: problem.map(Service.BodyProblem.init), monotonic: MonotonicTime.now(),
      into: &response)
    if let event { onEvent?(event) }
    return event != nil
  }

  private func answer(
    waitingFor id: OutputFile.ID, with result: Result<SharedBytes, OutputFailure>
  ) {
    for var call in media.take(id, result) {
      let event = service.complete(call.output, with: result, into: &call.response)
      onEvent?(event)
      responder.answer(call.exchange, with: call.response)
    }
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
