import HTTPMessages
import Testing

@testable import MockCore

struct RefusalTests {
  private let profile = Profile()

  private func written(_ refusal: Refusal) -> (status: Int, fields: [Response.Field], body: String)
  {
    var response = Response()
    refusal.write(into: &response)
    return (response.status, response.fields, String(decoding: response.body, as: UTF8.self))
  }

  @Test func `the envelope has code and message and a detail only where there is one`() {
    let answer = written(.notJSON(profile, "not \"JSON\""))
    #expect(answer.status == 400)
    #expect(answer.fields == [])
    #expect(answer.body == #"{"error_code":400003,"error_message":"not \"JSON\""}"#)
  }

  @Test func `a token problem names the scheme and a wrong method what is allowed`() {
    #expect(written(.token(profile, "x")).fields == [Response.Field("WWW-Authenticate", "Bearer")])
    #expect(
      written(.method(profile, allowed: "GET, HEAD")).fields
        == [Response.Field("Allow", "GET, HEAD")])
  }

  private func schemaRefusal(violations: Int) throws -> Refusal {
    let schema = #"{"type":"object","properties":{"v":{"type":"array","items":{"type":"string"}}}}"#
    let elements = Array(repeating: "1", count: violations).joined(separator: ",")
    return .schema(profile, try SchemaValidatorTests.validator(schema, "{\"v\":[\(elements)]}"))
  }

  @Test(
    arguments: zip(
      [1, 2, 3, 1000, 1001],
      [
        "", " (and 1 more violation, see detail).", " (and 2 more violations, see detail).",
        " (and 999 more violations, see detail).",
        " (and 1000 more violations, see detail). detail lists the first 1000 of 1001.",
      ]))
  func `every violation is in detail and the message counts the rest`(
    _ number: Int, _ end: String
  ) throws {
    let refusal = try schemaRefusal(violations: number)
    #expect(refusal.promise == .errorSchema)
    #expect(
      refusal.message
        == "The body does not match the input schema: v[0] must be a string, received 1" + end)
    let answer = written(refusal)
    #expect(answer.status == 422)
    let document = try JSONDocument(Array(answer.body.utf8))
    let detail = try #require(document.member("detail"))
    #expect(Array(document.elements(of: detail)).count == min(number, 1000))
    #expect(document.number(try #require(document.member("error_code"))).integer == 422_001)
  }

  @Test func `an unknown model is told from a malformed id and the nearest is named`() throws {
    let catalogue = Catalogue([try Model.made(id: "aidc-ai/ovis-image")])
    #expect(
      Refusal.model(profile, "aidc-ai/ovis-imag", catalogue).message
        == "There is no model aidc-ai/ovis-imag; did you mean aidc-ai/ovis-image?")
    #expect(Refusal.model(profile, "x/y", catalogue).message == "There is no model x/y.")
    #expect(
      Refusal.model(profile, "x", catalogue).message
        == "x is not a model id: 2 to 5 segments of [A-Za-z0-9._-] joined by slashes.")
  }

  @Test func `another's request says no more than an unknown one where the profile hides it`() {
    var hiding = Profile()
    hiding.foreignRequestError = hiding.unknownRequestError
    #expect(Refusal.foreignRequest(hiding).message == Refusal.unknownRequest(hiding).message)
    #expect(Refusal.foreignRequest(profile).message != Refusal.unknownRequest(profile).message)
  }

  @Test func `a long path is cut in the message`() {
    let message = Refusal.path(profile, "/" + String(repeating: "x", count: 5000)).message
    #expect(message.count < 300)
    #expect(message.contains("…"))
  }
}
