internal import MockCore

extension JSONDocument {
  /// The document with a line for each member and element; names, texts and numbers letter for letter as they
  /// were sent.
  var indented: String {
    var utf8: [UInt8] = []
    write(0, indentation: 0, to: &utf8)
    return String(decoding: utf8, as: UTF8.self)
  }

  private func write(_ index: Int, indentation: Int, to utf8: inout [UInt8]) {
    switch nodes[index].kind {
    case .object:
      write("{", "}", Array(keys(of: index)), indentation, to: &utf8) { key, utf8 in
        utf8 += source(key) + ": ".utf8
        write(value(ofKey: key), indentation: indentation + 1, to: &utf8)
      }
    case .array:
      write("[", "]", Array(elements(of: index)), indentation, to: &utf8) { element, utf8 in
        write(element, indentation: indentation + 1, to: &utf8)
      }
    case .null, .true, .false, .number, .string: utf8 += source(index)
    }
  }

  private func write(
    _ begin: String, _ end: String, _ children: [Int], _ indentation: Int, to utf8: inout [UInt8],
    child: (Int, inout [UInt8]) -> Void
  ) {
    utf8 += begin.utf8
    for (number, index) in children.enumerated() {
      utf8 += ((number == 0 ? "\n" : ",\n") + String(repeating: "  ", count: indentation + 1)).utf8
      child(index, &utf8)
    }
    if !children.isEmpty { utf8 += ("\n" + String(repeating: "  ", count: indentation)).utf8 }
    utf8 += end.utf8
  }
}
