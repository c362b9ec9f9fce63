extension SchemaValidator {
  /// What the profile and the settings say of a body, besides its schema.
  package struct Leniency: Sendable {
    package var acceptsUnknownProperties = false
    package var acceptsNull = false
    package var acceptsDuplicateKeys = false
    package var acceptsHTTP = false
    /// The host that the client used: its `http:` URLs are taken, because they are the mock's own.
    package var host: ArraySlice<UInt8> = []
    /// Further origins of the mock.
    package var ownOrigins: [String] = []

    package init() {}
  }
}
