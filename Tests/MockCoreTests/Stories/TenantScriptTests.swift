import Testing

@testable import MockCore

struct TenantScriptTests {
  private let jobs = (0..<3).map { RequestID(slot: $0, generation: 1, random: 1, key: 2) }

  private func tenantScript(_ yaml: String) throws -> TenantScript {
    let text = "version: 1\nstory: a/b\ntitle: t\nscript:\n" + yaml
    return TenantScript(try StoryFile.story(Array(text.utf8), file: "s.yaml").get())
  }

  @Test func `submits are counted of the tenant, other calls of each job`() throws {
    var script = try tenantScript(
      """
        faults:
          - { on: submit, nth: 2, when: before-commit, do: close }
          - { on: status, nth: 2-3, do: silence }
      """)
    #expect(script.meet(.submit, of: nil) == nil)
    #expect(script.meet(.submit, of: nil)?.fault?.endpoint == .submit)
    #expect(script.meet(.submit, of: nil) == nil)
    for job in jobs.prefix(2) {
      script.add(job)
      let met = (1...4).map { _ in script.meet(.status, of: job) != nil }
      #expect(met == [false, true, true, false])
    }
    #expect(script.meet(.result, of: jobs[0]) == nil)
    #expect(script.faults == [1, 4])
  }

  @Test func `the last plan is that of all further jobs`() throws {
    var script = try tenantScript("  jobs: [{ queue: 1s }, { run: 9s }]\n")
    let queues = jobs.map { job in
      defer { script.add(job) }
      return script.nextPlan?.timeline
    }
    #expect(
      queues
        == [
          Timeline(queue: .seconds(1), run: .seconds(4)),
          Timeline(queue: .seconds(2), run: .seconds(9)),
          Timeline(queue: .seconds(2), run: .seconds(9)),
        ])
  }

  @Test func `a random delay is the same each time, and another for another call`() throws {
    let yaml =
      "  delays: [{ on: status, for: { uniform: [1s, 2s] } }, { on: submit, for: 1s, when: after-commit }]\n"
    func spans() throws -> [Span64?] {
      var script = try tenantScript(yaml)
      script.add(jobs[0])
      script.add(jobs[1])
      return [jobs[0], jobs[0], jobs[1]].map { script.meet(.status, of: $0)?.delayBefore }
    }
    let first = try spans()
    #expect(try spans() == first)
    #expect(Set(first.compactMap { $0?.nanoseconds }).count == 3)
    for span in first {
      #expect(try #require(span) >= .seconds(1))
      #expect(try #require(span) <= .seconds(2))
    }
    var script = try tenantScript(yaml)
    let submit = script.meet(.submit, of: nil)
    #expect(submit?.delayBefore == .zero)
    #expect(submit?.delayAfter == .seconds(1))
  }

  @Test func `a log-normal delay has its median and its tail`() {
    let law = Delay.Law.logNormal(median: .milliseconds(200), p99: .seconds(2))
    let spans = (0..<20_000).map { law.span(seed: UInt64($0)).nanoseconds }.sorted()
    // 20,000 draws: the median within 3 %, the 99th percentile within 10 %.
    #expect(abs(Double(spans[10_000]) / 200e6 - 1) < 0.03)
    #expect(abs(Double(spans[19_800]) / 2e9 - 1) < 0.1)
  }

  private func id(_ slot: Int) -> RequestID {
    RequestID(slot: slot, generation: 1, random: 1, key: 2)
  }

  @Test func `only so many jobs are counted, and nothing happens to those before them`() throws {
    var script = try tenantScript("  faults: [{ on: status, nth: 1, do: silence }]\n")
    for slot in 0...TenantScript.jobLimit { script.add(id(slot)) }
    #expect(script.jobs.count == TenantScript.jobLimit)
    #expect(script.acceptedJobs == TenantScript.jobLimit + 1)
    #expect(script.meet(.status, of: id(0)) == nil)
    #expect(script.meet(.status, of: id(1)) != nil)
    #expect(script.meet(.status, of: id(TenantScript.jobLimit)) != nil)
  }

  @Test func `a job's delay does not depend on how many came after it`() throws {
    func span(_ later: Int) throws -> Span64? {
      var script = try tenantScript("  delays: [{ on: status, for: { uniform: [1s, 2s] } }]\n")
      for slot in 0...10 + later { script.add(id(slot)) }
      return script.meet(.status, of: id(10))?.delayBefore
    }
    #expect(try span(0) != nil)
    #expect(try span(TenantScript.jobLimit - 1) == span(0))
  }
}

extension Happening: Equatable {
  static func == (a: Happening, b: Happening) -> Bool {
    a.delayBefore == b.delayBefore && a.delayAfter == b.delayAfter
      && a.fault?.endpoint == b.fault?.endpoint
  }
}
