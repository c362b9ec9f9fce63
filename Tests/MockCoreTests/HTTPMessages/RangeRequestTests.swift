import HTTPMessages
import Testing

struct RangeRequestTests {
  @Test(
    arguments: [
      ("bytes=0-99", .from(0, through: 99)), ("bytes=100-", .from(100, through: .max)),
      ("bytes=-50", .last(50)), ("bytes=0-0", .from(0, through: 0)), ("bytes=-0", .last(0)),
      ("BYTES=1-2", .from(1, through: 2)), ("bytes= 1-2 ", .from(1, through: 2)),
      ("bytes=,1-2,,", .from(1, through: 2)), ("bytes=\t3-", .from(3, through: .max)),
      ("bytes=0-99999999999999999999999999", .from(0, through: .max)),
      ("bytes=99999999999999999999999999-", .from(.max, through: .max)),
      ("bytes=-99999999999999999999999999", .last(.max)),
    ] as [(String, RangeRequest)])
  func `one range of bytes is read`(_ text: String, _ request: RangeRequest) {
    #expect(RangeRequest(Array(text.utf8)[...]) == request)
  }

  @Test(arguments: [
    "", "bytes", "bytes=", "bytes=-", "bytes=,", "bytes=a-b", "bytes=5-2", "bytes=--5", "bytes=1",
    "bytes=1-2-3", "bytes=+1-2", "bytes=1- 2", "bytes=0x1-2", "bytes=0-1,5-6", "bytes =0-1",
    "items=0-1", "bytes:0-1", "bytes=1-b", "bytes=-b", "bytes=a-",
  ])
  func `anything else asks for the whole file`(_ text: String) {
    #expect(RangeRequest(Array(text.utf8)[...]) == .whole)
  }

  @Test(
    arguments: [
      (.whole, .whole), (.from(0, through: 0), .bytes(0..<1)),
      (.from(0, through: 9), .bytes(0..<10)),
      (.from(3, through: 5), .bytes(3..<6)), (.from(9, through: .max), .bytes(9..<10)),
      (.from(0, through: .max), .bytes(0..<10)), (.from(4, through: 10), .bytes(4..<10)),
      (.from(10, through: 10), .unsatisfiable), (.from(.max, through: .max), .unsatisfiable),
      (.last(0), .unsatisfiable), (.last(1), .bytes(9..<10)), (.last(10), .bytes(0..<10)),
      (.last(.max), .bytes(0..<10)),
    ] as [(RangeRequest, RangeRequest.Part)])
  func `a range is cut to the file`(_ request: RangeRequest, _ part: RangeRequest.Part) {
    #expect(request.part(of: 10) == part)
  }
}
