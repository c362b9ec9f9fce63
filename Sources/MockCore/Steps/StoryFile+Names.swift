// The names that stand for something: `${job.request_id}`.

extension StoryFile {
  /// A text whose names are known.
  mutating func template(_ index: Int) -> String? {
    reader.string(index).flatMap { template($0, index) }
  }

  mutating func template(_ text: String, _ index: Int) -> String? {
    let template = Template(text)
    if template.isOpen {
      reader.report(index, "a ${ has no } behind it")
      return nil
    }
    guard let name = template.names.first(where: { !names.has($0) }) else { return text }
    let job = String(name.prefix { $0 != "." })
    if name == "\(job).output", names.jobs.contains(job) {
      reportUnknownOutput(of: job, index)
    } else {
      reader.report(
        index,
        "${\(name)} stands for nothing here"
          + reader.suggestion(for: name, among: names.all))
    }
    return nil
  }

  /// A template of what stands in the first line of a request.
  mutating func address(_ index: Int) -> String? {
    reader.string(index).flatMap { address($0, index) }
  }

  mutating func address(_ text: String, _ index: Int) -> String? {
    guard text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
      reader.report(index, "an address has visible ASCII characters only; write others as %20")
      return nil
    }
    return template(text, index)
  }

  mutating func reportUnknownOutput(of job: String, _ index: Int) {
    reader.report(
      index, "no result of '\(job)' before this says where its output is; ask for the result first")
  }

  /// Checks the names in the texts of a value.
  mutating func checkNames(in index: Int) {
    switch reader.kind(index) {
    case .string: _ = template(index)
    case .array: for element in reader.elements(of: index) { checkNames(in: element) }
    case .object:
      for key in Array(reader.document.keys(of: index)) {
        checkHoldsNoName(key)
        checkNames(in: reader.document.value(ofKey: key))
      }
    case .null, .true, .false, .number: break
    }
  }

  /// Reports a text in which `${…}` would stay as it is.
  mutating func checkHoldsNoName(_ index: Int) {
    if reader.document.string(index).contains("${") {
      reader.report(index, "names are filled into values only, not here")
    }
  }
}
