internal import Synchronization

/// A story that is known by its name and whose file is read when it is first wanted, and once.
///
/// Most runs want none of the stories that there are.
package final class ShelvedStory: Sendable {
  package let name: StoryName
  private let read: @Sendable () -> Result<Story, FileError>
  private let kept = Mutex<Result<Story, FileError>?>(nil)

  /// - Parameters:
  ///   - name: the one that the file gives its story.
  ///   - read: reads the file; is called once at most.
  package init(_ name: StoryName, read: @escaping @Sendable () -> Result<Story, FileError>) {
    self.name = name
    self.read = read
  }

  /// One that has been read already.
  package convenience init(_ story: Story) {
    self.init(story.name) { .success(story) }
  }

  /// What the file tells.
  ///
  /// - Throws: `FileError` with everything that is wrong with the file, each time.
  package var story: Story {
    get throws(FileError) {
      let result = kept.withLock { kept in
        // Under the lock, so that whoever wants the same story meanwhile waits for it instead of reading it too.
        let result = kept ?? read()
        kept = result
        return result
      }
      return try result.get()
    }
  }
}
