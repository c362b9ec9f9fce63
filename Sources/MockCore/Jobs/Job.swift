/// What is kept of a job: who sent it, when, its plan and the facts since.
///
/// Its state is computed.
///
/// A million of them are kept, so it holds only fixed-size values.
package struct Job: Sendable {
  package let id: RequestID
  package let tenant: TenantID
  /// Index in the catalogue.
  package let model: UInt32
  /// Index in the service of how it passes its time.
  package let planIndex: UInt32
  package let accepted: Instant
  package let output: OutputPlan
  /// The least instant stands for "not cancelled", to save the optional's byte and its padding.
  private var cancelledAt = Instant(nanoseconds: .min)

  package init(
    id: RequestID, tenant: TenantID, model: Int, plan: Int, accepted: Instant,
    output: OutputPlan
  ) {
    self.id = id
    self.tenant = tenant
    self.model = UInt32(model)
    planIndex = UInt32(plan)
    self.accepted = accepted
    self.output = output
  }

  package var cancelled: Instant? {
    cancelledAt.nanoseconds == .min ? nil : cancelledAt
  }

  mutating func cancel(at instant: Instant) {
    cancelledAt = instant
  }
}

/// What a job's output will be, decided when it is submitted.
package struct OutputPlan: Sendable, Hashable {
  package enum Format: Sendable, Hashable {
    case image(ImageFormat)
    case video, audio

    /// The extension of the output's URL.
    package var name: StaticString {
      switch self {
      case .image(let format): format.name
      case .video: "mp4"
      case .audio: "wav"
      }
    }

    package var outputType: Model.OutputType {
      switch self {
      case .image: .image
      case .video: .video
      case .audio: .audio
      }
    }
  }

  package enum ImageFormat: UInt8, Sendable, CaseIterable {
    case png, jpeg, webp

    /// The word of `output_format`.
    package var name: StaticString {
      switch self {
      case .png: "png"
      case .jpeg: "jpeg"
      case .webp: "webp"
      }
    }
  }

  package let format: Format
  package let width: UInt16
  package let height: UInt16
  /// How many files there are, 1 or more.
  package let count: UInt8
  /// Only the subject is drawn, as far as the format has transparent pixels.
  package let isTransparent: Bool
  /// Depends on model, prompt and seed only.
  package let seed: UInt64

  /// The most files that one job puts out.
  package static let countLimit = 64

  package init(
    format: Format, width: Int, height: Int, seed: UInt64, count: Int = 1,
    isTransparent: Bool = false
  ) {
    self.format = format
    self.width = UInt16(clamping: width)
    self.height = UInt16(clamping: height)
    self.seed = seed
    self.count = UInt8(min(max(count, 1), Self.countLimit))
    self.isTransparent = isTransparent
  }
}
