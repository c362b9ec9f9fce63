internal import HTTPMessages
internal import MicroHTTPD
internal import MockCore
internal import Pictures
internal import Synchronization

/// The rendered outputs: made when first asked for, off the loop thread, once however many ask, and kept
/// up to a bound.
///
/// The thread that renders is its own: on Swift's shared pool a test that blocks its threads would keep
/// every picture waiting.
final class MediaStore: Sendable {
  private enum Message: Sendable {
    case render(OutputFile)
    case end
  }

  private struct State {
    var kept = LeastRecentlyUsed<OutputFile>()
    /// Who waits for a file that is being rendered, each with the answer as far as it is made.
    var waiting: [OutputFile: [(exchange: ExchangeID, answer: Response)]] = [:]
  }

  private let limit: Int
  private let responder: Responder
  private let mailbox = Mailbox<Message>()
  private let state = Mutex(State())

  /// Keeps at most `limit` bytes.
  init(limit: Int, responder: Responder) throws(HTTPServerError) {
    self.limit = limit
    self.responder = responder
    // Never joined: it holds nothing that must be given back before `end` lets it go.
    _ = try LoopThread { [self] in renderUntilEnd() }
  }

  /// Lets the thread end once it has rendered what is asked for.
  func stop() {
    mailbox.post(.end)
  }

  /// Fills `response` with the file, or has it rendered and answers the exchange then.
  func fetch(
    _ file: OutputFile, for exchange: ExchangeID, into response: inout Response
  ) -> Disposition {
    enum Step {
      case answer(SharedBytes)
      case render, wait
    }
    let step: Step = state.withLock { [response] state in
      if let bytes = state.kept.use(file) { return .answer(bytes) }
      let isFirst = state.waiting[file] == nil
      state.waiting[file, default: []].append((exchange, response))
      return isFirst ? .render : .wait
    }
    switch step {
    case .answer(let bytes):
      Self.put(file, bytes, into: &response)
      return .answered
    case .render:
      mailbox.post(.render(file))
      return .later
    case .wait:
      return .later
    }
  }

  private func renderUntilEnd() {
    while true {
      for message in mailbox.wait() {
        switch message {
        case .render(let file): render(file)
        case .end: return
        }
      }
    }
  }

  private func render(_ file: OutputFile) {
    let result = Result { () throws(PictureError) in
      SharedBytes(try Picture(file).encoded())
    }
    let waiting = state.withLock { state in
      if case .success(let bytes) = result { state.kept.insert(bytes, for: file, limit: limit) }
      return state.waiting.removeValue(forKey: file) ?? []
    }
    for (exchange, answer) in waiting {
      var response = answer
      switch result {
      case .success(let bytes): Self.put(file, bytes, into: &response)
      case .failure(let error): Self.put(error, into: &response)
      }
      responder.answer(exchange, with: response)
    }
  }

  private static func put(
    _ file: OutputFile, _ bytes: SharedBytes, into response: inout Response
  ) {
    response.contentType = file.format.mediaType
    response.shared = bytes
  }

  private static func put(_ error: PictureError, into response: inout Response) {
    response.status = 500
    response.body.append(json: #"{"error_code":500001,"error_message":"#)
    response.body.append(jsonString: "The output could not be rendered: \(error)")
    response.body.append(UInt8(ascii: "}"))
  }
}

extension Picture {
  fileprivate init(_ file: OutputFile) {
    self.init(
      width: Int(file.plan.width), height: Int(file.plan.height), seed: file.plan.seed,
      format: file.format.pictureFormat)
  }
}

extension OutputPlan.ImageFormat {
  fileprivate var mediaType: StaticString {
    switch self {
    case .png: "image/png"
    case .jpeg: "image/jpeg"
    case .webp: "image/webp"
    }
  }

  fileprivate var pictureFormat: PictureFormat {
    switch self {
    case .png: .png
    case .jpeg: .jpeg
    case .webp: .webp
    }
  }
}
