internal import HTTPMessages

/// The models, ordered by the bytes of their ids.
package struct Catalogue: Sendable {
  package let models: [Model]
  private let ids: [[UInt8]]

  /// Of two models with one id the later is taken, so that a user's own can replace a shipped one.
  package init(_ models: [Model]) {
    var byID: [[UInt8]: Model] = [:]
    for model in models { byID[Array(model.id.utf8)] = model }
    let sorted = byID.sorted { $0.key.lexicographicallyPrecedes($1.key) }
    ids = sorted.map(\.key)
    self.models = sorted.map(\.value)
  }

  /// Index of the model with exactly that id.
  package func index(of id: ArraySlice<UInt8>) -> Int? {
    var low = 0
    var high = ids.count
    while low < high {
      let middle = (low + high) / 2
      if precedes(middle, id) { low = middle + 1 } else { high = middle }
    }
    return low < ids.count && id.equals(ids[low]) ? low : nil
  }

  private func precedes(_ index: Int, _ id: ArraySlice<UInt8>) -> Bool {
    let other = ids[index]
    for offset in 0..<Swift.min(other.count, id.count) {
      let (a, b) = (other[offset], id[id.startIndex &+ offset])
      if a != b { return a < b }
    }
    return other.count < id.count
  }

  /// All categories, each once, in alphabetical order.
  package var categories: [String] {
    Set(models.flatMap(\.categories)).sorted()
  }

  /// What `GET /v1/models` selects by.
  package struct Filter: Sendable {
    package var search: String?
    package var category: String?
    package var kind: String?

    package init() {}

    func matches(_ model: Model) -> Bool {
      if let category, !model.categories.contains(category) { return false }
      if let kind, model.kind != kind { return false }
      guard let search else { return true }
      let wanted = search.utf8.map(\.lowercasedASCII)
      return [model.id, model.displayName, model.description].contains {
        $0.utf8.map(\.lowercasedASCII).contains(wanted)
      }
    }
  }

  /// The models that pass a filter, in order.
  package func models(matching filter: Filter) -> [Model] {
    models.filter { filter.matches($0) }
  }
}
