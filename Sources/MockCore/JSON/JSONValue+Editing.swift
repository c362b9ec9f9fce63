extension JSONValue {
  /// The value with another one at a path: keys of objects, numbers of elements from 0.
  ///
  /// An object gets the last key when it lacks it; where the path leads through something else, nothing
  /// changes.
  package func setting(_ path: ArraySlice<String>, to value: JSONValue) -> JSONValue {
    guard let step = path.first else { return value }
    let rest = path.dropFirst()
    switch self {
    case .object(let members):
      let key = Array(step.utf8)
      guard let index = members.firstIndex(where: { $0.key == key }) else {
        return rest.isEmpty ? .object(members + [Member(key: key, value: value)]) : self
      }
      var changed = members
      changed[index] = Member(key: key, value: members[index].value.setting(rest, to: value))
      return .object(changed)
    case .array(let elements):
      guard let index = Int(step), elements.indices.contains(index) else { return self }
      var changed = elements
      changed[index] = elements[index].setting(rest, to: value)
      return .array(changed)
    case .null, .bool, .number, .string: return self
    }
  }

  /// The value without what stands at a path.
  package func removing(_ path: ArraySlice<String>) -> JSONValue {
    guard let step = path.first else { return self }
    let rest = path.dropFirst()
    switch self {
    case .object(let members):
      let key = Array(step.utf8)
      return .object(
        members.compactMap { member in
          guard member.key == key else { return member }
          return rest.isEmpty ? nil : Member(key: key, value: member.value.removing(rest))
        })
    case .array(let elements):
      guard let index = Int(step), elements.indices.contains(index) else { return self }
      var changed = elements
      if rest.isEmpty {
        changed.remove(at: index)
      } else {
        changed[index] = elements[index].removing(rest)
      }
      return .array(changed)
    case .null, .bool, .number, .string: return self
    }
  }
}
