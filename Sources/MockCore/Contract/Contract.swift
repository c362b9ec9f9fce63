extension Promise {
  /// What the contract says of a promise.
  package struct Terms: Sendable {
    /// One sentence for a report.
    package let text: String
    package let provenance: Provenance

    init(_ provenance: Provenance, _ text: String) {
      self.provenance = provenance
      self.text = text
    }
  }

  /// The terms of this promise; where there is a switch, `ProfileSwitch.all` has its sides.
  package var terms: Terms {
    switch self {
    case .submitAccepted:
      Terms(
        .seeds, "A submit answers 200 at once; the body is one flat object of the model's inputs.")
    case .submitURLs:
      Terms(
        .observed,
        "A submit answers request_id, status_url, result_url and cancel_url, in this order and "
          + "nothing else; the URLs are absolute, on the origin that the client used.")
    case .statusWaiting:
      Terms(.seeds, "While a job waits, /status says in_queue.")
    case .statusQueuePosition:
      Terms(
        .assumed,
        "queue_position is there only while in_queue, never null; 1 is next.")
    case .statusRunning:
      Terms(.seeds, "While a job runs, /status says in_progress.")
    case .statusCompleted:
      Terms(.seeds, "Of a job that ended well, /status says completed.")
    case .statusFailed:
      Terms(.documented, "Of a job that ended badly, /status says completed: it stopped running.")
    case .statusCancelled:
      Terms(.seeds, "Of a cancelled job, /status says cancelled.")
    case .resultUnfinished:
      Terms(.seeds, "Before the end, /result answers 200 with the current state and no output.")
    case .resultSucceeded:
      Terms(
        .observed, "Of a job that ended well, /result answers 200 with completed and its output.")
    case .resultFailed:
      Terms(
        .documented,
        "Of a job that ended badly, /result answers 200 with failed, without an output.")
    case .resultCancelled:
      Terms(
        .documented, "Of a cancelled job, /result answers 200 with cancelled, without an output.")
    case .resultEndedKey:
      Terms(.observed, "The time of the end stands under completed_at, once there is one.")
    case .resultErrorShape:
      Terms(.assumed, "The error of a failed job is a string.")
    case .resultTimestamps:
      Terms(.observed, "Timestamps are UTC with microseconds and the offset +00:00.")
    case .resultOutputShape:
      Terms(
        .seeds,
        "output is an object: a URL string under image, video or audio, or an array under the plural."
      )
    case .resultCost:
      Terms(.client, "include_cost=true adds a number cost once the job has ended.")
    case .cancelWaiting:
      Terms(.seeds, "A job that waits can be cancelled: 202 with the outcome cancelled.")
    case .cancelRunning:
      Terms(.seeds, "A job that runs cannot be cancelled; it runs on and is charged.")
    case .cancelEnded:
      Terms(.documented, "Cancelling a job that has ended changes nothing: not_cancellable.")
    case .cancelNotCancellable:
      Terms(.documented, "not_cancellable is answered with 202.")
    case .catalogueList:
      Terms(.client, "GET /v1/models answers models, total, limit and offset, ordered by id.")
    case .catalogueCategories:
      Terms(.client, "GET /v1/models/categories answers the list of categories.")
    case .catalogueDetail:
      Terms(
        .client, "GET /v1/models/{model_id} echoes model_id and has a price and the input schema.")
    case .catalogueQuery:
      Terms(.assumed, "A limit outside 1..500 or an offset below 0 is refused with 422.")
    case .accountBalance:
      Terms(.client, "GET /prod/v2/balance answers balance_usd, balance_microdollars and currency.")
    case .accountDeployments:
      Terms(.client, "GET /prod/v2/deployments answers a list.")
    case .outputServed:
      Terms(.observed, "Output URLs are fetched without a token.")
    case .outputUnknown:
      Terms(.assumed, "An output that never was is 404.")
    case .outputExpiry:
      Terms(.assumed, "Outputs do not expire; where they do, they are 410 afterwards.")
    case .outputConditions:
      Terms(
        .assumed, "A client that has an output already is answered 304, one that wants another 412."
      )
    case .outputRange:
      Terms(
        .assumed,
        "A range of an output is 206, one beyond its end 416; of several the whole file is sent.")
    case .outputCORS:
      Terms(.assumed, "A page of any origin may fetch an output; a preflight is answered 204.")
    case .outputNotMade:
      Terms(.ours, "The mock makes pictures; the URL of a video or an audio output answers 501.")
    case .mockHealth:
      Terms(.ours, "GET /_mock/health answers without a token.")
    case .mockStory:
      Terms(.ours, "What a story says happens instead of what the contract says.")
    case .mockControl:
      Terms(.ours, "What is under /_mock/v1/ is for clients on the mock's own machine.")
    case .mockClock:
      Terms(.ours, "/_mock/v1/clock reads, sets and advances the clock of the token's tenant.")
    case .mockReceipts:
      Terms(.ours, "/_mock/v1/receipts says how much of the tenant's story has happened.")
    case .tokenTenant:
      Terms(.ours, "Each well-formed token is accepted and is a tenant of its own.")
    case .requestID:
      Terms(.observed, "A request_id is a lower-case UUID v4.")
    case .errorHost:
      Terms(.assumed, "A missing or malformed Host is 400 with 400006, before anything else.")
    case .errorPath:
      Terms(.assumed, "An unknown path is 404 with 404001.")
    case .errorMethod:
      Terms(.assumed, "A wrong method on a known path is 405 with Allow.")
    case .errorToken:
      Terms(.client, "No token, a malformed header or an unknown token is 401 with 400004.")
    case .errorStory:
      Terms(.ours, "A token that names an unknown story is refused, never silently the default.")
    case .errorContentType:
      Terms(.assumed, "A submit that is not application/json in UTF-8 is 415.")
    case .errorTooLarge:
      Terms(.assumed, "A body over 64 MiB is 413.")
    case .errorModel:
      Terms(.documented, "An unknown model or a malformed id is 400 with 400001.")
    case .errorNotJSON:
      Terms(.assumed, "A body that is not JSON, or not an object, is 400 with 400003.")
    case .errorSchema:
      Terms(.client, "A body that breaks the input schema is 422, with every violation in detail.")
    case .errorBalance:
      Terms(.client, "Without balance a submit is 402 with 400002.")
    case .errorUnknownRequest:
      Terms(.documented, "An unknown, deleted or expired request is 404 with 404001.")
    case .errorForeignRequest:
      Terms(.documented, "Another token's request is 403 with 403001.")
    case .errorRateLimit:
      Terms(.assumed, "A rate limit, only when scripted, is 429 with Retry-After.")
    case .errorServerFault:
      Terms(.client, "A server fault, only when scripted, is 5xx.")
    case .errorMalformedHTTP:
      Terms(.assumed, "What the engine itself refuses is answered in JSON too.")
    case .errorBusy:
      Terms(.ours, "When a bound of the mock is reached, it says so with 503.")
    case .validationUnknownProperties:
      Terms(.assumed, "A property that the schema does not name is a violation.")
    case .validationExplicitNull:
      Terms(.assumed, "A null is a violation, unless the schema's own default is null.")
    case .validationDuplicateKeys:
      Terms(.assumed, "A key that stands twice in one object is a violation.")
    case .validationHTTPURLs:
      Terms(.seeds, "Inputs are https: URLs or data: URIs; http: only on the mock's own origins.")
    }
  }
}
