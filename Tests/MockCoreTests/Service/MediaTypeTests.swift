import Testing

@testable import MockCore

struct MediaTypeTests {
  @Test(arguments: [
    "application/json", "Application/JSON", " application/json ", "application/json;",
    "application/json; charset=utf-8", "application/json;charset=UTF-8",
    "application/json ; Charset = utf-8", "application/json; charset=\"utf-8\"",
    "application/json; charset=\"UTF-8\"", "application/json; profile=x",
    "application/json; profile=x; charset=utf-8", "application/json;;charset=utf-8",
    "application/json\t;\tcharset=utf-8",
  ])
  func `JSON in UTF-8 is taken`(_ value: String) {
    #expect(MediaType.isJSON(Array(value.utf8)[...]))
  }

  @Test(arguments: [
    "", ";", "json", "application", "application/", "text/json", "text/plain", "application/jsonp",
    "application/json5", "application/problem+json", "application / json", "application/json,",
    "application/json, application/json", "application/json; charset=iso-8859-1",
    "application/json; charset=utf-16", "application/json; charset=",
    "application/json; charset=utf",
    "application/json; charset=utf-8; charset=latin1", "application/json; nonsense",
    "multipart/form-data; boundary=x", "application/x-www-form-urlencoded",
    "application/json; charset=utf-80", "application/\u{212A}son",
  ])
  func `anything else is refused`(_ value: String) {
    #expect(!MediaType.isJSON(Array(value.utf8)[...]))
  }
}
