internal import CMicroHTTPD
internal import Glibc
internal import HTTPMessages

/// What other threads tell the loop.
enum EngineMessage: Sendable {
  case answer(ExchangeID, Response)
  /// Something to be done with the handler, between two requests.
  case perform(@Sendable (any RequestHandler) -> Void)
  /// Stop; answers in flight get until then, in nanoseconds of the monotonic clock.
  case stop(deadline: Int64)
}

/// The loop: it owns libmicrohttpd, what is suspended, what lingers, and calls the handler.
///
/// Everything in it happens on one thread, in order.
final class HTTPEngine {
  private let settings: EngineSettings
  private let handler: any RequestHandler
  private let mailbox: Mailbox<EngineMessage>
  private var lingering = LingeringConnections()

  /// Used again for each request; holds the head of the request on `requestConnection`.
  private let request = Request()
  private var requestConnection: OpaquePointer?
  private var response = Response()

  private var lastExchange: UInt64 = 0
  private var suspended: [ExchangeID: Exchange] = [:]
  /// Requests whose head has come and whose answer has not been sent.
  private var inFlight = 0
  private var bodyBytes = 0
  /// Exchanges that are over, to be used again with their buffers.
  private var spares: [Exchange] = []
  /// When the loop ends although answers are in flight; set when it is told to stop.
  private var stopDeadline: Int64?
  /// The loop is over; what still comes in the last round is closed without an answer, because nothing
  /// may be suspended any more.
  private var isEnding = false

  init(settings: EngineSettings, handler: any RequestHandler, mailbox: Mailbox<EngineMessage>) {
    self.settings = settings
    self.handler = handler
    self.mailbox = mailbox
  }

  /// Serves until a stop message has come and been obeyed.
  func run(_ daemon: consuming Daemon) {
    mhd_json_error_pages(true)
    let epoll = daemon.epollDescriptor
    while true {
      if wait(epoll, milliseconds: daemon.timeout) {
        for message in mailbox.drain() {
          switch message {
          case .answer(let id, let response): resume(id, with: response)
          case .perform(let work): work(handler)
          case .stop(let deadline):
            daemon.quiesce()
            stopDeadline = deadline
          }
        }
      }
      daemon.run()
      if let stopDeadline, inFlight == 0 || MonotonicTime.now() >= stopDeadline { break }
    }
    isEnding = true
    abandonSuspended()
    daemon.run()
    lingering.closeAll()
  }

  /// Waits until a descriptor is readable or something is due; true when there are messages.
  private func wait(_ epoll: Int32, milliseconds: UInt64?) -> Bool {
    var descriptors = [
      pollfd(fd: epoll, events: Int16(POLLIN), revents: 0),
      pollfd(fd: mailbox.descriptor, events: Int16(POLLIN), revents: 0),
    ]
    for descriptor in lingering.descriptors {
      descriptors.append(pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0))
    }
    var timeout = milliseconds.map { Int32(clamping: $0) } ?? -1
    for deadline in [stopDeadline, lingering.nextDeadline] {
      guard let deadline else { continue }
      let left = max(0, Int32(clamping: (deadline - MonotonicTime.now() + 999_999) / 1_000_000))
      timeout = timeout < 0 ? left : min(timeout, left)
    }
    poll(&descriptors, nfds_t(descriptors.count), timeout)
    if descriptors.count > 2 { lingering.drain(now: MonotonicTime.now()) }
    return descriptors[1].revents != 0
  }

  // MARK: A request, as libmicrohttpd tells it

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
    slot.pointee = Self.mark
    read(connection, line)
    guard request.hasBody else { return .YES }
    let length = request.declaredLength
    let exchange = spares.popLast() ?? Exchange()
    exchange.begin(on: connection, expecting: length)
    adopt(exchange, slot)
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
    case .ready(let response): return connection.queue(response)
    case .abandoned: return .NO
    case .receiving, .waiting, nil: break
    }
    guard !isEnding else { return .NO }
    readOnce(connection, line)
    response.reset()
    lastExchange += 1
    let id = ExchangeID(number: lastExchange)
    let disposition = handler.respond(
      to: request, body: exchange?.body ?? [], exchange: id, into: &response)
    switch disposition {
    case .answered:
      return connection.queue(response)
    case .later:
      let waiting = exchange ?? Exchange()
      if exchange == nil {
        waiting.begin(on: connection, expecting: 0)
        adopt(waiting, slot)
      }
      waiting.phase = .waiting
      suspended[id] = waiting
      MHD_suspend_connection(connection)
      return .YES
    }
  }

  /// The answer was sent, or the connection ended.
  func complete(_ slot: UnsafeMutablePointer<UnsafeMutableRawPointer?>) {
    inFlight -= 1
    requestConnection = nil
    guard let pointer = slot.pointee, pointer != Self.mark else { return }
    slot.pointee = nil
    // Releases what `adopt` retained.
    let exchange = Unmanaged<Exchange>.fromOpaque(pointer).takeRetainedValue()
    bodyBytes -= exchange.body.count
    exchange.reset()
    if spares.count < 16 { spares.append(exchange) }
  }

  private func adopt(
    _ exchange: Exchange, _ slot: UnsafeMutablePointer<UnsafeMutableRawPointer?>
  ) {
    // Released by `complete`.
    slot.pointee = Unmanaged.passRetained(exchange).toOpaque()
  }

  private func read(_ connection: OpaquePointer, _ line: RequestLine) {
    connection.read(line, into: request)
    requestConnection = connection
  }

  /// Reads the head again only when that of another connection has come in between.
  private func readOnce(_ connection: OpaquePointer, _ line: RequestLine) {
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

  private func resume(_ id: ExchangeID, with response: Response) {
    guard let exchange = suspended.removeValue(forKey: id) else { return }
    exchange.phase = .ready(response)
    if let connection = exchange.connection { MHD_resume_connection(connection) }
  }

  /// Resumes everything that is set aside, so that libmicrohttpd can be stopped without aborting.
  private func abandonSuspended() {
    for exchange in suspended.values {
      exchange.phase = .abandoned
      if let connection = exchange.connection { MHD_resume_connection(connection) }
    }
    suspended = [:]
  }
}

extension Exchange {
  /// The exchange behind a slot; the slot goes on owning it.
  static func borrowed(_ pointer: UnsafeMutableRawPointer) -> Exchange {
    Unmanaged<Exchange>.fromOpaque(pointer).takeUnretainedValue()
  }
}
