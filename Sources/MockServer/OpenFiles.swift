internal import Glibc

/// The process's limit of open files.
package enum OpenFiles {
  /// Raises the soft limit to the hard one.
  ///
  /// It concerns the whole process, so a program may do it and a library may not.
  package static func raiseLimit() {
    var limit = current
    limit.rlim_cur = limit.rlim_max
    setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
  }

  /// How many connections fit, with some files left for everything else.
  static var connectionLimit: Int {
    let limit = current.rlim_cur
    return limit > 100_000 ? 100_000 : max(Int(limit) - 64, 16)
  }

  private static var current: rlimit {
    var limit = rlimit()
    getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    return limit
  }
}
