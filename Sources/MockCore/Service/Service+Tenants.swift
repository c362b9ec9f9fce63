internal import HTTPMessages

// Whose call it is.

extension Service {
  /// Makes the call one of the tenant whose token it carries.
  mutating func authenticate(
    _ request: Request, _ call: inout Call
  ) throws(Refusal) {
    let slot: Int
    if let latest = latestTenant(request) {
      slot = latest
    } else {
      slot = try openTenant(of: token(request), monotonic: call.monotonic)
    }
    act(for: slot, &call)
  }

  /// Makes the call one of the tenant in `slot`.
  func act(for slot: Int, _ call: inout Call) {
    call.tenant = slot
    call.tenantID = tenants[slot].id
    let now = tenants[slot].clock.now(monotonic: call.monotonic)
    // A clock that was moved further than to the end of a delay changes nothing of when it ended.
    call.now = call.due.map { min($0, now) } ?? now
  }

  /// The tenant that called last, when it is the one that calls again: nothing is left to be checked of
  /// a token that opened it before.
  private func latestTenant(_ request: Request) -> Int? {
    guard let slot = tenants.newest, case .one(let range) = request.value(of: .authorization),
      let token = request.text[range].suffix(after: "Bearer "),
      token.equals(tenants[slot].token.bytes)
    else { return nil }
    return slot
  }

  private func token(_ request: Request) throws(Refusal) -> Token {
    let value: Range<Int>
    switch request.value(of: .authorization) {
    case .absent:
      throw .token(profile, "Authorization is missing; expected Authorization: Bearer TOKEN.")
    case .several: throw .token(profile, "Authorization was sent more than once.")
    case .one(let range): value = range
    }
    do throws(Token.Problem) {
      return try Token(authorization: request.text[value])
    } catch {
      throw .token(profile, error.message)
    }
  }

  /// The slot of the tenant of a token that is accepted; a new one is made for a new token.
  mutating func openTenant(of token: Token, monotonic: Int64) throws(Refusal) -> Int {
    var story = settings.story
    var accepted = token
    if let (name, rest) = token.storyParts {
      story = try self.story(name)
      // The whole token is the tenant; what has to be listed is the part that is the user's, up to another `~`,
      // behind which a world can be told from another one of the same user.
      if settings.acceptedTokens != nil {
        guard let part = try? Token(rest.prefix { $0 != UInt8(ascii: "~") }) else {
          throw .token(profile, "The token is not known.")
        }
        accepted = part
      }
    }
    guard settings.accepts(accepted) else { throw .token(profile, "The token is not known.") }
    guard let slot = tenants.open(token, clock: clock, story: story, monotonic: monotonic) else {
      throw .busy(profile, "All \(settings.bounds.tenants) tenants have live jobs.")
    }
    return slot
  }

  private func story(_ name: ArraySlice<UInt8>) throws(Refusal) -> Story {
    if let name = StoryName(inToken: name), let story = stories[name] {
      do throws(FileError) {
        return try story.story
      } catch {
        throw .unknownStory(profile, note: error.problems.first?.description)
      }
    }
    // The name is a part of the token, which is repeated nowhere; only the nearest name is told, and only
    // in the journal.
    let text = String(decoding: name, as: UTF8.self).replacing(".", with: "/")
    let nearest = NearestName.nearest(to: text, among: stories.keys.map(\.text))
    throw .unknownStory(profile, note: nearest.map { "the nearest story is \($0)" })
  }
}
