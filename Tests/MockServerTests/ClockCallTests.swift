import Foundation
import MockCore
import TestDoors
import Testing

/// `GET` and `POST /_mock/v1/clock`.
@Suite(.timeLimit(.minutes(1)))
struct ClockCallTests {
  private static let hour = 3600.0

  @Test(arguments: [
    ("real", "real"), ("frozen", "frozen"), ("jumping", "jumping"), ("60x", "60x"),
    ("0.5x", "0.5x"), ("1000000x", "1000000x"),
  ])
  func `a clock goes on at another pace from the time that it shows`(_ pace: String, _ said: String)
    throws
  {
    let mock = try TestMock(.socket)
    try mock.advance("1h")
    let before = try mock.time()
    let answer = try mock.control("POST", "clock", #"{"pace":"\#(pace)"}"#)
    #expect(answer.status == 200)
    #expect(answer["content-type"] == "application/json")
    #expect(Set(try answer.json.keys) == ["now", "pace"])
    #expect(try answer.json["pace"] as? String == said)
    let after = try seconds(try #require(try answer.json["now"] as? String))
    #expect(after >= before && after < before + 30)
    let get = try mock.control("GET", "clock")
    #expect(try get.json["pace"] as? String == said)
    let later = try mock.time()
    if ["frozen", "jumping"].contains(pace) {
      #expect(later == after)
    } else {
      #expect(later > after)
    }
  }

  @Test func `a clock is the wall's until it is moved`() throws {
    let mock = try TestMock(.socket)
    let answer = try mock.control("GET", "clock")
    let wall = Date().timeIntervalSince1970
    let now = try seconds(try #require(try answer.json["now"] as? String))
    #expect(abs(now - wall) < 2)
    #expect(try answer.json["pace"] as? String == "real")
  }

  @Test func `no pace turns a clock back, whatever comes after what`() throws {
    let mock = try TestMock(.socket)
    var last = try mock.time()
    for pace in ["frozen", "10x", "jumping", "real", "0.001x", "frozen", "real", "60x", "real"] {
      for body in [#"{"pace":"\#(pace)"}"#, #"{"pace":"\#(pace)","advance":"1s"}"#] {
        let now = try seconds(
          try #require(try mock.control("POST", "clock", body).json["now"] as? String))
        #expect(now >= last + (body.contains("advance") ? 1 : 0))
        last = now
      }
    }
    #expect(last < Date().timeIntervalSince1970 + 3600)
  }

  @Test func `Date is that of the clock`() throws {
    let mock = try TestMock(.socket)
    let answer = try mock.control("POST", "clock", #"{"pace":"frozen","advance":"48h"}"#)
    let now = try seconds(try #require(try answer.json["now"] as? String))
    #expect(try seconds(httpDate: answer["date"]) == now.rounded(.down))
    #expect(answer.fields.count { $0.name == "date" } == 1)
    let id = try mock.submit()
    #expect(try seconds(httpDate: try mock.status(id)["date"]) == now.rounded(.down))
    #expect(try seconds(try #require(try mock.result(id).json["created_at"] as? String)) == now)
  }

  // MARK: Long times

  @Test func `a job of an hour and the expiry of its output after a week take milliseconds`() throws
  {
    let mock = try TestMock(script: "job: { queue: 10m, run: 50m }") {
      $0.profile.outputLifetime = .sevenDays
    }
    #expect(try mock.control("POST", "clock", #"{"pace":"frozen"}"#).status == 200)
    let id = try mock.submit()
    var states: [String?] = []
    for span in ["599.999s", "1ms", "2999.999s", "1ms"] {
      try mock.advance(span)
      states.append(try mock.status(id).state)
    }
    #expect(states == ["in_queue", "in_progress", "in_progress", "completed"])
    let result = try mock.result(id).json
    let created = try seconds(try #require(result["created_at"] as? String))
    let completed = try seconds(try #require(result["completed_at"] as? String))
    #expect(abs(completed - created - Self.hour) < 0.000_01)
    #expect(try mock.output(id).status == 200)
    try mock.advance("167.9999h")
    #expect(try mock.output(id).status == 200)
    try mock.advance("0.0001h")
    #expect(try mock.output(id).status == 410)
  }

  @Test func `a clock that jumps takes a poll for each event, and no poll more`() throws {
    let mock = try TestMock(script: "clock: jumping\njob: { queue: 10m, run: 50m }")
    let start = try mock.time()
    let id = try mock.submit()
    #expect(try mock.time() == start)
    func poll() throws -> (state: String?, time: Double) {
      (try mock.status(id).state, (try mock.time() - start).rounded())
    }
    #expect(try poll() == ("in_queue", 600))
    #expect(try poll() == ("in_progress", 3600))
    for _ in 1...3 { #expect(try poll() == ("completed", 3600)) }
    // A result is a poll too, another job's poll moves the one clock, and nothing else does.
    let second = try mock.submit()
    let third = try mock.submit()
    _ = try mock.send(TestRequest("GET", "/v1/models"))
    _ = try mock.output(id)
    _ = try mock.receipts()
    #expect((try mock.time() - start).rounded() == 3600)
    #expect(try mock.result(second).state == "in_queue")
    #expect((try mock.time() - start).rounded() == 4200)
    #expect(try mock.status(third).state == "in_progress")
    #expect(try mock.status(second).state == "completed")
  }

  @Test func `a job that waits for ever does not take a clock that jumps to the end of time`()
    throws
  {
    let mock = try TestMock(script: "clock: jumping\njob: { queue: forever }")
    let id = try mock.submit()
    let before = try mock.time()
    for _ in 1...3 { #expect(try mock.status(id).state == "in_queue") }
    #expect(try mock.time() == before)
  }

  // MARK: One clock for each token

  @Test func `a token's clock is no other's`() throws {
    let mock = try TestMock(.socket)
    let times = try ["a", "b"].map { try mock.time(token: $0) }
    #expect(try mock.control("POST", "clock", #"{"pace":"frozen"}"#, token: "a").status == 200)
    try mock.advance("100h", token: "a")
    #expect(try mock.time(token: "a") >= times[0] + 100 * Self.hour)
    #expect(try mock.time(token: "b") < times[1] + 30)
    #expect(try mock.control("GET", "clock", token: "b").json["pace"] as? String == "real")
  }

  // MARK: Who may, and how

  @Test(
    arguments: Door.allCases,
    [
      "evil.test", "127.evil.test", "127.0.0.1.evil.test", "localhost.evil.test",
      "127.0.0.1evil:80",
      "mock.test:1234", "192.168.0.1", "[::2]:80", "1270.0.1", "0.0.0.0",
    ])
  func `a name that is not this machine's is refused`(_ door: Door, _ host: String) throws {
    let mock = try TestMock(door)
    for (method, name) in [("GET", "clock"), ("POST", "clock"), ("GET", "receipts")] {
      let json = method == "POST" ? #"{"pace":"frozen"}"# : nil
      #expect(try mock.control(method, name, json, host: host).status == 403)
      // Before anything is said of the token.
      #expect(try mock.control(method, name, json, token: nil, host: host).status == 403)
    }
    #expect(try mock.control("GET", "clock").json["pace"] as? String == "real")
  }

  @Test(arguments: [
    "127.0.0.1", "127.0.0.1:80", "127.1.2.3:4", "localhost", "LOCALHOST:1", "[::1]", "[::1]:9",
  ])
  func `the names of this machine are taken`(_ host: String) throws {
    let mock = try TestMock(.memory)
    for name in ["clock", "receipts"] {
      #expect(try mock.control("GET", name, host: host).status == 200)
    }
  }

  @Test(arguments: Door.allCases)
  func `a clock needs a token, and a method that it has`(_ door: Door) throws {
    let mock = try TestMock(door)
    for (method, name) in [("GET", "clock"), ("POST", "clock"), ("GET", "receipts")] {
      let json = method == "POST" ? #"{"pace":"frozen"}"# : nil
      #expect(try mock.control(method, name, json, token: nil).status == 401)
    }
    for (method, name, allowed) in [
      ("DELETE", "clock", "GET, HEAD, POST"), ("PUT", "clock", "GET, HEAD, POST"),
      ("POST", "receipts", "GET, HEAD"), ("OPTIONS", "clock", "GET, HEAD, POST"),
    ] {
      let answer = try mock.control(method, name)
      #expect(answer.status == 405)
      #expect(answer["allow"] == allowed)
    }
  }

  @Test(
    arguments: Door.allCases,
    [
      ("", "the text is empty"), ("{", "found the end of the text"), ("[]", "expected an object"),
      ("7", "expected an object"),
      ("{}", #"expected {"pace": "frozen"}, {"advance": "10s"} or both"#),
      (#"{"pace":"fast"}"#, "expected real, frozen, jumping or a factor such as 60x"),
      (#"{"pace":60}"#, "expected real, frozen, jumping or a factor such as 60x"),
      (#"{"pace":"0x"}"#, "from 0.001x to 1000000x"), (#"{"pace":"-1x"}"#, "from 0.001x"),
      (#"{"pace":"1000001x"}"#, "from 0.001x"), (#"{"pace":"x"}"#, "from 0.001x"),
      (#"{"advance":10}"#, "expected a time such as 300ms, 2s, 5m or 1h"),
      (#"{"advance":"-1s"}"#, "expected a time"), (#"{"advance":"forever"}"#, "expected a time"),
      (#"{"advance":"1 s"}"#, "expected a time"), (#"{"advance":null}"#, "expected a time"),
      (#"{"advnce":"1s"}"#, "did you mean 'advance'?"),
      (#"{"pace":"real","pace":"real"}"#, "twice"),
    ])
  func `a body that says nothing of a clock is refused, with what it should say`(
    _ door: Door, _ body: (text: String, says: String)
  ) throws {
    let mock = try TestMock(door)
    _ = try mock.control("POST", "clock", #"{"pace":"frozen"}"#)
    let before = try mock.time()
    let answer = try mock.control("POST", "clock", body.text)
    #expect(answer.status == 422)
    #expect(try answer.json["error_code"] as? Int == 422_001)
    let message = try #require(try answer.json["error_message"] as? String)
    #expect(message.contains(body.says), "\(message)")
    #expect(!message.isEmpty)
    #expect(try mock.time() == before)
  }
}
