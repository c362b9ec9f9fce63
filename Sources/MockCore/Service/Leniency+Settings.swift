extension SchemaValidator.Leniency {
  /// What the settings and their profile say; the host comes with each request.
  init(_ settings: ServiceSettings) {
    self.init()
    acceptsUnknownProperties = settings.profile.unknownProperties == .accept
    acceptsNull = settings.profile.explicitNull == .accept
    acceptsDuplicateKeys = settings.profile.duplicateKeys == .accept
    acceptsHTTP = settings.profile.httpURLs == .accept
    ownOrigins = [settings.publicURL, settings.outputURL].compactMap { $0 }
  }
}
