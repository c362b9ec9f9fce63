internal import CMicroHTTPD
internal import HTTPMessages

// An answer on its way, and the connections that are suspended meanwhile.
//
// A suspended connection is in `suspended`, and either with its handler, in `steps` or in `watch`.
extension HTTPEngine {
  /// Sends an answer as its `delivery` says; what the handler's call returns to libmicrohttpd.
  func deliver(
    _ response: Response, on connection: OpaquePointer, _ line: RequestLine,
    _ slot: UnsafeMutablePointer<UnsafeMutableRawPointer?>
  ) -> MHD_Result {
    switch response.delivery {
    case .whole:
      return connection.queue(response)
    case .closingIdle(let milliseconds):
      adopted(slot, on: connection).idleWait = .init(milliseconds: milliseconds, on: connection)
      return connection.queue(response)
    case .trickle(let rate):
      let exchange = adopted(slot, on: connection)
      let body = TrickledBody(
        response.content, Pace(bytesPerSecond: rate), exchange, of: self)
      return connection.queue(response, as: body.prepared())
    case .close, .reset, .silence, .cut:
      guard !isEnding else { return .NO }
      readOnce(connection, line)
      guard
        let answer = BrokenAnswer(
          response, toHEAD: request.method == .head, closing: connection.isLast)
      else { return .NO }
      let exchange = adopted(slot, on: connection)
      let id = exchange.id ?? makeID()
      exchange.id = id
      exchange.phase = .breaking(answer)
      if advance(exchange, id) == .over { return .NO }
      suspended[id] = exchange
      MHD_suspend_connection(connection)
      return .YES
    }
  }

  /// Suspends the connection of a trickling answer; false when the loop ends and it must not be.
  func sleep(_ exchange: Exchange, until deadline: Int64) -> Bool {
    guard !isEnding, let connection = exchange.connection else { return false }
    let id = exchange.id ?? makeID()
    exchange.id = id
    exchange.phase = .trickling
    suspended[id] = exchange
    steps.set(id, at: deadline)
    MHD_suspend_connection(connection)
    return true
  }

  /// Goes on with an exchange that the handler put off.
  func resume(_ id: ExchangeID, _ resumption: Resumption) {
    guard let exchange = suspended[id], case .waiting = exchange.phase else { return }
    suspended[id] = nil
    exchange.phase =
      switch resumption {
      case .answer(let response): .ready(response)
      case .again: .receiving
      }
    exchange.resume()
  }

  /// Goes on with an exchange whose time has come.
  func step(_ id: ExchangeID) {
    guard let exchange = suspended[id] else { return }
    if case .breaking = exchange.phase {
      if advance(exchange, id) == .over { abandon(id) }
    } else {
      suspended[id] = nil
      exchange.resume()
    }
  }

  /// Goes on with the exchanges at whose sockets something has happened.
  func goOnWithWatched() {
    for id in watch.happened() {
      guard let exchange = suspended[id], case .breaking(let answer) = exchange.phase else {
        continue
      }
      watch.remove(exchange.descriptor)
      // Nothing to write: it was the client's leaving that was waited for.
      if answer.isWritten || advance(exchange, id) == .over { abandon(id) }
    }
  }

  /// Closes the connections on which nothing more will ever be sent.
  func closeStalled() {
    let stalled = suspended.filter { _, exchange in
      if case .breaking(let answer) = exchange.phase { answer.isStalled } else { false }
    }
    for id in stalled.keys { abandon(id) }
  }

  /// Closes the connection of a suspended exchange.
  func abandon(_ id: ExchangeID) {
    guard let exchange = suspended.removeValue(forKey: id) else { return }
    exchange.phase = .abandoned
    exchange.resume()
  }

  private enum Outcome {
    /// It goes on by `steps` or `watch`.
    case asleep
    /// The connection is to be closed.
    case over
  }

  /// Takes a broken answer as far as it goes now.
  private func advance(_ exchange: Exchange, _ id: ExchangeID) -> Outcome {
    guard case .breaking(var answer) = exchange.phase else { return .over }
    defer { exchange.phase = .breaking(answer) }
    let descriptor = exchange.descriptor
    switch answer.write(to: descriptor) {
    case .gone: return .over
    case .blocked: return watch.add(descriptor, id, for: .room) ? .asleep : .over
    case .written: break
    }
    switch answer.ending {
    case .close:
      // With unread input the kernel would send a reset.
      _ = mhd_discard_input(descriptor)
      return .over
    case .reset:
      guard mhd_is_delivered(descriptor) else {
        steps.set(id, at: MonotonicTime.now() + answer.pause())
        return .asleep
      }
      mhd_reset(descriptor)
      return .over
    case .stall:
      let isServing = stopDeadline == nil
      return isServing && watch.add(descriptor, id, for: .leaving) ? .asleep : .over
    }
  }
}
