internal import CCurl

// What libcurl calls, on the loop thread and during `ccurl_multi_perform`. Where bytes are offered, another
// number than theirs ends the transfer. The context is a transfer, unretained: it owns the handle.

func readBody(
  _ buffer: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int,
  _ context: UnsafeMutableRawPointer?
) -> Int {
  guard let buffer, let transfer = transfer(context) else { return 0 }
  return transfer.read(into: UnsafeMutableRawBufferPointer(start: buffer, count: size * count))
}

func takeBody(
  _ buffer: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int,
  _ context: UnsafeMutableRawPointer?
) -> Int {
  let part = UnsafeRawBufferPointer(start: buffer, count: size * count)
  return transfer(context)?.take(body: part) == true ? part.count : part.count + 1
}

func takeLine(
  _ buffer: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int,
  _ context: UnsafeMutableRawPointer?
) -> Int {
  let line = UnsafeRawBufferPointer(start: buffer, count: size * count)
  return transfer(context)?.take(line: line) == true ? line.count : line.count + 1
}

func newSocket(
  _ context: UnsafeMutableRawPointer?, _ socket: curl_socket_t, _ purpose: curlsocktype
) -> Int32 {
  transfer(context)?.opened(socket)
  return CURL_SOCKOPT_OK
}

func beforeRequest(
  _ context: UnsafeMutableRawPointer?, _ remote: UnsafeMutablePointer<CChar>?,
  _ local: UnsafeMutablePointer<CChar>?, _ remotePort: Int32, _ localPort: Int32
) -> Int32 {
  transfer(context)?.beginAttempt(localPort: localPort) == true
    ? CURL_PREREQFUNC_OK : CURL_PREREQFUNC_ABORT
}

private func transfer(_ context: UnsafeMutableRawPointer?) -> Transfer? {
  context.map { Unmanaged<Transfer>.fromOpaque($0).takeUnretainedValue() }
}
