/// What was found out about a call so far.
///
/// The request itself is handed along beside it: a copy in here would cost more than it reads better.
struct Call {
  let monotonic: Int64

  var host = 0..<0
  var endpoint = Event.Endpoint.none
  /// Slot of the tenant.
  var tenant: Int?
  var tenantID: TenantID?
  /// The tenant's time.
  var now = Instant(nanoseconds: 0)
  /// Index of the model of a submit.
  var model: Int?

  var promise = Promise.tokenTenant
  var requestID: RequestID?
  var note: String?
  var output: WantedOutput?

  init(monotonic: Int64) {
    self.monotonic = monotonic
  }
}
