/// An answer while it comes, line by line and part by part as libcurl hands it over.
struct AnswerReader {
  private let headLimit: Int
  private let bodyLimit: Int
  /// The head that is being read; nil before it and after it.
  private var head: ClientResponse?
  /// The answer as far as it came, once its head was whole.
  private(set) var response: ClientResponse?
  private var headLength = 0
  private(set) var bodyLength = 0
  /// When the status line of the answer came, or of the last interim one.
  private(set) var begin: ContinuousClock.Instant?
  /// Why no more is read.
  private(set) var excess: TransportFailure?

  /// Whether the head has begun and not ended.
  var isWithinHead: Bool { head != nil }

  init(headLimit: Int, bodyLimit: Int) {
    self.headLimit = headLimit
    self.bodyLimit = bodyLimit
  }

  /// Takes a line of the head, with its end; false when that was too much.
  mutating func take(line: String, at now: ContinuousClock.Instant) -> Bool {
    headLength += line.utf8.count
    guard headLength <= headLimit else {
      excess = .headTooLarge(limit: headLimit)
      return false
    }
    // Fields after the head are those of a trailer.
    guard response == nil else { return true }
    let text = line.trimmingBlanks
    if line.hasPrefix("HTTP/") && head == nil {
      head = ClientResponse(statusLine: text)
      begin = now
    } else if text.isEmpty && !line.startsWithBlank {
      // RFC 9110 15.2: any number of interim answers may come first, and none of them is the answer.
      if let head, head.status >= 200 || head.status == 101 { response = head }
      head = nil
    } else {
      head?.add(line: text, isContinuation: line.startsWithBlank)
    }
    return true
  }

  /// Takes a part of the body; false when that was too much.
  mutating func take(body part: UnsafeRawBufferPointer) -> Bool {
    bodyLength += part.count
    let room = bodyLimit - (response?.body.count ?? 0)
    response?.body.append(contentsOf: part.prefix(room))
    guard part.count <= room else {
      excess = .bodyTooLarge(limit: bodyLimit)
      return false
    }
    return true
  }
}

extension ClientResponse {
  /// `HTTP/1.1 200 OK`: libcurl has seen to its form.
  fileprivate init(statusLine: Substring) {
    let words = statusLine.split(separator: " ", maxSplits: 2)
    self.init(
      status: words.dropFirst().first.flatMap { Int($0) } ?? 0,
      version: words.first.map { String($0.dropFirst("HTTP/".count)) } ?? "")
  }

  /// Adds a field, or more of the value of the last one (RFC 9112 5.2).
  fileprivate mutating func add(line: Substring, isContinuation: Bool) {
    if isContinuation, !fields.isEmpty {
      fields[fields.count - 1].value += " " + line
      return
    }
    let colon = line.firstIndex(of: ":") ?? line.endIndex
    fields.append(
      (name: String(line[..<colon]), value: String(line[colon...].dropFirst().trimmingBlanks)))
  }
}

extension StringProtocol {
  fileprivate var startsWithBlank: Bool { hasPrefix(" ") || hasPrefix("\t") }

  /// Without spaces, tabs, CR and LF at both ends.
  fileprivate var trimmingBlanks: SubSequence {
    func isBlank(_ character: Character) -> Bool {
      character == " " || character == "\t" || character.isNewline
    }
    let start = firstIndex { !isBlank($0) } ?? endIndex
    return self[start..<(lastIndex { !isBlank($0) }.map { index(after: $0) } ?? start)]
  }
}
