internal import CMicroHTTPD
internal import Glibc

/// A libmicrohttpd daemon that runs on the thread that calls `run`; stopped with the value.
///
/// libmicrohttpd aborts the process when it is stopped while a connection is suspended: whoever
/// suspends must resume everything before the value ends (`HTTPEngine.abandonSuspended`).
struct Daemon: ~Copyable {
  private let daemon: OpaquePointer

  /// Starts serving connections of `listener`; the daemon closes it.
  ///
  /// `context` is handed to the callbacks and must outlive the daemon.
  init(
    listener: consuming ListeningSocket, settings: EngineSettings, context: UnsafeMutableRawPointer
  ) throws(HTTPServerError) {
    let descriptor = listener.take()
    let flags = MHD_USE_EPOLL.rawValue | MHD_ALLOW_SUSPEND_RESUME.rawValue
    var options = [
      MHD_OptionItem(option: .LISTEN_SOCKET, value: Int(descriptor), ptr_value: nil),
      MHD_OptionItem(
        option: .CONNECTION_LIMIT, value: settings.connectionLimit, ptr_value: nil),
      MHD_OptionItem(
        option: .CONNECTION_MEMORY_LIMIT, value: settings.connectionMemory, ptr_value: nil),
      MHD_OptionItem(
        option: .CONNECTION_TIMEOUT, value: settings.idleTimeoutSeconds, ptr_value: nil),
      mhd_completed_option(completed, context),
      mhd_connection_option(connectionChanged, context),
      mhd_unescape_option(keepEscapes),
      MHD_OptionItem(option: .END, value: 0, ptr_value: nil),
    ]
    guard let daemon = mhd_start(flags, accessed, context, &options) else {
      close(descriptor)
      throw HTTPServerError(
        "libmicrohttpd did not start: \(String(cString: strerror(errno)))", isAboutAddress: false)
    }
    self.daemon = daemon
  }

  deinit {
    MHD_stop_daemon(daemon)
  }

  /// Becomes readable when `run` has something to do.
  var epollDescriptor: Int32 { mhd_epoll_descriptor(daemon) }

  /// Milliseconds until `run` must be called even if nothing becomes readable; nil for never.
  var timeout: UInt64? {
    var milliseconds: UInt64 = 0
    return MHD_get_timeout(daemon, &milliseconds) == .YES ? milliseconds : nil
  }

  /// Does all that is due, without waiting.
  func run() {
    MHD_run(daemon)
  }

  /// Accepts no more connections; later ones are refused at once.
  func quiesce() {
    let descriptor = MHD_quiesce_daemon(daemon)
    guard descriptor >= 0 else { return }
    shutdown(descriptor, Int32(SHUT_RDWR))
    close(descriptor)
  }
}

/// The limits of an engine.
package struct EngineSettings: Sendable {
  package var connectionLimit = 1000
  /// Bytes for a connection's head and its answer's head; a larger head is 431 or 414.
  ///
  /// libmicrohttpd zeroes all of it for each request: 8 KiB costs 3 % less CPU than 32, 64 costs 8 %
  /// more.
  package var connectionMemory = 8 * 1024
  package var idleTimeoutSeconds = 60
  package var bodyLimit = 64 * 1_048_576
  package var bodiesInFlightLimit = 512 * 1_048_576
  /// Whether a request holds all its fields, for whoever passes it on.
  package var keepsFieldLines = false

  package init() {}
}
