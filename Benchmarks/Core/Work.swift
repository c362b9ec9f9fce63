import Glibc
import MockCore

/// What is done again and again to one body.
struct Work {
  private enum Action {
    case parse
    case validate(Schema)
    case both(Schema)
  }

  struct Cost {
    /// Of CPU, for one round.
    let nanoseconds: Double
    /// How many one round found.
    let violations: Int
  }

  private let body: [UInt8]
  private let action: Action

  init(_ action: String, body: String, model: String?) throws(Misuse) {
    self.body = try Self.contents(of: body)
    switch (action, model) {
    case ("parse", nil): self.action = .parse
    case ("validate", let model?): self.action = .validate(try Self.schema(of: model))
    case ("both", let model?): self.action = .both(try Self.schema(of: model))
    default: throw Misuse("expected `parse`, or a model and `validate` or `both`")
    }
  }

  func cost(rounds: Int) throws(Misuse) -> Cost {
    do throws(JSONError) {
      switch action {
      case .parse: return try parse(rounds)
      case .validate(let schema): return try validate(rounds, schema)
      case .both(let schema): return try parseAndValidate(rounds, schema)
      }
    } catch {
      throw Misuse("the body is not JSON: \(error)")
    }
  }

  private func parse(_ rounds: Int) throws(JSONError) -> Cost {
    var spare: [JSONNode] = []
    let start = Self.cpuTime()
    for _ in 0..<rounds { spare = try JSONDocument(body, reusing: &spare).nodes }
    return Self.cost(since: start, rounds, violations: 0)
  }

  private func validate(_ rounds: Int, _ schema: Schema) throws(JSONError) -> Cost {
    let document = try JSONDocument(body)
    var violations = 0
    let start = Self.cpuTime()
    for _ in 0..<rounds {
      violations += SchemaValidator(document, against: schema, .init()).count
    }
    return Self.cost(since: start, rounds, violations: violations)
  }

  private func parseAndValidate(_ rounds: Int, _ schema: Schema) throws(JSONError) -> Cost {
    var spare: [JSONNode] = []
    var violations = 0
    let start = Self.cpuTime()
    for _ in 0..<rounds {
      let document = try JSONDocument(body, reusing: &spare)
      violations += SchemaValidator(document, against: schema, .init()).count
      spare = document.nodes
    }
    return Self.cost(since: start, rounds, violations: violations)
  }

  private static func cost(since start: Double, _ rounds: Int, violations: Int) -> Cost {
    Cost(nanoseconds: (cpuTime() - start) / Double(rounds), violations: violations / rounds)
  }

  private static func cpuTime() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) * 1e9 + Double(time.tv_nsec)
  }

  private static func schema(of path: String) throws(Misuse) -> Schema {
    switch ModelFile.model(try contents(of: path), file: path) {
    case .success(let model): return model.schema
    case .failure(let error): throw Misuse("\(error)")
    }
  }

  private static func contents(of path: String) throws(Misuse) -> [UInt8] {
    guard let file = fopen(path, "rb") else { throw Misuse("cannot read \(path)") }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    while let byte = UInt8(exactly: getc(file)) { bytes.append(byte) }
    return bytes
  }
}
