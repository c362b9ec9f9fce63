import Pictures
import Testing

struct PictureFormatTests {
  @Test(
    arguments: zip(
      PictureFormat.allCases,
      [("png", "image/png"), ("jpeg", "image/jpeg"), ("webp", "image/webp")]))
  func `a format has a file extension and a media type`(
    format: PictureFormat, names: (fileExtension: String, mediaType: String)
  ) {
    #expect(format.fileExtension == names.fileExtension)
    #expect(format.mediaType == names.mediaType)
  }
}
