import Syndication
import Yams

/// A configuration file in YAML: a mapping of known keys to single values.
package enum ConfigurationFile {
    /// Reads a file's text.
    ///
    /// - Parameter name: how messages call the file.
    /// - Returns: also every unknown or ill-typed key, with its line and column, among the problems.
    /// - Throws: what is no YAML at all, or no mapping.
    package static func read(_ text: String, name: String) throws(ConfigurationError) -> ConfigurationLayer {
        let root: Node?
        do {
            root = try Yams.compose(yaml: text)
        } catch let error as YamlError {
            throw ConfigurationError([problem(error, in: text, name: name)])
        } catch {
            throw ConfigurationError([.init(place: name, reason: "\(error)")])
        }
        var layer = ConfigurationLayer()
        // An empty file, or one of comments alone, says nothing.
        guard let root, root.null == nil else { return layer }
        guard let mapping = root.mapping else {
            throw ConfigurationError([.init(place: place(of: root, name), reason: "expected lines of “key: value”")])
        }
        for (keyNode, valueNode) in mapping {
            guard let name_ = keyNode.string, let key = ConfigurationKey(rawValue: name_) else {
                let known = nearest(to: keyNode.string ?? "")
                let hint = known.map { "; did you mean “\($0)”?" } ?? ""
                layer.problems.append(
                    .init(place: place(of: keyNode, name), reason: "unknown key “\(keyNode.string ?? "")”\(hint)")
                )
                continue
            }
            if layer.settings[key] != nil {
                layer.problems.append(
                    .init(place: place(of: keyNode, name), reason: "“\(key.rawValue)” stands here twice")
                )
            } else if let value = valueNode.scalar?.string {
                // A key without a value is as if it were not there.
                if valueNode.null == nil { layer.set(key, [value], at: place(of: valueNode, name)) }
            } else if key.takesList, let sequence = valueNode.sequence, sequence.allSatisfy({ $0.scalar != nil }) {
                layer.set(key, sequence.compactMap { $0.scalar?.string }, at: place(of: valueNode, name))
            } else {
                let expected = key.takesList ? "a single value or a list of them" : "a single value"
                layer.problems.append(
                    .init(place: place(of: valueNode, name), reason: "“\(key.rawValue)” takes \(expected)")
                )
            }
        }
        return layer
    }

    private static func place(of node: Node, _ name: String) -> String {
        node.mark.map { "\(name):\($0.line):\($0.column)" } ?? name
    }

    private static func problem(_ error: YamlError, in text: String, name: String) -> ConfigurationError.Problem {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            .init(place: "\(name):\(mark.line):\(mark.column)", reason: "not YAML: \(problem)")
        case .duplicatedKeysInMapping(let duplicates, let context):
            .init(
                place: "\(name):\(repetition(of: duplicates, in: text) ?? context.mark.line)",
                reason: "stands here twice: \(duplicates.map { "“\($0)”" }.sorted().joined(separator: ", "))"
            )
        default:
            .init(place: name, reason: "not YAML: \(error)")
        }
    }

    /// The line where one of the keys stands for the second time: the parser gives only that of the whole mapping.
    private static func repetition(of keys: [String], in text: String) -> Int? {
        var seen = Set<String>()
        for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let key = String(line.prefix { $0 != ":" })
            if keys.contains(key), !seen.insert(key).inserted { return number + 1 }
        }
        return nil
    }

    /// The known key with the fewest letters to change, if they are few.
    static func nearest(to name: String) -> String? {
        if name.utf8.count > 2, let longer = ConfigurationKey.allCases.first(where: { $0.rawValue.hasPrefix(name) }) {
            return longer.rawValue
        }
        let distances = ConfigurationKey.allCases.map { ($0.rawValue, EditDistance.between(name, $0.rawValue)) }
        guard let best = distances.min(by: { $0.1 < $1.1 }), best.1 <= max(2, name.utf8.count / 3) else { return nil }
        return best.0
    }
}
