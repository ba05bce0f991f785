import Logging
import NIOCore
import Syndication

/// Every key with the value in force and where that comes from.
package struct EffectiveConfiguration: Sendable {
    package struct Entry: Sendable, Codable, Hashable {
        package let key: String
        /// Nil when the key says nothing.
        package let value: String?
        /// "default", or the place that named it: a flag, a variable, or file, line and column.
        package let origin: String
        package let needsRestart: Bool
    }

    package let entries: [Entry]

    /// - Parameters:
    ///   - layers: those that the settings were read from.
    ///   - derived: what keys that nobody named are taken from others as.
    package init(_ settings: Settings, layers: [ConfigurationLayer], derived: [ConfigurationKey: String]) {
        entries = ConfigurationKey.allCases.map { key in
            Entry(
                key: key.rawValue,
                value: settings.text(of: key) ?? derived[key],
                origin: layers.lazy.compactMap { $0.settings[key] }.first?.place ?? "default",
                needsRestart: ConfigurationGuide(key).needsRestart
            )
        }
    }

    /// Aligned lines for people, in the form of the file.
    package var text: String {
        let lines = entries.map { "\($0.value == nil ? "# " : "")\($0.key):\($0.value.map { " \($0)" } ?? "")" }
        let width = min(60, lines.map(\.count).max() ?? 0)
        return zip(lines, entries).map { line, entry in
            line + String(repeating: " ", count: max(0, width - line.count)) + "  # \(entry.origin)\n"
        }.joined()
    }
}

extension Settings {
    /// The value in force as the file would say it; nil when there is none.
    func text(of key: ConfigurationKey) -> String? {
        switch key {
        case .seeds: seeds
        case .state: state
        case .follow: follow
        case .listen:
            listeners.count == 1 ? "\(listeners[0])" : "[" + listeners.map { "\"\($0)\"" }.joined(separator: ", ") + "]"
        case .baseURL: baseURL?.text
        case .title: title
        case .description: description
        case .author: author
        case .language: language
        case .rights: rights
        case .zone: zone.name
        case .links: links?.source
        case .entries: "\(entries)"
        case .feedSize: "\(feedSize)"
        case .categoryAliases: quoted(categoryAliases.sources)
        case .templates: templates
        case .maxAge: "\(maxAge)s"
        case .grace: "\(grace)s"
        case .onMissing: retractsMissing ? "retract" : "keep"
        case .tombstones: tombstones ? "on" : "off"
        case .deltas: deltas ? "on" : "off"
        case .watch: watching.policy.rawValue
        case .pollInterval: "\(watching.pollInterval)s"
        case .reconcile: "\(watching.reconcileInterval)s"
        case .hubs: hubs.isEmpty ? nil : "[" + hubs.map { "\"\($0.text)\"" }.joined(separator: ", ") + "]"
        case .idFromName: idFromName?.source
        case .dateOrder: dateOrder.rawValue
        case .furniture:
            quoted(furniture.sources)
        case .largestSeed: "\(largestSeed)"
        case .longestLine: "\(bounds.longestLine)"
        case .deepestNesting: "\(bounds.deepestNesting)"
        case .mostSections: "\(bounds.mostSections)"
        case .logLevel: logging.level.rawValue
        case .logLevels:
            logging.parts.isEmpty
                ? nil
                : logging.parts.sorted { $0.key.rawValue < $1.key.rawValue }.map { "\($0.key)=\($0.value)" }.joined(
                    separator: ", "
                )
        case .logFormat: logging.format.rawValue
        case .accessLog: accessLog ?? "off"
        case .maxConnections: "\(server.connectionLimit)"
        case .headerTimeout: seconds(server.headTimeout)
        case .idleTimeout: seconds(server.idleTimeout)
        case .writeTimeout: seconds(server.writeTimeout)
        case .maxHeaderSize: "\(server.request.headSize)"
        case .maxHeaderCount: "\(server.request.fieldCount)"
        case .socketMode: "0" + String(server.socketAccess.mode, radix: 8)
        case .socketOwner: server.socketAccess.owner
        case .throttle: server.throttling.map { "\($0.requests)/\($0.period)s" } ?? "off"
        case .trustedProxies:
            server.trustedProxies.isEmpty
                ? nil : "[" + server.trustedProxies.texts.map { "\"\($0)\"" }.joined(separator: ", ") + "]"
        case .staleWhileRevalidate: "\(server.staleness.whileRevalidating)s"
        case .staleIfError: "\(server.staleness.ifError)s"
        }
    }

    private func quoted(_ texts: [String]) -> String? {
        guard !texts.isEmpty else { return nil }
        return "[" + texts.map { "\"\($0.replacing("\"", with: "\\\""))\"" }.joined(separator: ", ") + "]"
    }

    private func seconds(_ time: TimeAmount) -> String { "\(time.nanoseconds / 1_000_000_000)s" }
}
