extension Span64 {
  /// A duration of 0 or more, in whole nanoseconds; one of more than 292 years is `never`.
  package init(_ duration: Duration) {
    let (seconds, attoseconds) = duration.components
    let (whole, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
    self =
      overflow
      ? .never : Span64(nanoseconds: whole) + Span64(nanoseconds: attoseconds / 1_000_000_000)
  }
}
