/// What one source of configuration says: flags, the environment or a file.
package struct ConfigurationLayer: Sendable {
    /// The values of a key and where they stand, for messages: "sower.yaml:12:5", "--listen", "SOWER_LISTEN".
    package struct Setting: Sendable {
        package var values: [String]
        package var place: String

        package init(values: [String], place: String) {
            (self.values, self.place) = (values, place)
        }
    }

    package private(set) var settings: [ConfigurationKey: Setting] = [:]

    /// What is wrong with its keys; that of its values is found when they are read.
    package var problems: [ConfigurationError.Problem] = []

    package init() {}

    package mutating func set(_ key: ConfigurationKey, _ values: [String], at place: String) {
        settings[key] = Setting(values: values, place: place)
    }

    /// The variables of the environment that name a key.
    package init(environment: [String: String]) {
        for key in ConfigurationKey.allCases {
            guard let value = environment[key.variable], !value.isEmpty else { continue }
            let values = key.takesList ? value.split(separator: key.separator).map(String.init) : [value]
            set(key, values, at: key.variable)
        }
    }
}

/// Everything that is wrong with a configuration, each with its place.
package struct ConfigurationError: Error, Sendable, CustomStringConvertible {
    package struct Problem: Sendable, Hashable, CustomStringConvertible {
        package let place: String
        package let reason: String

        package init(place: String, reason: String) {
            (self.place, self.reason) = (place, reason)
        }

        package var description: String { "\(place): \(reason)" }
    }

    package let problems: [Problem]

    package init(_ problems: [Problem]) {
        self.problems = problems
    }

    package var description: String { problems.map(\.description).joined(separator: "\n") }
}
