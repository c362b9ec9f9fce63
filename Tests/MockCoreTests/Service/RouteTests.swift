import HTTPMessages
import Testing

@testable import MockCore

struct RouteTests {
  /// The route of a path, as words.
  private func words(_ path: String) -> String? {
    let request = Request("GET", path)
    guard let route = Route(request) else { return nil }
    switch route {
    case .model(let id): return "model \(request.string(id))"
    case .models: return "models"
    case .categories: return "categories"
    case .request(let id, let verb): return "\(verb) \(request.string(id))"
    case .balance: return "balance"
    case .deployments: return "deployments"
    case .output(let name): return "output \(request.string(name))"
    case .health: return "health"
    case .clock: return "clock"
    case .receipts: return "receipts"
    }
  }

  @Test(
    arguments: zip(
      [
        "/v1/models", "/v1/models/categories", "/v1/models/a/b", "/v1/models/a/b/c/d/e/f",
        "/v1/models/a", "/v1/models/a%2Fb", "/v1/models/categories/x", "/v1/requests/x/status",
        "/v1/requests/x/result", "/v1/requests/x/cancel", "/prod/v2/balance",
        "/prod/v2/deployments",
        "/_mock/health", "/_mock/v1/clock", "/_mock/v1/receipts", "/outputs/x/0.png",
        "http://h/v1/models",
      ],
      [
        "models", "categories", "model a/b", "model a/b/c/d/e/f", "model a", "model a%2Fb",
        "model categories/x", "status x", "result x", "cancel x", "balance", "deployments",
        "health", "clock", "receipts",
        "output x/0.png", "models",
      ]))
  func `the paths of the contract are known`(_ path: String, _ words: String) {
    #expect(self.words(path) == words)
  }

  @Test(arguments: [
    "", "/", "*", "/v1", "/v1/", "/v1/models/", "/v1/models/a/b/", "/v1/models/categories/",
    "/V1/models",
    "/v1/Models", "//v1/models", "/v1//models", "/v1/model", "/v1/requests", "/v1/requests/",
    "/v1/requests/x", "/v1/requests/x/", "/v1/requests/x/status/", "/v1/requests/x/Status",
    "/v1/requests//status", "/v1/requests/x/stat", "/v1/requests/x/status/y",
    "/v1/requests/x/statu%73",
    "/prod/v2/balance/", "/prod/v1/balance", "/_mock/healthy", "/_mock", "/v1%2Fmodels",
    "/prod/v2/balanceaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "/v2/models",
    "/outputs",
  ])
  func `other paths are unknown, a trailing slash among them`(_ path: String) {
    #expect(words(path) == nil)
  }

  @Test(
    arguments: zip(
      [
        "/v1/models/", "/v1/models/a/b/", "/v1/requests/x/status/", "/v1/requests/x/result//",
        "/models", "/requests/x/cancel", "/v1/requests/x/statsu", "/v1/requests/x", "/v1/model",
        "/prod/v2/balanc", "/_mock/heath", "/v1/models/categories/", "/prod/v2/deployments/",
      ],
      [
        "/v1/models", "/v1/models/a/b", "/v1/requests/x/status", "/v1/requests/x/result",
        "/v1/models",
        "/v1/requests/x/cancel", "/v1/requests/x/status", "/v1/requests/x/status", "/v1/models",
        "/prod/v2/balance", "/_mock/health", "/v1/models/categories", "/prod/v2/deployments",
      ]))
  func `the path that was meant is named`(_ path: String, _ meant: String) {
    #expect(Route.suggestion(for: path) == meant)
  }

  @Test func `nothing is named where nothing is near`() {
    #expect(Route.suggestion(for: "/somewhere/else/entirely") == nil)
    #expect(Route.suggestion(for: "") == nil)
  }

  @Test(
    arguments: zip(
      [
        "/v1/models", "/v1/models/categories", "/v1/models/a/b", "/v1/requests/x/status",
        "/v1/requests/x/result", "/v1/requests/x/cancel", "/prod/v2/balance",
        "/prod/v2/deployments",
        "/outputs/x/0.png", "/_mock/health",
      ],
      [
        "GET, HEAD", "GET, HEAD", "GET, HEAD, POST", "GET, HEAD", "GET, HEAD", "POST", "GET, HEAD",
        "GET, HEAD", "GET, HEAD, OPTIONS", "GET, HEAD",
      ]))
  func `what Allow names is what is allowed`(_ path: String, _ allowed: String) throws {
    let route = try #require(Route(Request("GET", path)))
    #expect(route.allowedMethods == allowed)
    let methods: [(Request.Method, String)] = [
      (.get, "GET"), (.head, "HEAD"), (.post, "POST"), (.options, "OPTIONS"),
    ]
    for (method, name) in methods {
      #expect(route.allows(method) == allowed.split(separator: ", ").contains { $0 == name })
    }
    #expect(!route.allows(.other))
    #expect(route.isOpen == (path.hasPrefix("/outputs") || path.hasPrefix("/_mock")))
  }
}
