import GRDB
import Syndication

/// Writes a text's content into a ledger.
struct LedgerTextWriting {
    private let ledger: LedgerTransaction
    private var report = LedgerText.Report()
    /// The articles of the text by id, as the ledger has them now.
    private var rows: [PermanentID: LedgerRow] = [:]

    init(_ ledger: LedgerTransaction) {
        self.ledger = ledger
    }

    /// Makes an empty ledger the one that was exported.
    mutating func fill(_ content: LedgerTextContent) throws -> LedgerText.Report {
        try ledger.removeFacts()
        for (key, value) in content.facts { try ledger.setFact(key, value) }
        for (line, article) in content.articles {
            try at(line, "its id, number, given id or slug is that of another line") {
                try ledger.put(article.row)
            }
            rows[article.row.id] = article.row
            report.added += 1
        }
        for (line, article) in content.articles {
            try at(line, "an alias or a former slug is that of another line") {
                for name in article.aliases { try ledger.putAlias(name, article.row) }
                for slug in article.formerSlugs { try ledger.putFormerSlug(slug, article.row) }
            }
        }
        for (line, imported) in content.imports {
            let entry = try entry(imported, line)
            try at(line, "its id or number is that of another line") { try ledger.put(entry) }
        }
        for (line, document) in content.documents {
            guard try ledger.document(document.path) == nil else {
                throw LedgerTextError(line: line, reason: "its path is that of another line")
            }
            try ledger.setDocument(document.path, digest: document.digest, lastModified: document.lastModified)
        }
        return report
    }

    /// Takes over lines of a later text of the same ledger.
    mutating func update(_ content: LedgerTextContent) throws {
        try ledger.removeFacts()
        for (key, value) in content.facts { try ledger.setFact(key, value) }
        for (line, article) in content.articles {
            try at(line, "its id, slug or alias is that of another article") { try ledger.overwrite(article) }
        }
        for (line, imported) in content.imports {
            var entry = imported.entry
            entry.article = try imported.article.flatMap { try ledger.article(id: $0)?.number }
            try at(line, "its id is that of another line") { try ledger.overwrite(entry) }
        }
        for (_, document) in content.documents {
            try ledger.setDocument(document.path, digest: document.digest, lastModified: document.lastModified)
        }
    }

    /// Adds what a ledger lacks, and changes nothing that it says.
    mutating func merge(_ content: LedgerTextContent) throws -> LedgerText.Report {
        for (line, article) in content.articles {
            try at(line, "its given id is that of another article") { try merge(article) }
        }
        for (line, imported) in content.imports {
            let entry = try entry(imported, line)
            _ = try ledger.insert(entry)
        }
        for (_, document) in content.documents where try ledger.document(document.path) == nil {
            try ledger.setDocument(document.path, digest: document.digest, lastModified: document.lastModified)
        }
        if let last = content.facts["lastRetraction"].flatMap({ Int64($0) }) {
            try ledger.setLastRetraction(Timestamp(seconds: last))
        }
        return report
    }

    private mutating func merge(_ article: LedgerLine.ArticleLine) throws {
        var row = article.row
        if let known = try ledger.article(id: row.id) {
            row = known
            report.known += 1
        } else {
            if try ledger.isTaken(row.slug) {
                var number = 2
                while try ledger.isTaken(article.row.slug.numbered(number)) { number += 1 }
                row.slug = article.row.slug.numbered(number)
                report.renamed += 1
            }
            try ledger.insert(&row)
            report.added += 1
        }
        rows[row.id] = row
        for name in article.aliases { try ledger.addAlias(name, to: row) }
        for slug in article.formerSlugs where try !ledger.isTaken(Slug(stored: slug)) {
            try ledger.putFormerSlug(slug, row)
        }
    }

    private func entry(_ imported: LedgerLine.ImportedLine, _ line: Int) throws -> LedgerImport {
        var entry = imported.entry
        if let article = imported.article {
            guard let row = rows[article] else {
                throw LedgerTextError(line: line, reason: "no line has its article \(article)")
            }
            entry.article = row.number
        }
        return entry
    }

    /// Names the line of a row that collides with another.
    private func at(_ line: Int, _ reason: String, _ body: () throws -> Void) throws {
        do {
            try body()
        } catch let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT {
            throw LedgerTextError(line: line, reason: reason)
        }
    }
}
