import HTTPMessages
import MicroHTTPD
import TestDoors
import Testing

/// What an answer may be, and what libmicrohttpd makes of it.
@Suite(.timeLimit(.minutes(1)))
struct AnswerOnTheWireTests {
  @Test func `an answer may be empty`() throws {
    let response = try answer(with: Response(""))
    #expect(response.status == 200)
    #expect(response["content-length"] == "0")
    #expect(response["content-type"] == "text/plain")
  }

  @Test func `an answer may have no type, or one in its fields`() throws {
    var answer = Response("<html>")
    answer.contentType = nil
    #expect(try self.answer(with: answer)["content-type"] == nil)
    answer.fields = [.init("Content-Type", "text/html")]
    let response = try self.answer(with: answer)
    #expect(response.fields.filter { $0.name == "content-type" }.map(\.value) == ["text/html"])
    #expect(response.text == "<html>")
  }

  @Test func `an answer may have a date of its own, and only that`() throws {
    var answer = Response("x")
    answer.fields = [.init("Date", "Thu, 01 Jan 1970 00:00:00 GMT")]
    let dates = try self.answer(with: answer).fields.filter { $0.name == "date" }
    #expect(dates.map(\.value) == ["Thu, 01 Jan 1970 00:00:00 GMT"])
  }

  @Test func `a field may come several times, in order`() throws {
    var answer = Response("x")
    answer.fields = [.init("X-A", "1"), .init("X-B", "2"), .init("X-A", "3")]
    let fields = try self.answer(with: answer).fields.filter { $0.name.hasPrefix("x-") }
    #expect(fields.map { "\($0.name) \($0.value)" } == ["x-a 1", "x-b 2", "x-a 3"])
  }

  @Test(arguments: [200, 201, 301, 302, 307, 400, 418, 429, 500, 503, 599])
  func `a status may be any, with a body and a place to go`(status: Int) throws {
    var answer = Response("there")
    answer.status = status
    answer.fields = [.init("Location", "http://127.0.0.1/elsewhere")]
    let response = try self.answer(with: answer)
    #expect(response.status == status)
    #expect(response["location"] == "http://127.0.0.1/elsewhere")
    #expect(response.text == "there")
  }

  // RFC 9110: 204 has no Content-Length (section 8.6), 304 may have that of the 200 that it stands for.
  @Test(arguments: [(204, nil), (304, "5")])
  func `without content there is no body`(status: Int, length: String?) throws {
    var answer = Response("there")
    answer.status = status
    let server = try ScriptedHandler.start(ScriptedHandler.Control(["/f": answer]))
    var connection = try RawConnection(port: server.port)
    try connection.send(
      "GET /f HTTP/1.1\r\nHost: h\r\n\r\nGET /a HTTP/1.1\r\nHost: h\r\n\r\n")
    let response = try connection.receive(toHEAD: true)
    #expect(response.status == status)
    #expect(response["content-length"] == length)
    #expect(try connection.receive().text == "/a 0")
  }

  private func answer(with answer: Response) throws -> RawResponse {
    let server = try ScriptedHandler.start(ScriptedHandler.Control(["/f": answer]))
    var connection = try RawConnection(port: server.port)
    try connection.send("GET /f HTTP/1.1\r\nHost: h\r\n\r\n")
    return try connection.receive()
  }
}
