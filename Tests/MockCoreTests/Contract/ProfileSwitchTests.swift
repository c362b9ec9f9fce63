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
    Sides(.cancelNotCancellable, ["202", "409"]),
    Sides(.validationUnknownProperties, ["refuse", "accept"]),
    Sides(.validationHTTPURLs, ["refuse", "accept"]),
    Sides(.outputExpiry, ["unlimited", "7d"]),
    Sides(.errorToken, ["401", "400"]),
    Sides(.errorBalance, ["402", "400"]),
    Sides(.errorModel, ["400", "404"]),
    Sides(.errorForeignRequest, ["403", "404"]),
    Sides(.errorSchema, ["422", "400"]),
    Sides(.errorNotJSON, ["400", "422"]),
  ]

  @Test(arguments: contract)
  func `a switch has the sides of the contract, its own choice first`(_ sides: Sides) throws {
    let found = try #require(ProfileSwitch.of(sides.promise))
    #expect(found.sides == sides.sides)
    #expect(found.side(Profile()) == sides.sides[0])
  }

  @Test func `there are no switches but those of the contract`() {
    #expect(ProfileSwitch.all.map(\.promise) == Self.contract.map(\.promise))
    #expect(ProfileSwitch.of(.submitURLs) == nil)
  }

  @Test(arguments: contract)
  func `a side that is set is the side that is read, and no other switch moves`(_ sides: Sides)
    throws
  {
    let found = try #require(ProfileSwitch.of(sides.promise))
    for side in sides.sides {
      var profile = Profile()
      #expect(found.set(&profile, side))
      #expect(found.side(profile) == side)
      for other in ProfileSwitch.all where other.promise != sides.promise {
        #expect(other.side(profile) == other.sides[0])
      }
      #expect(found.set(&profile, sides.sides[0]))
      #expect(found.side(profile) == sides.sides[0])
    }
  }

  @Test(arguments: contract)
  func `a side that there is not changes nothing`(_ sides: Sides) throws {
    let found = try #require(ProfileSwitch.of(sides.promise))
    var profile = Profile()
    for word in ["", "maybe", sides.sides[1].uppercased() + " ", " " + sides.sides[1], "500"] {
      #expect(!found.set(&profile, word), "\(word)")
    }
    #expect(found.side(profile) == sides.sides[0])
  }

  @Test func `the other side of an error can have another code`() throws {
    var profile = Profile()
    for promise in [Promise.errorModel, .errorForeignRequest] {
      #expect(try #require(ProfileSwitch.of(promise)).set(&profile, "404"))
    }
    #expect(profile.modelError == ErrorAnswer(404, 404_001))
    #expect(profile.foreignRequestError == ErrorAnswer(404, 404_001))
    for (promise, side) in [
      (Promise.errorToken, "400"), (.errorBalance, "400"), (.errorSchema, "400"),
      (.errorNotJSON, "422"),
    ] {
      #expect(try #require(ProfileSwitch.of(promise)).set(&profile, side))
    }
    #expect(profile.tokenError == ErrorAnswer(400, 400_004))
    #expect(profile.balanceError == ErrorAnswer(400, 400_002))
    #expect(profile.schemaError == ErrorAnswer(400, 422_001))
    #expect(profile.notJSONError == ErrorAnswer(422, 400_003))
  }

  @Test func `sides that stand for numbers have them`() {
    #expect(NotCancellableStatus.allCases.map(\.code) == [202, 409])
    #expect(OutputLifetime.allCases.map(\.seconds) == [nil, 604_800])
  }
}
