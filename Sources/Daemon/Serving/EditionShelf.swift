package import NIOCore

/// Where each event loop keeps its own reference to the edition, so that no request takes a lock or waits.
package final class EditionShelf: Sendable {
    private let boxes: [ObjectIdentifier: NIOLoopBoundBox<Edition>]

    package init(_ edition: Edition, group: any EventLoopGroup) {
        boxes = Dictionary(
            group.makeIterator().map { loop in
                (ObjectIdentifier(loop), NIOLoopBoundBox.makeBoxSendingValue(edition, eventLoop: loop))
            },
            uniquingKeysWith: { first, _ in first }
        )
    }

    /// Returns when every loop answers from the edition, or a later one.
    ///
    /// Requests that are being answered keep the one that they met.
    package func publish(_ edition: Edition) async {
        await withDiscardingTaskGroup { tasks in
            for box in boxes.values {
                tasks.addTask {
                    // Fails only when the loop has shut down, and then it answers nobody.
                    try? await box.eventLoop.submit {
                        // An edition comes twice, the second time compressed; by then the next may be here.
                        if edition.turn >= box.value.turn { box.value = edition }
                    }.get()
                }
            }
        }
    }

    /// The loop's reference; nil for a loop of another group.
    func box(of loop: any EventLoop) -> NIOLoopBoundBox<Edition>? {
        boxes[ObjectIdentifier(loop)]
    }
}
