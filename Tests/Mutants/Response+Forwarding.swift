internal import HTTPClient
internal import HTTPMessages

extension Response {
  /// The same answer once more, and the same failure where there was none or not all of one.
  init(_ answer: ClientResponse?, _ failure: TransportFailure?, toHEAD isHEAD: Bool) {
    self.init()
    guard let answer else {
      switch failure {
      case .reset: delivery = .reset
      case .timedOut: delivery = .silence
      default: delivery = .close
      }
      return
    }
    status = answer.status
    contentType = nil
    otherFields = answer.fields.filter { !ClientRequest.framing.contains($0.name.lowercased()) }
    body = answer.body
    let announced = answer[field: "Content-Length"].flatMap { Int($0) } ?? 0
    if isHEAD || answer.status == 304 {
      // The engine takes the length from the bytes, none of which it sends.
      body = [UInt8](repeating: 0, count: announced)
    } else if let failure {
      let ending: Delivery.Ending = failure == .reset ? .reset : .close
      delivery = .cut(after: body.count, then: ending)
      body += [UInt8](repeating: 0, count: max(1, announced - body.count))
    }
  }
}
