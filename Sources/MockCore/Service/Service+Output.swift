package import HTTPMessages

extension Service {
  /// `GET /outputs/{request_id}/{n}.{ext}`: names the file; the shell has the bytes.
  mutating func output(
    _ name: Range<Int>, _ request: Request, _ call: inout Call, _ response: inout Response
  ) throws(Refusal) {
    guard request.method != .options else { return preflight(&call, &response) }
    var (file, ended) = try file(request.text[name], &call)
    guard goesOn(.output, file.id.request, request, &call) else { return }
    if case .picture(let picture) = call.happening?.fault?.action { file.change(picture) }
    call.promise = .outputServed
    let validators = FileValidators(
      entityTag: "\"\(file.id.request)-\(file.id.number)\"", lastModified: ended.secondsSinceEpoch)
    let date = HTTPDate.string(secondsSinceEpoch: validators.lastModified)
    let now = call.now.secondsSinceEpoch
    switch validators.outcome(of: request, now: now) {
    case .failed: throw .outputCondition(profile)
    case .notModified:
      call.promise = .outputConditions
      call.output = WantedOutput(file: file, range: nil)
    case .proceed:
      call.output = WantedOutput(file: file, range: validators.range(of: request, now: now))
      response.fields.append(Response.Field("Accept-Ranges", "bytes"))
    }
    response.fields += [
      Response.Field("ETag", validators.entityTag), Response.Field("Last-Modified", date),
      // A page asks again each time, so that each download shows in the log and an expiry is noticed.
      Response.Field("Cache-Control", "no-cache"),
    ]
  }

  /// What a browser wants to see of every answer before it hands it to a page of another origin.
  func allowOtherOrigins(_ response: inout Response) {
    response.fields += [
      Response.Field("Access-Control-Allow-Origin", "*"),
      Response.Field(
        "Access-Control-Expose-Headers", "Accept-Ranges, Content-Range, ETag, Mock-Promise"),
      Response.Field("Cross-Origin-Resource-Policy", "cross-origin"),
    ]
  }

  private func preflight(_ call: inout Call, _ response: inout Response) {
    call.promise = .outputCORS
    response.status = 204
    response.contentType = nil
    response.fields += [
      Response.Field("Allow", "GET, HEAD, OPTIONS"),
      Response.Field("Access-Control-Allow-Methods", "GET, HEAD, OPTIONS"),
      // The star means all but Authorization (fetch.spec.whatwg.org).
      Response.Field("Access-Control-Allow-Headers", "*, Authorization"),
      Response.Field("Access-Control-Max-Age", "86400"),
    ]
  }

  /// The file of that name and when its job ended.
  private func file(
    _ name: ArraySlice<UInt8>, _ call: inout Call
  ) throws(Refusal) -> (OutputFile, Instant) {
    guard let slash = name.firstIndex(of: UInt8(ascii: "/")),
      let id = RequestID(name[..<slash]), case .found(let slot) = jobs.lookup(id),
      tenants.contains(jobs[slot].tenant)
    else { throw .unknownOutput(profile, "There is no such output.") }
    call.requestID = id
    let job = jobs[slot]
    act(for: Int(job.tenant.slot), &call)
    guard case .succeeded(let ended) = state(of: job, at: call.now) else {
      throw .unknownOutput(profile, "The request has no output (yet).")
    }
    let names = (0..<Int(job.output.count)).map { "\($0).\(job.output.format.name)" }
    let wanted = String(decoding: name[(slash + 1)...], as: UTF8.self)
    guard let number = names.firstIndex(where: { $0.utf8.elementsEqual(wanted.utf8) }) else {
      let list =
        names.count == 1
        ? "one output, \(names[0])"
        : "\(names.count) outputs, \(names[0]) to \(names[names.count - 1])"
      throw .unknownOutput(profile, "The request has \(list).")
    }
    if let lifetime = profile.outputLifetime.seconds, call.now >= ended + .seconds(Int64(lifetime))
    {
      throw .expiredOutput(profile)
    }
    guard case .image(let format) = job.output.format else {
      throw .outputNotMade(profile, job.output.format.outputType)
    }
    let file = OutputFile(
      id: OutputFile.ID(request: id, number: number), format: format, plan: job.output,
      model: catalogue[Int(job.model)].id, prompt: jobs.prompt(at: slot))
    return (file, ended)
  }
}

// MARK: Once the bytes are there

extension Service {
  /// Completes the answer to a call with the file that it waited for.
  ///
  /// - Parameters:
  ///   - output: the call, as `respond` gave it.
  ///   - bytes: the whole file, or why it could not be made.
  ///   - response: what `respond` left of it.
  /// - Returns: what has become of the call.
  package mutating func complete(
    _ output: PendingOutput, with bytes: Result<SharedBytes, OutputFailure>,
    into response: inout Response
  ) -> Answer {
    var call = output.call
    do throws(Refusal) {
      switch bytes {
      case .success(let bytes): try put(bytes, output, &call, &response)
      case .failure(let failure): throw .outputFailed(profile, failure.reason)
      }
    } catch {
      refuse(error, call: &call, into: &response)
    }
    return end(&call, &response)
  }

  private func put(
    _ bytes: SharedBytes, _ output: PendingOutput, _ call: inout Call, _ response: inout Response
  ) throws(Refusal) {
    let length = bytes.bytes.count
    response.shared = bytes
    guard let range = output.range else {
      // Its Content-Length is that of the file (RFC 9110 section 8.6), hence the bytes; none is sent.
      response.status = 304
      response.contentType = nil
      return
    }
    switch range.part(of: length) {
    case .unsatisfiable:
      response.shared = nil
      throw .outputRange(profile, length: length)
    case .whole: break
    case .bytes(let range):
      call.promise = .outputRange
      response.status = 206
      response.part = range
      response.fields.append(
        Response.Field(
          "Content-Range", "bytes \(range.lowerBound)-\(range.upperBound - 1)/\(length)"))
    }
    response.contentType = output.file.promised.mediaType
  }
}

/// Why an output could not be made.
package struct OutputFailure: Error, Sendable {
  package let reason: String

  package init(_ reason: String) {
    self.reason = reason
  }
}

extension OutputPlan.ImageFormat {
  fileprivate var mediaType: StaticString {
    switch self {
    case .png: "image/png"
    case .jpeg: "image/jpeg"
    case .webp: "image/webp"
    }
  }
}
