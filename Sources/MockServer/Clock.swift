internal import MicroHTTPD
internal import MockCore

extension MockServer {
  /// The clock of a token.
  ///
  /// - Parameter token: one that the mock accepts. If no call was made with it yet, the first use of its clock
  ///   counts as one.
  /// - Returns: the clock. Other tokens have clocks of their own.
  public func clock(of token: String) -> Clock {
    Clock(server: self, token: token)
  }

  /// The clock of a token, as its jobs and answers see it.
  ///
  /// Get it with ``MockServer/clock(of:)``.
  public struct Clock: Sendable {
    let server: MockServer
    let token: String

    /// The time since 1970-01-01T00:00:00Z.
    ///
    /// It throws ``MockServerError`` when the token is not accepted or the mock has stopped.
    public var now: Duration {
      get async throws {
        try await server.perform(token) { handler, token, monotonic, done throws(ClockError) in
          let time = try handler.service.time(of: token, monotonic: monotonic)
          done(Duration.nanoseconds(time.nanoseconds))
        }
      }
    }

    /// Moves the clock forward; once this has returned, each call sees the new time.
    ///
    /// A clock that runs goes on running from there. None goes beyond 11 April 2262.
    ///
    /// - Parameter duration: how far, at least 0.
    /// - Throws: ``MockServerError`` when the duration is negative, the token is not accepted, or the mock has
    ///   stopped.
    public func advance(by duration: Duration) async throws {
      guard duration >= .zero else {
        throw MockServerError(
          description: "a clock cannot be moved back: advance(by:) received \(duration)")
      }
      let span = Span64(duration)
      try await server.perform(token) { handler, token, monotonic, done throws(ClockError) in
        let tenant = try handler.service.advanceClock(of: token, by: span, monotonic: monotonic)
        handler.clockHasMoved(of: tenant) {
          done(())
          return []
        }
      }
    }
  }

  /// Does something with the handler on the loop thread, between two calls; `work` calls its last argument
  /// once with the result, unless it throws.
  private func perform<Value: Sendable>(
    _ token: String,
    _ work:
      @escaping @Sendable (
        MockHandler, Token, _ monotonic: Int64, _ done: @escaping (Value) -> Void
      ) throws(ClockError) -> Void
  ) async throws(MockServerError) -> Value {
    let token = try Token(text: token)
    let result: Result<Value, MockServerError> = await withCheckedContinuation { continuation in
      let isTaken = server.perform { handler in
        do throws(ClockError) {
          try work(handler, token, MonotonicTime.now()) { value in
            continuation.resume(returning: .success(value))
          }
        } catch {
          continuation.resume(returning: .failure(MockServerError(description: error.message)))
        }
      }
      guard !isTaken else { return }
      continuation.resume(returning: .failure(MockServerError(description: "the mock has stopped")))
    }
    return try result.get()
  }
}

extension Token {
  /// The token, or a sentence on what is wrong with it.
  init(text: String) throws(MockServerError) {
    do throws(Problem) {
      try self.init(Array(text.utf8)[...])
    } catch {
      throw MockServerError(description: error.message)
    }
  }
}
