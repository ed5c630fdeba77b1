import Glibc

/// A program that is fed through its standard input and says what went wrong on its standard error.
///
/// It runs in a process group of its own, so that Ctrl-C reaches the parent alone, which then decides.
final class ChildProcess {
  enum StartError: Error {
    case notFound
    case refused(reason: String)

    init(code: Int32) { self = code == ENOENT ? .notFound : .refused(reason: String(cString: strerror(code))) }
  }

  /// How it ended.
  struct End {
    /// It ended with status 0 and had nothing to say.
    let succeeded: Bool
    /// One line: the last that it wrote to its standard error, or its exit status where it wrote none.
    let reason: String
  }

  private let identifier: pid_t
  private let input: Int32
  private let messages: Int32
  private var isRunning = true

  /// Starts `program`, looked up on the PATH.
  init(_ program: String, arguments: [String]) throws(StartError) {
    // A socket rather than a pipe: it can be written to without a SIGPIPE when the child has gone.
    var sockets: [Int32] = [-1, -1]
    guard socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0, &sockets) == 0 else {
      throw StartError(code: errno)
    }
    var pipes: [Int32] = [-1, -1]
    guard pipe(&pipes) == 0 else {
      let code = errno
      for end in sockets { close(end) }
      throw StartError(code: code)
    }
    for end in pipes { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    // A child that says more than the pipe holds loses the rest instead of waiting for a reader.
    _ = fcntl(pipes[1], F_SETFL, O_NONBLOCK)

    var started: pid_t = 0
    let code = Self.spawn(program, arguments: arguments, input: sockets[1], messages: pipes[1], started: &started)
    close(sockets[1])
    close(pipes[1])
    guard code == 0 else {
      close(sockets[0])
      close(pipes[0])
      throw StartError(code: code)
    }
    identifier = started
    input = sockets[0]
    messages = pipes[0]
  }

  deinit { kill() }

  /// Writes `bytes` to the child's input; false when the child no longer reads.
  func send(_ bytes: [UInt8]) -> Bool {
    bytes.withUnsafeBytes { buffer in
      var rest = buffer[...]
      while !rest.isEmpty {
        let sent = Glibc.send(
          input, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count, Int32(MSG_NOSIGNAL))
        if sent < 0 {
          if errno == EINTR { continue }
          return false
        }
        rest = rest.dropFirst(sent)
      }
      return true
    }
  }

  /// Ends the child's input and waits until it has ended. To be called once.
  func wait() -> End {
    close(input)
    let status = reap()
    let lastLine = readMessages().split(separator: "\n").last.map(String.init)
    // As wait(2) packs them: the low seven bits are the signal, the next byte the exit status.
    let signal = status & 0x7f
    if signal != 0 {
      return End(succeeded: false, reason: "the encoder was ended: \(String(cString: strsignal(signal)))")
    }
    let exit = (status >> 8) & 0xff
    return End(
      succeeded: exit == 0 && lastLine == nil, reason: lastLine ?? "the encoder ended with status \(exit)")
  }

  /// Ends the child at once, whatever it is doing. Harmless after `wait`.
  func kill() {
    guard isRunning else { return }
    Glibc.kill(identifier, SIGKILL)
    close(input)
    _ = reap()
    close(messages)
  }

  private func reap() -> Int32 {
    var status: Int32 = 0
    while waitpid(identifier, &status, 0) < 0 && errno == EINTR {}
    isRunning = false
    return status
  }

  private func readMessages() -> String {
    defer { close(messages) }
    var text: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = read(messages, &chunk, chunk.count)
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { return String(decoding: text, as: UTF8.self) }
      text.append(contentsOf: chunk[..<count])
    }
  }

  private static func spawn(
    _ program: String, arguments: [String], input: Int32, messages: Int32, started: inout pid_t
  ) -> Int32 {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, input, 0)
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, messages, 2)

    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP))

    var argv = ([program] + arguments).map { strdup($0) }
    defer { for argument in argv { free(argument) } }
    argv.append(nil)
    return posix_spawnp(&started, program, &actions, &attributes, argv, environ)
  }
}
