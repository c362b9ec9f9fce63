import MockCore
import Testing

struct ModelTests {
  struct Derived: Sendable, CustomTestStringConvertible {
    let id: String
    let type: String
    let displayName: String
    let category: String
    let unit: String

    init(_ id: String, _ type: String, _ displayName: String, _ category: String, _ unit: String) {
      self.id = id
      self.type = type
      self.displayName = displayName
      self.category = category
      self.unit = unit
    }

    var testDescription: String { id }
  }

  @Test(arguments: [
    Derived("aidc-ai/ovis-image", "image", "Ovis Image", "text-to-image", "output"),
    Derived(
      "imagineart/imagineart-1.5-preview/text-to-image", "image",
      "Imagineart 1.5 Preview Text To Image", "text-to-image", "output"),
    Derived(
      "openai/gpt-image-1-5/image-to-image", "image", "Gpt Image 1 5 Image To Image",
      "image-to-image", "output"),
    Derived(
      "blackforestlabs/flux-3/image-to-video/draft", "video", "Flux 3 Image To Video Draft",
      "image-to-video", "second"),
    Derived("acestep-ai/ace_step/music", "audio", "Ace Step Music", "text-to-audio", "output"),
    Derived(
      "pixverse/pixverse-v6/extend", "video", "Pixverse V6 Extend", "text-to-video", "second"),
  ])
  func `what a file leaves out is derived from id and output type`(_ derived: Derived) throws {
    let model = try Model.made(
      #"{"model_id":"\#(derived.id)","output_type":"\#(derived.type)","input_schema":{}}"#)
    #expect(model.displayName == derived.displayName)
    #expect(model.categories == [derived.category])
    #expect(model.kind == "model")
    #expect(model.priceUnit == derived.unit)
    #expect(model.modelURL.hasSuffix(derived.id))
  }

  @Test func `no price is invented and its absence is said`() throws {
    let unknown = try Model.made(id: "a/b")
    #expect(unknown.basePriceUSD == "0")
    #expect(unknown.pricingNote == "The price is not known.")
    let known = try Model.made(id: "a/b", #","base_price_usd":0.04"#)
    #expect(known.basePriceUSD == "0.04")
    #expect(known.pricingNote == nil)
    let free = try Model.made(id: "a/b", #","base_price_usd":0"#)
    #expect(free.pricingNote == nil)
  }

  @Test func `the entry is JSON with the contract's keys in their order`() throws {
    let model = try Model.made(
      #"{"model_id":"a/b","output_type":"image","description":"says \"x\"\n","#
        + #""base_price_usd":0.04,"input_schema": { "type" : "object" } }"#)
    let detail = try JSONDocument(model.detail)
    #expect(
      detail.keys(of: 0).map { detail.string($0) } == [
        "model_id", "display_name", "description", "categories", "kind", "base_price_usd",
        "price_unit", "model_url", "input_schema",
      ])
    #expect(detail.string(try #require(detail.member("model_id"))) == "a/b")
    #expect(detail.string(try #require(detail.member("description"))) == "says \"x\"\n")
    #expect(
      detail.number(try #require(detail.member("base_price_usd"))) == JSONNumber("0.04".utf8))
    // The schema is served as it is.
    let schema = detail.source(try #require(detail.member("input_schema")))
    #expect(String(decoding: schema, as: UTF8.self) == #"{ "type" : "object" }"#)
  }

  @Test func `the summary is the entry without its schema`() throws {
    let model = try Model.made(id: "a/b", #","categories":["x","y \"z\""]"#)
    let summary = JSONValue(try JSONDocument(model.summary), 0)
    guard case .object(let short) = summary,
      case .object(let long) = JSONValue(try JSONDocument(model.detail), 0)
    else {
      Issue.record("no objects")
      return
    }
    #expect(short == long.dropLast())
    #expect(long.last?.key == Array("input_schema".utf8))
    #expect(short.contains { $0.key == Array("pricing_note".utf8) })
    #expect(
      short.first { $0.key == Array("categories".utf8) }?.value
        == .array([.string(Array("x".utf8)), .string(Array("y \"z\"".utf8))]))
  }
}
