import Syndication

extension LedgerBackups {
    /// How many of the newest are kept, whatever their days.
    private static let newest = 3
    /// Of how many earlier days the last one is kept.
    private static let days = 7

    /// Those to delete: all but the newest three, and the last one of each of seven days before that of the newest.
    ///
    /// Days without a backup are not counted, so a machine that was off for a month keeps what it has.
    ///
    /// - Parameter backups: the newest first.
    static func unwanted(_ backups: [LedgerBackup]) -> [LedgerBackup] {
        var wanted = Set(backups.prefix(newest))
        var day = backups.first?.day
        var kept = 0
        for backup in backups where backup.day != day && kept < days {
            day = backup.day
            kept += 1
            wanted.insert(backup)
        }
        return backups.filter { !wanted.contains($0) }
    }
}

extension LedgerBackup {
    /// Its day in UTC.
    fileprivate var day: CivilDate { CivilTime(made).date }
}
