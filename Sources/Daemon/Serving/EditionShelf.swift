package import NIOCore
import Synchronization

/// Where each event loop keeps its own reference to the edition, so that no request takes a lock or waits.
package final class EditionShelf: Sendable {
    /// What one event loop holds; only ever used on that loop.
    struct Place {
        fileprivate var current: Edition
        /// The one after it, not to be shown before every loop has it.
        fileprivate var next: Edition?
    }

    /// How many loops have not got an edition yet.
    private final class Rest: Sendable {
        let count: Atomic<Int>
        init(_ count: Int) { self.count = Atomic(count) }
    }

    private let places: [ObjectIdentifier: NIOLoopBoundBox<Place>]
    /// The last that every loop has.
    private let turn = Atomic<UInt64>(0)

    package init(_ edition: Edition, group: any EventLoopGroup) {
        places = Dictionary(
            group.makeIterator().map { loop in
                (ObjectIdentifier(loop), NIOLoopBoundBox.makeBoxSendingValue(Place(current: edition), eventLoop: loop))
            },
            uniquingKeysWith: { first, _ in first }
        )
    }

    /// Returns when every loop answers from the edition, or a later one; none does before all have it, so that who has seen
    /// it on one connection doesn't meet the one before on another.
    ///
    /// Requests that are being answered keep the one that they met.
    package func publish(_ edition: Edition) async {
        await withCheckedContinuation { continuation in
            let rest = Rest(places.count)
            for place in places.values {
                // Fails only when the loop has shut down, and then it answers nobody.
                place.eventLoop.submit { self.put(edition, at: place) }.whenComplete { _ in
                    if rest.count.subtract(1, ordering: .acquiringAndReleasing).newValue == 0 { continuation.resume() }
                }
            }
        }
        turn.max(edition.turn, ordering: .releasing)
    }

    /// On the loop of the place.
    private func put(_ edition: Edition, at place: NIOLoopBoundBox<Place>) {
        // An edition comes twice, the second time compressed; by then the next may be here.
        let current = self.edition(at: place)
        guard edition.turn >= max(current.turn, place.value.next?.turn ?? 0) else { return }
        if edition.turn <= turn.load(ordering: .acquiring) {
            place.value = Place(current: edition)
        } else {
            place.value.next = edition
        }
    }

    /// The edition to answer from, on the loop of the place.
    func edition(at place: NIOLoopBoundBox<Place>) -> Edition {
        if let next = place.value.next, next.turn <= turn.load(ordering: .acquiring) {
            place.value = Place(current: next)
            return next
        }
        return place.value.current
    }

    /// The loop's place; nil for a loop of another group.
    func place(of loop: any EventLoop) -> NIOLoopBoundBox<Place>? {
        places[ObjectIdentifier(loop)]
    }
}
