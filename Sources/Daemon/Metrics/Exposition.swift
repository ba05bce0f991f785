/// Text in Prometheus' exposition format, version 0.0.4.
struct Exposition {
    static let mediaType = "text/plain; version=0.0.4; charset=utf-8"

    private(set) var text = ""

    enum Kind: String {
        case gauge
        case counter
    }

    /// One metric with a value for each set of labels; nothing when there are none.
    mutating func put(
        _ name: String,
        _ kind: Kind,
        _ help: String,
        _ samples: [(labels: [(String, String)], value: Double)]
    ) {
        guard !samples.isEmpty else { return }
        text += "# HELP \(name) \(help)\n# TYPE \(name) \(kind.rawValue)\n"
        for sample in samples {
            let labels = sample.labels.map { "\($0)=\"\(Exposition.escaped($1))\"" }.joined(separator: ",")
            text += name + (labels.isEmpty ? "" : "{\(labels)}") + " \(Exposition.number(sample.value))\n"
        }
    }

    mutating func put(_ name: String, _ kind: Kind, _ help: String, _ value: Double?) {
        put(name, kind, help, value.map { [([], $0)] } ?? [])
    }

    mutating func put(_ name: String, _ kind: Kind, _ help: String, _ value: Int) {
        put(name, kind, help, Double(value))
    }

    mutating func put(_ name: String, _ help: String, _ isTrue: Bool) {
        put(name, .gauge, help, isTrue ? 1 : 0)
    }

    mutating func put(_ name: String, _ help: String, _ histogram: LatencyHistogram) {
        let bounds = LatencyHistogram.bounds.map { Double($0) / 1e9 }
        put(name, help, bounds, histogram.counts, sum: Double(histogram.nanoseconds) / 1e9)
    }

    mutating func put(_ name: String, _ help: String, _ freshness: Freshness) {
        put(name, help, Freshness.bounds, freshness.counts, sum: freshness.sum)
    }

    /// A histogram in seconds; its buckets are cumulative.
    private mutating func put(_ name: String, _ help: String, _ bounds: [Double], _ counts: [Int], sum total: Double) {
        text += "# HELP \(name) \(help)\n# TYPE \(name) histogram\n"
        var sum = 0
        for (index, count) in counts.enumerated() {
            sum += count
            let bound = index < bounds.count ? "\(bounds[index])" : "+Inf"
            text += "\(name)_bucket{le=\"\(bound)\"} \(sum)\n"
        }
        text += "\(name)_sum \(Exposition.number(total))\n\(name)_count \(sum)\n"
    }

    private static func number(_ value: Double) -> String {
        Int64(exactly: value).map { "\($0)" } ?? "\(value)"
    }

    private static func escaped(_ text: String) -> String {
        text.reduce(into: "") { result, character in
            switch character {
            case "\\": result += "\\\\"
            case "\"": result += "\\\""
            case "\n": result += "\\n"
            default: result.append(character)
            }
        }
    }
}
