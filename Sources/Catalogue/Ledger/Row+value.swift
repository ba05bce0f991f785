import GRDB

extension Row {
    /// A column's value; throws `damage` when SQLite holds another type there, where a plain subscript would trap.
    func value<Value: DatabaseValueConvertible>(
        _ index: Int,
        or damage: @autoclosure () -> LedgerDamage
    ) throws -> Value {
        guard let value = Value.fromDatabaseValue(self[index] as DatabaseValue) else { throw damage() }
        return value
    }

    /// The same for a column that may be NULL.
    func optional<Value: DatabaseValueConvertible>(
        _ index: Int,
        or damage: @autoclosure () -> LedgerDamage
    ) throws -> Value? {
        let stored: DatabaseValue = self[index]
        if stored.isNull { return nil }
        guard let value = Value.fromDatabaseValue(stored) else { throw damage() }
        return value
    }
}
