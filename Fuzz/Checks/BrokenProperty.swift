/// A property that an input does not have: the mock is wrong, whatever the input is.
package struct BrokenProperty: Error, CustomStringConvertible {
  package let description: String

  init(_ description: String) {
    self.description = description
  }
}

/// Throws when a property does not hold.
func expect(
  _ holds: Bool, _ property: @autoclosure () -> String
) throws(BrokenProperty) {
  guard holds else { throw BrokenProperty(property()) }
}
