internal import HTTPMessages

extension Service {
  /// `GET /outputs/{request_id}/{n}.{ext}`: names the file; the shell has the bytes.
  func output(
    _ name: Range<Int>, _ request: Request, _ call: inout Call, _ response: inout Response
  ) throws(Refusal) {
    let name = request.text[name]
    guard let slash = name.firstIndex(of: UInt8(ascii: "/")),
      let id = RequestID(name[..<slash]), case .found(let slot) = jobs.lookup(id),
      tenants.contains(jobs[slot].tenant)
    else { throw .unknownOutput(profile, "There is no such output.") }
    call.requestID = id
    let job = jobs[slot]
    let owner = Int(job.tenant.slot)
    call.tenant = owner
    call.now = tenants[owner].clock.now(monotonic: call.monotonic)
    guard case .succeeded(let ended) = state(of: job, at: call.now) else {
      throw .unknownOutput(profile, "The request has no output (yet).")
    }
    let file: [UInt8] = Array("0.".utf8) + Array(job.output.format.name.description.utf8)
    guard name[(slash + 1)...].elementsEqual(file) else {
      throw .unknownOutput(
        profile,
        "The request has one output, \(String(decoding: file, as: UTF8.self)).")
    }
    if let lifetime = profile.outputLifetime.seconds, call.now >= ended + .seconds(Int64(lifetime))
    {
      throw .expiredOutput(profile)
    }
    guard case .image(let format) = job.output.format else {
      throw .outputNotMade(profile, job.output.format.outputType)
    }
    call.promise = .outputServed
    call.output = OutputFile(request: id, number: 0, plan: job.output, format: format)
  }
}
