import SampleReports
import Testing

@testable import ContractKit

/// What can be said of the page without a browser; Tests/Clients has the rest.
struct HTMLReportTests {
  @Test func `nothing of a server is markup`() {
    let page = SuiteReport.sample([.hostile]).html()
    // The page has no element of these names, so each would be the server's.
    for mark in ["<img", "<script", "</script"] { #expect(!page.contains(mark)) }
    #expect(
      page.contains(
        "&lt;/script&gt;&lt;/pre&gt;&lt;/style&gt;]]&gt;--&gt;&lt;img src=x onerror=&quot;"))
    let unseen = page.unicodeScalars.filter {
      $0 != "\n" && ($0.properties.generalCategory == .control || $0.properties.isBidiControl)
    }
    #expect(unseen.isEmpty)
  }

  @Test func `scripts and everything from elsewhere are forbidden`() {
    let page = SuiteReport.sample.html()
    #expect(page.contains("content=\"default-src 'none'; style-src 'unsafe-inline'; "))
    for reference in ["src=", "href=", "url(", "@import"] {
      #expect(!SuiteReport.sample([.late]).html().contains(reference))
    }
  }

  @Test(arguments: Outcome.allCases) func `each verdict can be shown alone`(_ outcome: Outcome) {
    let page = SuiteReport.sample.html()
    let name = outcome.identifier
    #expect(page.contains("id=\"show-\(name)\""))
    #expect(page.contains("<details class=\"story \(name)\""))
    let style = HTMLReport.style.source
    #expect(style.contains("body:has(#show-\(name):checked) .story:not(.\(name))"))
    #expect(style.contains("body:has(#show-\(name):checked) section:not(:has(.\(name)))"))
  }

  @Test func `a verdict that no story has cannot be chosen`() {
    let page = SuiteReport.sample([.cancelled]).html()
    #expect(page.contains("id=\"show-kept\"") && !page.contains("id=\"show-broken\""))
  }

  @Test func `findings stand at their step with what was expected beside what was found`() throws {
    let page = SuiteReport.sample([.late]).html()
    let row =
      "<tr><th scope=\"row\">http</th><td class=\"expected\">202 or 409</td><td class=\"found\">500</td></tr>"
    let step = try #require(page.firstRange(of: "<h4><span class=\"number\">2</span> cancel"))
    let finding = try #require(page.firstRange(of: row))
    let next = try #require(page.firstRange(of: "<h4>clean-up</h4>"))
    #expect(step.upperBound < finding.lowerBound && finding.upperBound < next.lowerBound)
  }

  @Test func `what needs a look is open, and the rest is closed`() {
    let open = SuiteReport.sample([.late]).html()
    #expect(open.contains("<details class=\"story broken\" open>"))
    let known = SuiteReport.sample([.late], known: ["cancel/in-progress"]).html()
    #expect(known.contains("<details class=\"story known-to-fail\">"))
  }

  @Test func `JSON has a line for each member`() {
    let page = SuiteReport.sample([.late]).html()
    #expect(page.contains("<pre tabindex=\"0\">\n{\n  &quot;error_code&quot;: 500001,\n"))
  }
}
