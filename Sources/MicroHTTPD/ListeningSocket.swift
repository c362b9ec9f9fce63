internal import CMicroHTTPD
internal import Glibc

/// A bound, listening TCP socket; the descriptor is closed with the value unless it is taken.
struct ListeningSocket: ~Copyable {
  private let descriptor: Int32
  /// The port, also when 0 was asked for.
  let port: Int

  /// Binds `host`, a numeric address or a name, and listens.
  ///
  /// Two sockets never share a port: one that is taken is an error.
  init(host: String, port: Int) throws(HTTPServerError) {
    var hints = addrinfo()
    hints.ai_family = AF_UNSPEC
    hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    hints.ai_flags = AI_PASSIVE | AI_NUMERICSERV
    // getaddrinfo allocates a list that freeaddrinfo releases below.
    var addresses: UnsafeMutablePointer<addrinfo>?
    let status = getaddrinfo(host, String(port), &hints, &addresses)
    guard status == 0, let addresses else {
      let reason = status == 0 ? "no address" : String(cString: gai_strerror(status))
      throw HTTPServerError("cannot listen on host '\(host)': \(reason)")
    }
    defer { freeaddrinfo(addresses) }

    // A name may have an address of a family that this machine does not use: the first that can be
    // bound counts.
    var failure: HTTPServerError?
    for address in sequence(first: addresses, next: { $0.pointee.ai_next }) {
      do {
        descriptor = try Self.listen(on: address.pointee, host, port)
        self.port = Self.port(of: descriptor) ?? port
        return
      } catch {
        failure = failure ?? error
      }
    }
    throw failure ?? HTTPServerError("cannot listen on host '\(host)'")
  }

  private static func listen(
    on address: addrinfo, _ host: String, _ port: Int
  ) throws(HTTPServerError) -> Int32 {
    let descriptor = socket(
      address.ai_family, address.ai_socktype | Int32(SOCK_CLOEXEC.rawValue), address.ai_protocol)
    guard descriptor >= 0 else { throw failure("cannot make a socket", host, port) }
    // A port whose last connections are still in TIME_WAIT can be bound again; one with a listener
    // cannot (socket(7)).
    var yes: Int32 = 1
    setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
    guard bind(descriptor, address.ai_addr, address.ai_addrlen) == 0,
      Glibc.listen(descriptor, 1024) == 0
    else {
      let failure = failure("cannot listen", host, port)
      close(descriptor)
      throw failure
    }
    _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
    return descriptor
  }

  deinit {
    close(descriptor)
  }

  /// Gives the descriptor away; the taker closes it.
  consuming func take() -> Int32 {
    let descriptor = descriptor
    discard self
    return descriptor
  }

  private static func failure(_ what: String, _ host: String, _ port: Int) -> HTTPServerError {
    let reason =
      switch errno {
      case EADDRINUSE: "the port is taken"
      case EACCES: "not permitted; ports below 1024 need privileges"
      case EADDRNOTAVAIL: "no interface of this machine has this address"
      default: String(cString: strerror(errno))
      }
    return HTTPServerError("\(what) on \(host):\(port): \(reason)")
  }

  private static func port(of descriptor: Int32) -> Int? {
    var storage = sockaddr_storage()
    var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
    // sockaddr_storage is laid out so that it can be read as each of the address types.
    return withUnsafeMutablePointer(to: &storage) { pointer in
      let result = pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        getsockname(descriptor, $0, &length)
      }
      guard result == 0 else { return nil }
      let networkOrder =
        pointer.pointee.ss_family == sa_family_t(AF_INET6)
        ? pointer.withMemoryRebound(to: sockaddr_in6.self, capacity: 1) { $0.pointee.sin6_port }
        : pointer.withMemoryRebound(to: sockaddr_in.self, capacity: 1) { $0.pointee.sin_port }
      return Int(UInt16(bigEndian: networkOrder))
    }
  }
}
