import MockCore
import Testing

/// Each id keeps its index, whatever becomes of its model.
struct CatalogueReplacingTests {
  private let first: Catalogue

  init() throws {
    first = Catalogue(try ["m/b", "m/a", "m/c"].map { try Model.made(id: $0) })
  }

  private func index(_ id: String, in catalogue: Catalogue) -> Int? {
    catalogue.index(of: Array(id.utf8)[...])
  }

  private func models(_ ids: String..., kind: String = "new") throws -> [Model] {
    try ids.map { try Model.made(id: $0, #","kind":"\#(kind)""#) }
  }

  @Test func `a model that is replaced has the index of the old one`() throws {
    let next = first.replacing(with: try models("m/c", "m/b", "m/a"))
    for id in ["m/a", "m/b", "m/c"] {
      let place = try #require(index(id, in: next))
      #expect(place == index(id, in: first))
      #expect(next[place].id == id)
      #expect(next[place].kind == "new")
    }
    #expect(next.models.map(\.kind) == ["new", "new", "new"])
    // The old one is a value of its own.
    #expect(first.models.map(\.kind) == ["model", "model", "model"])
  }

  @Test func `a model that is added before all others moves no index`() throws {
    let next = first.replacing(with: first.models + (try models("a/a")))
    #expect(next.models.map(\.id) == ["a/a", "m/a", "m/b", "m/c"])
    for id in ["m/a", "m/b", "m/c"] { #expect(index(id, in: next) == index(id, in: first)) }
    let added = try #require(index("a/a", in: next))
    #expect(next[added].id == "a/a")
    #expect(!["m/a", "m/b", "m/c"].contains { index($0, in: first) == added })
  }

  @Test func `a model that is removed is not found, and its index still gives it`() throws {
    let place = try #require(index("m/b", in: first))
    let next = first.replacing(with: try models("m/a", "m/c"))
    #expect(index("m/b", in: next) == nil)
    #expect(next.models.map(\.id) == ["m/a", "m/c"])
    #expect(next.models(matching: Catalogue.Filter()).map(\.id) == ["m/a", "m/c"])
    #expect(next.suggestion(for: "m/bb") != "m/b")
    #expect(next[place].id == "m/b")
    #expect(next[place].kind == "model")
    for id in ["m/a", "m/c"] {
      #expect(next[try #require(index(id, in: next))].id == id)
    }
  }

  @Test func `a removed model is remembered however often others come and go`() throws {
    let place = try #require(index("m/b", in: first))
    var catalogue = first
    for round in 0..<3 {
      catalogue = catalogue.replacing(with: try models("n/\(round)"))
      #expect(catalogue.models.map(\.id) == ["n/\(round)"])
      #expect(catalogue[place].id == "m/b")
    }
    catalogue = catalogue.replacing(with: try models("m/b", "n/1", kind: "back"))
    #expect(index("m/b", in: catalogue) == place)
    #expect(catalogue[place].kind == "back")
    let indices = try catalogue.models.map { try #require(index($0.id, in: catalogue)) }
    #expect(Set(indices).count == 2)
  }

  @Test func `a user's model that is taken away gives way to the shipped one of its id`() throws {
    let shipped = first.models
    let own = Catalogue(shipped + (try models("m/b", kind: "own")))
    let place = try #require(index("m/b", in: own))
    #expect(own[place].kind == "own")
    let next = own.replacing(with: shipped)
    #expect(index("m/b", in: next) == place)
    #expect(next[place].kind == "model")
    #expect(next.models.map(\.kind) == ["model", "model", "model"])
  }

  @Test func `categories are those of the models that there are now`() throws {
    let next = first.replacing(with: [
      try Model.made(id: "m/a", #","categories":["x"]"#)
    ])
    #expect(next.categories == ["x"])
  }
}
