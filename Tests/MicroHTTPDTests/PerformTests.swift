import Glibc
import MicroHTTPD
import Synchronization
import TestDoors
import Testing

/// What others have done on the loop thread.
@Suite(.timeLimit(.minutes(1)))
struct PerformTests {
  @Test func `work is done with the handler, in order, on one thread that is not ours`() throws {
    let server = try ScriptedHandler.start()
    let seen = Mutex<[(number: Int, handler: ObjectIdentifier, thread: pthread_t)]>([])
    let done = Mailbox<Void>()
    for number in 0..<100 {
      let isTaken = server.perform { handler in
        seen.withLock { $0.append((number, ObjectIdentifier(handler), pthread_self())) }
        if number == 99 { done.post(()) }
      }
      #expect(isTaken)
    }
    #expect(done.wait(milliseconds: 10_000).count == 1)
    seen.withLock { seen in
      #expect(seen.map(\.number) == Array(0..<100))
      #expect(Set(seen.map(\.handler)).count == 1)
      #expect(Set(seen.map(\.thread)).count == 1)
      #expect(seen.first?.thread != pthread_self())
    }
  }

  @Test func `work is done while requests are set aside`() throws {
    let control = ScriptedHandler.Control()
    let server = try ScriptedHandler.start(control)
    var connection = try RawConnection(port: server.port)
    try connection.send("GET /later HTTP/1.1\r\nHost: h\r\n\r\n")
    control.waitForArrival()
    #expect(server.perform { _ in control.answerLater() })
    #expect(try connection.receive().text == "late")
  }

  @Test func `a server that has stopped takes no work`() throws {
    let server = try ScriptedHandler.start()
    server.stop(graceNanoseconds: 0)
    #expect(!server.perform { _ in Issue.record("it is done nevertheless") })
  }

  // Whoever waits for work that was taken would wait for ever for what is lost.
  @Test func `what is taken while a server stops is done before it has stopped`() throws {
    for _ in 0..<20 {
      let server = try ScriptedHandler.start()
      let counts = Counts()
      let threads = try (0..<3).map { _ in
        try Thread {
          while server.perform({ _ in counts.done.add(1, ordering: .relaxed) }) {
            counts.taken.add(1, ordering: .relaxed)
          }
        }
      }
      while counts.taken.load(ordering: .relaxed) < 100 { sched_yield() }
      server.stop(graceNanoseconds: 0)
      for thread in threads { thread.join() }
      #expect(counts.taken.load(ordering: .relaxed) == counts.done.load(ordering: .relaxed))
    }
  }

  private final class Counts: Sendable {
    let taken = Atomic(0)
    let done = Atomic(0)
  }

  /// A thread that can stand in an array.
  private final class Thread {
    private var thread: LoopThread?

    init(_ body: @escaping @Sendable () -> Void) throws {
      thread = try LoopThread(body)
    }

    func join() {
      thread.take()?.join()
    }
  }
}
