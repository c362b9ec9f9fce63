import MockCore
import Testing

struct CatalogueTests {
  private static let ids = [
    "a/b", "A/b", "a/B", "a-/b", "a/b/c", "a/b-c", "a.b/c", "z/1", "0/x", "a/b.c", "Z/y", "_/x",
  ]

  private let catalogue: Catalogue

  init() throws {
    catalogue = Catalogue(try Self.ids.map { try Model.made(id: $0) })
  }

  private func index(_ id: String) -> Int? { catalogue.index(of: Array(id.utf8)[...]) }

  @Test func `models are ordered by the bytes of their ids`() {
    #expect(
      catalogue.models.map(\.id) == [
        "0/x", "A/b", "Z/y", "_/x", "a-/b", "a.b/c", "a/B", "a/b", "a/b-c", "a/b.c", "a/b/c", "z/1",
      ])
  }

  @Test(arguments: ids)
  func `each model is found by exactly its id`(_ id: String) throws {
    #expect(catalogue.models[try #require(index(id))].id == id)
  }

  @Test(arguments: ["", "a", "a/", "a/b/", "a/b/c/d", "A/B", "zz/1", "z/1 ", "Z/1", "~", "\u{FF}"])
  func `no other id is found`(_ id: String) {
    #expect(index(id) == nil)
  }

  @Test func `an empty catalogue has nothing`() {
    #expect(Catalogue([]).index(of: Array("a/b".utf8)[...]) == nil)
    #expect(Catalogue([]).categories == [])
  }

  @Test func `of two models with one id the later one counts`() throws {
    let both = Catalogue([
      try Model.made(id: "a/b", #","kind":"first""#),
      try Model.made(id: "a/b", #","kind":"second""#),
    ])
    #expect(both.models.map(\.kind) == ["second"])
  }

  @Test func `each category is listed once and in order`() throws {
    let models = [
      try Model.made(id: "a/1", #","categories":["y","x"]"#),
      try Model.made(id: "a/2", #","categories":["x","w"]"#),
      try Model.made(id: "a/3", #","categories":[]"#),
    ]
    #expect(Catalogue(models).categories == ["w", "x", "y"])
  }

  struct Search: Sendable, CustomTestStringConvertible {
    var search: String?
    var category: String?
    var kind: String?
    let found: [String]

    var testDescription: String {
      [search, category, kind].map { $0 ?? "-" }.joined(separator: " ")
    }
  }

  @Test(arguments: [
    Search(found: ["v/alpha", "v/beta", "w/gamma"]),
    Search(search: "", found: ["v/alpha", "v/beta", "w/gamma"]),
    Search(search: "ALPHA", found: ["v/alpha"]),
    Search(search: "v/", found: ["v/alpha", "v/beta"]),
    Search(search: "nice name", found: ["v/beta"]), Search(search: "cats and", found: ["w/gamma"]),
    Search(search: "CATS", found: ["w/gamma"]), Search(search: "éT", found: ["w/gamma"]),
    Search(search: "ÉT", found: []), Search(search: "nothing", found: []),
    Search(category: "x", found: ["v/alpha", "w/gamma"]), Search(category: "X", found: []),
    Search(kind: "model", found: ["v/alpha", "v/beta"]), Search(kind: "Model", found: []),
    Search(search: "gamma", category: "x", kind: "workflow", found: ["w/gamma"]),
    Search(search: "gamma", category: "y", found: ["w/gamma"]),
    Search(search: "alpha", kind: "x", found: []),
  ])
  func `a search selects by text, category and kind`(_ search: Search) throws {
    let catalogue = Catalogue([
      try Model.made(
        id: "w/gamma", #","description":"Cats and été","categories":["x","y"],"kind":"workflow""#),
      try Model.made(id: "v/beta", #","display_name":"A Nice Name","categories":["z"]"#),
      try Model.made(id: "v/alpha", #","categories":["x"]"#),
    ])
    var filter = Catalogue.Filter()
    filter.search = search.search
    filter.category = search.category
    filter.kind = search.kind
    #expect(catalogue.models(matching: filter).map(\.id) == search.found)
  }
}
