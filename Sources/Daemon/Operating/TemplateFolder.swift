import Foundation
package import Syndication

/// The folder in which a publisher's own templates are.
package enum TemplateFolder {
    /// The built-in templates, with those of the folder in their place.
    ///
    /// Throws everything that is wrong with it, each with file and line.
    package static func pages(_ folder: String?) throws -> PageSet {
        guard let folder else { return try PageSet() }
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
        } catch {
            throw ConfigurationError([.init(place: folder, reason: "“templates” is no folder that can be read")])
        }
        var (own, problems): ([PageTemplates.Name: String], [ConfigurationError.Problem]) = ([:], [])
        for file in names where file.hasSuffix(".mustache") || file.hasSuffix(".css") {
            let path = "\(folder)/\(file)"
            guard let name = PageTemplates.Name.allCases.first(where: { $0.fileName == file }) else {
                let known = PageTemplates.Name.allCases.map(\.fileName).joined(separator: ", ")
                problems.append(.init(place: path, reason: "is no template; there are \(known)"))
                continue
            }
            do {
                let text = try FilesOnDisk.text(at: path)
                own[name] = text
                // Each by itself first, so that all that are at fault are named.
                _ = try PageSet(PageTemplates(replacing: [name: text]))
            } catch let error as PageTemplateError {
                problems.append(.init(place: "\(path):\(error.line)", reason: error.reason))
            } catch {
                problems.append(.init(place: path, reason: "can't be read: \(error)"))
            }
        }
        guard problems.isEmpty else { throw ConfigurationError(problems) }
        return try PageSet(PageTemplates(replacing: own))
    }
}
