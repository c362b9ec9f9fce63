internal import HTTPMessages

/// One picture that a job put out.
package struct OutputFile: Sendable {
  /// Names a file among those of all jobs.
  package struct ID: Hashable, Sendable {
    package let request: RequestID
    /// Counts the files of a job from 0.
    package let number: Int
  }

  package let id: ID
  package let format: OutputPlan.ImageFormat
  package let plan: OutputPlan
  /// What the label says: the model's id, and the beginning of the prompt.
  package let model: String
  package let prompt: String

  /// What the picture depends on besides its size and label; each of several is another picture.
  package var seed: UInt64 {
    guard id.number > 0 else { return plan.seed }
    var hash = StableHash()
    hash.add(plan.seed)
    hash.add(UInt64(id.number))
    return hash.value
  }
}

/// The file that a call wants, and how much of it; no range when the client has it already.
struct WantedOutput: Sendable {
  let file: OutputFile
  let range: RangeRequest?
}

/// A call that is answered once the bytes of an output are there.
package struct PendingOutput: Sendable {
  package let file: OutputFile
  let range: RangeRequest?
  let call: Call
}
