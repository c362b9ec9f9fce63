internal import HTTPMessages

/// Bytes by key, up to a limit; the ones that were not used for longest make room.
struct LeastRecentlyUsed<Key: Hashable> {
  private var entries: [Key: (bytes: SharedBytes, use: UInt64)] = [:]
  private var uses: UInt64 = 0
  /// Bytes that are kept.
  private(set) var size = 0

  /// The bytes of a key, which count as used now.
  mutating func use(_ key: Key) -> SharedBytes? {
    guard let bytes = entries[key]?.bytes else { return nil }
    uses += 1
    entries[key] = (bytes, uses)
    return bytes
  }

  /// Keeps `bytes`, unless they alone exceed the limit.
  mutating func insert(_ bytes: SharedBytes, for key: Key, limit: Int) {
    remove(key)
    guard bytes.bytes.count <= limit else { return }
    while size + bytes.bytes.count > limit {
      // A scan: even thousands of entries cost microseconds, rendering one costs milliseconds.
      guard let oldest = entries.min(by: { $0.value.use < $1.value.use }) else { break }
      remove(oldest.key)
    }
    uses += 1
    entries[key] = (bytes, uses)
    size += bytes.bytes.count
  }

  private mutating func remove(_ key: Key) {
    guard let entry = entries.removeValue(forKey: key) else { return }
    size -= entry.bytes.bytes.count
  }
}
