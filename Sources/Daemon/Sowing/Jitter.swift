import Syndication

/// Spreads what is done once in a while, so that many daemons don't do it at the same moment.
///
/// Its values follow from the site alone: the same each time, and others for another site.
struct Jitter {
    private var state: UInt64

    init(_ site: PermanentID) { state = Digest(["sower-jitter-1", site.uuid]).high }

    /// Nine to eleven tenths of a time.
    mutating func spread(_ seconds: Int) -> Duration {
        // SplitMix64, as of Steele, Lea and Flood, 2014.
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return .milliseconds(seconds * 900 + Int((mixed >> 33) % UInt64(max(1, seconds * 200 + 1))))
    }
}
