import CMicroHTTPD
import Glibc

/// libmicrohttpd with TLS, answering everything with 200; only for tests of the client.
struct TLSServer: ~Copyable {
  /// A certificate under `Certificates`, which `Certificates/make` makes.
  enum Certificate: String {
    case good
    case expired
    case wrongName = "wrong-name"
    case selfSigned = "self-signed"
  }

  static let certificates =
    String(#filePath.dropLast("TLSServer.swift".count)) + "Certificates/"
  /// The file with the authority of all certificates but `selfSigned`.
  static let authority = certificates + "authority.pem"

  let port: Int
  private let daemon: OpaquePointer

  init(_ certificate: Certificate) throws {
    let pem = try Self.read(certificate.rawValue)
    let key = try Self.read("key")
    let listener = try Listener(backlog: 128)
    let socket = listener.duplicate()
    // libmicrohttpd reads both texts while it starts.
    let daemon = pem.withCString { pem in
      key.withCString { key in
        var options = [
          MHD_OptionItem(option: .LISTEN_SOCKET, value: Int(socket), ptr_value: nil),
          Self.option(.HTTPS_MEM_CERT, pem), Self.option(.HTTPS_MEM_KEY, key),
          MHD_OptionItem(option: .END, value: 0, ptr_value: nil),
        ]
        // With `select` a descriptor of 1024 or more, as there are when all tests run, could not be used.
        let flags =
          MHD_USE_TLS.rawValue | MHD_USE_EPOLL.rawValue | MHD_USE_INTERNAL_POLLING_THREAD.rawValue
        return mhd_start(flags, answer, nil, &options)
      }
    }
    guard let daemon else { throw Failure(description: "libmicrohttpd does not start TLS") }
    self.daemon = daemon
    port = listener.port
  }

  deinit {
    MHD_stop_daemon(daemon)
  }

  struct Failure: Error {
    let description: String
  }

  private static func option(
    _ option: MHD_OPTION, _ text: UnsafePointer<CChar>
  ) -> MHD_OptionItem {
    MHD_OptionItem(option: option, value: 0, ptr_value: UnsafeMutableRawPointer(mutating: text))
  }

  private static func read(_ name: String) throws -> String {
    guard let file = fopen(certificates + name + ".pem", "r") else {
      throw Failure(description: "no file \(name).pem")
    }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 16 * 1024)
    let count = fread(&bytes, 1, bytes.count, file)
    return String(decoding: bytes[..<count], as: UTF8.self)
  }
}

private func answer(
  _ context: UnsafeMutableRawPointer?, _ connection: OpaquePointer?, _ path: UnsafePointer<CChar>?,
  _ method: UnsafePointer<CChar>?, _ version: UnsafePointer<CChar>?,
  _ data: UnsafePointer<CChar>?, _ size: UnsafeMutablePointer<Int>?,
  _ slot: UnsafeMutablePointer<UnsafeMutableRawPointer?>?
) -> MHD_Result {
  size?.pointee = 0
  let response = MHD_create_response_from_buffer(0, nil, .RESPMEM_PERSISTENT)
  defer { MHD_destroy_response(response) }
  return MHD_queue_response(connection, 200, response)
}
