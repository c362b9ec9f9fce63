// Prints the sample report in one form, for the client tests and for whoever wants to look at it:
// print-report html >report.html
internal import ContractKit
internal import SampleReports

let report = SuiteReport.sample
switch CommandLine.arguments.dropFirst().first {
case "junit": print(report.junit(), terminator: "")
case "tap": print(report.tap(), terminator: "")
case "json": print(report.json(), terminator: "")
case "html": print(report.html(), terminator: "")
case "summary": print(report.summary(isColored: true), terminator: "")
default: fatalError("usage: print-report junit|tap|json|html|summary")
}
