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
  let settings: EngineSettings
  let handler: any RequestHandler
  private let mailbox: Mailbox<EngineMessage>
  var lingering = LingeringConnections()

  /// Used again for each request; holds the head of the request on `requestConnection`.
  let request: Request
  var requestConnection: OpaquePointer?
  var response = Response()

  var lastExchange: UInt64 = 0
  /// The exchanges whose connections are suspended.
  var suspended: [ExchangeID: Exchange] = [:]
  /// When the engine itself goes on with one of them.
  var steps = Deadlines<ExchangeID>()
  /// The sockets of those that wait for their client.
  var watch = SocketWatch()
  var idle = IdleClosings()
  private var lastTick: Int64 = 0
  /// Whether a connection was closed in the last round.
  ///
  /// libmicrohttpd does not look at new ones while it has as many as it may, and looks again only at the
  /// beginning of a round: the next one must not wait for an event.
  var hasClosed = false
  /// Requests whose head has come and whose answer has not been sent.
  var inFlight = 0
  var bodyBytes = 0
  /// Exchanges that are over, to be used again with their buffers.
  var spares: [Exchange] = []
  /// When the loop ends although answers are in flight; set when it is told to stop.
  var stopDeadline: Int64?
  /// The loop is over; what still comes in the last round is closed without an answer, because nothing
  /// may be suspended any more.
  var isEnding = false

  init(settings: EngineSettings, handler: any RequestHandler, mailbox: Mailbox<EngineMessage>) {
    self.settings = settings
    self.handler = handler
    self.mailbox = mailbox
    request = Request(keepsFieldLines: settings.keepsFieldLines)
  }

  /// Serves until a stop message has come and been obeyed.
  func run(_ daemon: consuming Daemon) {
    mhd_json_error_pages(true)
    let epoll = daemon.epollDescriptor
    while true {
      var timeout = daemon.timeout
      if hasClosed {
        timeout = 0
        hasClosed = false
      }
      let tick = nextTick
      if wait(epoll, milliseconds: timeout, until: tick) {
        for message in mailbox.drain() {
          switch message {
          case .answer(let id, let response): resume(id, .answer(response))
          case .perform(let work): work(handler)
          case .stop(let deadline):
            daemon.quiesce()
            stopDeadline = deadline
            closeStalled()
          }
        }
      }
      if let tick { goOn(at: tick) }
      daemon.run()
      if let stopDeadline, inFlight == 0 || MonotonicTime.now() >= stopDeadline { break }
    }
    isEnding = true
    abandonSuspended()
    daemon.run()
    lingering.closeAll()
  }

  /// Waits until a descriptor is readable or something is due; true when there are messages.
  private func wait(_ epoll: Int32, milliseconds: UInt64?, until tick: Int64?) -> Bool {
    var descriptors = [
      pollfd(fd: epoll, events: Int16(POLLIN), revents: 0),
      pollfd(fd: mailbox.descriptor, events: Int16(POLLIN), revents: 0),
    ]
    let watchPlace = watch.isEmpty ? nil : descriptors.count
    if watchPlace != nil {
      descriptors.append(pollfd(fd: watch.descriptor, events: Int16(POLLIN), revents: 0))
    }
    let lingeringPlace = descriptors.count
    for descriptor in lingering.descriptors {
      descriptors.append(pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0))
    }
    var timeout = milliseconds.map { Int32(clamping: $0) } ?? -1
    if let deadline = earlier(earlier(stopDeadline, lingering.nextDeadline), tick) {
      let left = max(0, Int32(clamping: (deadline - MonotonicTime.now() + 999_999) / 1_000_000))
      timeout = timeout < 0 ? left : min(timeout, left)
    }
    poll(&descriptors, nfds_t(descriptors.count), timeout)
    if descriptors.count > lingeringPlace { lingering.drain(now: MonotonicTime.now()) }
    if let watchPlace, descriptors[watchPlace].revents != 0 { goOnWithWatched() }
    return descriptors[1].revents != 0
  }

  /// When something is due, but not within a millisecond of the last time: whenever some connections are
  /// resumed, libmicrohttpd walks over all that are suspended.
  private var nextTick: Int64? {
    let earliest = earlier(earlier(steps.next, idle.next), handler.nextDeadline)
    return earliest.map { max($0, lastTick + 1_000_000) }
  }

  /// Does what is due, if that time has come.
  private func goOn(at tick: Int64) {
    let now = MonotonicTime.now()
    guard now >= tick else { return }
    lastTick = now
    if let deadline = handler.nextDeadline, deadline <= now {
      for (id, resumption) in handler.due(at: now) { resume(id, resumption) }
    }
    while let id = steps.takeDue(at: now) { step(id) }
    idle.closeDue(at: now)
  }

  /// Resumes everything that is set aside, so that libmicrohttpd can be stopped without aborting.
  private func abandonSuspended() {
    for id in Array(suspended.keys) { abandon(id) }
  }
}

private func earlier(_ a: Int64?, _ b: Int64?) -> Int64? {
  guard let a, let b else { return a ?? b }
  return min(a, b)
}
