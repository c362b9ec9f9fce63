import TestDoors
import Testing

/// Another answer than the mock's own, or its own with changes.
@Suite(.timeLimit(.minutes(1)))
struct AnswerFaultTests {
  /// The answers to three polls, the second of which has that fault; the first and the third are untouched.
  private func second(_ door: Door, _ action: String) throws -> (own: RawResponse, it: RawResponse)
  {
    let mock = try TestMock(
      door,
      script: "job: { queue: 0s, run: 0s }\nfaults:\n  - { on: status, nth: 2, do: \(action) }")
    let id = try mock.submit()
    let answers = try (1...3).map { _ in try mock.status(id) }
    for own in [answers[0], answers[2]] {
      try #require(own.status == 200)
      try #require(own["content-type"] == "application/json")
      try #require(own.state == "completed")
    }
    #expect(answers[0].body == answers[2].body)
    return (answers[0], answers[1])
  }

  // MARK: HTTP

  @Test(arguments: [200, 201, 206, 299, 300, 400, 404, 409, 418, 429, 451, 500, 503, 511, 599])
  func `an answer can have any status, with any body and header`(_ status: Int) throws {
    for door in Door.allCases {
      let (_, it) = try second(
        door,
        "{ answer: { status: \(status), headers: { X-Of-Ours: a b, Retry-After: 7 }, "
          + #"content-type: text/plain; charset=utf-8, body: "häßlich\r\n" } }"#)
      #expect(it.status == status)
      #expect(it.text == "häßlich\r\n")
      #expect(it["x-of-ours"] == "a b")
      #expect(it["retry-after"] == "7")
      #expect(
        it.fields.filter { $0.name == "content-type" }.map(\.value) == ["text/plain; charset=utf-8"]
      )
    }
  }

  @Test(arguments: [204, 304])
  func `an answer that can have no body has none`(_ status: Int) throws {
    let mock = try TestMock(
      script: "faults:\n  - { on: status, nth: 1, do: { answer: { status: \(status) } } }"
    )
    let id = try mock.submit()
    var connection = try RawConnection(port: try #require(mock.port))
    try connection.send(TestRequest.status(id).bytes + TestRequest.status(id).bytes)
    let head = String(decoding: try connection.receiveHead(), as: UTF8.self)
    #expect(head.hasPrefix("HTTP/1.1 \(status) "))
    // What was left over of a body would be taken for this one.
    #expect(try connection.receive().status == 200)
  }

  @Test(arguments: Door.allCases, [500, 502, 503, 504])
  func `a gateway answers with a page`(_ door: Door, _ status: Int) throws {
    let (_, it) = try second(door, "{ gateway: \(status) }")
    #expect(it.status == status)
    #expect(it["content-type"] == "text/html")
    #expect(it.text.hasPrefix("<html>\n<head><title>\(status) "))
    #expect(it.text.hasSuffix("</html>\n"))
  }

  @Test(arguments: Door.allCases, [301, 302, 303, 307, 308])
  func `a client is sent elsewhere`(_ door: Door, _ status: Int) throws {
    let (_, it) = try second(
      door, "{ redirect: { to: \"https://elsewhere.test/x?y=z\", status: \(status) } }")
    #expect(it.status == status)
    #expect(it["location"] == "https://elsewhere.test/x?y=z")
    #expect(it["content-type"] == nil)
    #expect(it.body == [])
  }

  @Test(arguments: [("127.0.0.1:80", "localhost:80"), ("localhost:80", "127.0.0.1:80")])
  func `a redirect to the other host keeps the path`(_ host: String, _ other: String) throws {
    let mock = try TestMock(
      script: "faults:\n  - { on: result, nth: 1, do: { redirect: other-host } }")
    let id = try mock.submit()
    let path = "/v1/requests/\(id)/result"
    let it = try mock.send(TestRequest("GET", path).with("Host", host))
    #expect(it.status == 302)
    #expect(it["location"] == "http://\(other)\(path)")
  }

  @Test(arguments: Door.allCases)
  func `a content type is wrong or missing, the body is the same`(_ door: Door) throws {
    let wrong = try second(door, "{ edit: { content-type: text/html; charset=latin1 } }")
    #expect(wrong.it["content-type"] == "text/html; charset=latin1")
    #expect(wrong.it.fields.count { $0.name == "content-type" } == 1)
    #expect(wrong.it.body == wrong.own.body)
    let missing = try second(door, "{ edit: { content-type: none } }")
    #expect(missing.it["content-type"] == nil)
    #expect(missing.it.status == 200)
    #expect(missing.it.body == missing.own.body)
  }

  @Test(
    arguments: Door.allCases,
    [
      ("3", "3"), ("0", "0"), ("86400", "86400"), ("99999999999999999999", "99999999999999999999"),
      ("soon", "soon"), ("-1", "-1"), ("1.5", "1.5"),
    ])
  func `Retry-After says that`(_ door: Door, _ value: (yaml: String, text: String)) throws {
    for (action, status) in [
      ("{ refuse: { as: errors.rate-limit, retry-after: \(value.yaml) } }", 429),
      ("{ refuse: { as: errors.busy, retry-after: \(value.yaml) } }", 503),
    ] {
      let (_, it) = try second(door, action)
      #expect(it.status == status)
      #expect(it.fields.filter { $0.name == "retry-after" }.map(\.value) == [value.text])
    }
  }

  @Test(arguments: Door.allCases)
  func `a rate limit can be without Retry-After`(_ door: Door) throws {
    let (_, it) = try second(door, "{ refuse: { as: errors.rate-limit, retry-after: none } }")
    #expect(it.status == 429)
    #expect(it["retry-after"] == nil)
    let (_, usual) = try second(door, "{ refuse: errors.rate-limit }")
    #expect(usual["retry-after"] == "1")
  }

  @Test(arguments: [("5s", 5.0), ("1h", 3600), ("0s", 0)])
  func `Retry-After is a date so long after the answer's own`(
    _ span: (text: String, seconds: Double)
  ) throws {
    let (_, it) = try second(
      .socket, "{ refuse: { as: errors.rate-limit, retry-after: { date: \(span.text) } } }")
    let left = try seconds(httpDate: it["retry-after"]) - seconds(httpDate: it["date"])
    // The engine's own Date may be that of a second before.
    #expect([span.seconds, span.seconds + 1].contains(left))
  }

  @Test(arguments: Door.allCases)
  func `Retry-After is missing`(_ door: Door) throws {
    let (_, it) = try second(
      door, "{ answer: { status: 429, json: { error_code: 429001, error_message: wait } } }")
    #expect(it.status == 429)
    #expect(it["retry-after"] == nil)
    #expect(it.text == #"{"error_code":429001,"error_message":"wait"}"#)
  }

  // MARK: JSON

  @Test(arguments: Door.allCases)
  func `a JSON text is cut, with a length that fits`(_ door: Door) throws {
    for (amount, count) in [("50%", 130), ("0%", 0), ("1", 1), ("259", 259), ("9999", 260)] {
      let (own, it) = try second(door, "{ edit: { keep: \(amount) } }")
      try #require(own.body.count == 260)
      #expect(it.body == Array(own.body.prefix(count)))
      #expect(it.status == 200)
      #expect(it["content-type"] == "application/json")
      if door == .socket { #expect(it["content-length"] == "\(count)") }
    }
  }

  @Test(arguments: Door.allCases, ["", "not JSON", "[", "null"])
  func `a body is no JSON, or nothing`(_ door: Door, _ text: String) throws {
    let (_, it) = try second(door, "{ edit: { body: \"\(text)\" } }")
    #expect(it.status == 200)
    #expect(it["content-type"] == "application/json")
    #expect(it.text == text)
  }

  @Test(
    arguments: Door.allCases,
    [
      ("{ set: { status: 7 } }", #""status":"completed""#, #""status":7"#),
      ("{ set: { status: null } }", #""status":"completed""#, #""status":null"#),
      ("{ set: { status: [completed] } }", #""status":"completed""#, #""status":["completed"]"#),
      ("{ set: { status: { is: true } } }", #""status":"completed""#, #""status":{"is":true}"#),
      ("{ remove: [status] }", #","status":"completed""#, ""),
      ("{ set: { status: warming_up } }", "completed", "warming_up"),
      ("{ set: { more: 1.5 } }", "}", #","more":1.5}"#),
      ("{ remove: [nothing, such.as.this] }", "", ""),
    ])
  func `one member is changed and nothing else`(
    _ door: Door, _ change: (edit: String, from: String, to: String)
  ) throws {
    let (own, it) = try second(door, "{ edit: \(change.edit) }")
    #expect(it.status == 200)
    #expect(it["content-type"] == "application/json")
    #expect(
      it.text == (change.from.isEmpty ? own.text : own.text.replacing(change.from, with: change.to))
    )
    #expect((it.text == own.text) == change.from.isEmpty)
  }

  @Test(arguments: Door.allCases)
  func `an error stands in an answer that says 200`(_ door: Door) throws {
    let (_, it) = try second(door, "{ refuse: { as: errors.server-fault, status: 200 } }")
    #expect(it.status == 200)
    #expect(it["content-type"] == "application/json")
    #expect(it.text.hasPrefix(#"{"error_code":500001,"error_message":""#))
  }

  @Test(
    arguments: Door.allCases,
    [
      #"{"detail":"Not authenticated"}"#, #"{"error":{"message":"x","type":"y"}}"#,
      #"{"detail":[{"loc":["body"],"msg":"x"}]}"#, #"["x"]"#, #""x""#,
    ])
  func `an error has another shape`(_ door: Door, _ json: String) throws {
    let (_, it) = try second(door, "{ answer: { status: 422, json: \(json) } }")
    #expect(it.status == 422)
    #expect(it.text == json)
  }

  @Test(
    arguments: Door.allCases,
    [
      ("errors.token", 401, 400_004), ("errors.no-balance", 402, 400_002),
      ("errors.unknown-model", 400, 400_001), ("errors.unknown-request", 404, 404_001),
      ("errors.foreign-request", 403, 403_001), ("errors.rate-limit", 429, 429_001),
      ("errors.server-fault", 500, 500_001), ("errors.busy", 503, 503_001),
    ])
  func `a refusal is the one of the contract`(
    _ door: Door, _ refusal: (id: String, status: Int, code: Int)
  ) throws {
    let (_, it) = try second(door, "{ refuse: \(refusal.id) }")
    #expect(it.status == refusal.status)
    #expect(try it.json["error_code"] as? Int == refusal.code)
    #expect(try it.json["error_message"] is String)
  }

  // MARK: Each endpoint

  @Test(arguments: ["submit", "status", "result", "cancel"])
  func `the answer of each call can be changed`(_ endpoint: String) throws {
    for (edit, isEdited) in [
      ("{ remove: [request_id] }", { (it: RawResponse) in try it.json["request_id"] == nil }),
      ("{ set: { request_id: 7 } }", { try $0.json["request_id"] as? Int == 7 }),
      ("{ status: 500 }", { $0.status == 500 }),
      ("{ headers: { Retry-After: 9 } }", { $0["retry-after"] == "9" }),
      ("{ keep: 10 }", { $0.body.count == 10 }),
    ] as [(String, (RawResponse) throws -> Bool)] {
      let mock = try TestMock(
        script: """
          job: { queue: 1h }
          faults: [{ on: \(endpoint), nth: 2, do: { edit: \(edit) } }]
          """)
      let id = try mock.submit()
      func call() throws -> RawResponse {
        switch endpoint {
        case "submit": try mock.send(.submit())
        case "status": try mock.status(id)
        case "result": try mock.result(id)
        default: try mock.cancel(id)
        }
      }
      if endpoint != "submit" { #expect(try !isEdited(call())) }
      #expect(try isEdited(call()), "\(endpoint): \(edit)")
      #expect(try !isEdited(call()))
      if endpoint == "submit" { #expect(try mock.jobCount() == 3) }
    }
  }

  @Test func `a token without a story is untouched`() throws {
    let mock = try TestMock(.socket)
    let with = try mock.send(
      TestRequest.submit().with("Authorization", "Bearer submit.gateway-timeout~x"))
    #expect(with.status == 504)
    for token in ["me", "submit.gateway-timeout"] {
      let without = try mock.send(TestRequest.submit().with("Authorization", "Bearer \(token)"))
      #expect(without.status == 200)
    }
  }
}
