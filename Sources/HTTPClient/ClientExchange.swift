/// An answer as it came: no redirect followed, nothing decoded but the framing of HTTP.
package struct ClientResponse: Sendable {
  package var status: Int
  /// In the order in which they came, repeated ones too; without the fields of a trailer.
  package var fields: [ClientRequest.Field]
  /// The content, at most `ClientSettings.bodyLimit` bytes.
  package var body: [UInt8]
  /// The version of HTTP that the server named, such as "1.1".
  package var version: String

  package init(
    status: Int, fields: [ClientRequest.Field] = [], body: [UInt8] = [], version: String = "1.1"
  ) {
    self.status = status
    self.fields = fields
    self.body = body
    self.version = version
  }
}

/// What became of a request.
package struct ClientExchange: Sendable {
  /// The answer as far as it came, once its head was whole; interim ones (1xx) are none.
  package var response: ClientResponse?
  /// Why not all of it came; nil when all of it did.
  package var failure: TransportFailure?
  /// Bytes of the body that came, also those beyond the limit.
  package var bodyLength: Int
  /// How often the request went out: 0 when there was no connection, 2 and more when a kept connection
  /// died under it (see `HTTPClient`); 1 at most for what may cost money.
  package var attempts: Int
  /// When the exchange was asked for.
  package var started: ContinuousClock.Instant
  /// From then until the first line of the answer; nil when none came.
  package var firstByte: Duration?
  /// From then until the end.
  package var duration: Duration

  package init(
    response: ClientResponse? = nil, failure: TransportFailure? = nil, bodyLength: Int = 0,
    attempts: Int = 0, started: ContinuousClock.Instant, firstByte: Duration? = nil,
    duration: Duration = .zero
  ) {
    self.response = response
    self.failure = failure
    self.bodyLength = bodyLength
    self.attempts = attempts
    self.started = started
    self.firstByte = firstByte
    self.duration = duration
  }
}
