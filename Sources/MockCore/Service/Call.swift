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
  /// What the tenant's story does to the call.
  var happening: Happening?
  /// When the work is to be done, if that is later.
  var sleeps: Instant?
  /// When the work was to be done of a call that was put off.
  var due: Instant?
  /// The tenant's clock is not what it was.
  var hasMovedClock = false
  /// The URL that the client called, where a story may want to send it on.
  var url = ""

  /// The tenant's time when the answer is sent.
  var answered: Instant { now + (happening?.delayAfter ?? .zero) }

  init(monotonic: Int64) {
    self.monotonic = monotonic
  }
}
