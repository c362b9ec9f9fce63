internal import HTTPMessages

/// The models, ordered by the bytes of their ids.
///
/// Each id that was ever known has an index of its own, which jobs keep; so a model can be replaced or taken
/// away while there are jobs of it.
package struct Catalogue: Sendable {
  /// The models that can be called, in order.
  package let models: [Model]
  /// Their ids and their indices, in the same order.
  private let ids: [[UInt8]]
  private let indices: [Int]
  /// By index: the model of that id as it was last known.
  private let known: [Model]

  /// Of two models with one id the later is taken, so that a user's own can replace a shipped one.
  package init(_ models: [Model]) {
    self.init(models, known: [])
  }

  /// The catalogue of other models, with the same index for the same id.
  package func replacing(with models: [Model]) -> Catalogue {
    Catalogue(models, known: known)
  }

  private init(_ models: [Model], known: [Model]) {
    var byID: [[UInt8]: Model] = [:]
    for model in models { byID[Array(model.id.utf8)] = model }
    let sorted = byID.sorted { $0.key.lexicographicallyPrecedes($1.key) }
    ids = sorted.map(\.key)
    self.models = sorted.map(\.value)

    var known = known
    var indexByID = Dictionary(
      uniqueKeysWithValues: known.indices.map { (Array(known[$0].id.utf8), $0) })
    for (id, model) in sorted {
      if let index = indexByID[id] {
        known[index] = model
      } else {
        indexByID[id] = known.count
        known.append(model)
      }
    }
    indices = ids.compactMap { indexByID[$0] }
    self.known = known
  }

  /// The model of an index.
  package subscript(index: Int) -> Model { known[index] }

  /// Index of the model with exactly that id.
  package func index(of id: ArraySlice<UInt8>) -> Int? {
    var low = 0
    var high = ids.count
    while low < high {
      let middle = (low + high) / 2
      if precedes(middle, id) { low = middle + 1 } else { high = middle }
    }
    return low < ids.count && id.equals(ids[low]) ? indices[low] : nil
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

  /// The end of a message about an unknown id: the model that was probably meant.
  package func suggestion(for id: String) -> String? {
    let ids = models.map(\.id)
    return ids.first { $0.hasSuffix("/" + id) } ?? NearestName.nearest(to: id, among: ids)
  }
}
