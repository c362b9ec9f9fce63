package import HTTPMessages

extension Service {
  /// What a submit would be answered, judged by its body alone.
  package struct Verdict: Sendable {
    package let isAccepted: Bool
    /// The refusal as it would stand on the wire.
    package let response: Response
    /// Each reason with its place in the body.
    package let problems: [Diagnostic]
  }

  /// The verdict on a body, without accepting a job; `file` is the body's name for messages.
  package mutating func verdict(on body: [UInt8], for model: Model, file: String) -> Verdict {
    var response = Response()
    var count = 0
    do throws(Refusal) {
      guard body.count <= settings.bounds.body else {
        throw .tooLarge(profile, limit: settings.bounds.body)
      }
      let parsed = try document(body)
      let validator = SchemaValidator(parsed, against: model.schema, leniency)
      count = validator.count
      guard count == 0 else { throw .schema(profile, validator) }
      return Verdict(isAccepted: true, response: response, problems: [])
    } catch {
      error.write(into: &response)
      var problems = Self.problems(error, body, file)
      if count > problems.count {
        let rest = "and \(count - problems.count) more violations"
        problems.append(Diagnostic(file, TextPosition(of: 0, in: body), "", rest))
      }
      return Verdict(isAccepted: false, response: response, problems: problems)
    }
  }

  private static func problems(
    _ refusal: Refusal, _ body: [UInt8], _ file: String
  ) -> [Diagnostic] {
    // A body that is too large is not read at all, and an empty one has a message of its own.
    guard refusal.promise != .errorTooLarge, !body.isEmpty else {
      return [Diagnostic(file, TextPosition(of: 0, in: body), "", refusal.message)]
    }
    do throws(JSONError) {
      let document = try JSONDocument(body)
      guard !refusal.detail.isEmpty else {
        return [Diagnostic(file, document.position(0), "", refusal.message)]
      }
      let offsets = refusal.detail.map { document.offset($0.node) }
      let places = TextPosition.all(of: offsets, in: body)
      return zip(refusal.detail, offsets).map { violation, offset in
        Diagnostic(
          file, places[offset] ?? document.position(violation.node), violation.pointer,
          violation.message)
      }
    } catch {
      return [Diagnostic(file, error.position, "", "not JSON: \(error.reason)")]
    }
  }
}
