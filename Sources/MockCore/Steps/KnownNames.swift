/// What `${…}` can stand for at a step.
struct KnownNames {
  private(set) var jobs: [String] = []
  /// In the order in which they came to be known, for messages.
  private(set) var all = ["origin", "host"] + Submissions.names.map { "\($0).model" }
  private var known: Set<String>
  /// What the jobs would be called of submits that are to be refused.
  private(set) var refused: Set<String> = []
  /// A step before could not be read, and nobody knows what it would have named.
  var isIncomplete = false

  /// What the answer to a submit says, and the model that was asked for.
  private static let parts = ["request_id", "status_url", "result_url", "cancel_url", "model"]

  init() { known = Set(all) }

  /// - Returns: false when there is a job of that name already.
  mutating func add(job: String) -> Bool {
    guard !jobs.contains(job) else { return false }
    jobs.append(job)
    for part in Self.parts { add(name: "\(job).\(part)") }
    return true
  }

  /// Forgets the job of a submit that is to be refused.
  mutating func refuse(job: String) {
    refused.insert(job)
    jobs.removeAll { $0 == job }
    all.removeAll { $0.hasPrefix("\(job).") }
    known = Set(all)
  }

  /// An answer has said where the output of a job is.
  mutating func add(outputOf job: String) {
    add(name: "\(job).output")
  }

  mutating func add(name: String) {
    if known.insert(name).inserted { all.append(name) }
  }

  /// Whether a name stands for something, as far as anybody knows.
  func has(_ name: String) -> Bool { isIncomplete || isTaken(name) }
  func has(job: String) -> Bool { isIncomplete || jobs.contains(job) }
  func has(outputOf job: String) -> Bool { has("\(job).output") }

  /// Whether a name stands for something for certain.
  func isTaken(_ name: String) -> Bool { known.contains(name) }
}
