import HTTPMessages
import Testing

struct FileValidatorsTests {
  /// Modified on Fri, 02 Jan 2026 03:04:05 GMT.
  private let file = FileValidators(entityTag: #""v1""#, lastModified: 1_767_323_045)
  private static let date = "Fri, 02 Jan 2026 03:04:05 GMT"
  private static let earlier = "Fri, 02 Jan 2026 03:04:04 GMT"
  private static let later = "Fri, 02 Jan 2026 03:04:06 GMT"

  struct Case: Sendable, CustomTestStringConvertible {
    let fields: [(String, String)]
    let outcome: FileValidators.Outcome

    init(_ outcome: FileValidators.Outcome, _ fields: (String, String)...) {
      self.fields = fields
      self.outcome = outcome
    }

    var testDescription: String { fields.map { "\($0): \($1)" }.joined(separator: ", ") }
  }

  @Test(arguments: [
    Case(.proceed),
    // The weak comparison.
    Case(.notModified, ("If-None-Match", #""v1""#)), Case(.notModified, ("If-None-Match", "*")),
    Case(.notModified, ("If-None-Match", #"W/"v1""#)),
    Case(.notModified, ("If-None-Match", #""a", W/"b,c" ,"v1""#)),
    Case(.notModified, ("If-None-Match", #",,"v1""#)),
    Case(.proceed, ("If-None-Match", #""v2""#)), Case(.proceed, ("If-None-Match", "v1")),
    Case(.proceed, ("If-None-Match", "")), Case(.proceed, ("If-None-Match", #""V1""#)),
    Case(.proceed, ("If-None-Match", #""v1"#)), Case(.proceed, ("If-None-Match", #"w/"v1""#)),
    Case(.proceed, ("If-None-Match", #""a" x "v1""#)),
    Case(.notModified, ("If-None-Match", #""v1""#), ("If-None-Match", #""a""#)),
    Case(.notModified, ("If-None-Match", #""a""#), ("X", "y"), ("If-None-Match", #""v1""#)),
    Case(.notModified, ("If-Modified-Since", date)),
    Case(.notModified, ("If-Modified-Since", later)),
    Case(.notModified, ("If-Modified-Since", "Friday, 02-Jan-26 03:04:05 GMT")),
    Case(.proceed, ("If-Modified-Since", earlier)), Case(.proceed, ("If-Modified-Since", "soon")),
    // If-None-Match wins, both ways.
    Case(.proceed, ("If-None-Match", #""v2""#), ("If-Modified-Since", date)),
    Case(.notModified, ("If-None-Match", #""v1""#), ("If-Modified-Since", earlier)),
    // The strong comparison.
    Case(.proceed, ("If-Match", #""v1""#)), Case(.proceed, ("If-Match", "*")),
    Case(.proceed, ("If-Match", #""v0", "v1""#)), Case(.failed, ("If-Match", #""v2""#)),
    Case(.failed, ("If-Match", #"W/"v1""#)), Case(.failed, ("If-Match", "nonsense")),
    Case(.proceed, ("If-Unmodified-Since", date)), Case(.proceed, ("If-Unmodified-Since", later)),
    Case(.failed, ("If-Unmodified-Since", earlier)),
    Case(.proceed, ("If-Unmodified-Since", "soon")),
    // If-Match wins, and comes before If-None-Match.
    Case(.proceed, ("If-Match", #""v1""#), ("If-Unmodified-Since", earlier)),
    Case(.failed, ("If-Match", #""v2""#), ("If-None-Match", #""v1""#)),
    Case(.notModified, ("If-Match", #""v1""#), ("If-None-Match", #""v1""#)),
  ])
  func `conditions come in the order of RFC 9110`(_ test: Case) {
    let request = Request("GET", "/", test.fields)
    #expect(file.outcome(of: request, now: 1_767_400_000) == test.outcome)
  }

  @Test(
    arguments: [
      ([], .from(1, through: 2)), ([("If-Range", #""v1""#)], .from(1, through: 2)),
      ([("If-Range", date)], .from(1, through: 2)), ([("If-Range", #"W/"v1""#)], .whole),
      ([("If-Range", #""v2""#)], .whole), ([("If-Range", later)], .whole),
      ([("If-Range", earlier)], .whole), ([("If-Range", "x")], .whole),
      ([("If-Range", #""v1""#), ("If-Range", #""v1""#)], .whole),
      ([("Range", "bytes=3-4")], .whole),
    ] as [([(String, String)], RangeRequest)])
  func `a range is of the version that the client has`(
    _ fields: [(String, String)], _ range: RangeRequest
  ) {
    let request = Request("GET", "/", [("Range", "bytes=1-2")] + fields)
    #expect(file.range(of: request, now: 1_767_400_000) == range)
  }

  @Test func `only a GET has a range`() {
    #expect(file.range(of: Request("GET", "/"), now: 0) == .whole)
    let head = Request("HEAD", "/", [("Range", "bytes=1-2")])
    #expect(file.range(of: head, now: 0) == .whole)
  }
}
