import Glibc
import Pictures

/// Times pictures as the product renders them: `picture-benchmark [ROUNDS [SIDE]]`.
///
/// Prints a line for each format, its name and the median CPU time of the process in microseconds
/// for a labelled picture of SIDE x SIDE pixels, each round with another seed.
@main
struct PictureBenchmark {
  static func main() throws(PictureError) {
    let numbers = CommandLine.arguments.dropFirst().map { Int($0) ?? 0 }
    let rounds = numbers.first ?? 41
    let side = numbers.dropFirst().first ?? 1024
    guard rounds > 0, side > 0, numbers.count <= 2 else {
      let message = "picture-benchmark [ROUNDS [SIDE]]\n"
      write(STDERR_FILENO, message, message.utf8.count)
      exit(2)
    }
    for kind in Kind.all {
      var costs: [UInt64] = []
      for round in 0...rounds {
        let picture = kind.picture(side: side, seed: UInt64(round))
        let start = processTime()
        _ = try picture.encoded()
        costs.append(processTime() - start)
      }
      costs.removeFirst()  // starts the libraries up
      print(kind.name, costs.sorted()[rounds / 2] / 1000)
    }
  }

  /// The CPU time of all threads of the process, in nanoseconds.
  private static func processTime() -> UInt64 {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
  }
}

/// What is timed apart from the rest.
private struct Kind {
  let name: String
  let format: PictureFormat
  let hasTransparentBackground: Bool

  static let all = [
    Kind(name: "png", format: .png, hasTransparentBackground: false),
    Kind(name: "jpeg", format: .jpeg, hasTransparentBackground: false),
    Kind(name: "webp", format: .webp, hasTransparentBackground: false),
    Kind(name: "png-transparent", format: .png, hasTransparentBackground: true),
    Kind(name: "webp-transparent", format: .webp, hasTransparentBackground: true),
  ]

  func picture(side: Int, seed: UInt64) -> Picture {
    Picture(
      width: side, height: side, seed: seed, format: format,
      hasTransparentBackground: hasTransparentBackground,
      label: PictureLabel(
        prompt:
          "A lighthouse on a cliff above the clouds at dawn, seen from a small boat, oil on canvas",
        model: "example/large-model/text-to-image",
        request: "1f0c9a52-0f0b-4c8e-9a67-3d5b7c1e8f24 · 2 of 4"))
  }
}
