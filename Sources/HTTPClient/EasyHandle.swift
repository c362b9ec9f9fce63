internal import CCurl

/// A libcurl handle with what it points to.
struct EasyHandle: ~Copyable {
  /// Names the handle towards libcurl; good as long as this value lives.
  let pointer: UnsafeMutableRawPointer
  private let error: UnsafeMutablePointer<CChar>
  private var fields: UnsafeMutablePointer<curl_slist>?

  /// Makes a handle without options; nil when memory is short.
  init?() {
    guard let pointer = ccurl_easy() else { return nil }
    self.pointer = pointer
    error = .allocate(capacity: Int(CURL_ERROR_SIZE))
    error.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
  }

  deinit {
    ccurl_easy_free(pointer)
    ccurl_list_free(fields)
    error.deallocate()
  }

  /// libcurl's words for what went wrong.
  func reason(_ code: CURLcode) -> String {
    error.pointee == 0 ? String(cString: ccurl_error_text(code)) : String(cString: error)
  }

  /// The error of the system behind a failure; 0 when there was none.
  var systemError: Int32 { Int32(truncatingIfNeeded: ccurl_long(pointer, CURLINFO_OS_ERRNO)) }

  /// The length that the answer announced; nil when it announced none.
  var announcedLength: Int? {
    let length = ccurl_size(pointer, CURLINFO_CONTENT_LENGTH_DOWNLOAD_T)
    return length < 0 ? nil : Int(length)
  }

  /// Sets everything for a request.
  ///
  /// - Parameters:
  ///   - request: one without a `problem`.
  ///   - url: its URL, read.
  ///   - settings: the limits.
  ///   - callbacks: all but `error`; their context must outlive the handle.
  /// - Returns: false when libcurl does not know an option, or memory is short.
  mutating func prepare(
    _ request: ClientRequest, to url: RequestURL, within settings: ClientSettings,
    calling callbacks: ccurl_callbacks
  ) -> Bool {
    var callbacks = callbacks
    callbacks.error = error
    for line in request.fieldLines {
      guard let longer = ccurl_list_append(fields, line) else { return false }
      fields = longer
    }
    var codes = [
      ccurl_set_callbacks(pointer, callbacks),
      set(CURLOPT_URL, request.url),
      set(CURLOPT_CUSTOMREQUEST, request.method),
      ccurl_set_list(pointer, CURLOPT_HTTPHEADER, fields),
      // Of a proxy's answer to CONNECT nothing is ours.
      set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1),
      // Time-outs without SIGALRM. The loop thread blocks SIGPIPE itself.
      set(CURLOPT_NOSIGNAL, 1),
      set(CURLOPT_PROTOCOLS, Int(CURLPROTO_HTTP | CURLPROTO_HTTPS)),
      set(CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_1_1),
      set(CURLOPT_PATH_AS_IS, 1),
      // No limit of ours, but without one libcurl reads a length beyond all numbers as none.
      ccurl_set_size(pointer, CURLOPT_MAXFILESIZE_LARGE, .max),
      set(CURLOPT_CONNECTTIMEOUT_MS, settings.connectTimeout.milliseconds),
      set(CURLOPT_TIMEOUT_MS, settings.timeout.milliseconds),
      // libcurl repeats a request whose kept connection died before anything came, whatever the method, and
      // cannot be told not to. On a connection of its own a request goes out once.
      set(CURLOPT_FRESH_CONNECT, request.isRepeatable ? 0 : 1),
    ]
    if let target = request.target { codes.append(set(CURLOPT_REQUEST_TARGET, target)) }
    // An empty text is no proxy, whatever the environment says.
    if url.isLoopback { codes.append(set(CURLOPT_PROXY, "")) }
    if let file = settings.certificateAuthority { codes.append(set(CURLOPT_CAINFO, file)) }
    if let length = request.announcedLength {
      codes.append(set(CURLOPT_UPLOAD, 1))
      codes.append(ccurl_set_size(pointer, CURLOPT_INFILESIZE_LARGE, curl_off_t(length)))
    } else if request.method == "HEAD" {
      codes.append(set(CURLOPT_NOBODY, 1))
    }
    // From 7.87 on a look-up that is given up is left to its thread; an older libcurl waits for its end.
    _ = set(CURLOPT_QUICK_EXIT, 1)
    return codes.allSatisfy { $0 == CURLE_OK }
  }

  private func set(_ option: CURLoption, _ value: Int) -> CURLcode {
    ccurl_set_long(pointer, option, value)
  }

  private func set(_ option: CURLoption, _ value: String) -> CURLcode {
    ccurl_set_text(pointer, option, value)
  }
}

extension Duration {
  /// What libcurl is told: 0 would be no limit for it, and it may end up to a millisecond early.
  fileprivate var milliseconds: Int {
    let (seconds, attoseconds) = components
    // More than a year is all the same.
    let whole = min(max(seconds, 0), 40_000_000) * 1000
    return Int(whole + max(attoseconds, 0) / 1_000_000_000_000_000) + 1
  }
}
