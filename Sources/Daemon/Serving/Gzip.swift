import CZlib

/// Compression of documents when they are made, never when they are asked for (H-12).
package enum Gzip {
    /// One gzip member without name and time (RFC 1952), so that equal bytes give equal bytes; zlib level 6.
    ///
    /// Nil when the result wouldn't be smaller, and for 4 GiB or more. About 15 ms for 670 kB.
    package static func compress(_ bytes: [UInt8]) -> [UInt8]? {
        guard bytes.count > minimumSize, bytes.count <= Int(UInt32.max) else { return nil }
        var stream = z_stream()
        guard sower_deflate_init_gzip(&stream, level) == Z_OK else { return nil }
        defer { deflateEnd(&stream) }
        // One byte less than the input: what doesn't fit isn't worth having.
        let capacity = bytes.count - 1
        let result = [UInt8](unsafeUninitializedCapacity: capacity) { output, count in
            count = bytes.withUnsafeBufferPointer { input in
                // zlib declares its input as mutable and only reads it.
                stream.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
                stream.avail_in = UInt32(input.count)
                stream.next_out = output.baseAddress
                stream.avail_out = UInt32(capacity)
                let status = deflate(&stream, Z_FINISH)
                stream.next_in = nil
                stream.next_out = nil
                return status == Z_STREAM_END ? capacity - Int(stream.avail_out) : 0
            }
        }
        return result.isEmpty ? nil : result
    }

    /// Head and trailer of a gzip member alone take 18 bytes.
    private static let minimumSize = 20
    private static let level: Int32 = 6
}
