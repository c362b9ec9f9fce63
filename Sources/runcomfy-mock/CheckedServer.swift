internal import ContractKit
internal import Glibc
internal import HTTPMessages
internal import MockCore

/// Finds out what the target is, and what may be done to it.
enum CheckedServer {
  /// The server, ready for the suite; nil when the user does not want its jobs to be started.
  ///
  /// - Throws: `ContractKitError` when it cannot be reached, or may not be checked as it is asked for;
  ///   `CancellationError` when the task is cancelled while the user is asked.
  static func server(
    _ origin: String, _ stories: [ContractStory], _ options: ContractServer.Options,
    token: (ContractServer.Nature) throws -> (own: String?, other: String?), maxJobs: Int?
  ) async throws -> ContractServer? {
    var options = options
    let target = try ContractServer(origin, options: options)
    let nature = try await target.probed()
    let tokens = try token(nature)
    options.otherToken = tokens.other
    guard nature == .real else {
      return try ContractServer(target, token: tokens.own, options: options)
    }
    try checkEncryption(target.origin)
    options.maxJobs = maxJobs ?? .max
    let server = try ContractServer(target, token: tokens.own, options: options)
    let plan = LivePlan(stories, on: server, nature)
    tell(plan, try server.usedSubmissions(), target.origin)
    guard maxJobs == nil, plan.startsJobs else { return server }
    // A submit that ought to be refused needs leave to start a job too.
    options.maxJobs = max(1, plan.jobs)
    guard isatty(STDIN_FILENO) == 1 else {
      throw ContractKitError(
        "say how many jobs may be started: --max-jobs \(options.maxJobs) for all of them, --max-jobs 0 for none"
      )
    }
    guard try await Terminal.confirms("Start them? [y/N] ") else { return nil }
    return try ContractServer(target, token: tokens.own, options: options)
  }

  /// A token that crosses a network in the clear is lost.
  private static func checkEncryption(_ origin: String) throws {
    guard let checked = Origin(origin), checked.isEncrypted || checked.isOfThisMachine else {
      throw ContractKitError("\(origin) would get the token unencrypted; use https")
    }
  }

  private static func tell(_ plan: LivePlan, _ submissions: Submissions, _ origin: String) {
    let skipped = plan.skipped.count
    let isOne = plan.stories.count == 1
    let count = isOne ? "1 story is" : "\(plan.stories.count) stories are"
    let jobs =
      plan.jobs == 0
      ? "start\(isOne ? "s" : "") no job"
      : "start\(isOne ? "s" : "") at most \(plan.jobs) job\(plan.jobs == 1 ? "" : "s")"
    let models = plan.models(submissions)
    let names = models.isEmpty ? "" : ", on \(models.joined(separator: ", "))"
    Terminal.writeError("\(origin) is no runcomfy-mock, so it is treated as the real API.")
    Terminal.writeError(
      "\(count) sent to it and \(jobs)\(names); \(skipped) \(skipped == 1 ? "is" : "are") skipped.")
  }
}
