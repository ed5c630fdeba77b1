import Glibc
import Synchronization

/// Notices Ctrl-C and the like, so that a run can stop between two steps and leave nothing half-written.
enum Interrupt {
  /// The signal that asked for it; 0 for none.
  private static let requested = Atomic<Int32>(0)

  /// The signal by which the user, or another process, wants the command to end; nil for none.
  static var signal: Int32? {
    let signal = requested.load(ordering: .relaxed)
    return signal == 0 ? nil : signal
  }

  /// Forgets what was asked for, and notices the next one.
  static func reset() {
    requested.store(0, ordering: .relaxed)
    watch()
  }

  /// Notices the signals that ask a program to end from now on. A second one ends it at once.
  static func watch() {
    // The handler may only touch what is there already.
    _ = signal
    var action = sigaction()
    action.__sigaction_handler.sa_handler = { Interrupt.requested.store($0, ordering: .relaxed) }
    action.sa_flags = Int32(bitPattern: UInt32(SA_RESETHAND))
    // Whoever started this process may have left them blocked: a thread pool's threads do.
    var watched = sigset_t()
    sigemptyset(&watched)
    for signal in [SIGINT, SIGTERM, SIGHUP] {
      sigaction(signal, &action, nil)
      sigaddset(&watched, signal)
    }
    sigprocmask(SIG_UNBLOCK, &watched, nil)
    // A reader of standard output that has gone, or a file that may not grow, shows as an error where it is written, so
    // that files are cleaned up.
    for signal in [SIGPIPE, SIGXFSZ] { Glibc.signal(signal, SIG_IGN) }
  }
}
