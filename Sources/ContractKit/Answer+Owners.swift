internal import MockCore

extension Answer {
  /// The promises that a refusal belongs to which can meet any call; the first is the one to name.
  var owners: [Promise] {
    // Of all refusals of a token, a mock says by which promise.
    if field("mock-promise")?.hasPrefix(Promise.errorStory.rawValue) ?? false {
      return [.errorStory]
    }
    if status == 401 || isRefusal(.errorToken) {
      // What is served without a token cannot blame one.
      return [.errorToken, .tokenTenant, .outputServed, .outputCORS, .mockHealth]
    }
    if status == 402 || isRefusal(.errorBalance) { return [.errorBalance, .accountBalance] }
    // A mock on another machine lets nobody move its clocks.
    if status == 403, member("error_code") == .number(JSONNumber(403_002)) { return [.mockControl] }
    return switch status {
    case 429: [.errorRateLimit]
    case 502, 503, 504: [.errorServerFault, .errorBusy]
    default: []
    }
  }

  /// It is that refusal, on any side of the promise's switch.
  func isRefusal(_ promise: Promise) -> Bool { side(of: promise) != nil }

  /// The pair of HTTP status and code by which it is a refusal of that promise; nil when it is none.
  func side(of promise: Promise) -> ErrorAnswer? {
    let code = member("error_code")
    return promise.refusals.first {
      $0.status == status && code == .number(JSONNumber($0.code))
    }
  }
}
