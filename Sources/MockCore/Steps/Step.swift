/// One step of a contract story: a call, what is expected of its answer, and what is kept of it.
package struct Step: Sendable {
  package enum Action: Sendable {
    case submit(Submit)
    case status(JobCall)
    case result(JobCall)
    case cancel(JobCall)
    case download(JobCall)
    case poll(Poll)
    case request(RequestPlan)
    /// Moves the tenant's clock on; only a mock has one that can be moved.
    case advance(by: Span64)
  }

  package let action: Action
  /// What has to hold for the steps after this one to say anything; where it does not, the story is
  /// inconclusive.
  package let assumed: AnswerExpectation?
  /// What the story's promise says; where it does not hold, the promise is broken.
  package let expected: AnswerExpectation?
  /// Names for parts of the answer, for later steps.
  package let saved: [SavedValue]
  /// Where the step stands in the file.
  package let place: TextPosition
}

/// A part of an answer that later steps use by a name: `${name}`.
package struct SavedValue: Sendable {
  package enum Source: Sendable {
    case field(String)
    /// Keys of objects and numbers of elements, from 0; empty for the whole body.
    case body([String])
  }

  package let name: String
  package let source: Source
}

/// What a request carries besides its method and path.
package struct RequestParts: Sendable {
  package enum Authorization: Sendable {
    /// The story's own token.
    case own
    /// A second token.
    case other
    /// No field at all.
    case absent
    /// The field as it is.
    case field(String)
  }

  package enum Body: Sendable {
    case none
    case json(JSONValue)
    case text(String)
    /// So many bytes of blanks, which are made while they are sent.
    case filler(count: Int)
  }

  package var authorization = Authorization.own
  /// Fields of the story's own; nil takes one away that the client would send by itself.
  package var fields: [(name: String, value: String?)] = []
  /// Nil as the body has it.
  package var contentType: String?
  package var body = Body.none
}

/// `request`: any call.
package struct RequestPlan: Sendable {
  package let method: String
  /// A path with its query, or an absolute URL; with `${…}`.
  package let path: String
  package let parts: RequestParts
}

/// `submit`: a job is asked for.
package struct Submit: Sendable {
  /// What is submitted; see `Submissions`.
  package let submission: String
  /// A model that is not that of the submission.
  package let model: String?
  /// Changes to the submission's input.
  package let set: [(path: [String], value: JSONValue)]
  package let removed: [[String]]
  package let parts: RequestParts
  /// The name of the job in later steps.
  package let job: String

  package static let defaultJob = "job"
}

/// A call about one job.
package struct JobCall: Sendable {
  package let job: String
  package let parts: RequestParts
  /// Behind the path, such as `include_cost=true`; empty for none.
  package let query: String
  /// Of a download, which may be a HEAD; the others have their own.
  package let method: String
}

/// `poll`: asks again and again until the job says a word.
package struct Poll: Sendable {
  /// Where the state is asked for.
  package enum Endpoint: String, CaseIterable, Sendable {
    case status, result
  }

  package let call: JobCall
  package let endpoint: Endpoint
  /// The words that end it.
  package let until: [String]
  /// How long it may take, in real time, against a server whose time nobody moves.
  package let limit: Span64
}

extension Poll {
  /// The words that a server may say, on either side of the contract's switches.
  package static let words = [
    "in_queue", "in_progress", "completed", "succeeded", "failed", "cancelled",
  ]
  /// Those after which nothing comes.
  package static let ended = ["completed", "succeeded", "failed", "cancelled"]
}
