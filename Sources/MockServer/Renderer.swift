internal import HTTPMessages
internal import MicroHTTPD
internal import MockCore
internal import Pictures

/// Makes pictures on a thread of its own, one after the other.
///
/// On Swift's shared pool a test that blocks its threads would keep every picture waiting.
final class Renderer: Sendable {
  private enum Message: Sendable {
    case render(OutputFile)
    case end
  }

  private let mailbox = Mailbox<Message>()
  private let finish: @Sendable (OutputFile.ID, Result<SharedBytes, OutputFailure>) -> Void

  /// Starts the thread; `finish` is called on it with each file.
  init(
    finish: @escaping @Sendable (OutputFile.ID, Result<SharedBytes, OutputFailure>) -> Void
  ) throws(HTTPServerError) {
    self.finish = finish
    // Never joined: it holds nothing that must be given back before `stop` lets it go.
    _ = try LoopThread { [self] in renderUntilEnd() }
  }

  /// Has a file made.
  func render(_ file: OutputFile) {
    mailbox.post(.render(file))
  }

  /// Lets the thread end once it has made what it was asked for.
  func stop() {
    mailbox.post(.end)
  }

  private func renderUntilEnd() {
    while true {
      for message in mailbox.wait() {
        switch message {
        case .render(let file): finish(file.id, Self.bytes(of: file))
        case .end: return
        }
      }
    }
  }

  private static func bytes(of file: OutputFile) -> Result<SharedBytes, OutputFailure> {
    do throws(PictureError) {
      return .success(SharedBytes(try Picture(file).encoded()))
    } catch {
      return .failure(OutputFailure("\(error)"))
    }
  }
}

extension Picture {
  fileprivate init(_ file: OutputFile) {
    self.init(
      width: Int(file.plan.width), height: Int(file.plan.height), seed: file.seed,
      format: PictureFormat(file.format))
  }
}

extension PictureFormat {
  fileprivate init(_ format: OutputPlan.ImageFormat) {
    self =
      switch format {
      case .png: .png
      case .jpeg: .jpeg
      case .webp: .webp
      }
  }
}
