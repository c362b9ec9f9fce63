internal import Glibc
internal import HTTPMessages
internal import MicroHTTPD
internal import MockCore
internal import Pictures
internal import Synchronization

/// Makes pictures on a thread of its own, one after the other; the thread starts with the first.
///
/// On Swift's shared pool a test that blocks its threads would keep every picture waiting.
final class Renderer: Sendable {
  private enum Message: Sendable {
    case render(OutputFile)
    case end
  }

  typealias Rendered = Result<SharedBytes, OutputFailure>

  private let mailbox = Mailbox<Message>()
  private let thread = Mutex<LoopThread?>(nil)
  private let isEnding = Atomic(false)
  private let finish: @Sendable (OutputFile.ID, Rendered) -> Void

  /// `finish` is called with each file, on the thread that makes them.
  init(finish: @escaping @Sendable (OutputFile.ID, Rendered) -> Void) {
    self.finish = finish
  }

  /// Has a file made.
  func render(_ file: OutputFile) {
    do throws(HTTPServerError) {
      try thread.withLock { thread throws(HTTPServerError) in
        if thread == nil { thread = try LoopThread { [self] in renderUntilEnd() } }
      }
      mailbox.post(.render(file))
    } catch {
      finish(file.id, .failure(OutputFailure("\(error)")))
    }
  }

  /// Waits until the picture that is being made is done; those that are waiting are not made.
  func stop() {
    isEnding.store(true, ordering: .relaxed)
    mailbox.post(.end)
    thread.withLock { $0.take() }?.join()
  }

  private func renderUntilEnd() {
    // Of this thread alone (setpriority(2), "C library/kernel differences"): where it shares a core with the
    // loop, calls do not wait for the slices of a picture.
    setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, 10)
    while true {
      for message in mailbox.wait() {
        guard case .render(let file) = message, !isEnding.load(ordering: .relaxed) else { return }
        finish(file.id, Self.bytes(of: file))
      }
    }
  }

  private static func bytes(of file: OutputFile) -> Rendered {
    do throws(PictureError) {
      return .success(SharedBytes(try Picture(file).encoded()))
    } catch {
      return .failure(OutputFailure("\(error)"))
    }
  }
}

extension Picture {
  fileprivate init(_ file: OutputFile) {
    let count = Int(file.plan.count)
    let number = count == 1 ? "" : " · \(file.id.number + 1) of \(count)"
    self.init(
      width: Int(file.plan.width), height: Int(file.plan.height), seed: file.seed,
      format: PictureFormat(file.format), hasTransparentBackground: file.plan.isTransparent,
      label: PictureLabel(
        prompt: file.prompt, model: file.model, request: "\(file.id.request)\(number)"))
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
