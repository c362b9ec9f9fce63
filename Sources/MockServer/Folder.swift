internal import Glibc

/// What is in a folder.
enum Folder {
  /// The names in it, in order, but `.` and `..`.
  ///
  /// - Throws: `MockServerError` when it cannot be read.
  static func names(in path: String) throws(MockServerError) -> [String] {
    guard let folder = opendir(path) else {
      throw MockServerError(
        description: "cannot read the folder \(path): \(String(cString: strerror(errno)))")
    }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  /// Whether there is a folder at the path; one behind a symbolic link counts where `followingLinks` says so.
  static func exists(_ path: String, followingLinks: Bool = true) -> Bool {
    var status = Glibc.stat()
    let isThere = followingLinks ? stat(path, &status) : lstat(path, &status)
    return isThere == 0 && status.st_mode & S_IFMT == S_IFDIR
  }
}
