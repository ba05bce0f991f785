import NIOCore

/// The bytes of one connection that wait to become requests.
struct RequestBuffer {
    /// What the waiting bytes are.
    enum Content {
        /// A whole head of so many bytes, the empty line included.
        case head(Int)
        /// The beginning of one, or nothing.
        case incomplete
        case fault(RequestFault)
    }

    private(set) var bytes = ByteBuffer()
    /// Bytes that are known to hold no end of a head.
    private var searched = 0
    /// Where the line begins that `searched` has reached.
    private var lineStart = 0

    var count: Int { bytes.readableBytes }

    mutating func append(_ more: inout ByteBuffer) {
        if bytes.readableBytes == 0 {
            bytes = more
            (searched, lineStart) = (0, 0)
        } else {
            bytes.writeBuffer(&more)
        }
    }

    /// Looks at the new bytes only; O(their number).
    ///
    /// A line must end in CR LF: a bare LF is where readers of a stream disagree (RFC 9112 §2.2 allows either).
    mutating func next(_ limits: RequestLimits) -> Content {
        skipEmptyLines()
        let (start, line) = (searched, lineStart)
        let (found, end, newLine): (Content?, Int, Int) = bytes.withUnsafeReadableBytes { bytes in
            var line = line
            for index in start..<bytes.count where bytes[index] == 0x0A {
                guard index > line, bytes[index - 1] == 0x0D else { return (.fault(.malformed), index, line) }
                if index == line + 1 { return (.head(index + 1), index, line) }
                // Said at once, since a client of HTTP/0.9 sends no more and would wait.
                if line == 0, !RequestParser.namesVersion(bytes[..<(index - 1)]) {
                    return (.fault(.malformed), index, line)
                }
                line = index + 1
            }
            return (nil, bytes.count, line)
        }
        switch found {
        case .head(let length)?:
            return length <= limits.headSize ? .head(length) : .fault(overflow(limits))
        case let found?:
            return found
        case nil:
            (searched, lineStart) = (end, newLine)
            return count > limits.headSize ? .fault(overflow(limits)) : .incomplete
        }
    }

    /// Takes the head away; what comes after it stays.
    mutating func consume(_ length: Int) {
        bytes.moveReaderIndex(forwardBy: length)
        (searched, lineStart) = (0, 0)
        // An idle connection keeps no buffer.
        if bytes.readableBytes == 0 { bytes = ByteBuffer() }
    }

    mutating func clear() {
        bytes = ByteBuffer()
        (searched, lineStart) = (0, 0)
    }

    /// The target is at fault when the first line alone is too long.
    private func overflow(_ limits: RequestLimits) -> RequestFault {
        bytes.readableBytesView.prefix(limits.fieldSize).contains(0x0A) ? .headTooLarge : .targetTooLong
    }

    /// A recipient should ignore empty lines before a request line (RFC 9112 §2.2).
    private mutating func skipEmptyLines() {
        guard searched == 0 else { return }
        while bytes.readableBytes >= 2, bytes.getInteger(at: bytes.readerIndex, as: UInt16.self) == 0x0D0A {
            bytes.moveReaderIndex(forwardBy: 2)
        }
    }
}
