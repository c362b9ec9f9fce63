import MockCore
import TestDoors
import Testing

@Suite(.timeLimit(.minutes(1)))
struct CatalogueCallTests {
  private func document(_ door: Door, _ target: String) throws -> JSONDocument {
    let response = try TestMock(door).send(TestRequest("GET", target))
    #expect(response.status == 200)
    return try JSONDocument(response.body)
  }

  private func ids(_ document: JSONDocument) throws -> [String] {
    let models = try #require(document.member("models"))
    return try document.elements(of: models).map { entry in
      document.string(try #require(document.member("model_id", of: entry)))
    }
  }

  @Test(arguments: Door.allCases)
  func `the list is ordered by id and says its total`(_ door: Door) throws {
    let document = try document(door, "/v1/models")
    let ids = try ids(document)
    #expect(ids.contains("aidc-ai/ovis-image"))
    #expect(ids == ids.sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) })
    #expect(document.member("total").flatMap { document.number($0).integer } == ids.count)
    #expect(document.member("limit").flatMap { document.number($0).integer } == 100)
    #expect(document.member("offset").flatMap { document.number($0).integer } == 0)
  }

  @Test(arguments: Door.allCases)
  func `limit and offset cut a page, total stays`(_ door: Door) throws {
    let all = try ids(try document(door, "/v1/models"))
    let page = try document(door, "/v1/models?limit=2&offset=1&unknown=x")
    #expect(try ids(page) == Array(all[1...2]))
    #expect(page.member("total").flatMap { page.number($0).integer } == all.count)
    #expect(try ids(try document(door, "/v1/models?offset=10000")).isEmpty)
  }

  @Test(arguments: Door.allCases)
  func `search looks into id, name and description without case`(_ door: Door) throws {
    #expect(try ids(try document(door, "/v1/models?search=OVIS")) == ["aidc-ai/ovis-image"])
    #expect(
      try ids(try document(door, "/v1/models?search=prompt%20adherence")) == ["aidc-ai/ovis-image"])
    #expect(try ids(try document(door, "/v1/models?search=nothing-like-it")).isEmpty)
  }

  @Test(arguments: Door.allCases)
  func `category and kind select`(_ door: Door) throws {
    #expect(
      try ids(try document(door, "/v1/models?category=image-to-image"))
        == ["openai/gpt-image-1-5/image-to-image"])
    #expect(try ids(try document(door, "/v1/models?kind=workflow")).isEmpty)
  }

  @Test(arguments: Door.allCases)
  func `an entry with its schema equals the detail`(_ door: Door) throws {
    let detail = try TestMock(door).send(TestRequest("GET", "/v1/models/aidc-ai/ovis-image"))
    let list = try TestMock(door).send(
      TestRequest("GET", "/v1/models?search=ovis&include_schema=true"))
    #expect(
      list.text == #"{"models":[\#(detail.text)],"total":1,"limit":100,"offset":0}"#)
    let short = try TestMock(door).send(TestRequest("GET", "/v1/models?search=ovis"))
    #expect(!short.text.contains("input_schema"))
  }

  @Test(arguments: Door.allCases)
  func `the detail has the contract's keys in their order`(_ door: Door) throws {
    let document = try document(door, "/v1/models/openai/gpt-image-1-5/image-to-image")
    #expect(
      document.keys(of: 0).map { document.string($0) } == [
        "model_id", "display_name", "description", "categories", "kind", "base_price_usd",
        "price_unit", "pricing_note", "model_url", "input_schema",
      ])
  }

  @Test(arguments: Door.allCases)
  func `categories are listed once each`(_ door: Door) throws {
    let response = try TestMock(door).send(TestRequest("GET", "/v1/models/categories"))
    let categories = [
      "audio-to-video", "first-last-frame-to-video", "image-to-image", "image-to-video",
      "reference-to-video", "text-to-audio", "text-to-image", "text-to-video", "video-to-video",
    ]
    let listed = categories.map { #""\#($0)""# }.joined(separator: ",")
    #expect(response.text == #"{"categories":[\#(listed)]}"#)
  }

  @Test(arguments: Door.allCases)
  func `the account calls answer what clients check their token with`(_ door: Door) throws {
    let mock = try TestMock(door)
    #expect(
      try mock.send(TestRequest("GET", "/prod/v2/balance")).text
        == #"{"balance_usd":100.0,"balance_microdollars":100000000,"currency":"USD"}"#)
    #expect(try mock.send(TestRequest("GET", "/prod/v2/deployments")).text == "[]")
    #expect(try mock.send(TestRequest("GET", "/prod/v2/balance", token: nil)).status == 401)
  }

  @Test(arguments: Door.allCases)
  func `health needs no token`(_ door: Door) throws {
    let response = try TestMock(door).send(TestRequest("GET", "/_mock/health", token: nil))
    #expect(response.text == #"{"status":"ok","product":"runcomfy-mock","version":"test"}"#)
  }
}
