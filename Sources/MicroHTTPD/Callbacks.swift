internal import CMicroHTTPD
internal import Glibc

// What libmicrohttpd calls. Named functions at the top level of a file: a closure written in `main`
// would be bound to the main actor and trap on the loop thread.
//
// The context is the engine, unretained: `HTTPServer`'s thread holds it until the daemon is stopped.

/// The request line as libmicrohttpd hands it over: pointers that are good during the call.
struct RequestLine {
  let method: UnsafePointer<CChar>
  /// Path without the query; still percent-encoded thanks to `keepEscapes`.
  let path: UnsafePointer<CChar>
}

func accessed(
  _ context: UnsafeMutableRawPointer?, _ connection: OpaquePointer?, _ path: UnsafePointer<CChar>?,
  _ method: UnsafePointer<CChar>?, _ version: UnsafePointer<CChar>?,
  _ data: UnsafePointer<CChar>?, _ size: UnsafeMutablePointer<Int>?,
  _ slot: UnsafeMutablePointer<UnsafeMutableRawPointer?>?
) -> MHD_Result {
  guard let context, let connection, let path, let method, let size, let slot else { return .NO }
  let engine = Unmanaged<HTTPEngine>.fromOpaque(context).takeUnretainedValue()
  let line = RequestLine(method: method, path: path)
  guard let pointer = slot.pointee else { return engine.begin(connection, line, slot) }
  guard size.pointee > 0, let data else { return engine.answer(connection, line, slot) }
  // A body is announced by a field that gave the request an exchange, so this is never the mark.
  let part = UnsafeRawBufferPointer(start: data, count: size.pointee)
  size.pointee = 0
  return engine.receive(connection, line, Exchange.borrowed(pointer), part)
}

func completed(
  _ context: UnsafeMutableRawPointer?, _ connection: OpaquePointer?,
  _ slot: UnsafeMutablePointer<UnsafeMutableRawPointer?>?, _ code: MHD_RequestTerminationCode
) {
  guard let context, let connection, let slot else { return }
  Unmanaged<HTTPEngine>.fromOpaque(context).takeUnretainedValue().complete(connection, slot)
}

func connectionChanged(
  _ context: UnsafeMutableRawPointer?, _ connection: OpaquePointer?,
  _ slot: UnsafeMutablePointer<UnsafeMutableRawPointer?>?,
  _ change: MHD_ConnectionNotificationCode
) {
  guard let context, let connection, change == .CONNECTION_NOTIFY_CLOSED else { return }
  Unmanaged<HTTPEngine>.fromOpaque(context).takeUnretainedValue().closed(connection)
}

/// Leaves percent-encoding alone; libmicrohttpd's own decoding would make `%2F` a slash and end the text
/// at `%00`.
func keepEscapes(
  _ context: UnsafeMutableRawPointer?, _ connection: OpaquePointer?,
  _ text: UnsafeMutablePointer<CChar>?
) -> Int {
  text.map { strlen($0) } ?? 0
}
