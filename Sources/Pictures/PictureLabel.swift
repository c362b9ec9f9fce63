/// What is written into a picture.
///
/// The texts may hold anything: what cannot be drawn becomes a blank, is left out or is shown as its
/// code point, and what does not fit is cut.
package struct PictureLabel: Hashable, Sendable {
  /// What the picture was asked for with; its beginning is the label's first line.
  package let prompt: String

  /// The model that is said to have made it.
  package let model: String

  /// Which request it belongs to, and perhaps which of its pictures it is.
  package let request: String

  package init(prompt: String, model: String, request: String) {
    self.prompt = prompt
    self.model = model
    self.request = request
  }
}
