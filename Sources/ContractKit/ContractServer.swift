internal import HTTPClient
package import HTTPMessages
package import MockCore
internal import Synchronization

/// The server under test.
///
/// A runcomfy-mock, which says so at `/_mock/health`, gets every story, each with a token of its own that names
/// the story. Any other server is treated as the real API: only stories that are marked `live` are sent,
/// with the token that was given, and never more jobs are started than ``Options/maxJobs`` allows. The tokens
/// are sent to this origin alone, whatever address an answer names.
public final class ContractServer: Sendable {
  /// What can be set besides address and token.
  public struct Options: Sendable {
    /// The token of somebody else, for stories about what belongs to others; without it they are skipped.
    public var otherToken: String?
    /// How many jobs may be started on a server that is no runcomfy-mock, by all stories together that are run
    /// on this object; another object for the same server counts anew.
    public var maxJobs = 0
    /// How long one call may take, in real time.
    public var timeout = Duration.seconds(30)
    /// The path of a PEM file with the authorities to trust instead of the system's.
    public var certificateAuthority: String?
    /// Which models the stories use, and with which inputs.
    package var submissions: Submissions?
    /// How time passes between polls; tests put their own in.
    package var sleep: @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }

    /// Puts other models and inputs in the place of those that stories submit.
    ///
    /// - Parameters:
    ///   - text: the file, as `fixtures/submissions.yaml`; names that it lacks stay as they are.
    ///   - file: its name, for messages.
    /// - Throws: ``ContractKitError`` with everything that is wrong, each with `file:line:column`.
    public mutating func setSubmissions(_ text: String, file: String) throws(ContractKitError) {
      do throws(FileError) {
        submissions = try SubmissionsFile.submissions(
          Array(text.utf8), file: file, defaults: try ContractServer.shippedSubmissions()
        ).get()
      } catch {
        throw ContractKitError("\(error)")
      }
    }

    /// No second token, no jobs on a real API, 30 seconds a call.
    public init() {}
  }

  /// The origin, such as `https://model-api.runcomfy.net`.
  public let origin: String
  let token: String?
  let options: Options
  let client: HTTPClient
  let budget: JobBudget
  let submissions: Result<Submissions, FileError>
  private let nature = Mutex<Nature?>(nil)

  /// What a server turned out to be.
  package enum Nature: Sendable, Hashable {
    /// A runcomfy-mock: it plays the scripts of stories, and nothing costs anything.
    case mock(version: String)
    /// Anything else.
    case real
  }

  /// - Parameters:
  ///   - origin: `http` or `https`, a host and perhaps a port, and no path.
  ///   - token: the bearer token; a runcomfy-mock needs none.
  ///   - options: everything else.
  /// - Throws: ``ContractKitError`` for an origin or a token that is none, and for two tokens that are the same.
  public init(
    _ origin: String, token: String? = nil, options: Options = Options()
  ) throws(ContractKitError) {
    guard let checked = Self.origin(origin) else {
      throw ContractKitError(
        "expected an origin such as https://model-api.runcomfy.net, without a path, received '\(origin)'"
      )
    }
    for token in [token, options.otherToken] {
      guard let token else { continue }
      do throws(Token.Problem) {
        _ = try Token(Array(token.utf8)[...])
      } catch {
        // The token itself is told nobody.
        throw ContractKitError("the token is none: \(error.message)")
      }
    }
    if let token, token == options.otherToken {
      throw ContractKitError("the token of somebody else is the same as one's own")
    }
    guard options.timeout > .zero, options.maxJobs >= 0 else {
      throw ContractKitError("expected a time-out above 0 and jobs of at least 0")
    }
    self.origin = checked.text
    self.token = token
    self.options = options
    client = HTTPClient(
      ClientSettings(
        connectTimeout: min(.seconds(5), options.timeout), timeout: options.timeout,
        certificateAuthority: options.certificateAuthority))
    budget = JobBudget(options.maxJobs)
    submissions = options.submissions.map { .success($0) } ?? Submissions.shipped
  }

  /// What the stories submit.
  ///
  /// - Throws: ``ContractKitError`` when what ships cannot be read, which would be a mistake of the kit.
  package func usedSubmissions() throws(ContractKitError) -> Submissions {
    do throws(FileError) {
      return try submissions.get()
    } catch {
      throw ContractKitError("\(error)")
    }
  }

  /// What stories submit unless the options say otherwise.
  ///
  /// - Throws: `FileError` when it cannot be read, which would be a mistake of the kit.
  package static func shippedSubmissions() throws(FileError) -> Submissions {
    try Submissions.shipped.get()
  }

  /// The origin that somebody means; the slash that browsers put behind it is no path.
  package static func origin(_ text: String) -> Origin? {
    Origin(text.hasSuffix("/") ? String(text.dropLast()) : text)
  }

  /// A server that has been asked what it is, with a token and other options; it is not asked again.
  ///
  /// - Throws: ``ContractKitError`` for a token that is none.
  package convenience init(
    _ known: ContractServer, token: String?, options: Options
  ) throws(ContractKitError) {
    try self.init(known.origin, token: token, options: options)
    let found = known.nature.withLock { $0 }
    nature.withLock { $0 = found }
  }

  /// Asks the server what it is; once it has answered, it is not asked again.
  ///
  /// - Throws: ``ContractKitError`` when it cannot be reached.
  package func probed() async throws(ContractKitError) -> Nature {
    if let known = nature.withLock({ $0 }) { return known }
    let exchange = await client.exchange(ClientRequest("GET", origin + "/_mock/health"))
    if let failure = exchange.failure, failure.isOfTheConnection || exchange.response == nil {
      throw ContractKitError("\(origin): \(failure)")
    }
    var found = Nature.real
    if let response = exchange.response, response.status == 200 {
      let answer = Answer(response, duration: exchange.duration)
      if answer.member("product")?.string == "runcomfy-mock",
        let version = answer.member("version")?.string
      {
        found = .mock(version: version)
      }
    }
    nature.withLock { $0 = found }
    return found
  }
}

// What a failed test prints of its values, by reflection too, holds no token.

extension ContractServer: CustomStringConvertible, CustomReflectable {
  /// The origin.
  public var description: String { origin }
  /// The origin alone.
  public var customMirror: Mirror { Mirror(self, children: ["origin": origin]) }
}

extension ContractServer.Options: CustomReflectable {
  /// What is no secret.
  public var customMirror: Mirror {
    Mirror(self, children: ["maxJobs": maxJobs, "timeout": timeout])
  }
}
