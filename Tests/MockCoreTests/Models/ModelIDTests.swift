import MockCore
import Testing

struct ModelIDTests {
  @Test(arguments: [
    "a/b", "a/b/c", "a/b/c/d", "a/b/c/d/e", "aidc-ai/ovis-image", "Kling/kling-3.0/4K/x_y",
    "0/1", "./..", "-/_", "ideogram/ideogram-v2/generate",
  ])
  func `two to five segments are a model id`(_ id: String) {
    #expect(ModelID.isWellFormed(id.utf8))
  }

  @Test(arguments: [
    "", "a", "a/", "/a", "/a/b", "a/b/", "a//b", "/", "//", "a/b/c/d/e/f", "a b/c", "a/b c",
    "a%2Fb/c",
    "a/b%20", "a/é", "a/\u{212A}", "a\\b/c", "a/b?x", "a/b:c", "a/b\n", "a/b\0", "a/b,c", "a/b~c",
  ])
  func `anything else is not`(_ id: String) {
    #expect(!ModelID.isWellFormed(id.utf8))
  }

  @Test func `exactly letters, digits, dot, underscore and hyphen are taken`() {
    let letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-".utf8
    for byte in UInt8.min...UInt8.max {
      #expect(ModelID.isWellFormed([0x61, 0x2F, byte]) == letters.contains(byte), "\(byte)")
    }
  }
}
