/// The kinds of picture there are; each composes from shapes what its name says.
enum Scene: CaseIterable {
  case hills
  case mountains
  case sea
  case dunes
  case city
  case forest
  case rings
  case planet

  func composition(in frame: Frame, using numbers: inout SeededNumbers) -> Composition {
    switch self {
    case .hills: Self.hills(in: frame, using: &numbers)
    case .mountains: Self.mountains(in: frame, using: &numbers)
    case .sea: Self.sea(in: frame, using: &numbers)
    case .dunes: Self.dunes(in: frame, using: &numbers)
    case .city: Self.city(in: frame, using: &numbers)
    case .forest: Self.forest(in: frame, using: &numbers)
    case .rings: Self.rings(in: frame, using: &numbers)
    case .planet: Self.planet(in: frame, using: &numbers)
    }
  }
}
