internal import HTTPMessages
internal import MicroHTTPD
internal import MockCore

/// The shell around `Service` on the loop thread: it brings the time and the pictures.
final class MockHandler: RequestHandler {
  var service: Service
  private let responder: Responder
  private let onEvent: (@Sendable (Event) -> Void)?
  private let renderer: Renderer
  private var media: MediaStore
  private var sleepers = Sleepers<Sleeper>()
  /// What is known of the calls that were put off before their work and are about to be asked for again.
  private var resumed: [ExchangeID: DelayedCall] = [:]

  /// What is said when all is done that a tenant's clock has made due.
  private var replies: [(tenant: TenantID, say: () -> [(ExchangeID, Resumption)])] = []

  /// What is put off until a tenant's time has come.
  private enum Sleeper {
    case call(ExchangeID, DelayedCall)
    case answer(ExchangeID, Response)
  }

  init(
    _ service: sending Service, responder: Responder, onEvent: (@Sendable (Event) -> Void)?
  ) {
    renderer = Renderer { id, result in
      responder.perform { ($0 as? MockHandler)?.answer(waitingFor: id, with: result) }
    }
    media = MediaStore(limit: service.settings.bounds.renderedMedia, renderer: renderer)
    self.service = service
    self.responder = responder
    self.onEvent = onEvent
  }

  deinit {
    // Whoever waits for a clock is told; it has been moved.
    for reply in replies { _ = reply.say() }
    renderer.stop()
  }

  func respond(
    to request: Request, body: [UInt8], exchange: ExchangeID,
    into response: inout Response
  ) -> Disposition {
    let delayed = resumed.isEmpty ? nil : resumed.removeValue(forKey: exchange)
    let answer = service.respond(
      to: request, body: body, monotonic: MonotonicTime.now(), delayed: delayed, into: &response)
    return settle(answer, exchange, &response)
  }

  /// Does what is left to be done of an answer.
  private func settle(
    _ answer: Service.Answer, _ exchange: ExchangeID, _ response: inout Response
  ) -> Disposition {
    switch answer {
    case .answered(let event):
      onEvent?(event)
      return .answered
    case .pending(let output):
      guard let bytes = media.bytes(of: output.file) else {
        media.wait(MediaStore.Waiting(exchange: exchange, output: output, response: response))
        return .later
      }
      let answer = service.complete(output, with: .success(bytes), into: &response)
      return settle(answer, exchange, &response)
    case .delayed(let call):
      sleep(.call(exchange, call), call.tenant, until: call.wakes)
      return .later
    case .late(let late):
      onEvent?(late.event)
      sleep(.answer(exchange, response), late.tenant, until: late.wakes)
      return .later
    case .moved(let tenant, let event):
      onEvent?(event)
      clockHasMoved(of: tenant) { [response] in [(exchange, .answer(response))] }
      return .later
    }
  }

  func refuses(
    _ request: Request, because problem: MicroHTTPD.BodyProblem?, into response: inout Response
  ) -> Bool {
    let event = service.refusal(
      of: request, because: problem.map(Service.BodyProblem.init), monotonic: MonotonicTime.now(),
      into: &response)
    if let event { onEvent?(event) }
    return event != nil
  }

  private func answer(
    waitingFor id: OutputFile.ID, with result: Result<SharedBytes, OutputFailure>
  ) {
    for var call in media.take(id, result) {
      let answer = service.complete(call.output, with: result, into: &call.response)
      if case .answered = settle(answer, call.exchange, &call.response) {
        responder.answer(call.exchange, with: call.response)
      }
    }
  }

  // MARK: Time

  var nextDeadline: Int64? { replies.isEmpty ? sleepers.nextDeadline : 0 }

  /// Wakes what a clock that was moved has made due, and calls `reply` when that is done.
  func clockHasMoved(
    of tenant: TenantID, reply: @escaping () -> [(ExchangeID, Resumption)]
  ) {
    sleepers.setAlarm(tenant, deadline(of: tenant))
    replies.append((tenant, reply))
  }

  func due(at now: Int64) -> [(ExchangeID, Resumption)] {
    // What was resumed the last time has been done by the engine in between; whose call is still here has left.
    resumed.removeAll(keepingCapacity: true)
    var resumptions: [(ExchangeID, Resumption)] = []
    let tenants = sleepers.tenants(dueAt: now)
    for tenant in tenants {
      let wakes = sleepers.firstWake(of: tenant)
      var time = service.time(of: tenant, leapingTo: wakes, monotonic: now)
      // The engine goes on with what is resumed together in an order of its own. Over how many times a clock
      // was moved, each has its turn.
      if let wakes, replies.contains(where: { $0.tenant == tenant }) { time = min(time, wakes) }
      for sleeper in sleepers.wake(tenant, at: time, deadline(of: tenant)) {
        switch sleeper {
        case .answer(let exchange, let response):
          resumptions.append((exchange, .answer(response)))
        case .call(let exchange, let call):
          resumed[exchange] = call
          resumptions.append((exchange, .again))
        }
      }
    }
    let woken = Set(tenants)
    let ready = replies.filter { !woken.contains($0.tenant) }
    replies.removeAll { !woken.contains($0.tenant) }
    return resumptions + ready.flatMap { $0.say() }
  }

  private func sleep(_ sleeper: Sleeper, _ tenant: TenantID, until wakes: Instant) {
    sleepers.add(sleeper, of: tenant, wakes: wakes, deadline: deadline(of: tenant))
  }

  private func deadline(of tenant: TenantID) -> (Instant) -> Int64? {
    let now = MonotonicTime.now()
    return { [self] in service.monotonic(of: $0, for: tenant, now: now) }
  }
}

extension Service.BodyProblem {
  fileprivate init(_ problem: MicroHTTPD.BodyProblem) {
    self =
      switch problem {
      case .tooLarge: .tooLarge
      case .unclearLength: .unclearLength
      case .noMemory: .noMemory
      }
  }
}
