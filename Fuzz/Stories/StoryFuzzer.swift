internal import FuzzChecks

/// The door that libFuzzer calls with each input.
@c(LLVMFuzzerTestOneInput)
public func fuzzStories(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let text = Array(UnsafeBufferPointer(start: bytes, count: count))
  do throws(BrokenProperty) {
    try StoryChecks.check(text)
  } catch {
    fatalError(error.description)
  }
  return 0
}
