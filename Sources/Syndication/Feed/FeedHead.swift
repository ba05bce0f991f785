/// How much of what a feed could show stands in its head.
package enum FeedHead {
    /// How many of the entries fit, the latest first: as many as take no more than the limit together, and one in any case.
    package static func fitting(_ sizes: [Int], limit: Int) -> Int {
        var rest = limit
        let count = sizes.prefix { size in
            rest -= size
            return rest >= 0
        }.count
        return max(count, min(1, sizes.count))
    }
}
