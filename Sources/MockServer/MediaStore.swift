internal import HTTPMessages
internal import MicroHTTPD
internal import MockCore

/// The outputs: each made when it is first asked for, once however many ask, and kept up to a bound.
///
/// It lives on the loop thread.
struct MediaStore {
  /// A call that waits for a file, and its answer as far as it is made.
  struct Waiting {
    let exchange: ExchangeID
    let output: PendingOutput
    var response: Response
  }

  private let limit: Int
  private let renderer: Renderer
  private var kept = LeastRecentlyUsed<OutputFile.ID>()
  private var waiting: [OutputFile.ID: [Waiting]] = [:]

  /// Keeps at most `limit` bytes of what `renderer` makes.
  init(limit: Int, renderer: Renderer) {
    self.limit = limit
    self.renderer = renderer
  }

  /// The bytes of a file, if they are there.
  mutating func bytes(of file: OutputFile) -> SharedBytes? {
    kept.use(file.id)
  }

  /// Sets a call aside until `take`, and has its file made unless that is under way.
  mutating func wait(_ call: Waiting) {
    let file = call.output.file
    if waiting[file.id] == nil { renderer.render(file) }
    waiting[file.id, default: []].append(call)
  }

  /// Keeps a file that was made and gives back the calls that waited for it.
  mutating func take(
    _ id: OutputFile.ID, _ result: Result<SharedBytes, OutputFailure>
  ) -> [Waiting] {
    if case .success(let bytes) = result { kept.insert(bytes, for: id, limit: limit) }
    return waiting.removeValue(forKey: id) ?? []
  }
}
