extension SchemaValidator.Leniency {
  /// What the settings and their profile say; the host comes with each request.
  init(_ settings: ServiceSettings) {
    self.init()
    acceptsUnknownProperties = settings.profile.unknownProperties == .accept
    acceptsHTTP = settings.profile.httpURLs == .accept
    ownOrigins = [settings.publicURL, settings.outputURL].compactMap { $0 }
  }
}
