import Testing

@testable import MockCore

struct BindingsTests {
  private func bindings() throws -> Bindings {
    var bindings = Bindings()
    bindings["a"] = try JSONValue(#""x""#)
    bindings["a.b"] = try JSONValue("5")
    bindings["c"] = try JSONValue(#"{"d": "${a}"}"#)
    return bindings
  }

  @Test(arguments: [
    ("", ""), ("a", "a"), ("$a", "$a"), ("{a}", "{a}"), ("${a}", "x"), ("<${a}${a.b}>", "<x5>"),
    ("${c}", #"{"d":"${a}"}"#),
    ("${b}", "${b}"), ("${}", "${}"), ("${a", "${a"), ("${a}${a", "x${a"), ("$${a}}", "$x}"),
    ("é${a}é", "éxé"),
    ("${ a }", "${ a }"), ("${${a}}", "${${a}}"),
  ])
  func `names in a text are replaced once`(_ text: String, _ filled: String) throws {
    #expect(try bindings().filled(text) == filled)
  }

  @Test(arguments: [
    (#""${a.b}""#, "5"), (#""${c}""#, #"{"d":"${a}"}"#), (#"" ${a.b}""#, #"" 5""#),
    (#"["${a}", "a", 1, null]"#, #"["x","a",1,null]"#),
    (#"{"${a}": "${a}", "b": {"c": ["${b}"]}}"#, #"{"${a}":"x","b":{"c":["${b}"]}}"#),
    ("true", "true"),
  ])
  func `a text that is one name becomes its value, of whatever kind`(
    _ json: String, _ filled: String
  ) throws {
    #expect(try bindings().filled(try JSONValue(json)).json == filled)
  }

  @Test func `what has no value is told`() throws {
    #expect(try bindings().missing(in: "${b}/${a}/${c.d}/${") == ["b", "c.d"])
    var bindings = try bindings()
    bindings["a"] = nil
    #expect(bindings.missing(in: "${a}") == ["a"])
  }

  @Test(arguments: [
    ("${", true), ("${a}${b", true), ("${a}", false), ("$", false), ("}${a}", false),
  ])
  func `a name without an end is noticed`(_ text: String, _ isOpen: Bool) {
    #expect(Template(text).isOpen == isOpen)
  }
}
