import Crypto
import Foundation
import Mustache
import XML

/// Templates that are ready to be filled.
package struct PageSet: Sendable {
    private let library: MustacheLibrary
    let style: String
    /// Whether a template of a publisher's own has a part in the front page; it may ask for anything.
    let hasOwnFront: Bool
    /// Stands for the templates and for how they are filled: it moves whenever a page may look different although what it
    /// shows is the same.
    package let version: String
    /// A Content-Security-Policy under which the pages show as they are meant and nothing else runs or loads.
    package let contentSecurityPolicy: String

    /// Moves with the values that templates are given.
    private static let fillingVersion = "pages-3"

    /// What the front page is made from, but for its list.
    private static let front: [PageTemplates.Name] = [.front, .head, .top, .bottom, .subscribe]

    /// Throws for the first template that can't be parsed or names one that there is not.
    package init(_ templates: PageTemplates = PageTemplates()) throws(PageTemplateError) {
        MustacheContentTypes.register(ByteEscaping(), named: ByteEscaping.name)
        var library = MustacheLibrary()
        for name in PageTemplates.Name.allCases where name != .style {
            library.register(try PageSet.parse(templates[name], name), named: name.rawValue)
        }
        self.library = library
        style = templates[.style]
        let builtIn = PageTemplates()
        hasOwnFront = PageSet.front.contains { templates[$0] != builtIn[$0] }
        guard !style.utf8.contains(UInt8(ascii: "<")) else {
            let line = 1 + style.prefix { $0 != "<" }.count { $0 == "\n" }
            throw PageTemplateError(name: .style, line: line, reason: "a “<” would end the style sheet")
        }
        let texts = PageTemplates.Name.allCases.map { templates[$0] }
        version = Digest([PageSet.fillingVersion, Generator.version] + texts).hex
        let hash = Data(SHA256.hash(data: Data(style.utf8))).base64EncodedString()
        contentSecurityPolicy =
            "default-src 'none'; style-src 'sha256-\(hash)'; img-src 'self' https:; base-uri 'none'; "
            + "form-action 'self'; frame-ancestors 'none'"
    }

    /// A template whose values are escaped by code unit.
    static func template(_ source: String) throws -> MustacheTemplate {
        MustacheContentTypes.register(ByteEscaping(), named: ByteEscaping.name)
        return try MustacheTemplate(string: "{{% CONTENT_TYPE: \(ByteEscaping.name)}}" + source)
    }

    private static func parse(
        _ text: String,
        _ name: PageTemplates.Name
    ) throws(PageTemplateError) -> MustacheTemplate {
        for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            for part in line.components(separatedBy: "{{>").dropFirst() {
                let partial = part.prefix { $0 != "}" }.drop { $0 == " " }.prefix { $0 != " " }
                guard PageTemplates.Name(rawValue: String(partial)) != nil, partial != "style" else {
                    throw PageTemplateError(name: name, line: number + 1, reason: "there is no template “\(partial)”")
                }
            }
        }
        do {
            return try template(text)
        } catch let error as MustacheTemplate.ParserError {
            throw PageTemplateError(name: name, line: error.context.lineNumber, reason: "\(error.error)")
        } catch {
            throw PageTemplateError(name: name, line: 1, reason: "\(error)")
        }
    }

    func render(_ name: PageTemplates.Name, _ values: [String: Any]) -> String {
        var values = values
        values["style"] = style
        return library.render(values, withTemplate: name.rawValue) ?? ""
    }
}

/// Escapes by code unit: the library's own escaping goes by Character, so it leaves a `<` or `"` with a combining mark
/// after it as it is, and a browser takes it for markup.
private struct ByteEscaping: MustacheContentType {
    static let name = "BYTES"

    func escapeText(_ text: String) -> String { XMLText.escaped(text) }
}
