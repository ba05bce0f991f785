import Dispatch
import Synchronization

/// What another thread makes while the one that will need it goes on with something else.
final class Ahead<Value: Sendable, Failure: Error>: Sendable {
    private let made = Mutex<Result<Value, Failure>?>(nil)
    private let isMade = DispatchSemaphore(value: 0)

    /// - Parameter submit: gives the work to a thread.
    init(
        on submit: (@escaping @Sendable () -> Void) -> Void = Beside.submit,
        _ make: @escaping @Sendable () throws(Failure) -> Value
    ) {
        submit {
            let result = Result(catching: make)
            self.made.withLock { $0 = result }
            self.isMade.signal()
        }
    }

    /// Waits until it is made, and throws what keeps it from that.
    func take() throws(Failure) -> Value {
        while true {
            isMade.wait()
            // For whoever asks again.
            isMade.signal()
            if let result = made.withLock({ $0 }) { return try result.get() }
        }
    }
}
