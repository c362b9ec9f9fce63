internal import FuzzChecks

/// The door that libFuzzer calls with each input.
@c(LLVMFuzzerTestOneInput)
public func fuzzValidation(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let input = Array(UnsafeBufferPointer(start: bytes, count: count))
  do throws(BrokenProperty) {
    try ValidationChecks.check(input)
  } catch {
    fatalError(error.description)
  }
  return 0
}
