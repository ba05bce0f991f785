import Foundation

extension Exposition {
    /// Everything that is worth a graph or an alert.
    static func page(
        _ report: StatusReport,
        _ requests: RequestTally,
        _ pushes: PushTally,
        _ process: ProcessFacts
    ) -> String {
        var page = Exposition()
        page.put("sower_build_info", .gauge, "The version that runs.", [([("version", report.version)], 1)])
        page.put("sower_articles", .gauge, "Published articles.", report.articles)
        page.put(
            "sower_seeds",
            .gauge,
            "Seeds that are no article of their own, by what they are instead.",
            [
                ([("outcome", "refused")], Double(report.counts.refused)),
                ([("outcome", "scheduled")], Double(report.counts.scheduled)),
                ([("outcome", "duplicate")], Double(report.counts.duplicates)),
                ([("outcome", "unnamed")], Double(report.counts.unnamed)),
            ]
        )
        page.put(
            "sower_articles_unshown",
            .gauge,
            "Articles that the main feed has no room for.",
            report.counts.unshown
        )
        page.put("sower_articles_missing", .gauge, "Articles whose seed is gone.", report.counts.missing)
        page.put("sower_articles_held", .gauge, "Missing articles that the brake holds.", report.counts.held)
        page.put("sower_brake", "Whether nothing is retracted by absence at the moment.", report.brake != nil)
        page.put("sower_trouble", "Whether something could not be stored at the last try.", report.trouble != nil)
        page.put("sower_ledger_incidents", .gauge, "What befell the ledger before this start.", report.incidents.count)
        page.put(
            "sower_watch_degraded",
            "Whether the folder is read every few seconds instead of watched.",
            report.isWatchDegraded
        )
        page.put(
            "sower_watch_mode",
            .gauge,
            "How changes are noticed: by events, by reading the folder, by that because events fail, or not while it is away.",
            ["events", "poll", "degraded", "away"].map { ([("mode", $0)], $0 == report.watchMode ? 1 : 0) }
        )
        page.put("sower_watch_queue", .gauge, "Paths and events that wait to be looked at.", report.queue)
        page.put(
            "sower_watch_losses_total",
            .counter,
            "How often the system lost events, so that the whole folder was read.",
            report.losses
        )
        page.put(
            "sower_watch_drift_total",
            .counter,
            "Changes that a reading of the whole folder found and no event had told of.",
            report.drift
        )
        page.put(
            "sower_reconcile_interval_seconds",
            .gauge,
            "How often the whole folder is compared; 0 for never.",
            report.reconcileInterval
        )
        page.put(
            "sower_last_reconcile_timestamp_seconds",
            .gauge,
            "When the whole folder was last compared.",
            seconds(report.lastReconcile?.time)
        )
        page.put(
            "sower_last_reconcile_duration_seconds",
            .gauge,
            "How long that took.",
            report.lastReconcile.map { $0.milliseconds / 1e3 }
        )
        page.put(
            "sower_freshness_seconds",
            "From a file's last change to its article's being served by every event loop.",
            report.freshness
        )
        page.put("sower_editions_total", .counter, "Editions published since the start.", Int(clamping: report.edition))
        page.put(
            "sower_last_change_timestamp_seconds",
            .gauge,
            "When what is published last changed.",
            seconds(report.lastChange)
        )
        page.put(
            "sower_feed_last_change_timestamp_seconds",
            .gauge,
            "When a feed's bytes last changed.",
            report.feeds.compactMap { feed in seconds(feed.lastChange).map { ([("feed", feed.path)], $0) } }
        )
        page.put(
            "sower_last_look_timestamp_seconds",
            .gauge,
            "When the sowing task last ended a piece of work.",
            seconds(report.lastLook)
        )
        for (name, event) in [
            ("refresh", report.lastRefresh), ("reload", report.lastReload), ("backup", report.lastBackup),
        ] {
            page.put(
                "sower_last_\(name)_timestamp_seconds",
                .gauge,
                "When the last \(name) ended.",
                seconds(event?.time)
            )
            page.put(
                "sower_last_\(name)_success",
                .gauge,
                "Whether the last \(name) succeeded.",
                event.map { $0.succeeded ? 1 : 0 }
            )
        }
        page.put(
            "sower_http_responses_total",
            .counter,
            "Requests answered on public listeners, by status.",
            requests.answers.sorted { $0.key < $1.key }.map { ([("code", "\($0.key)")], Double($0.value)) }
        )
        page.put(
            "sower_http_document_responses_total",
            .counter,
            "Requests answered on public listeners, by document and status; pages are one document without a name.",
            requests.documents.sorted { ($0.key.path, $0.key.status) < ($1.key.path, $1.key.status) }.map {
                ([("document", $0.key.path), ("code", "\($0.key.status)")], Double($0.value))
            }
        )
        page.put(
            "sower_http_request_duration_seconds",
            "From a request's head to its answer in the kernel's hands.",
            requests.latency
        )
        page.put(
            "sower_http_not_modified_share",
            .gauge,
            "The part of 200 and 304 answers since the start that was 304.",
            requests.notModifiedShare
        )
        page.put("sower_http_throttled_total", .counter, "Requests answered with 429.", requests.answers[429] ?? 0)
        page.put(
            "sower_feed_subscribers",
            .gauge,
            "Estimated subscribers, from what services that fetch for many said within two days.",
            requests.subscribers.subscribers(at: .now).sorted { $0.key < $1.key }.map {
                ([("feed", $0.key)], Double($0.value))
            }
        )
        page.put("sower_http_response_bytes_total", .counter, "Bytes of answers on public listeners.", requests.bytes)
        page.put("sower_http_connections", .gauge, "Open connections to public listeners.", requests.connections)
        page.put(
            "sower_hub_pings_total",
            .counter,
            "How often hubs were told what changed, by what came of it.",
            [([("result", "told")], Double(pushes.told)), ([("result", "failed")], Double(pushes.failed))]
        )
        page.put("process_resident_memory_bytes", .gauge, "Resident memory.", process.residentMemory)
        page.put("process_open_fds", .gauge, "Open file descriptors.", process.openDescriptors)
        page.put("process_cpu_seconds_total", .counter, "User and system time.", process.processorTime)
        page.put("process_start_time_seconds", .gauge, "When the process started, since the Unix epoch.", process.start)
        return page.text
    }

    private static func seconds(_ time: String?) -> Double? {
        time.flatMap { try? Date($0, strategy: .iso8601) }?.timeIntervalSince1970
    }
}
