internal import MockCore
internal import Synchronization

/// Where the watching thread leaves models for the loop thread, which looks here before each call.
final class ModelUpdates: Sendable {
  private let hasUpdate = Atomic(false)
  private let models = Mutex<[Model]?>(nil)

  func post(_ models: [Model]) {
    self.models.withLock { $0 = models }
    hasUpdate.store(true, ordering: .releasing)
  }

  /// The models that were left last, once.
  func take() -> [Model]? {
    guard hasUpdate.load(ordering: .relaxed) else { return nil }
    return models.withLock { models in
      hasUpdate.store(false, ordering: .relaxed)
      defer { models = nil }
      return models
    }
  }
}
