/// The image formats that a picture can be encoded as.
package enum PictureFormat: String, CaseIterable, Sendable {
  case png
  case jpeg
  case webp

  /// What a file name ends with, without the dot.
  package var fileExtension: String { rawValue }

  /// The media type, as a `Content-Type` header names it.
  package var mediaType: String { "image/\(rawValue)" }
}
