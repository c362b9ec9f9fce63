// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "runcomfy-mock",
  products: [
    .executable(name: "runcomfy-mock", targets: ["runcomfy-mock"]),
    .library(name: "MockServer", targets: ["MockServer"]),
    .library(name: "ContractKit", targets: ["ContractKit"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2")
  ],
  targets: [
    // Requests and responses as values; the one vocabulary that core and engine share.
    .target(name: "HTTPMessages"),

    // Regular expressions with PCRE2.
    .target(name: "CPatterns", linkerSettings: [.linkedLibrary("pcre2-8")]),
    .target(name: "Patterns", dependencies: ["CPatterns"]),

    // YAML with libyaml.
    .target(name: "CYAML", linkerSettings: [.linkedLibrary("yaml")]),
    .target(name: "YAML", dependencies: ["CYAML"]),

    // The mock without the outside world: no socket, no file, no clock.
    .target(name: "MockCore", dependencies: ["HTTPMessages", "Patterns", "YAML"]),

    // libmicrohttpd and its safe Swift face.
    .target(
      name: "CMicroHTTPD",
      linkerSettings: [.linkedLibrary("microhttpd")]
    ),
    .target(name: "MicroHTTPD", dependencies: ["CMicroHTTPD", "HTTPMessages"]),

    // Drawing and encoding with FreeType, libpng, libturbojpeg and libwebp. FreeType's headers are
    // in a folder of their own, which only pkg-config tells.
    .systemLibrary(name: "CFreeType", pkgConfig: "freetype2"),
    .target(
      name: "CImages",
      dependencies: ["CFreeType"],
      exclude: ["font"],
      linkerSettings: [
        .linkedLibrary("png"), .linkedLibrary("turbojpeg"), .linkedLibrary("webp"),
      ]
    ),
    .target(name: "Pictures", dependencies: ["CImages"]),

    // An HTTP client with libcurl, which is loaded when it is first used and not linked: of libcurl
    // only the headers are needed here.
    .target(name: "CCurl"),
    .target(name: "HTTPClient", dependencies: ["CCurl"]),

    // The files under `fixtures/` and `scenarios/`, embedded so that an installed binary needs none beside it.
    .target(name: "CFixtures"),
    .target(name: "Fixtures", dependencies: ["CFixtures"]),

    // The mock as a library: the core, a clock, the engine and the pictures put together.
    .target(
      name: "MockServer",
      dependencies: ["Fixtures", "HTTPMessages", "MicroHTTPD", "MockCore", "Pictures"]
    ),

    // The contract tests as a library: it judges any server, and does not know the mock's.
    .target(
      name: "ContractKit", dependencies: ["Fixtures", "HTTPClient", "HTTPMessages", "MockCore"]),

    // The command line: a doorway.
    .executableTarget(
      name: "runcomfy-mock",
      dependencies: [
        "ContractKit", "HTTPMessages", "MockCore", "MockServer",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]
    ),

    // Times the parser and the validation; `Benchmarks/run --only parse` builds and runs it.
    .executableTarget(
      name: "core-benchmark", dependencies: ["MockCore"], path: "Benchmarks/Core"),

    // Times the drawing and encoding of pictures.
    .executableTarget(
      name: "picture-benchmark", dependencies: ["Pictures"], path: "Benchmarks/Pictures"),

    // Servers that break one promise each, and what the contract stories make of them.
    .target(
      name: "Mutants",
      dependencies: [
        "ContractKit", "HTTPClient", "HTTPMessages", "MicroHTTPD", "MockCore", "MockServer",
      ],
      path: "Tests/Mutants"),
    // Prints that; `scripts/mutants` builds and runs it.
    .executableTarget(
      name: "contract-mutants", dependencies: ["ContractKit", "Mutants"],
      path: "Tests/MutantsCommand"),

    // What several test targets need: a raw client, and the two doors of the request tests.
    .target(
      name: "TestDoors", dependencies: ["HTTPMessages", "MockCore", "MockServer"],
      path: "Tests/TestDoors"),
    // What holds for every input; the tests ask it for the kept inputs, the fuzzers for new ones.
    .target(name: "FuzzChecks", dependencies: ["MockCore"], path: "Fuzz/Checks"),
    .testTarget(
      name: "MockCoreTests", dependencies: ["FuzzChecks", "HTTPMessages", "MockCore", "Patterns"]),
    .testTarget(
      name: "MicroHTTPDTests", dependencies: ["HTTPMessages", "MicroHTTPD", "TestDoors"]),
    // libmicrohttpd serves TLS to the client's tests, and lends them threads.
    .testTarget(
      name: "HTTPClientTests",
      dependencies: ["CMicroHTTPD", "HTTPClient", "MicroHTTPD", "MockServer", "TestDoors"],
      exclude: ["Certificates"]),
    .testTarget(name: "YAMLTests", dependencies: ["YAML"]),
    .testTarget(name: "PatternsTests", dependencies: ["Patterns"]),
    // What the libraries that encode pictures make of them again.
    .target(
      name: "CImageDecoders", path: "Tests/CImageDecoders",
      linkerSettings: [
        .linkedLibrary("png"), .linkedLibrary("turbojpeg"), .linkedLibrary("webp"),
      ]
    ),
    .testTarget(name: "PicturesTests", dependencies: ["CImageDecoders", "Pictures"]),
    .testTarget(
      name: "MockServerTests",
      dependencies: ["Fixtures", "HTTPMessages", "MockCore", "MockServer", "Pictures", "TestDoors"]
    ),
    // A report with every verdict and a hostile server in it, and the program that prints it in each form.
    .target(
      name: "SampleReports", dependencies: ["ContractKit", "MockCore"], path: "Tests/SampleReports"),
    .executableTarget(
      name: "print-report", dependencies: ["ContractKit", "SampleReports"],
      path: "Tests/PrintReport"),
    .testTarget(
      name: "ContractKitTests",
      dependencies: ["ContractKit", "MockCore", "SampleReports", "TestDoors"]),
    // The kit as a user has it, against a mock as a user has it.
    .testTarget(
      name: "AdoptionTests", dependencies: ["ContractKit", "MockServer"], exclude: ["Broken"],
      swiftSettings: [.treatAllWarnings(as: .error)]),
    .testTarget(
      name: "MutantTests",
      dependencies: [
        "ContractKit", "HTTPClient", "HTTPMessages", "MicroHTTPD", "MockCore", "Mutants",
      ]),
    // The library as a user has it: its public names alone, and the language as it is without options.
    .testTarget(
      name: "LibraryTests", dependencies: ["MockServer"], exclude: ["Examples/Models"],
      swiftSettings: [.treatAllWarnings(as: .error)]),
  ],
  swiftLanguageModes: [.v6]
)

// Only for scripts/fuzz: libFuzzer brings the main function of these.
if Context.environment["FUZZING"] != nil {
  for name in ["JSON", "Schemas", "Stories", "Validation"] {
    package.targets.append(
      .executableTarget(
        name: "Fuzz" + name, dependencies: ["FuzzChecks"], path: "Fuzz/" + name,
        swiftSettings: [.unsafeFlags(["-parse-as-library"])]))
  }
}

extension Target {
  /// `CYAML`, but not `ContractKit`.
  var isC: Bool { name.hasPrefix("C") && name.dropFirst().prefix(1).allSatisfy(\.isUppercase) }
}

for target in package.targets
where !target.isC && !["AdoptionTests", "LibraryTests"].contains(target.name) {
  target.swiftSettings =
    (target.swiftSettings ?? []) + [
      .enableUpcomingFeature("ExistentialAny"),
      .enableUpcomingFeature("InternalImportsByDefault"),
      .enableUpcomingFeature("MemberImportVisibility"),
      .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
      .treatAllWarnings(as: .error),
      .treatWarning("ExplicitSendable", as: .error),
    ]
}
