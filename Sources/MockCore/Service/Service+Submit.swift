internal import HTTPMessages

extension Service {
  /// `POST /v1/models/{model_id}`: validates the body and accepts the job.
  mutating func submit(
    _ model: Int, _ request: Request, _ body: [UInt8], _ call: inout Call,
    _ response: inout Response
  ) throws(Refusal) {
    let document = try document(body)
    let entry = catalogue[model]
    defer { keepNodes(of: document) }
    let validator = SchemaValidator(document, against: entry.schema, leniency(request, call))
    guard validator.count == 0 else { throw .schema(profile, validator) }

    guard let tenant = call.tenant else { return }
    guard balance(of: tenant) > 0 else { throw .balance(profile) }
    guard goesOn(.submit, nil, request, &call) else { return }

    let owner = tenants[tenant].id
    let now = call.now
    let plan = entry.outputInputs.plan(document, validator.values)
    let isScripted = tenants[tenant].isScripted
    let nextPlan = isScripted ? tenants[tenant].script?.nextPlan : nil
    let index = nextPlan.map { self.index(of: $0) } ?? 0
    guard let slot = slotForJob(call) else {
      throw .busy(profile, "All \(settings.bounds.jobs) jobs are live; none can make room.")
    }
    let prompt = entry.outputInputs.prompt(document, validator.values)
    let id = jobs.insert(at: slot, prompt: prompt) { id in
      Job(id: id, tenant: owner, model: model, plan: index, accepted: now, output: plan)
    }
    if let note = entry.outputInputs.note(plan, document, validator.values) {
      call.note = note
      response.fields.append(Response.Field("Mock-Note", note))
    }
    tenants[tenant].lastEnd = max(
      tenants[tenant].lastEnd, plans[index].timeline.end(accepted: now))
    if isScripted { tenants[tenant].script?.add(id) }

    call.requestID = id
    call.promise = .submitAccepted
    response.body.append(json: #"{"request_id":""#)
    let start = response.body.count
    response.body.append(id)
    startLink(to: response.body[start...], request, call)
    response.body.append(UInt8(ascii: "\""))
    appendURL(.status, to: &response.body)
    appendURL(.result, to: &response.body)
    appendURL(.cancel, to: &response.body)
    response.body.append(UInt8(ascii: "}"))
  }

  /// Keeps the buffer of an ordinary body's nodes for the next one.
  private mutating func keepNodes(of document: JSONDocument) {
    if document.nodes.capacity <= 4096 { spareNodes = document.nodes }
  }

  /// The slot for one more job; nil when all are taken by jobs that are live.
  private mutating func slotForJob(_ call: Call) -> Int? {
    guard jobs.count == jobs.capacity else { return jobs.count }
    return jobs.oldestEnded { [plans, tenants] job in
      guard tenants.contains(job.tenant) else { return true }
      let now = tenants[Int(job.tenant.slot)].clock.now(monotonic: call.monotonic)
      return plans[Int(job.planIndex)].timeline.state(
        accepted: job.accepted, cancelled: job.cancelled, at: now
      ).ended != nil
    }
  }

  mutating func document(_ body: [UInt8]) throws(Refusal) -> JSONDocument {
    guard !body.isEmpty else {
      throw .notJSON(profile, "The body is empty; expected a JSON object.")
    }
    let document: JSONDocument
    do throws(JSONError) {
      document = try JSONDocument(body, reusing: &spareNodes)
    } catch {
      throw .notJSON(profile, "The body is not JSON: \(error)")
    }
    guard document.root.kind == .object else {
      throw .notJSON(profile, "The body must be a JSON object with the model's inputs.")
    }
    return document
  }

  private func leniency(_ request: Request, _ call: Call) -> SchemaValidator.Leniency {
    var leniency = leniency
    leniency.host = request.text[call.host]
    return leniency
  }

  /// Makes the beginning of all URLs of a request, `ORIGIN/v1/requests/ID/`.
  mutating func startLink(to id: ArraySlice<UInt8>, _ request: Request, _ call: Call) {
    link.removeAll(keepingCapacity: true)
    appendOrigin(settings.publicURL, request, call, to: &link)
    link.append(json: "/v1/requests/")
    link.append(contentsOf: id)
  }

  /// Appends `,"VERB_url":"ORIGIN/v1/requests/ID/VERB"` for the request of `startLink`.
  func appendURL(_ verb: Route.Verb, to body: inout [UInt8]) {
    body.append(json: verb.urlKey)
    body.append(contentsOf: link)
    body.append(json: verb.urlEnd)
  }

  /// Appends the origin that was set, else the one that the client used.
  func appendOrigin(
    _ setting: String?, _ request: Request, _ call: Call, to body: inout [UInt8]
  ) {
    if let setting {
      body.append(contentsOf: setting.utf8)
    } else {
      body.append(json: "http://")
      body.append(contentsOf: request.text[call.host])
    }
  }
}

extension Route.Verb {
  fileprivate var urlKey: StaticString {
    switch self {
    case .status: #","status_url":""#
    case .result: #","result_url":""#
    case .cancel: #","cancel_url":""#
    }
  }

  fileprivate var urlEnd: StaticString {
    switch self {
    case .status: #"/status""#
    case .result: #"/result""#
    case .cancel: #"/cancel""#
    }
  }
}
