package import ContractKit
package import MockCore

extension RecordedExchange {
  static let origin = "http://127.0.0.1:8788"
  static let job = "5f0c2b1e-7a5d-4c58-9d0e-3f1a2b4c5d6e"

  static let submit = RecordedExchange(
    method: "POST", url: "\(origin)/v1/models/aidc-ai/ovis-image",
    requestFields: [
      Field(name: "Authorization", value: "Bearer ‹token›"),
      Field(name: "Content-Type", value: "application/json"),
    ],
    requestBody: #"{"prompt":"a lighthouse","image_size":"square"}"#, status: 200,
    fields: [
      Field(name: "content-type", value: "application/json"),
      Field(name: "date", value: "Sat, 21 Nov 2026 20:58:12 GMT"),
    ],
    body:
      #"{"request_id":"\#(job)","status_url":"\#(origin)/v1/requests/\#(job)/status","cost":1.50,"nothing":{},"list":[1,[]]}"#,
    offset: .milliseconds(1), duration: .milliseconds(3))

  static func call(
    _ method: String, _ path: String, _ status: Int?, _ body: String?, count: Int = 1,
    failure: String? = nil
  ) -> RecordedExchange {
    RecordedExchange(
      method: method, url: "\(origin)/v1/requests/\(job)/\(path)",
      requestFields: [Field(name: "Authorization", value: "Bearer ‹token›")], status: status,
      fields: status == nil ? [] : [Field(name: "content-type", value: "application/json")],
      body: body, failure: failure, offset: .milliseconds(8), duration: .milliseconds(2),
      count: count)
  }
}

extension StoryReport {
  package static func kept(
    _ name: String, _ promise: Promise, _ sides: [String] = []
  ) -> StoryReport {
    StoryReport(
      story: .sample(name, promise, "What is promised is so"), verdict: .kept, sides: sides,
      steps: [
        StepReport(number: 1, title: "submit", line: 8, exchanges: [.submit]),
        StepReport(
          number: 2, title: "status", line: 9,
          exchanges: [.call("GET", "status", 200, #"{"status":"completed"}"#)]),
      ], duration: .milliseconds(14))
  }

  package static func skipped(_ name: String, _ promise: Promise) -> StoryReport {
    StoryReport(
      story: .sample(name, promise, "What is promised is so"),
      verdict: .skipped("it needs a script, which only a mock plays"), duration: .zero)
  }

  /// Broken in two ways.
  package static let late: StoryReport = {
    let findings = [
      Finding(step: 2, place: "http", expected: "202 or 409", found: "500"),
      Finding(
        step: 2, place: "body/outcome", expected: #"one of "cancelled", "not_cancellable""#,
        found: "nothing"),
    ]
    return StoryReport(
      story: .sample("cancel/in-progress", .cancelRunning, "A job that runs cannot be cancelled"),
      verdict: .broken(findings),
      steps: [
        StepReport(number: 1, title: "submit", line: 8, exchanges: [.submit]),
        StepReport(
          number: 2, title: "cancel", line: 9,
          exchanges: [
            .call("POST", "cancel", 500, #"{"error_code":500001,"error_message":"Boom"}"#)
          ],
          problems: findings.map { "\($0.place): expected \($0.expected), found \($0.found)" }),
        StepReport(
          number: nil, title: "clean-up", line: nil,
          exchanges: [
            .call(
              "POST", "cancel", nil, nil,
              failure: "the server closed the connection without an answer")
          ]),
      ],
      notes: [
        "job \(RecordedExchange.job) could not be cancelled: the server closed the connection without an answer"
      ],
      duration: .milliseconds(31))
  }()

  /// Broken, with hostile text in everything that a server says.
  package static let hostile: StoryReport = {
    let finding = Finding(
      step: 1, place: "header \(Hostile.text)", expected: "anything but \(Hostile.text)",
      found: Hostile.text)
    let exchange = RecordedExchange(
      method: "GET", url: RecordedExchange.origin + "/\(Hostile.text)",
      requestFields: [.init(name: "X-Echo", value: Hostile.text)], requestBody: Hostile.text,
      status: 200, fields: [.init(name: Hostile.text, value: Hostile.text)], body: Hostile.text,
      failure: Hostile.text, offset: .zero, duration: .milliseconds(61_300))
    return StoryReport(
      story: .sample(
        "cancel/zz-hostile", .cancelEnded, "Cancelling what has ended changes nothing"),
      verdict: .broken([finding]), sides: [Hostile.text],
      steps: [
        StepReport(
          number: 1, title: "cancel \(Hostile.text)", line: 9, exchanges: [exchange],
          problems: ["header: \(Hostile.text)"])
      ],
      notes: [Hostile.text], duration: .milliseconds(61_312))
  }()

  package static let cancelled = kept("cancel/in-queue", .cancelWaiting)

  package static let balance = StoryReport(
    story: .sample("errors/no-balance", .errorBalance, "Without money nothing is taken"),
    verdict: .inconclusive("step 1, submit: HTTP 503, which is errors.server-fault's matter"),
    steps: [
      StepReport(
        number: 1, title: "submit", line: 8,
        exchanges: [.call("POST", "submit", 503, "<html><body>Service Unavailable</body></html>")],
        problems: ["HTTP 503, which is errors.server-fault's matter"])
    ], duration: .milliseconds(5))

  package static let known: StoryReport = {
    let finding = Finding(step: 2, place: "size", expected: "at least 1 of them", found: "0")
    return StoryReport(
      story: .sample("output/whole", .outputServed, "An output is served whole"),
      verdict: .broken([finding]),
      steps: [
        StepReport(number: 1, title: "submit", line: 8, exchanges: [.submit]),
        StepReport(
          number: 2, title: "download", line: 9,
          exchanges: [.call("GET", "output", 200, nil)],
          problems: ["size: expected at least 1 of them, found 0"]),
      ], duration: .milliseconds(9))
  }()

  package static let notReached = StoryReport(
    story: .sample("status/in-progress", .statusRunning, "While a job runs, it says so"),
    verdict: .notReached("the run was interrupted"),
    steps: [StepReport(number: 1, title: "submit", line: 8, exchanges: [.submit])],
    duration: .milliseconds(4))

  package static let polled = StoryReport(
    story: .sample("submit", .submitAccepted, "A submit answers at once"), verdict: .kept,
    steps: [
      StepReport(
        number: 1, title: "poll until completed", line: 8,
        exchanges: [
          .call("GET", "status", 200, #"{"status":"in_queue","queue_position":1}"#, count: 12),
          .call("GET", "status", 200, #"{"status":"completed"}"#),
        ])
    ], duration: .milliseconds(1210))
}
