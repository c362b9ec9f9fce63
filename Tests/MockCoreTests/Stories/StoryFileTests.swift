import Testing

@testable import MockCore

struct StoryFileTests {
  private static let head = "version: 1\nstory: a/b\ntitle: t\n"

  private func story(_ text: String, file: String = "s.yaml") throws -> Story {
    try StoryFile.story(Array(text.utf8), file: file).get()
  }

  /// What the value of `script` means.
  private func script(_ value: String) throws -> Script {
    try story("\(Self.head)script: \(value)\n").script
  }

  /// What the fault means whose members these are, in a script whose only one it is.
  private func fault(_ members: String) throws -> Fault {
    try #require(try script("{ faults: [{ \(members) }] }").faults.first)
  }

  private func action(_ value: String, on endpoint: String = "status") throws -> Fault.Action {
    try fault("on: \(endpoint), do: \(value)").action
  }

  private func answer(_ value: String) throws -> ScriptedAnswer {
    guard case .answer(let answer) = try action(value) else { throw CancellationError() }
    return answer
  }

  private func edit(_ value: String) throws -> AnswerEdit {
    guard case .edit(let edit) = try action("{ edit: \(value) }") else { throw CancellationError() }
    return edit
  }

  private func refusal(_ value: String) throws -> ScriptedRefusal {
    guard case .refusal(let refusal) = try action("{ refuse: \(value) }") else {
      throw CancellationError()
    }
    return refusal
  }

  private func messages(_ text: String, file: String = "s.yaml") -> [String] {
    guard case .failure(let error) = StoryFile.story(Array(text.utf8), file: file) else {
      return []
    }
    return error.problems.map(\.description)
  }

  // MARK: The file

  @Test func `a story has a name, a title, a reason and a script`() throws {
    let text = """
      $schema: x
      version: 1
      story: a/b-c
      title: What happens
      why: >
        It happened
        to me.
      from: observed
      script: {}
      """
    let story = try story(text)
    #expect(story.name.text == "a/b-c")
    #expect(story.title == "What happens")
    #expect(story.why == "It happened to me.")
    #expect(story.text == Array(text.utf8))
    #expect(story.script.faults.isEmpty && story.script.delays.isEmpty && story.script.jobs.isEmpty)
    #expect(story.script.clock == nil && story.script.balance == nil)
  }

  @Test func `the reason and the script can be missing`() throws {
    #expect(try story(Self.head).why == "")
  }

  @Test func `a file of JSON is read as JSON`() throws {
    let text = #"{"version": 1, "story": "a", "title": "\ud83d\ude00", "script": {"clock": "60x"}}"#
    let story = try story(text, file: "s.json")
    #expect(story.title == "😀")
    #expect(story.script.clock == .scaled(60))
    #expect(
      messages("version: 1", file: "s.json") == [
        "s.json:1:1: error: not JSON: a value was expected, found 'v'"
      ])
  }

  @Test func `a file of a MiB is read, a larger one is not`() {
    let comment = Self.head + "#"
    let rest = 1_048_576 - comment.utf8.count
    #expect(messages(comment + String(repeating: "x", count: rest)) == [])
    #expect(
      messages(comment + String(repeating: "x", count: rest + 1)) == [
        "s.yaml:1:1: error: the file is larger than 1 MiB"
      ])
  }

  @Test func `many mistakes are told quickly`() {
    let clock = ContinuousClock()
    let texts = [
      Self.head + "script:\n  faults:\n"
        + String(repeating: "    - { on: status, do: close }\n", count: 1000),
      Self.head + "script: { faults: [" + String(repeating: "{},", count: 33_000) + "] }",
      Self.head + String(repeating: "a: 1\n", count: 49_000),
      Self.head + (0..<49_000).map { "a\($0): no\n" }.joined(),
      Self.head + "script: { faults: [{ on: status, do: { answer: { headers: {"
        + (0..<40_000).map { "h\($0): 1," }.joined() + "} } } }] }",
      Self.head + "promise: submit.urls\nsteps: [{ request: GET /, save: {"
        + (0..<20_000).map { "n\($0): body," }.joined() + "} }, { request: { path: /, json: ["
        + (0..<20_000).map { "'${m\($0)}'," }.joined() + "] }, expect: { http: 200 } }]",
    ]
    for text in texts {
      let time = clock.measure { #expect(messages(text).count > 0) }
      #expect(time < .seconds(10))
    }
  }

  // MARK: The script

  @Test(arguments: [
    ("real", ClockPace.real), ("frozen", .frozen), ("jumping", .jumping), ("60x", .scaled(60)),
  ])
  func `a clock has a pace`(_ text: String, _ pace: ClockPace) throws {
    #expect(try script("{ clock: \(text) }").clock == pace)
  }

  @Test(arguments: [
    ("0", 0), ("12.5", 12_500_000), ("1000000000", 1_000_000_000_000_000), ("0.000001", 1),
  ])
  func `a balance is in dollars`(_ text: String, _ microdollars: Int) throws {
    #expect(try script("{ balance: \(text) }").balance == microdollars)
  }

  @Test func `a job waits, runs and ends`() throws {
    let jobs = try script(
      """
      { jobs: [{}, { queue: 1s, run: 5m }, { ends: failed }, { ends: failed, error: no GPU },
        { queue: forever }, { queue: 0s, run: forever }, { queue: 4s, queue-positions: [3, 1, 2] },
        { queue: forever, queue-positions: [7] }, { run: 0s, ends: succeeded }] }
      """
    ).jobs
    #expect(
      jobs.map(\.timeline) == [
        .standard, Timeline(queue: .seconds(1), run: .seconds(300)),
        Timeline(queue: .seconds(2), run: .seconds(4), ending: .badly(error: "The model failed.")),
        Timeline(queue: .seconds(2), run: .seconds(4), ending: .badly(error: "no GPU")),
        Timeline(queue: .never, run: .seconds(4)), Timeline(queue: .zero, run: .never),
        Timeline(queue: .seconds(4), run: .seconds(4)), Timeline(queue: .never, run: .seconds(4)),
        Timeline(queue: .seconds(2), run: .zero),
      ])
    #expect(jobs.map(\.queuePositions) == [[], [], [], [], [], [], [3, 1, 2], [7], []])
    #expect(try script("{ job: { run: 9s } }").jobs.map(\.timeline.run) == [.seconds(9)])
  }

  @Test func `the last job is that of all further ones`() throws {
    let script = try script("{ jobs: [{ run: 1s }, { run: 2s }] }")
    #expect(
      [1, 2, 3, 99].map { script.plan(ofJob: $0)?.timeline.run }
        == [1, 2, 2, 2].map { .seconds($0) })
    #expect(try self.script("{}").plan(ofJob: 1) == nil)
  }

  @Test func `a delay has a place and a law`() throws {
    let delays = try script(
      """
      { delays: [{ on: status, for: 2s }, { on: any, nth: 2+, when: after-commit, for: 1ms },
        { on: [submit, output], for: { uniform: [1s, 3s] } },
        { on: cancel, for: { log-normal: { median: 1s, p99: 9s } } }] }
      """
    ).delays
    #expect(
      delays.map(\.law) == [
        .fixed(.seconds(2)), .fixed(.milliseconds(1)),
        .uniform(from: .seconds(1), through: .seconds(3)),
        .logNormal(median: .seconds(1), p99: .seconds(9)),
      ])
    #expect(
      delays.map(\.endpoints) == [
        [.status], Set(StoryEndpoint.allCases), [.submit, .output], [.cancel],
      ])
    #expect(delays.map(\.phase) == [.beforeCommit, .afterCommit, .beforeCommit, .beforeCommit])
    #expect(delays.map(\.ordinals.description) == ["every", "2+", "every", "every"])
  }

  // MARK: Faults

  @Test func `a fault acts on the first call, where it can`() throws {
    let fault = try fault("on: result, do: close")
    #expect(fault.endpoint == .result)
    #expect(fault.ordinals == .first)
    #expect(fault.phase == .beforeCommit)
  }

  @Test(arguments: [
    ("close", ["before-commit"]), ("{ cut: 5 }", ["in-answer"]), ("{ trickle: 5 }", ["in-answer"]),
    ("{ edit: { status: 500 } }", ["in-answer"]), ("{ close-idle: 5s }", ["after-answer"]),
    ("{ gateway: 502 }", ["before-commit"]), ("{ refuse: errors.busy }", ["before-commit"]),
    ("{ redirect: / }", ["before-commit"]), ("silence", ["before-commit"]),
    ("reset", ["before-commit"]),
  ])
  func `each action has its places`(_ action: String, _ places: [String]) throws {
    for phase in StoryPhase.allCases {
      let text =
        "\(Self.head)script: { faults: [{ on: status, when: \(phase.rawValue), do: \(action) }] }"
      #expect(messages(text).isEmpty == places.contains(phase.rawValue), "\(phase)")
      // A submit can be lost before and after the work is taken.
      let submit = text.replacing("on: status", with: "on: submit")
      let canBeLost = places == ["before-commit"] && phase == .afterCommit
      #expect(
        messages(submit).isEmpty == (places.contains(phase.rawValue) || canBeLost), "\(phase)")
    }
    #expect(try self.fault("on: status, do: \(action)").phase.rawValue == places[0])
  }

  @Test(arguments: [
    ("close", ConnectionFault.close), ("reset", .reset), ("silence", .silence),
    ("{ cut: 50% }", .cut(.percent(50), then: .close)),
    ("{ cut: 0 }", .cut(.bytes(0), then: .close)),
    ("{ cut: { after: 99%, then: stall } }", .cut(.percent(99), then: .stall)),
    ("{ cut: { after: 7 } }", .cut(.bytes(7), then: .close)),
    ("{ cut: { after: 7, then: reset } }", .cut(.bytes(7), then: .reset)),
    ("{ trickle: 100 }", .trickle(bytesPerSecond: 100)),
    ("{ close-idle: 1.5s }", .closeIdle(after: .milliseconds(1500))),
  ])
  func `a connection fails in its way`(_ text: String, _ fault: ConnectionFault) throws {
    guard case .connection(let read) = try action(text) else { throw CancellationError() }
    #expect(read == fault)
  }

  @Test func `an answer is what it says`() throws {
    let full = try answer(
      """
      { answer: { status: 503, content-type: text/plain, body: x, headers:
        { X-Number: 5, X-Text: "a b", X-Date: { date: 5s } } } }
      """)
    #expect(full.status == 503 && full.contentType == "text/plain" && full.body == Array("x".utf8))
    #expect(full.headers.map(\.name) == ["X-Number", "X-Text", "X-Date"])
    #expect(full.headers.map(\.value) == [.text("5"), .text("a b"), .date(after: .seconds(5))])

    let json = try answer("{ answer: { json: { b: [1, null], a: é } } }")
    #expect(json.status == 200 && json.contentType == "application/json" && json.headers.isEmpty)
    #expect(json.body == Array(#"{"b":[1,null],"a":"é"}"#.utf8))

    #expect(try answer("{ answer: { status: 200, content-type: none } }").contentType == nil)
    let empty = try answer("{ answer: { status: 204, body: \"\" } }")
    #expect(empty.status == 204 && empty.contentType == nil && empty.body.isEmpty)
  }

  @Test func `a gateway answers with a page`() throws {
    let page = try answer("{ gateway: 504 }")
    #expect(page.status == 504 && page.contentType == "text/html")
    #expect(String(decoding: page.body, as: UTF8.self).contains("<h1>504 Gateway Time-out</h1>"))
  }

  @Test(arguments: [
    ("/x", 302, HeaderValue.text("/x")), ("other-host", 302, .otherHost),
    ("{ to: other-host, status: 307 }", 307, .otherHost),
    ("{ to: \"https://a/\" }", 302, .text("https://a/")),
  ])
  func `a redirect leads elsewhere`(_ text: String, _ status: Int, _ place: HeaderValue) throws {
    let answer = try answer("{ redirect: \(text) }")
    #expect(answer.status == status && answer.contentType == nil && answer.body.isEmpty)
    #expect(answer.headers.map(\.name) == ["Location"])
    #expect(answer.headers.map(\.value) == [place])
  }

  @Test func `a refusal is one of the contract`() throws {
    for promise in ScriptedRefusal.promises {
      let refusal = try refusal(promise.rawValue)
      #expect(refusal.promise == promise && refusal.status == nil && refusal.retryAfter == nil)
    }
    let full = try refusal("{ as: errors.busy, status: 200, retry-after: 3 }")
    #expect(full.promise == .errorBusy && full.status == 200 && full.retryAfter == .text("3"))
    #expect(
      try refusal("{ as: errors.busy, retry-after: { date: 3s } }").retryAfter
        == .date(after: .seconds(3)))
  }

  @Test func `an edit changes what it names`() throws {
    let full = try edit(
      """
      { status: 500, content-type: text/html, headers: { X: z }, set: { a: 1, b.c: [x] },
        remove: [d, e.f], keep: 50% }
      """)
    #expect(
      full.status == 500 && full.contentType == .some("text/html") && full.kept == .percent(50))
    #expect(full.headers.map(\.name) == ["X"])
    #expect(full.set.map(\.path) == [["a"], ["b", "c"]])
    #expect(full.set.map { $0.value.json } == ["1", #"["x"]"#])
    #expect(full.removed == [["d"], ["e", "f"]])
    #expect(full.body == nil)

    let body = try edit("{ body: \"\", content-type: none }")
    #expect(
      body.body == [] && body.contentType == .some(nil) && body.status == nil && body.kept == nil)
    // What stands inside may go.
    #expect(try edit("{ set: { a: { b: 1, c: 2 } }, remove: [a.b] }").removed == [["a", "b"]])
  }

  @Test func `a picture is another one`() throws {
    guard
      case .picture(let picture) = try action(
        "{ picture: { width: 5, height: 6, format: webp } }", on: "output")
    else { throw CancellationError() }
    #expect(picture == PictureFault(width: 5, height: 6, format: .webp))
  }

  @Test func `an output can fail when some job has one`() {
    for (jobs, isReached) in [
      ("{}", true), ("{ job: {} }", true), ("{ job: { ends: failed } }", false),
      ("{ job: { queue: forever } }", false), ("{ job: { run: forever } }", false),
      ("{ jobs: [{ ends: failed }, {}] }", true),
    ] {
      let script =
        jobs.dropLast() + (jobs == "{}" ? "" : ",") + " faults: [{ on: output, do: close }] }"
      #expect(messages("\(Self.head)script: \(script)").isEmpty == isReached, "\(jobs)")
    }
  }

  @Test func `everything that is wrong is told in the order of the text`() {
    let text = """
      version: 2
      story: A
      title: no
      script:
        job: { queue: 1:30, ends: badly }
        fault: []
      """
    #expect(
      messages(text).map { $0.split(separator: " ")[0] } == [
        "s.yaml:1:10:", "s.yaml:2:8:", "s.yaml:3:8:", "s.yaml:5:17:", "s.yaml:5:29:", "s.yaml:6:3:",
      ])
  }
}
