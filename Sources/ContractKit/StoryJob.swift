internal import MockCore

/// A job that a story has started, as far as the answers tell.
struct StoryJob {
  let name: String
  let id: String
  /// Whose job it is: the token that submitted it.
  let authorization: String?
  /// It has ended, as the server says; nothing is left to be cancelled.
  var hasEnded = false

  /// Takes in what an answer says about the job.
  mutating func note(_ answer: Answer) {
    guard (200...299).contains(answer.status) else { return }
    let hasOutcome = answer.member("outcome")?.string == "cancelled"
    if hasOutcome || answer.state.map({ Poll.ended.contains($0) }) ?? false { hasEnded = true }
  }
}

extension Bindings {
  /// What a submit's answer says, under the name of the job.
  mutating func add(_ job: String, model: String, _ answer: Answer) {
    self["\(job).model"] = .string(Array(model.utf8))
    for key in ["request_id", "status_url", "result_url", "cancel_url"] {
      self["\(job).\(key)"] = answer.member(key)
    }
  }

  /// The address of the first file of an output.
  mutating func add(outputOf job: String, _ answer: Answer) {
    guard case .object(let members)? = answer.member("output") else { return }
    for member in members {
      switch member.value {
      case .string(let url) where url.starts(with: "http".utf8):
        self["\(job).output"] = member.value
      case .array(let elements):
        guard let first = elements.first, first.utf8?.starts(with: "http".utf8) ?? false else {
          continue
        }
        self["\(job).output"] = first
      case .null, .bool, .number, .string, .object: continue
      }
      return
    }
  }
}
