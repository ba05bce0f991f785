package import NIOCore

/// What stands behind a head: pieces that leave one after the other, and that other bodies may share.
///
/// A feed is the fragments of its entries, which the next edition's feed has all but one in common with it: nothing is copied
/// to put it together.
package struct Body: Sendable, Hashable {
    private(set) var pieces: [ByteBuffer]
    /// In bytes.
    package private(set) var size: Int

    package init(_ whole: ByteBuffer) {
        self.init(pieces: [whole])
    }

    /// Copies them.
    package init(_ bytes: some Sequence<UInt8>) {
        self.init(ByteBuffer(bytes: bytes))
    }

    init(pieces: [ByteBuffer]) {
        self.pieces = pieces.filter { $0.readableBytes > 0 }
        size = pieces.reduce(0) { $0 + $1.readableBytes }
    }

    /// The bytes of memory that it holds: a buffer is as large as the next power of two.
    var capacity: Int { pieces.reduce(0) { $0 + $1.storageCapacity } }

    /// In one piece; copies where there are several.
    package var whole: ByteBuffer {
        if pieces.count == 1 { return pieces[0] }
        var whole = ByteBufferAllocator().buffer(capacity: size)
        for piece in pieces { whole.writeImmutableBuffer(piece) }
        return whole
    }

    /// In one piece where that is at most so long: to send many costs more than it saves of memory there.
    func joined(upTo limit: Int) -> Body {
        pieces.count > 1 && size <= limit ? Body(whole) : self
    }

    /// A copy.
    package var bytes: [UInt8] {
        [UInt8](unsafeUninitializedCapacity: size) { bytes, count in
            for piece in pieces {
                piece.withUnsafeReadableBytes { piece in
                    let rest = UnsafeMutableRawBufferPointer(bytes)[count...]
                    UnsafeMutableRawBufferPointer(rebasing: rest).copyMemory(from: piece)
                    count += piece.count
                }
            }
        }
    }
}
