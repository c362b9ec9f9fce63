import TestDoors

/// A connection that can stand in an array; one that could not be made sends and receives nothing.
final class RawConnectionBox {
  private var connection: RawConnection?

  init(port: Int) {
    connection = try? RawConnection(port: port)
  }

  func send(_ text: String) {
    try? connection?.send(text)
  }

  /// The next response, if there is one.
  func receive() -> RawResponse? {
    try? connection?.receive()
  }

  /// The next head, if there is one.
  func receiveHead() -> RawResponse? {
    try? connection?.receive(toHEAD: true)
  }

  /// That many bytes, if they come.
  func receive(count: Int) -> [UInt8]? {
    try? connection?.receive(count: count)
  }

  /// Reads on until the server ends the connection; false when it does not.
  func ends() -> Bool {
    (try? connection?.receiveToEnd()) != nil
  }
}
