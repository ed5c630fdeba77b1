import Glibc
import Synchronization

/// Notices Ctrl-C, so that a run can stop between two steps and leave nothing half-written.
enum Interrupt {
  private static let requested = Atomic<Bool>(false)

  /// Whether the user wants to stop.
  static var isRequested: Bool { requested.load(ordering: .relaxed) }

  /// Notices the signals that ask a program to end from now on. A second one ends it at once.
  static func watch() {
    // The handler may only touch what is there already.
    _ = isRequested
    var action = sigaction()
    action.__sigaction_handler.sa_handler = { _ in Interrupt.requested.store(true, ordering: .relaxed) }
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
