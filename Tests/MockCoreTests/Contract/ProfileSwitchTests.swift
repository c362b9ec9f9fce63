import MockCore
import Testing

struct ProfileSwitchTests {
  struct Sides: Sendable, CustomTestStringConvertible {
    let promise: Promise
    let sides: [String]

    init(_ promise: Promise, _ sides: [String]) {
      self.promise = promise
      self.sides = sides
    }

    var testDescription: String { promise.rawValue }
  }

  /// The switches of the contract; the first side is its own choice.
  static let contract: [Sides] = [
    Sides(.statusQueuePosition, ["1", "0"]),
    Sides(.statusFailed, ["completed", "failed"]),
    Sides(.resultSucceeded, ["completed", "succeeded"]),
    Sides(.resultEndedKey, ["completed_at", "finished_at", "both"]),
    Sides(.resultErrorShape, ["string", "object", "list", "absent"]),
    Sides(.resultCost, ["0", "price"]),
    Sides(.cancelNotCancellable, ["202", "409"]),
    Sides(.validationUnknownProperties, ["refuse", "accept"]),
    Sides(.validationExplicitNull, ["refuse", "accept"]),
    Sides(.validationDuplicateKeys, ["refuse", "accept"]),
    Sides(.validationHTTPURLs, ["refuse", "accept"]),
    Sides(.outputExpiry, ["unlimited", "7d"]),
    Sides(.outputUnknown, ["404 with 404001"]),
    Sides(.catalogueQuery, ["422 with 422001", "400 with 422001"]),
    Sides(.errorHost, ["400 with 400006"]),
    Sides(.errorPath, ["404 with 404001"]),
    Sides(.errorMethod, ["405 with 405001"]),
    Sides(.errorToken, ["401 with 400004", "400 with 400004"]),
    Sides(.errorContentType, ["415 with 415001"]),
    Sides(.errorTooLarge, ["413 with 413001"]),
    Sides(.errorModel, ["400 with 400001", "404 with 404001"]),
    Sides(.errorNotJSON, ["400 with 400003", "422 with 400003"]),
    Sides(.errorSchema, ["422 with 422001", "400 with 422001"]),
    Sides(.errorBalance, ["402 with 400002", "400 with 400002"]),
    Sides(.errorUnknownRequest, ["404 with 404001"]),
    Sides(.errorForeignRequest, ["403 with 403001", "404 with 404001"]),
  ]

  @Test(arguments: contract)
  func `a switch has the sides of the contract, its own choice first`(_ sides: Sides) throws {
    let found = try #require(ProfileSwitch.of(sides.promise))
    #expect(found.sides.map(\.description) == sides.sides)
    #expect(found.answer(Profile()) == found.sides[0])
  }

  @Test func `there are no switches but those of the contract`() {
    #expect(ProfileSwitch.all.map(\.promise) == Self.contract.map(\.promise))
    #expect(ProfileSwitch.of(.submitURLs) == nil)
  }

  @Test(arguments: contract.map(\.promise))
  func `a side that is set is the side that is read, and no other switch moves`(_ promise: Promise)
    throws
  {
    let found = try #require(ProfileSwitch.of(promise))
    for side in found.sides {
      var profile = Profile()
      #expect(found.set(&profile, side))
      #expect(found.answer(profile) == side)
      for other in ProfileSwitch.all where other.promise != promise {
        #expect(other.answer(profile) == other.sides[0])
      }
      #expect(found.set(&profile, found.sides[0]))
      #expect(found.answer(profile) == found.sides[0])
    }
  }

  @Test(arguments: contract.map(\.promise))
  func `a side that there is not changes nothing`(_ promise: Promise) throws {
    let found = try #require(ProfileSwitch.of(promise))
    var profile = Profile()
    for word in ["", "maybe", "500", "COMPLETED", " 1", "404 with 404001"] {
      #expect(!found.set(&profile, .word(word)), "\(word)")
    }
    for error in [
      ErrorAnswer(399, 1), ErrorAnswer(600, 1), ErrorAnswer(200, 1), ErrorAnswer(400, -1),
    ] {
      #expect(!found.set(&profile, .error(error)), "\(error)")
    }
    #expect(found.answer(profile) == found.sides[0])
  }

  @Test func `a refusal can look like anything that is one`() throws {
    for entry in ProfileSwitch.all {
      guard case .error = entry.sides[0] else { continue }
      var profile = Profile()
      #expect(entry.set(&profile, .error(ErrorAnswer(451, 7))))
      #expect(entry.answer(profile) == .error(ErrorAnswer(451, 7)))
    }
  }

  @Test func `sides that stand for numbers have them`() {
    #expect(NotCancellableStatus.allCases.map(\.code) == [202, 409])
    #expect(OutputLifetime.allCases.map(\.seconds) == [nil, 604_800])
  }
}
