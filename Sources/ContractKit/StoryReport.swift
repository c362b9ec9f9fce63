/// What became of one story: the verdict, and everything that was sent and received on the way.
public struct StoryReport: Sendable {
  /// The story.
  public let story: ContractStory
  /// What it found out.
  public let verdict: Verdict
  /// Which side of the contract's switch the server was on, such as `completed` or `401 with 400004`; empty
  /// where the promise has no switch, or the story did not get so far.
  public let sides: [String]
  /// The steps that were begun, and the clean-up after them.
  public let steps: [StepReport]
  /// What else has to be known, such as a job that could not be cancelled.
  public let notes: [String]
  /// How long it took, in real time.
  public let duration: Duration

  package init(
    story: ContractStory, verdict: Verdict, sides: [String] = [], steps: [StepReport] = [],
    notes: [String] = [], duration: Duration
  ) {
    self.story = story
    self.verdict = verdict
    self.sides = sides
    self.steps = steps
    self.notes = notes
    self.duration = duration
  }
}

/// What one step of a story did.
public struct StepReport: Sendable {
  /// The number of the step, counted from 1; nil for the clean-up.
  public let number: Int?
  /// What it does, such as `submit image` or `poll status until completed`.
  public let title: String
  /// The line of the story's file.
  public let line: Int?
  /// What was sent and received, in order.
  public internal(set) var exchanges: [RecordedExchange] = []
  /// What was not as it had to be, in words; empty where all was.
  public internal(set) var problems: [String] = []

  package init(
    number: Int?, title: String, line: Int?, exchanges: [RecordedExchange] = [],
    problems: [String] = []
  ) {
    self.number = number
    self.title = title
    self.line = line
    self.exchanges = exchanges
    self.problems = problems
  }
}

/// A request and what came of it, for a report: without the token, and with long bodies cut.
public struct RecordedExchange: Sendable {
  /// A field of a head.
  public struct Field: Sendable, Hashable {
    /// The name as it was sent.
    public let name: String
    /// The value; of a token only that there was one.
    public let value: String

    package init(name: String, value: String) {
      self.name = name
      self.value = value
    }
  }

  /// The method.
  public let method: String
  /// The whole address.
  public let url: String
  /// The fields that the story or the kit sent.
  public let requestFields: [Field]
  /// The body that was sent, or its beginning; nil for none.
  public let requestBody: String?
  /// The status of the answer; nil where none came.
  public let status: Int?
  /// The fields of the answer.
  public let fields: [Field]
  /// The body of the answer, or its beginning; nil where there was none.
  public let body: String?
  /// Why the answer did not come, or not all of it.
  public let failure: String?
  /// From the start of the story to the request.
  public let offset: Duration
  /// How long the answer took.
  public let duration: Duration
  /// How many calls in a row had an answer like this one; 1 for a call alone.
  public internal(set) var count: Int

  package init(
    method: String, url: String, requestFields: [Field] = [], requestBody: String? = nil,
    status: Int?, fields: [Field] = [], body: String? = nil, failure: String? = nil,
    offset: Duration, duration: Duration, count: Int = 1
  ) {
    self.method = method
    self.url = url
    self.requestFields = requestFields
    self.requestBody = requestBody
    self.status = status
    self.fields = fields
    self.body = body
    self.failure = failure
    self.offset = offset
    self.duration = duration
    self.count = count
  }
}
