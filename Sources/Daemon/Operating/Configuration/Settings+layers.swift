import Logging
import Syndication

extension Settings {
    /// Reads layers, the strongest first; what none names has its default.
    ///
    /// Throws everything that is wrong, each with the place of the value.
    package init(layers: [ConfigurationLayer]) throws(ConfigurationError) {
        var reader = Reader(layers: layers)
        self.init(seeds: reader.text(.seeds) ?? "")
        if seeds.isEmpty {
            reader.problems.append(
                .init(place: "seeds", reason: "no seeds folder is named; give one: sower serve DIR, or “seeds:”")
            )
        }
        state = reader.text(.state)
        follow = reader.text(.follow)
        if let listeners = reader.listeners() { self.listeners = listeners }
        baseURL = reader.value(.baseURL, "must be an absolute http:// or https:// address", BaseURL.init)
        title = reader.text(.title)
        description = reader.text(.description)
        author = reader.text(.author)
        language =
            reader.value(.language, "must be a language tag such as en or de-AT") { LanguageTag($0)?.text } ?? language
        rights = reader.text(.rights)
        zone = reader.value(.zone, "is no time zone; write UTC or a name such as Europe/Vienna", Zone.init) ?? zone
        links = reader.parsed(.links) { (text) throws(Reader.Complaint) in
            do throws(LinkPattern.InvalidPattern) { return try LinkPattern(text) } catch {
                throw Reader.Complaint(reason: error.reason)
            }
        }
        idFromName = reader.parsed(.idFromName) { (text) throws(Reader.Complaint) in
            do throws(NamePattern.InvalidPattern) { return try NamePattern(text) } catch {
                throw Reader.Complaint(reason: error.reason)
            }
        }
        dateOrder =
            reader.value(.dateOrder, "must be “mdy” (month first) or “dmy” (day first)") { DateOrder(rawValue: $0) }
            ?? dateOrder
        if let rules = reader.furniture() { furniture = rules }
        hubs = reader.hubs()
        entries = reader.number(.entries, in: 1...500) ?? entries
        feedSize = reader.size(.feedSize, in: 1_000...16_000_000) ?? feedSize
        if let aliases = reader.categoryAliases() { categoryAliases = aliases }
        templates = reader.text(.templates)
        maxAge = reader.duration(.maxAge, in: 60...86_400) ?? maxAge
        grace = reader.duration(.grace, in: 0...86_400) ?? grace
        retractsMissing =
            reader.value(.onMissing, "must be “retract” or “keep”") {
                ["retract": true, "keep": false][$0]
            } ?? true
        tombstones = reader.flag(.tombstones) ?? true
        deltas = reader.flag(.deltas) ?? false
        watching.policy =
            reader.value(.watch, "must be “auto”, “events” or “poll”") { WatchSettings.Policy(rawValue: $0) } ?? .auto
        watching.pollInterval = reader.duration(.pollInterval, in: 1...3_600) ?? watching.pollInterval
        watching.reconcileInterval = reader.duration(.reconcile, in: 0...86_400) ?? watching.reconcileInterval
        largestSeed = reader.size(.largestSeed, in: 1_000...64_000_000) ?? largestSeed
        bounds = SeedBounds(
            longestLine: reader.size(.longestLine, in: 1_000...64_000_000) ?? bounds.longestLine,
            deepestNesting: reader.number(.deepestNesting, in: 10...200) ?? bounds.deepestNesting,
            mostSections: reader.number(.mostSections, in: 1...100_000) ?? bounds.mostSections
        )
        logging.level =
            reader.value(.logLevel, "must be one of \(levels)") { Logger.Level(rawValue: $0) } ?? .info
        logging.parts =
            reader.value(.logLevels, "must be part=level, …; parts are \(parts), levels \(levels)", partLevels) ?? [:]
        logging.format =
            reader.value(.logFormat, "must be one of auto, lines, json, journal") {
                LogSettings.Format(rawValue: $0)
            } ?? .auto
        serve(reader: &reader)
        if baseURL == nil, let exposed = listeners.first(where: { !$0.isLoopback }) {
            reader.problems.append(
                .init(
                    place: reader.place(.listen),
                    reason: "\(exposed) can be reached from outside, so “base-url” must say under which address"
                )
            )
        }
        guard reader.problems.isEmpty else { throw ConfigurationError(reader.problems) }
    }
}

/// Takes values out of layers and gathers complaints.
struct Reader {
    let layers: [ConfigurationLayer]
    var problems: [ConfigurationError.Problem]

    struct Complaint: Error {
        let reason: String
    }

    init(layers: [ConfigurationLayer]) {
        self.layers = layers
        problems = layers.flatMap(\.problems)
    }

    func setting(_ key: ConfigurationKey) -> ConfigurationLayer.Setting? {
        layers.lazy.compactMap { $0.settings[key] }.first
    }

    func place(_ key: ConfigurationKey) -> String {
        setting(key)?.place ?? key.rawValue
    }

    func text(_ key: ConfigurationKey) -> String? {
        setting(key)?.values.first.flatMap { $0.isEmpty ? nil : $0 }
    }

    mutating func parsed<Value>(_ key: ConfigurationKey, _ parse: (String) throws(Complaint) -> Value) -> Value? {
        guard let text = text(key) else { return nil }
        do {
            return try parse(text)
        } catch {
            problems.append(.init(place: place(key), reason: "“\(key.rawValue)” \(error.reason)"))
            return nil
        }
    }

    mutating func value<Value>(_ key: ConfigurationKey, _ expected: String, _ parse: (String) -> Value?) -> Value? {
        parsed(key) { (text) throws(Complaint) in
            guard let value = parse(text) else { throw Complaint(reason: "\(expected), not “\(text)”") }
            return value
        }
    }

    mutating func flag(_ key: ConfigurationKey) -> Bool? {
        value(key, "must be “on” or “off”") { ["on": true, "true": true, "off": false, "false": false][$0] }
    }

    mutating func number(_ key: ConfigurationKey, in range: ClosedRange<Int>) -> Int? {
        value(key, "must be a whole number from \(range.lowerBound) to \(range.upperBound)") { text in
            Int(text).flatMap { range.contains($0) ? $0 : nil }
        }
    }

    /// Seconds; the units s, m, h are known.
    mutating func duration(_ key: ConfigurationKey, in range: ClosedRange<Int>) -> Int? {
        let units = ["s": 1, "m": 60, "h": 3_600]
        return value(
            key,
            "must be a time from \(range.lowerBound)s to \(range.upperBound)s, written as 30, 30s, 5m or 1h"
        ) { quantity($0, units: units, in: range) }
    }

    /// Bytes; the units kB and MB are known.
    mutating func size(_ key: ConfigurationKey, in range: ClosedRange<Int>) -> Int? {
        let units = ["kB": 1_000, "MB": 1_000_000, "KiB": 1_024, "MiB": 1_048_576]
        let largest = range.upperBound / 1_000_000
        return value(key, "must be a size from 1kB to \(largest)MB, written as 500kB, 4MiB or in bytes") {
            quantity($0, units: units, in: range)
        }
    }

    mutating func furniture() -> FurnitureRules? {
        guard let setting = setting(.furniture) else { return nil }
        do throws(FurnitureRules.InvalidRule) {
            return try FurnitureRules(setting.values)
        } catch {
            problems.append(.init(place: setting.place, reason: "“furniture”: \(error.reason)"))
            return nil
        }
    }

    mutating func hubs() -> [HubAddress] {
        guard let setting = setting(.hubs) else { return [] }
        var hubs: [HubAddress] = []
        for text in setting.values {
            do throws(HubAddress.Invalid) {
                let hub = try HubAddress(text)
                if !hubs.contains(hub) { hubs.append(hub) }
            } catch {
                problems.append(.init(place: setting.place, reason: "“hubs”: “\(text)” \(error.reason)"))
            }
        }
        return hubs
    }

    mutating func categoryAliases() -> CategoryAliases? {
        guard let setting = setting(.categoryAliases) else { return nil }
        do throws(CategoryAliases.InvalidAlias) {
            return try CategoryAliases(setting.values)
        } catch {
            problems.append(.init(place: setting.place, reason: "“category-aliases”: \(error.reason)"))
            return nil
        }
    }

    mutating func listeners() -> [Listener]? {
        guard let setting = setting(.listen) else { return nil }
        var listeners: [Listener] = []
        for text in setting.values {
            do throws(ListenerSyntaxError) {
                listeners.append(try Listener(parsing: text))
            } catch {
                problems.append(.init(place: setting.place, reason: "“listen”: \(error)"))
            }
        }
        if setting.values.isEmpty { problems.append(.init(place: setting.place, reason: "“listen” names no address")) }
        return listeners
    }
}

/// A whole number with an optional unit.
func quantity(_ text: String, units: [String: Int], in range: ClosedRange<Int>) -> Int? {
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    let unit = text.dropFirst(digits.count).drop { $0 == " " }
    guard let number = Int(digits), let factor = unit.isEmpty ? 1 : units[String(unit)] else { return nil }
    let (product, overflow) = number.multipliedReportingOverflow(by: factor)
    return !overflow && range.contains(product) ? product : nil
}

private let levels = "debug, info, notice, warning, error"
private let parts = LogPart.allCases.map(\.rawValue).joined(separator: ", ")

/// Levels of parts: `http=debug, ledger=warning`.
private func partLevels(_ text: String) -> [LogPart: Logger.Level]? {
    var found: [LogPart: Logger.Level] = [:]
    for pair in text.split(separator: ",") {
        let sides = pair.split(separator: "=").map { $0.trimmed }
        guard sides.count == 2, let part = LogPart(rawValue: sides[0]), let level = Logger.Level(rawValue: sides[1]),
            found[part] == nil
        else { return nil }
        found[part] = level
    }
    return found.isEmpty ? nil : found
}

extension Substring {
    /// Without spaces at either end.
    fileprivate var trimmed: String {
        String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
}
