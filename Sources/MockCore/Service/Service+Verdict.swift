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
    do throws(Refusal) {
      guard body.count <= settings.bounds.body else {
        throw .tooLarge(profile, limit: settings.bounds.body)
      }
      let parsed = try document(body)
      let validator = SchemaValidator(parsed, against: model.schema, leniency)
      guard validator.count == 0 else { throw .schema(profile, validator) }
      return Verdict(isAccepted: true, response: response, problems: [])
    } catch {
      error.write(into: &response)
      return Verdict(
        isAccepted: false, response: response, problems: Self.problems(error, body, file))
    }
  }

  private static func problems(
    _ refusal: Refusal, _ body: [UInt8], _ file: String
  ) -> [Diagnostic] {
    // Its text is as good as any, and far too much to be read again.
    if refusal.promise == .errorTooLarge {
      return [Diagnostic(file, TextPosition(of: 0, in: body), "", refusal.message)]
    }
    do throws(JSONError) {
      let document = try JSONDocument(body)
      guard refusal.detail.isEmpty else {
        return refusal.detail.map { violation in
          Diagnostic(
            file, document.position(violation.node), violation.pointer, violation.message)
        }
      }
      return [Diagnostic(file, document.position(0), "", refusal.message)]
    } catch {
      return [Diagnostic(file, error.position, "", refusal.message)]
    }
  }
}
