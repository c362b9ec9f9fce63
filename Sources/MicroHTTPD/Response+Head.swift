internal import CMicroHTTPD
internal import HTTPMessages

extension Response {
  /// The head as libmicrohttpd would send it, for what is written past it.
  func head(closing: Bool) -> String {
    let reason =
      MHD_get_reason_phrase_len_for(UInt32(status)) == 0
      ? "Non-Standard Status" : String(cString: MHD_get_reason_phrase_for(UInt32(status)))
    var head = "HTTP/1.1 \(status) \(reason)\r\n"
    let hasDate =
      fields.contains { $0.name.description == "Date" }
      || otherFields?.contains { $0.name.lowercased() == "date" } == true
    if !hasDate {
      let seconds = MonotonicTime.wall() / 1_000_000_000
      head += "Date: \(HTTPDate.string(secondsSinceEpoch: seconds))\r\n"
    }
    if closing { head += "Connection: close\r\n" }
    if let contentType { head += "Content-Type: \(contentType)\r\n" }
    for field in fields { head += "\(field.name): \(field.value)\r\n" }
    for field in otherFields ?? [] { head += "\(field.name): \(field.value)\r\n" }
    if status != 204 { head += "Content-Length: \(content.count)\r\n" }
    return head + "\r\n"
  }
}
