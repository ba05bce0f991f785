import Catalogue

/// One entry that is rendered while ledger and catalogue are still being written: what takes longest of all that a dropped article
/// waits for needs nothing from the disk.
struct RenderAhead {
    /// What it shows.
    let holding: Holding
    private let rendered: Ahead<Fragments.Kept, any Error>

    init(_ holding: Holding, _ render: @escaping @Sendable (Holding) throws -> Fragments.Kept) {
        self.holding = holding
        rendered = Ahead { () throws in try render(holding) }
    }

    /// Waits until it is rendered, and throws what keeps it from that.
    func take() throws -> Fragments.Kept { try rendered.take() }
}
