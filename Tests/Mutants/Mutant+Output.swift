internal import HTTPClient
internal import HTTPMessages
internal import MockCore

// Servers whose files are wrong.

extension Mutant {
  static let outputs: [Mutant] = [
    Mutant(.outputServed, "wants-token", "A file needs a token.") { answer, request, _ in
      if request.call == .output, answer.isFile, request[field: "Authorization"] == nil {
        answer.refuse(401, 400_004)
      }
    },
    Mutant(.outputServed, "octets", "The type is application/octet-stream.", to: .output) {
      answer in
      if answer.isFile { answer[field: "Content-Type"] = "application/octet-stream" }
    },
    Mutant(.outputServed, "other-type", "A PNG is called a JPEG.", to: .output) { answer in
      if answer.status == 200 { answer[field: "Content-Type"] = "image/jpeg" }
    },
    Mutant(.outputServed, "redirects", "A file is elsewhere.", to: .output) { answer in
      guard answer.status == 200 else { return }
      answer.status = 302
      answer[field: "Location"] = "https://files.example/0.png"
      answer.body = []
    },

    Mutant(.outputUnknown, "empty", "An unknown output is empty.", refusal: .outputUnknown) {
      answer in
      answer.status = 200
      answer.body = []
    },
    Mutant(.outputUnknown, "says-403", "It answers 403.", refusal: .outputUnknown) {
      $0.status = 403
    },
    Mutant(.outputUnknown, "page", "It answers 404 with a page.", refusal: .outputUnknown) {
      $0.becomePage(404)
    },

    Mutant(.outputExpiry, "one-day", "Outputs expire after a day.", to: .output) { answer in
      if answer.age > 86_400 { answer.refuse(410, 410_001) }
    },
    Mutant(.outputExpiry, "says-403", "Outputs expire after a week, with 403.", to: .output) {
      answer in
      if answer.age > 7 * 86_400 { answer.becomePage(403) }
    },

    requesting(at: .output, .outputConditions, "ignores-if-none-match", "The file is sent again.") {
      request in
      request.fields.removeAll { $0.name.lowercased() == "if-none-match" }
    },
    requesting(at: .output, .outputConditions, "ignores-if-match", "Another version is sent.") {
      request in
      request.fields.removeAll { $0.name.lowercased() == "if-match" }
    },
    Mutant(
      .outputConditions, "any-304", "Whoever has anything is answered 304."
    ) { answer, request, _ in
      if request.call == .output, request[field: "If-None-Match"] != nil {
        answer.status = 304
        answer.body = []
      }
    },

    requesting(at: .output, .outputRange, "whole", "Ranges are ignored.") { request in
      request.fields.removeAll { $0.name.lowercased() == "range" }
    },
    range("one-more", "The last byte is left out.", "bytes=0-31", "bytes=0-30"),
    range("from-the-start", "The last bytes are taken for the first.", "bytes=-8", "bytes=0-8"),
    range("beyond", "A range beyond the end is the whole file.", "bytes=2000000000-", "bytes"),
    range(
      "first-of-several", "Of several ranges the first is sent.", "bytes=0-7,16-23", "bytes=0-7"),
    Mutant(.outputRange, "says-200", "A part is answered with 200.", to: .output) { answer in
      if answer.status == 206 { answer.status = 200 }
    },
    Mutant(.outputRange, "no-content-range", "It does not say which part.", to: .output) {
      $0[field: "Content-Range"] = nil
    },

    Mutant(.outputCORS, "none", "No page may read a file.", to: .output, .preflight) {
      $0[field: "Access-Control-Allow-Origin"] = nil
    },
    Mutant(.outputCORS, "own-page", "Only the service's own page may.", to: .output, .preflight) {
      $0[field: "Access-Control-Allow-Origin"] = "https://www.runcomfy.com"
    },
    Mutant(.outputCORS, "no-preflight", "A preflight is 405.", to: .preflight) {
      $0.refuse(405, 405_001)
    },
    Mutant(.outputCORS, "preflight-200", "A preflight is 200.", to: .preflight) { $0.status = 200 },
    Mutant(.outputCORS, "no-fields", "A preflight allows no fields.", to: .preflight) {
      $0[field: "Access-Control-Allow-Headers"] = nil
    },

    Mutant(.outputNotMade, "empty", "A video is empty.", refusal: .outputNotMade) { answer in
      answer.status = 200
      answer.body = []
    },
    Mutant(.outputNotMade, "says-404", "A video is 404.", refusal: .outputNotMade) {
      $0.refuse(404, 404_001)
    },
  ]

  /// A server that reads a range as another one.
  private static func range(
    _ name: String, _ flaw: String, _ range: String, _ other: String
  ) -> Mutant {
    requesting(at: .output, .outputRange, name, flaw) { request in
      guard request[field: "Range"] == range else { return }
      request.fields.removeAll { $0.name.lowercased() == "range" }
      request.fields.append(("Range", other))
    }
  }
}

extension ClientResponse {
  fileprivate var isFile: Bool { (200...299).contains(status) || status == 304 }

  /// How old the file is, in seconds; 0 where it does not say.
  fileprivate var age: Int64 {
    func seconds(_ name: String) -> Int64? {
      self[field: name].flatMap { HTTPDate.secondsSinceEpoch(Array($0.utf8)[...], now: 0) }
    }
    guard let now = seconds("Date"), let modified = seconds("Last-Modified") else { return 0 }
    return now - modified
  }
}
