import MockCore
import Testing

struct NearestNameTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let names: [String]
    let nearest: String?

    init(_ name: String, _ names: [String], _ nearest: String?) {
      self.name = name
      self.names = names
      self.nearest = nearest
    }

    var testDescription: String { "\(name) among \(names)" }
  }

  @Test(arguments: [
    // Nothing to do.
    Case("prompt", [], nil), Case("prompt", ["prompt"], "prompt"),
    // One edit of each kind.
    Case("promt", ["seed", "prompt"], "prompt"), Case("prommpt", ["seed", "prompt"], "prompt"),
    Case("prompd", ["seed", "prompt"], "prompt"), Case("pormpt", ["seed", "prompt"], "prompt"),
    // Case counts for nothing.
    Case("PROMPT", ["seed", "prompt"], "prompt"), Case("imageSize", ["image_size"], "image_size"),
    Case("1\u{212A}", ["1K", "2K"], "1K"),
    // At most a third of the letters.
    Case("abcdef", ["abcdxx"], "abcdxx"), Case("abcdef", ["abcxxx"], nil),
    Case("abcdef", ["abcdefgh"], "abcdefgh"), Case("abcdef", ["bcdefghij"], nil),
    // Else the only one that goes on where the name ends.
    Case("int", ["object", "integer"], "integer"), Case("int", ["integer", "interval"], nil),
    Case("in", ["integer"], nil), Case("INT", ["integer"], "integer"),
    Case("colour", ["seed", "size"], nil), Case("abcde", ["abcxx"], nil),
    // The nearest wins, and of two equally near ones the first.
    Case("prompt", ["prompts", "prompt_a", "promp"], "prompts"),
    Case("aspect_ratio", ["aspect_ration", "aspect_ratio_x", "aspect_rati"], "aspect_ration"),
    Case("aaaaaa", ["aaaabb", "aaaaab"], "aaaaab"),
    // Of a single letter nothing is left that could be alike.
    Case("x", ["a", "b"], nil), Case("0", ["1"], nil), Case("x", ["y", "X"], "X"),
    Case("", ["a"], nil), Case("a", [""], nil), Case("", [""], nil),
    // Of two letters one is.
    Case("xb", ["ab"], "ab"), Case("a", ["ab"], "ab"), Case("ba", ["ab"], "ab"),
    Case("xy", ["ab"], nil),
    // A swap of neighbours costs one.
    Case("abc", ["acb"], "acb"), Case("abc", ["cba"], nil), Case("edit", ["eidt"], "eidt"),
  ])
  func `the nearest name is found when it is near enough`(_ test: Case) {
    #expect(NearestName.nearest(to: test.name, among: test.names) == test.nearest)
  }

  @Test func `a name of a megabyte costs little and is near to nothing`() {
    let long = String(repeating: "x", count: 1_000_000)
    #expect(NearestName.nearest(to: long, among: ["prompt", "seed", long]) == nil)
    let name = String(repeating: "x", count: 100)
    #expect(NearestName.nearest(to: name, among: [name]) == name)
    #expect(NearestName.nearest(to: name + "x", among: [name]) == nil)
  }

  @Test func `a suggestion ends a message`() {
    let names = ["seed", "size"]
    #expect(NearestName.suggestion(for: "sede", among: names) == "; did you mean 'seed'?")
    #expect(NearestName.suggestion(for: "colour", among: names) == "")
    #expect(
      NearestName.suggestion(for: "colour", among: names, orList: true)
        == "; expected one of seed, size")
    #expect(
      NearestName.suggestion(for: "sizze", among: names, orList: true) == "; did you mean 'size'?")
  }
}
