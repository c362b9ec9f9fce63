internal import HTTPMessages

/// One picture that a job put out.
package struct OutputFile: Sendable {
  /// Names a file among those of all jobs.
  package struct ID: Hashable, Sendable {
    package let request: RequestID
    /// Counts the files of a job from 0.
    package let number: Int
    /// What a story has made of it; nil for the job's own picture.
    var change: PictureFault?
  }

  package private(set) var id: ID
  package private(set) var format: OutputPlan.ImageFormat
  package private(set) var plan: OutputPlan
  /// The format that the URL and the content type name.
  let promised: OutputPlan.ImageFormat
  /// What the label says: the model's id, and the beginning of the prompt.
  package let model: String
  package let prompt: String

  init(
    id: ID, format: OutputPlan.ImageFormat, plan: OutputPlan, model: String, prompt: String
  ) {
    self.id = id
    self.format = format
    self.plan = plan
    promised = format
    self.model = model
    self.prompt = prompt
  }

  /// Makes it another picture than the one that was promised.
  mutating func change(_ fault: PictureFault) {
    id.change = fault
    format = fault.format ?? format
    plan = OutputPlan(
      format: plan.format, width: fault.width ?? Int(plan.width),
      height: fault.height ?? Int(plan.height), seed: plan.seed, count: Int(plan.count),
      isTransparent: plan.isTransparent)
  }

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
///
/// An object, so that other calls carry no more than nil.
final class WantedOutput: Sendable {
  let file: OutputFile
  let range: RangeRequest?

  init(file: OutputFile, range: RangeRequest?) {
    self.file = file
    self.range = range
  }
}

/// A call that is answered once the bytes of an output are there.
package struct PendingOutput: Sendable {
  package let file: OutputFile
  let range: RangeRequest?
  let call: Call
}
