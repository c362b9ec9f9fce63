/// Something that goes wrong at one place, a bounded number of times.
package struct Fault: Sendable {
  package let endpoint: StoryEndpoint
  package let ordinals: Ordinals
  package let phase: StoryPhase
  package let action: Action

  /// What goes wrong.
  package enum Action: Sendable {
    /// The connection ends, stays silent, or gives the answer in pieces.
    case connection(ConnectionFault)
    /// Another answer than the mock's own.
    case answer(ScriptedAnswer)
    /// The refusal that a promise of the contract describes.
    case refusal(ScriptedRefusal)
    /// The mock's own answer, changed.
    case edit(AnswerEdit)
    /// Another picture than the one that the job made.
    case picture(PictureFault)
  }
}

/// What happens to the connection that an answer goes over.
package enum ConnectionFault: Sendable, Equatable {
  /// How an answer ends that is not sent whole.
  package enum Ending: String, CaseIterable, Sendable {
    case close, reset, stall
  }

  /// A part of a body.
  package enum Amount: Sendable, Equatable {
    case bytes(Int)
    case percent(Int)
  }

  case close
  case reset
  case silence
  case cut(Amount, then: Ending)
  case trickle(bytesPerSecond: Int)
  case closeIdle(after: Span64)
}

/// An answer as a story writes it.
package struct ScriptedAnswer: Sendable {
  /// The word that the story used: `answer`, or what is short for one.
  package var word = "answer"
  package var status = 200
  /// Nil for none at all.
  package var contentType: String? = "application/json"
  package var headers: [(name: String, value: HeaderValue)] = []
  package var body: [UInt8] = []
}

/// The value of a header; a date depends on when the answer is sent.
package enum HeaderValue: Sendable, Equatable {
  case text(String)
  /// An HTTP date so long after the answer.
  case date(after: Span64)
  /// The URL of the call itself, under the other name of this machine: `localhost` for `127.0.0.1` and the
  /// other way round.
  case otherHost
}

/// A refusal of the contract, as the profile answers it, perhaps with another status.
package struct ScriptedRefusal: Sendable {
  package let promise: Promise
  package var status: Int?
  /// `.some(nil)` for none; nil as the contract has it.
  package var retryAfter: HeaderValue??
}

/// Changes to the mock's own answer.
package struct AnswerEdit: Sendable {
  package var status: Int?
  /// The content type; `.some(nil)` takes it away.
  package var contentType: String??
  package var headers: [(name: String, value: HeaderValue)] = []
  /// Members by their path, in the order of the story.
  package var set: [(path: [String], value: JSONValue)] = []
  package var removed: [[String]] = []
  /// How many bytes of the body are left, in a body of that length.
  package var kept: ConnectionFault.Amount?
  /// Another body altogether.
  package var body: [UInt8]?
}

/// Another picture behind an output's URL, under the type that was promised.
package struct PictureFault: Sendable, Hashable {
  package var width: Int?
  package var height: Int?
  package var format: OutputPlan.ImageFormat?
}
