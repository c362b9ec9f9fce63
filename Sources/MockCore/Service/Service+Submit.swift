internal import HTTPMessages

extension Service {
  /// `POST /v1/models/{model_id}`: validates the body and accepts the job.
  mutating func submit(
    _ model: Int, _ call: inout Call, _ response: inout Response
  ) throws(Refusal) {
    let document = try document(call.body)
    let entry = catalogue.models[model]
    let validator = SchemaValidator(document, against: entry.schema, leniency(call))
    guard validator.count == 0 else { throw .schema(profile, validator) }

    guard let tenant = call.tenant else { return }
    let owner = tenants[tenant].id
    let now = call.now
    let plan = OutputPlan(entry, document)
    let timeline = 0
    let inserted = jobs.insert(
      hasEnded: { [timelines, tenants] job in
        !tenants.contains(job.tenant)
          || timelines[Int(job.timeline)].state(
            accepted: job.accepted, cancelled: job.cancelled,
            at: tenants[Int(job.tenant.slot)].clock.now(monotonic: call.monotonic)
          ).ended != nil
      },
      make: { id in
        Job(
          id: id, tenant: owner, model: model, timeline: timeline, accepted: now, output: plan)
      })
    guard let inserted else {
      throw .busy(profile, "All \(settings.bounds.jobs) jobs are live; none can make room.")
    }
    tenants[tenant].lastEnd = max(
      tenants[tenant].lastEnd, timelines[timeline].end(accepted: now))

    call.requestID = inserted.id
    call.promise = .submitAccepted
    response.body.append(json: #"{"request_id":""#)
    response.body.append(inserted.id)
    response.body.append(UInt8(ascii: "\""))
    for verb: StaticString in ["status", "result", "cancel"] {
      appendURL(verb, of: inserted.id, call, to: &response.body)
    }
    response.body.append(UInt8(ascii: "}"))
  }

  private func document(_ body: [UInt8]) throws(Refusal) -> JSONDocument {
    guard !body.isEmpty else {
      throw .notJSON(profile, "The body is empty; expected a JSON object.")
    }
    let document: JSONDocument
    do throws(JSONError) {
      document = try JSONDocument(body)
    } catch {
      throw .notJSON(profile, "The body is not JSON: \(error)")
    }
    guard document.root.kind == .object else {
      throw .notJSON(profile, "The body must be a JSON object with the model's inputs.")
    }
    return document
  }

  private func leniency(_ call: Call) -> SchemaValidator.Leniency {
    var leniency = SchemaValidator.Leniency()
    leniency.acceptsUnknownProperties = profile.unknownProperties == .accept
    leniency.acceptsHTTP = profile.httpURLs == .accept
    leniency.host = call.request.text[call.host]
    leniency.ownOrigins = [settings.publicURL, settings.outputURL].compactMap { $0 }
    return leniency
  }

  /// Appends `,"VERB_url":"ORIGIN/v1/requests/ID/VERB"`.
  func appendURL(
    _ verb: StaticString, of id: RequestID, _ call: Call, to body: inout [UInt8]
  ) {
    body.append(json: ",\"")
    body.append(json: verb)
    body.append(json: "_url\":\"")
    appendOrigin(settings.publicURL, call, to: &body)
    body.append(json: "/v1/requests/")
    body.append(id)
    body.append(UInt8(ascii: "/"))
    body.append(json: verb)
    body.append(UInt8(ascii: "\""))
  }

  /// Appends the origin that was set, else the one that the client used.
  func appendOrigin(_ setting: String?, _ call: Call, to body: inout [UInt8]) {
    if let setting {
      body.append(contentsOf: setting.utf8)
    } else {
      body.append(json: "http://")
      body.append(contentsOf: call.request.text[call.host])
    }
  }
}
