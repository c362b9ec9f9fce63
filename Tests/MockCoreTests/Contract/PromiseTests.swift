import MockCore
import Testing

struct PromiseTests {
  @Test(arguments: Promise.allCases)
  func `every promise has a well-formed id and a sentence`(_ promise: Promise) {
    #expect(promise.rawValue.wholeMatch(of: /[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z]+)*/) != nil)
    let text = promise.terms.text
    #expect(text.hasSuffix("."))
    #expect(!text.contains("  "))
    #expect(text.count > 20)
  }

  @Test func `no two promises have one id or one sentence`() {
    let promises = Promise.allCases
    #expect(Set(promises.map(\.rawValue)).count == promises.count)
    #expect(Set(promises.map(\.terms.text)).count == promises.count)
  }

  @Test(arguments: ["cancel.in-progress", "result.unfinished", "errors.unknown-model"])
  func `the ids that the contract names are there`(_ id: String) {
    #expect(Promise(rawValue: id) != nil)
  }

  /// The column "from" of the contract's tables, where it is one letter or decides the status.
  @Test(
    arguments: zip(
      [
        .submitURLs, .resultEndedKey, .resultTimestamps, .requestID, .cancelWaiting,
        .resultUnfinished,
        .cancelNotCancellable, .resultCost, .resultErrorShape, .catalogueList, .catalogueDetail,
        .accountBalance, .accountDeployments, .mockHealth, .errorModel, .errorUnknownRequest,
        .errorForeignRequest, .errorNotJSON, .errorHost, .errorContentType, .errorTooLarge,
        .errorMethod, .errorPath, .errorRateLimit, .errorServerFault, .validationUnknownProperties,
        .errorToken, .errorBalance, .errorSchema,
      ] as [Promise],
      [
        .observed, .observed, .observed, .observed, .seeds, .seeds,
        .documented, .client, .assumed, .client, .client,
        .client, .client, .ours, .documented, .documented,
        .documented, .assumed, .assumed, .assumed, .assumed,
        .assumed, .assumed, .assumed, .client, .assumed,
        .client, .client, .client,
      ] as [Provenance]))
  func `a promise says where it comes from`(_ promise: Promise, _ provenance: Provenance) {
    #expect(promise.terms.provenance == provenance)
  }
}
