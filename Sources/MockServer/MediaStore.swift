internal import HTTPMessages
internal import MicroHTTPD
internal import MockCore
internal import Pictures
internal import Synchronization

/// The rendered outputs: made when first asked for, off the loop thread, once however many ask, and kept
/// up to a bound.
final class MediaStore: Sendable {
  private struct State {
    var kept = LeastRecentlyUsed<OutputFile>()
    /// Who waits for a file that is being rendered.
    var waiting: [OutputFile: [ExchangeID]] = [:]
  }

  private let limit: Int
  private let responder: Responder
  private let renderer = Renderer()
  private let state = Mutex(State())

  /// Keeps at most `limit` bytes.
  init(limit: Int, responder: Responder) {
    self.limit = limit
    self.responder = responder
  }

  /// Fills `response` with the file, or has it rendered and answers the exchange then.
  func fetch(
    _ file: OutputFile, for exchange: ExchangeID, into response: inout Response
  ) -> Disposition {
    enum Step {
      case answer(SharedBytes), render, wait
    }
    let step: Step = state.withLock { state in
      if let bytes = state.kept.use(file) { return .answer(bytes) }
      let isFirst = state.waiting[file] == nil
      state.waiting[file, default: []].append(exchange)
      return isFirst ? .render : .wait
    }
    switch step {
    case .answer(let bytes):
      response = Self.response(file, bytes)
      return .answered
    case .render:
      Task { await self.render(file) }
      return .later
    case .wait:
      return .later
    }
  }

  private func render(_ file: OutputFile) async {
    let response: Response
    do {
      let bytes = try await renderer.render(file)
      state.withLock { $0.kept.insert(bytes, for: file, limit: limit) }
      response = Self.response(file, bytes)
    } catch {
      response = Self.failure("\(error)")
    }
    let exchanges = state.withLock { $0.waiting.removeValue(forKey: file) } ?? []
    for exchange in exchanges { responder.answer(exchange, with: response) }
  }

  private static func response(_ file: OutputFile, _ bytes: SharedBytes) -> Response {
    var response = Response()
    response.contentType = file.plan.format.mediaType
    response.shared = bytes
    return response
  }

  private static func failure(_ message: String) -> Response {
    var response = Response()
    response.status = 500
    response.body.append(json: #"{"error_code":500001,"error_message":"#)
    response.body.append(jsonString: "The output could not be rendered: \(message)")
    response.body.append(UInt8(ascii: "}"))
    return response
  }
}

/// Renders one file at a time, so that the loop keeps a processor for itself.
private actor Renderer {
  func render(_ file: OutputFile) throws(PictureError) -> SharedBytes {
    let picture = Picture(
      width: Int(file.plan.width), height: Int(file.plan.height), seed: file.plan.seed,
      format: file.plan.format.pictureFormat)
    return SharedBytes(try picture.encoded())
  }
}

extension OutputPlan.Format {
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
