import HTTPMessages
import Pictures
import Synchronization
import Testing

@testable import MicroHTTPD
@testable import MockCore
@testable import MockServer

/// Which outputs are made, how often and until when, and which are kept.
@Suite(.timeLimit(.minutes(1)))
struct RendererTests {
  private func file(_ number: Int, side: Int = 16) -> OutputFile {
    OutputFile(
      id: OutputFile.ID(
        request: RequestID(slot: 0, generation: 1, random: 1, key: 1), number: number),
      format: .png,
      plan: OutputPlan(format: .image(.png), width: side, height: side, seed: 1, count: 64),
      model: "m", prompt: "p")
  }

  private func call(_ file: OutputFile, _ number: UInt64) -> MediaStore.Waiting {
    MediaStore.Waiting(
      exchange: ExchangeID(number: number),
      output: PendingOutput(file: file, range: .whole, call: Call(monotonic: 0)),
      response: Response())
  }

  @Test func `a file is made once however many ask, and all of them are answered`() throws {
    let made = Mailbox<(OutputFile.ID, Renderer.Rendered)>()
    let renderer = Renderer { made.post(($0, $1)) }
    defer { renderer.stop() }
    var media = MediaStore(limit: 1 << 20, renderer: renderer)
    for number in 1...9 { media.wait(call(file(0), UInt64(number))) }
    media.wait(call(file(1), 10))
    // They are made in their order: what comes before the other one is all there is of the first.
    var all: [(OutputFile.ID, Renderer.Rendered)] = []
    while all.last?.0 != file(1).id { all += made.wait() }
    #expect(all.map(\.0) == [file(0).id, file(1).id])
    #expect(media.take(all[0].0, all[0].1).map(\.exchange.number) == Array(1...9))
    #expect(media.take(all[0].0, all[0].1).isEmpty)
    #expect(media.bytes(of: file(0)) != nil)
  }

  @Test func `no more is kept than the bound`() {
    var media = MediaStore(limit: 100, renderer: Renderer { _, _ in })
    let bytes = { SharedBytes([UInt8](repeating: 0, count: $0)) }
    for number in 0..<3 { _ = media.take(file(number).id, .success(bytes(40))) }
    #expect((0..<3).map { media.bytes(of: file($0)) != nil } == [false, true, true])
    _ = media.take(file(3).id, .success(bytes(101)))
    #expect(media.bytes(of: file(3)) == nil)
  }

  @Test func `to stop is to wait for the picture that is being made, not for those that wait`() {
    let began = Mailbox<Void>()
    let ended = Mutex(0)
    let renderer = Renderer { _, _ in
      began.post(())
      // Takes its time, so that who does not wait for it is seen.
      let picture = Picture(width: 512, height: 512, seed: 1, format: .png)
      #expect(throws: Never.self) { try picture.encoded() }
      ended.withLock { $0 += 1 }
    }
    let count = 60
    for number in 0..<count { renderer.render(file(number)) }
    var begun = began.wait().count
    renderer.stop()
    begun += began.drain().count
    #expect(ended.withLock { $0 } == begun)
    #expect(begun < count)
  }
}
