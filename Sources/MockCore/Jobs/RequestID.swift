/// The id of a job: a UUID v4 that holds, sealed, where the job is kept.
///
/// To the client it is random. To the store its lower half, unmasked with a key and the random upper
/// half, is the number of a slot and how often that slot was used: no index of a million ids is needed,
/// nothing must be rehashed while it grows, and an id that was forgotten can be told from one that
/// never existed.
package struct RequestID: Hashable, Sendable {
  package let high: UInt64
  package let low: UInt64

  private init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  private static let variantBits: UInt64 = 0b10 << 62
  private static let payloadMask: UInt64 = 1 << 62 - 1
  private static let slotBits: UInt64 = 24

  /// The id of the job in `slot`, which is used for the `generation`th time.
  init(slot: Int, generation: UInt64, random: UInt64, key: UInt64) {
    high = random & ~0xF000 | 0x4000
    let payload = generation << Self.slotBits | UInt64(slot)
    low = (payload ^ Self.mix(high, key)) & Self.payloadMask | Self.variantBits
  }

  /// What `init(slot:generation:random:key:)` was given; nonsense for an id of other origin.
  func unsealed(key: UInt64) -> (slot: Int, generation: UInt64) {
    let payload = (low ^ Self.mix(high, key)) & Self.payloadMask
    return (Int(payload & (1 << Self.slotBits - 1)), payload >> Self.slotBits)
  }

  /// The finaliser of MurmurHash3, which lets each bit of the input change half of those of the result.
  private static func mix(_ value: UInt64, _ key: UInt64) -> UInt64 {
    var hash = value ^ key
    hash = (hash ^ hash >> 33) &* 0xFF51_AFD7_ED55_8CCD
    hash = (hash ^ hash >> 33) &* 0xC4CE_B9FE_1A85_EC53
    return hash ^ hash >> 33
  }

  // MARK: Text

  /// Reads 36 characters of a lower-case UUID; anything else is not the id of a job.
  package init?(_ text: some Collection<UInt8>) {
    guard text.count == 36 else { return nil }
    var halves: (UInt64, UInt64) = (0, 0)
    var digits = 0
    for (position, character) in text.enumerated() {
      if position == 8 || position == 13 || position == 18 || position == 23 {
        guard character == UInt8(ascii: "-") else { return nil }
        continue
      }
      guard let digit = Hex.value(of: character), !(65...70).contains(character) else { return nil }
      if digits < 16 {
        halves.0 = halves.0 << 4 | UInt64(digit)
      } else {
        halves.1 = halves.1 << 4 | UInt64(digit)
      }
      digits += 1
    }
    (high, low) = halves
  }

  /// The id as text.
  package var description: String {
    var text: [UInt8] = []
    text.append(self)
    return String(decoding: text, as: UTF8.self)
  }
}

extension RequestID: CustomStringConvertible {}

extension [UInt8] {
  /// Appends the 36 characters of an id.
  package mutating func append(_ id: RequestID) {
    let start = count
    append(json: "00000000-0000-0000-0000-000000000000")
    // Written in place and several digits at once: one append a digit made this the dearest part of a
    // submit.
    var text = mutableSpan
    var bytes = text.mutableBytes
    let high = (Hex.eightDigits(id.high >> 32), Hex.eightDigits(id.high & 0xFFFF_FFFF))
    let low = (Hex.eightDigits(id.low >> 32), Hex.eightDigits(id.low & 0xFFFF_FFFF))
    bytes.storeBytes(of: high.0, toByteOffset: start, as: UInt64.self)
    bytes.storeBytes(of: high.1.firstFour, toByteOffset: start + 9, as: UInt32.self)
    bytes.storeBytes(of: high.1.lastFour, toByteOffset: start + 14, as: UInt32.self)
    bytes.storeBytes(of: low.0.firstFour, toByteOffset: start + 19, as: UInt32.self)
    bytes.storeBytes(of: low.0.lastFour, toByteOffset: start + 24, as: UInt32.self)
    bytes.storeBytes(of: low.1, toByteOffset: start + 28, as: UInt64.self)
  }
}

extension UInt64 {
  /// The bytes that stand first and last in memory.
  fileprivate var firstFour: UInt32 { UInt32(truncatingIfNeeded: littleEndian) }
  fileprivate var lastFour: UInt32 { UInt32(truncatingIfNeeded: littleEndian >> 32) }
}
