import Catalogue
import Dispatch
import Synchronization
import Syndication

/// One entry that is rendered while ledger and catalogue are still being written: what takes longest of all that a dropped article
/// waits for needs nothing from the disk.
final class RenderAhead: Sendable {
    /// What it shows.
    let holding: Holding
    private let rendered = Mutex<Result<Fragments.Kept, any Error>?>(nil)
    private let isRendered = DispatchSemaphore(value: 0)

    init(_ holding: Holding, _ render: @escaping @Sendable (Holding) throws -> Fragments.Kept) {
        self.holding = holding
        Beside.submit {
            let result = Result { try render(holding) }
            self.rendered.withLock { $0 = result }
            self.isRendered.signal()
        }
    }

    /// Waits until it is rendered, and throws what keeps it from that.
    func take() throws -> Fragments.Kept? {
        isRendered.wait()
        // For whoever asks again.
        isRendered.signal()
        return try rendered.withLock { $0 }?.get()
    }
}
