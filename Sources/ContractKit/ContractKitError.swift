/// A mistake of whoever uses the kit, or a server that cannot be reached.
public struct ContractKitError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What is wrong.
  public let description: String

  package init(_ description: String) {
    self.description = description
  }
}
