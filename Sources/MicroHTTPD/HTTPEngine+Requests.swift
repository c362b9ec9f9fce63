internal import CMicroHTTPD
internal import HTTPMessages

// A request, as libmicrohttpd tells it.
extension HTTPEngine {
  /// What the slot of a request without an `Exchange` holds: any address but nil, never followed.
  private static var mark: UnsafeMutableRawPointer? { UnsafeMutableRawPointer(bitPattern: 1) }

  /// The first call for a request: its head is there.
  ///
  /// An answer here would close the connection afterwards (libmicrohttpd 0.9.75 discards the rest
  /// of the request), so there is none, unless that is meant.
  func begin(
    _ connection: OpaquePointer, _ line: RequestLine,
    _ slot: UnsafeMutablePointer<UnsafeMutableRawPointer?>
  ) -> MHD_Result {
    inFlight += 1
    if !idle.isEmpty { idle.remove(connection) }
    slot.pointee = Self.mark
    read(connection, line)
    guard request.hasBody else { return .YES }
    let length = request.declaredLength
    _ = adopted(slot, on: connection, expecting: length)
    let problem: BodyProblem? =
      if !request.hasClearLength {
        .unclearLength
      } else if length > settings.bodyLimit {
        .tooLarge
      } else if bodyBytes + length > settings.bodiesInFlightLimit {
        .noMemory
      } else {
        nil
      }
    guard problem != nil || request.value(of: .expect) != .absent else { return .YES }
    return refuse(connection, because: problem) ? .NO : .YES
  }

  /// A part of the body has come.
  func receive(
    _ connection: OpaquePointer, _ line: RequestLine, _ exchange: Exchange,
    _ part: UnsafeRawBufferPointer
  )
    -> MHD_Result
  {
    let total = exchange.body.count + part.count
    let problem: BodyProblem? =
      if total > settings.bodyLimit {
        .tooLarge
      } else if bodyBytes + part.count > settings.bodiesInFlightLimit {
        .noMemory
      } else {
        nil
      }
    if let problem {
      readOnce(connection, line)
      _ = refuse(connection, because: problem)
      return .NO
    }
    exchange.body.append(contentsOf: part)
    bodyBytes += part.count
    return .YES
  }

  /// The request is complete, or the connection was resumed.
  func answer(
    _ connection: OpaquePointer, _ line: RequestLine,
    _ slot: UnsafeMutablePointer<UnsafeMutableRawPointer?>
  ) -> MHD_Result {
    let exchange = slot.pointee == Self.mark ? nil : slot.pointee.map(Exchange.borrowed)
    switch exchange?.phase {
    case .ready(let response): return deliver(response, on: connection, line, slot)
    case .abandoned: return .NO
    case .receiving, .waiting, .breaking, .trickling, nil: break
    }
    guard !isEnding else { return .NO }
    readOnce(connection, line)
    response.reset()
    let id = exchange?.id ?? makeID()
    let disposition = handler.respond(
      to: request, body: exchange?.body ?? [], exchange: id, into: &response)
    switch disposition {
    case .answered:
      // Nearly all; without a copy of the response.
      if case .whole = response.delivery { return connection.queue(response) }
      return deliver(response, on: connection, line, slot)
    case .later:
      let waiting = adopted(slot, on: connection)
      waiting.id = id
      waiting.phase = .waiting
      suspended[id] = waiting
      MHD_suspend_connection(connection)
      return .YES
    }
  }

  /// The answer was sent, or the connection ended.
  func complete(
    _ connection: OpaquePointer, _ slot: UnsafeMutablePointer<UnsafeMutableRawPointer?>
  ) {
    inFlight -= 1
    requestConnection = nil
    guard let pointer = slot.pointee, pointer != Self.mark else { return }
    slot.pointee = nil
    // Releases what `adopted` retained.
    let exchange = Unmanaged<Exchange>.fromOpaque(pointer).takeRetainedValue()
    bodyBytes -= exchange.body.count
    if let wait = exchange.idleWait { idle.add(connection, wait, now: MonotonicTime.now()) }
    exchange.reset()
    if spares.count < 16 { spares.append(exchange) }
  }

  /// The connection is closed.
  func closed(_ connection: OpaquePointer) {
    hasClosed = true
    if !idle.isEmpty { idle.remove(connection) }
  }

  func makeID() -> ExchangeID {
    lastExchange += 1
    return ExchangeID(number: lastExchange)
  }

  /// The exchange of the request in `slot`, made if there was no need of one before.
  func adopted(
    _ slot: UnsafeMutablePointer<UnsafeMutableRawPointer?>, on connection: OpaquePointer,
    expecting length: Int = 0
  ) -> Exchange {
    if let pointer = slot.pointee, pointer != Self.mark { return Exchange.borrowed(pointer) }
    let exchange = spares.popLast() ?? Exchange()
    exchange.begin(on: connection, expecting: length)
    // Released by `complete`.
    slot.pointee = Unmanaged.passRetained(exchange).toOpaque()
    return exchange
  }

  private func read(_ connection: OpaquePointer, _ line: RequestLine) {
    connection.read(line, into: request)
    requestConnection = connection
  }

  /// Reads the head again only when that of another connection has come in between.
  func readOnce(_ connection: OpaquePointer, _ line: RequestLine) {
    if requestConnection != connection { read(connection, line) }
  }

  // MARK: Answers out of turn

  /// Sends the handler's refusal, if it has one, past libmicrohttpd, which can answer in the middle
  /// of a body only by closing with a reset.
  ///
  /// The caller then returns `.NO`, which closes the connection.
  private func refuse(_ connection: OpaquePointer, because problem: BodyProblem?) -> Bool {
    response.reset()
    guard handler.refuses(request, because: problem, into: &response) else { return false }
    let descriptor = mhd_connection_descriptor(connection)
    connection.send(response, withBody: request.method != .head, to: descriptor)
    lingering.add(duplicating: descriptor, now: MonotonicTime.now())
    return true
  }
}

extension Exchange {
  /// The exchange behind a slot; the slot goes on owning it.
  static func borrowed(_ pointer: UnsafeMutableRawPointer) -> Exchange {
    Unmanaged<Exchange>.fromOpaque(pointer).takeUnretainedValue()
  }
}
