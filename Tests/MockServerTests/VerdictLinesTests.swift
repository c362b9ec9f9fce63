import MockCore
import MockServer
import Testing

/// What a person reads of a verdict.
struct VerdictLinesTests {
  private static let edit = "openai/gpt-image-1-5/image-to-image"
  private let text = "aidc-ai/ovis-image"

  /// A body with a `«` before each place where something is wrong, and what each line says behind
  /// the place, in the order of the text.
  struct Marked: Sendable, CustomTestStringConvertible {
    let body: String
    let model: String
    let lines: [String]

    init(_ body: String, for model: String = "aidc-ai/ovis-image", _ lines: String...) {
      self.body = body
      self.model = model
      self.lines = lines
    }

    var testDescription: String { body }

    /// Lines and columns of the marks, as an editor counts them.
    var places: [String] {
      var places: [String] = []
      var (line, column) = (1, 1)
      for scalar in body.unicodeScalars {
        switch scalar {
        case "«": places.append("\(line):\(column)")
        case "\n": (line, column) = (line + 1, 1)
        default: column += 1
        }
      }
      return places
    }
  }

  @Test(arguments: [
    Marked("«", "The body is empty"),
    Marked("{\n  \"prompt\": «tru}", "not JSON: a value was expected"),
    Marked("{\n  \"prompt\": \"é\"\n«", "not JSON: "),
    Marked("\n «[]", "The body must be a JSON object"),
    Marked("\n«{}", "/prompt: prompt is required"),
    Marked("{\n\t\"prompt\": «5\n}", "/prompt: prompt must be a string, received 5"),
    Marked("{\r\n  \"prompt\":\r\n«{}}", "/prompt: prompt must be a string"),
    // A string begins with its quotation mark, and a wrong name is a wrong key.
    Marked(
      #"{"prompt": "é😀", "image_size": «"squar"}"#, "/image_size: image_size must be one of"),
    Marked("{\"prompt\": \"x\",\n   «\"sead\": 1}", "/sead: sead is not an input"),
    Marked(#"{"prompt": "x", «"prompt": "y"}"#, "/prompt: prompt stands twice"),
    Marked(#"{"prompt": "x", «"a/b~c": 1}"#, "/a~1b~0c: a/b~c is not an input"),
    Marked(
      "«{\"seed\": «1.5,\n \"num_inference_steps\": «51, «\"x\": []}",
      "/prompt: prompt is required", "/seed: seed must be", "/num_inference_steps: ",
      "/x: x is not an input"),
    Marked(
      "{\"prompt\": \"x\", \"image_urls\": [\n  \"https://a/b\",\n  «3, «\"ftp://a\"]}", for: edit,
      "/image_urls/1: image_urls[1] must be", "/image_urls/2: image_urls[2] must be"),
    Marked(#"{"prompt": "x", "image_urls": «[]}"#, for: edit, "/image_urls: image_urls must have"),
  ])
  func `each line has the place of what is wrong`(_ marked: Marked) throws {
    let body = marked.body.replacing("«", with: "")
    let lines = try BodyVerdict.on(body, for: marked.model).lines.split(separator: "\n")
    #expect(lines.count == marked.lines.count)
    for (place, text) in zip(marked.places, marked.lines) {
      let start = "b.json:\(place): error: \(text)"
      #expect(lines.contains { $0.hasPrefix(start) }, "\(start) in \(lines)")
    }
  }

  @Test func `a body that is accepted is one line`() throws {
    let verdict = try BodyVerdict.on(#"{"prompt": "x"}"#, for: text, file: "-")
    #expect(verdict.lines == "<stdin>: aidc-ai/ovis-image would accept it\n")
  }

  @Test(arguments: [
    #"{"prompt": "x", "a\nb\u001b[2J\u0085\u007f": 1}"#, "{\n \"prompt\": \"\u{1}\"}",
  ])
  func `control characters in a body neither break a line nor reach the terminal`(_ body: String)
    throws
  {
    let lines = try BodyVerdict.on(body, for: text).lines
    #expect(lines.unicodeScalars.filter { $0.properties.generalCategory == .control } == ["\n"])
    #expect(lines.hasPrefix("b.json:"))
  }

  @Test(arguments: [#"{"prompt": "x"}"#, "{}"])
  func `nor do those in the name of its file`(_ body: String) throws {
    let lines = try BodyVerdict.on(body, for: text, file: "a\nb\u{1B}.json").lines
    #expect(lines.hasPrefix(#"a\u{a}b\u{1b}.json:"#))
    #expect(lines.split(separator: "\n").count == 1)
  }
}
