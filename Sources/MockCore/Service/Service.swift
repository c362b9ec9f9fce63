package import HTTPMessages

/// The whole mock as a value: what came in and the time go in, the answer comes out.
///
/// It opens no file and no socket and reads no clock; the shell around it does.
package struct Service {
  /// What became of a call besides the response.
  package enum Answer: Sendable {
    case answered(Event)
    /// The shell has to bring the bytes of an output to `complete`.
    indirect case pending(PendingOutput)
    /// The shell has to send the answer when all is done that is due by the tenant's clock, which was moved.
    case moved(TenantID, Event)
    /// The shell has to ask again when the tenant's time has come.
    indirect case delayed(DelayedCall)
    /// The shell has to send the answer when the tenant's time has come.
    indirect case late(DelayedAnswer)
  }

  package private(set) var catalogue: Catalogue
  package private(set) var settings: ServiceSettings
  /// How jobs pass their time; the first is that of tenants without a story.
  private(set) var plans: [JobPlan]
  private var planIndices: [JobPlan: Int] = [:]
  /// The stories that tokens can name.
  package private(set) var stories: [StoryName: ShelvedStory] = [:]
  var jobs: JobStore
  var tenants: TenantStore
  /// What the profile says of a body, but for the host of the request.
  let leniency: SchemaValidator.Leniency
  let clock: TenantClock
  private var eventNumber: UInt64 = 0
  /// The model of the last submit, which is mostly that of the next one.
  private var latestModel: (id: [UInt8], index: Int)?
  /// Buffers that are used again: the beginning of a request's URLs, and the nodes of a body.
  var link: [UInt8] = []
  var spareNodes: [JSONNode] = []

  /// A service whose tenants begin with `clock`; `seed` makes the ids of its requests.
  package init(
    catalogue: Catalogue, settings: ServiceSettings, clock: TenantClock, seed: UInt64
  ) {
    self.catalogue = catalogue
    self.settings = settings
    self.clock = clock
    plans = [JobPlan(timeline: settings.timeline, queuePositions: [])]
    leniency = SchemaValidator.Leniency(settings)
    jobs = JobStore(capacity: settings.bounds.jobs, seed: seed)
    tenants = TenantStore(capacity: settings.bounds.tenants)
    replaceStories(with: settings.stories)
  }

  var profile: Profile { settings.profile }

  /// Serves other models from now on; jobs that there are stay as they are.
  package mutating func replaceModels(with models: [Model]) {
    catalogue = catalogue.replacing(with: models)
    latestModel = nil
  }

  /// Knows other stories from now on, also for new tenants whose token names none; tenants that have one
  /// keep it.
  package mutating func replaceStories(with stories: [ShelvedStory]) {
    self.stories = Dictionary(stories.map { ($0.name, $0) }) { _, last in last }
    settings.story = settings.story.map { (try? self.stories[$0.name]?.story) ?? $0 }
  }

  // MARK: Calls

  /// Answers a request whose body is complete.
  ///
  /// - Parameters:
  ///   - request: the head.
  ///   - body: all of it.
  ///   - monotonic: the time, in nanoseconds.
  ///   - delayed: what an earlier call of this has given, when this is the second time.
  ///   - response: gets the answer, as far as there is one.
  /// - Returns: what has become of the call.
  package mutating func respond(
    to request: Request, body: [UInt8], monotonic: Int64, delayed: DelayedCall? = nil,
    into response: inout Response
  ) -> Answer {
    var call = Call(monotonic: monotonic)
    call.happening = delayed?.happening
    call.due = delayed?.wakes
    do throws(Refusal) {
      let problem = body.count > settings.bounds.body ? BodyProblem.tooLarge : nil
      let route = try admit(request, problem, &call)
      try answer(route, request, body, &call, &response)
    } catch {
      refuse(error, call: &call, into: &response)
    }
    if let wakes = call.sleeps, let tenant = call.tenantID, let happening = call.happening {
      return .delayed(DelayedCall(tenant: tenant, wakes: wakes, happening: happening))
    }
    finish(call, &response)
    if let output = call.output {
      return .pending(PendingOutput(file: output.file, range: output.range, call: call))
    }
    return end(&call, &response)
  }

  /// Does what the story says to the answer, and decides when it is sent.
  mutating func end(_ call: inout Call, _ response: inout Response) -> Answer {
    applyStory(&call, &response)
    let event = event(call, status: response.isSent ? response.status : 0)
    if call.hasMovedClock, let tenant = call.tenantID { return .moved(tenant, event) }
    if let tenant = call.tenantID, let delay = call.happening?.delayAfter, delay > .zero {
      return .late(DelayedAnswer(tenant: tenant, wakes: call.now + delay, event: event))
    }
    return .answered(event)
  }

  /// The index of a plan, which is kept from then on.
  mutating func index(of plan: JobPlan) -> Int {
    if let index = planIndices[plan] { return index }
    plans.append(plan)
    planIndices[plan] = plans.count - 1
    return plans.count - 1
  }

  /// The refusal, if any, that the head alone decides, for a client that waits to be told to send its
  /// body or whose body cannot be taken.
  package mutating func refusal(
    of request: Request, because problem: BodyProblem?, monotonic: Int64,
    into response: inout Response
  ) -> Event? {
    var call = Call(monotonic: monotonic)
    do throws(Refusal) {
      _ = try admit(request, problem, &call)
      return nil
    } catch {
      refuse(error, call: &call, into: &response)
    }
    finish(call, &response)
    return event(call, status: response.status)
  }

  /// Why a body cannot be taken.
  package enum BodyProblem: Sendable {
    case tooLarge
    /// Where it ends cannot be told.
    case unclearLength
    /// The bodies in flight fill the memory that is set aside for them.
    case noMemory
  }

  /// The steps before the work, in the contract's order of refusals.
  private mutating func admit(
    _ request: Request, _ problem: BodyProblem?, _ call: inout Call
  ) throws(Refusal) -> Route {
    if problem == .unclearLength { throw .unclearLength(profile) }
    call.host = try validHost(request)
    guard let route = Route(request) else {
      throw .path(profile, request.string(request.path))
    }
    call.endpoint = Event.Endpoint(route, request.method)
    guard route.allows(request.method) else {
      throw .method(profile, allowed: route.allowedMethods)
    }
    if route.isControl { try checkPlace(request, call) }
    if !route.isOpen { try authenticate(request, &call) }
    let isSubmit = call.endpoint == .submit
    if isSubmit { try checkContentType(request) }
    switch problem {
    case .tooLarge: throw .tooLarge(profile, limit: settings.bounds.body)
    case .noMemory: throw .busy(profile, "Too many request bodies are in flight; try again.")
    case .unclearLength, nil: break
    }
    if isSubmit, case .model(let id) = route { call.model = try model(id, request) }
    return route
  }

  private mutating func answer(
    _ route: Route, _ request: Request, _ body: [UInt8], _ call: inout Call,
    _ response: inout Response
  ) throws(Refusal) {
    switch route {
    case .request(let id, .status): try status(id, request, &call, &response)
    case .request(let id, .result): try result(id, request, &call, &response)
    case .request(let id, .cancel): try cancel(id, request, &call, &response)
    case .model(let id):
      if let model = call.model {
        try submit(model, request, body, &call, &response)
      } else {
        try modelDetail(id, request, &call, &response)
      }
    case .models: try modelList(request, &call, &response)
    case .categories: categoryList(&call, &response)
    case .balance: balance(&call, &response)
    case .deployments: deployments(&call, &response)
    case .output(let name): try output(name, request, &call, &response)
    case .health: health(&call, &response)
    case .clock: try clock(request, body, &call, &response)
    case .receipts: receipts(&call, &response)
    }
  }

  // MARK: Refusals in their order

  private func validHost(_ request: Request) throws(Refusal) -> Range<Int> {
    switch request.value(of: .host) {
    case .absent: throw .host(profile, "The request has no Host.")
    case .several: throw .host(profile, "The request has more than one Host.")
    case .one(let range):
      guard Authority.isWellFormed(request.text[range]) else {
        throw .host(profile, "The Host is malformed; expected a host name and perhaps a port.")
      }
      return range
    }
  }

  private func checkContentType(_ request: Request) throws(Refusal) {
    if request.value(of: .contentEncoding) != .absent {
      throw .contentType(profile, "Content-Encoding is not supported; send the JSON as it is.")
    }
    switch request.value(of: .contentType) {
    case .absent:
      throw .contentType(profile, "Content-Type is missing; expected application/json.")
    case .several: throw .contentType(profile, "Content-Type was sent more than once.")
    case .one(let range):
      guard MediaType.isJSON(request.text[range]) else {
        throw .contentType(
          profile,
          "Content-Type must be application/json in UTF-8, received "
            + request.string(range) + ".")
      }
    }
  }

  mutating func model(_ id: Range<Int>, _ request: Request) throws(Refusal) -> Int {
    let text = request.text[id]
    if let latestModel, text.equals(latestModel.id) { return latestModel.index }
    guard let index = catalogue.index(of: text) else {
      throw .model(profile, request.string(id), catalogue)
    }
    latestModel = (Array(text), index)
    return index
  }

  // MARK: The end of a call

  func refuse(_ refusal: Refusal, call: inout Call, into response: inout Response) {
    refusal.write(into: &response)
    call.promise = refusal.promise
    let note = [refusal.note, refusal.message].compactMap { $0 }.joined(separator: ": ")
    call.note = note.utf8.count <= 500 ? note : note.prefix(499) + "…"
    response.fields.append(
      Response.Field(
        "Mock-Promise", "\(refusal.promise.rawValue); event=\(eventNumber + 1)"))
  }

  /// Adds what does not depend on the answer.
  private func finish(_ call: Call, _ response: inout Response) {
    if call.endpoint == .output { allowOtherOrigins(&response) }
    // The engine's own Date is that of the wall clock.
    if let slot = call.tenant, !tenants[slot].clock.isReal {
      let date = HTTPDate.string(secondsSinceEpoch: call.answered.secondsSinceEpoch)
      response.fields.append(Response.Field("Date", date))
    }
  }

  mutating func event(_ call: Call, status: Int) -> Event {
    eventNumber += 1
    return Event(
      number: eventNumber, endpoint: call.endpoint, promise: call.promise, status: status,
      monotonic: call.monotonic, time: call.tenantID == nil ? nil : call.now, tenant: call.tenantID,
      request: call.requestID, note: call.note)
  }
}

extension Event.Endpoint {
  fileprivate init(_ route: Route, _ method: Request.Method) {
    self =
      switch route {
      case .model: method == .post ? .submit : .model
      case .models: .models
      case .categories: .categories
      case .request(_, .status): .status
      case .request(_, .result): .result
      case .request(_, .cancel): .cancel
      case .balance: .balance
      case .deployments: .deployments
      case .output: .output
      case .health: .health
      case .clock: .clock
      case .receipts: .receipts
      }
  }
}

extension Token.Problem {
  /// A sentence for whoever has sent the token.
  package var message: String {
    switch self {
    case .scheme: "Authorization is malformed; expected Bearer TOKEN."
    case .empty: "The token is empty."
    case .tooLong: "The token is longer than 512 characters."
    case .character: "The token may hold visible ASCII characters only, no blanks and no commas."
    }
  }
}
