/// 256 colours from dark to light, along which a whole picture moves.
///
/// Neighbours differ by about one level, so one byte per pixel shows no more banding than full
/// colour would, and lightening, darkening and smoothing an edge are sums of indices.
struct Palette {
  /// The colours as 0x00RRGGBB.
  let colours: [UInt32]

  /// Takes one of the ramps and moves each of its stops a little.
  init(using numbers: inout SeededNumbers) {
    let ramp = Self.ramps[numbers.number(in: 0...Self.ramps.count - 1)]
    let stops = ramp.map { stop in
      [16, 8, 0].map { shift in
        min(max(Int(stop >> shift) & 0xff + numbers.number(in: -12...12), 0), 255)
      }
    }
    colours = (0..<256).map { index in
      let position = index * (stops.count - 1)
      let stop = min(position / 255, stops.count - 2)
      let part = position - stop * 255
      return zip(stops[stop], stops[stop + 1]).reduce(0) { colour, channel in
        colour << 8 | UInt32((channel.0 * (255 - part) + channel.1 * part + 127) / 255)
      }
    }
  }

  /// Each from dark to light in even steps.
  private static let ramps: [[UInt32]] = [
    [0x20224a, 0x5b3a6e, 0xb9566f, 0xf08a5d, 0xfce2b0],  // dusk
    [0x2b2d5b, 0x6c5b93, 0xc38d9e, 0xf2b5a0, 0xffe8cf],  // dawn
    [0x0b3142, 0x0f6073, 0x2f9c95, 0x8fd3b6, 0xeaf7dc],  // lagoon
    [0x15302b, 0x2c5745, 0x5e8c61, 0xa9c28b, 0xf1efc8],  // forest
    [0x231942, 0x5e548e, 0x9f86c0, 0xd6b6d8, 0xfbeaee],  // iris
    [0x2a0f1e, 0x6d1f33, 0xb8403a, 0xee8447, 0xffdfa0],  // ember
    [0x12263f, 0x2c5784, 0x5f9ac0, 0xa9d2e3, 0xf1f8f7],  // glacier
    [0x3a1f2b, 0x7d4140, 0xc2734d, 0xe6b071, 0xf9e9c6],  // desert
    [0x2b1135, 0x6a1b5a, 0xb53a78, 0xea7c94, 0xffd9cc],  // berry
    [0x24302a, 0x4f6350, 0x8b9872, 0xcdbf8e, 0xf6ebd3],  // tea
    [0x0b132b, 0x1c2f55, 0x3e5c8a, 0x8aa5c4, 0xf2e9d8],  // night
    [0x40304f, 0x8a5470, 0xd9808a, 0xf6b79b, 0xffebc9],  // peach
    [0x173b45, 0x2b6f6b, 0x62a987, 0xb3d8a4, 0xfaf3cf],  // mint
  ]
}
