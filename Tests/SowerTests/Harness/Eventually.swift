import Testing

/// What did not come true in time.
struct NeverHappened: Error, CustomStringConvertible {
    let description: String
}

/// Looks again and again until there is a value, and returns it.
@discardableResult
func eventually<Value>(
    _ what: String,
    within limit: Duration = .seconds(90),
    every pause: Duration = .milliseconds(10),
    _ condition: () async throws -> Value?
) async throws -> Value {
    let deadline = ContinuousClock.now + limit
    while true {
        if let value = try await condition() { return value }
        guard ContinuousClock.now < deadline else { throw NeverHappened(description: "within \(limit): \(what)") }
        try await Task.sleep(for: pause)
    }
}

/// Looks again and again until it is true.
func eventually(
    _ what: String,
    within limit: Duration = .seconds(90),
    every pause: Duration = .milliseconds(10),
    _ condition: () async throws -> Bool
) async throws {
    try await eventually(what, within: limit, every: pause) { try await condition() ? () : nil }
}
