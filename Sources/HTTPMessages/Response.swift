/// An HTTP response as a value.
///
/// The body is either bytes made for this answer, in a buffer that can be used again, or bytes that
/// several answers share.
package struct Response: Sendable {
  /// A field line; the engine adds `Content-Length`, `Date` and `Connection` itself.
  package struct Field: Sendable, Equatable {
    package let name: StaticString
    package let value: String

    package init(_ name: StaticString, _ value: String) {
      self.name = name
      self.value = value
    }

    package static func == (a: Field, b: Field) -> Bool {
      a.name.description == b.name.description && a.value == b.value
    }
  }

  /// Three digits, 200…599.
  package var status = 200
  /// Nil for an answer without content, such as 304.
  package var contentType: StaticString? = "application/json"
  package var fields: [Field] = []
  /// Fields whose names are not known before, such as a story's; nil mostly, and then nothing to copy.
  package var otherFields: [(name: String, value: String)]?
  package var body: [UInt8] = []
  /// Sent instead of `body` when there is one.
  package var shared: SharedBytes?
  /// The part of `shared` that is sent; nil is all of it.
  package var part: Range<Int>?
  package var delivery = Delivery.whole

  package init() {}

  /// The bytes of the body, wherever they are; not copied.
  package var content: ArraySlice<UInt8> {
    guard let shared else { return body[...] }
    return shared.bytes[part ?? shared.bytes.indices]
  }

  /// Makes the value empty again and keeps its buffers.
  package mutating func reset() {
    status = 200
    contentType = "application/json"
    fields.removeAll(keepingCapacity: true)
    otherFields = nil
    // A list of the whole catalogue must not be carried along for ever.
    body.removeAll(keepingCapacity: body.capacity <= 64 * 1024)
    shared = nil
    part = nil
    delivery = .whole
  }
}

/// Bytes that outlive one answer, such as a rendered picture; no answer copies them as a whole.
package final class SharedBytes: Sendable {
  package let bytes: [UInt8]

  package init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }
}
