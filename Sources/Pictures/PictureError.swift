/// Why a picture could not be encoded.
package struct PictureError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The picture that was asked for.
  package let picture: Picture

  /// What went wrong; where a library refused, its name and its own words.
  package let reason: String

  package var description: String {
    "\(picture.format.rawValue) of \(picture.width)x\(picture.height): \(reason)"
  }
}
