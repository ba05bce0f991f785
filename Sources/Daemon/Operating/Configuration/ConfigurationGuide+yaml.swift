extension ConfigurationGuide {
    /// The sample file, every key with its explanation and its default.
    package static var yaml: String {
        let head = """
            Sower's configuration. Every key may be left out; what stands here is its default, and what stands behind a \
            "#" an example. A flag of "sower serve" is stronger than an environment variable (SOWER_BASE_URL for \
            base-url), and both are stronger than this file. "sower check --config FILE" says what is wrong with it, \
            "sower config --config FILE" what is in force and why. After a change: sower reload, systemctl reload, or \
            kill -HUP.
            """
        let keys = ConfigurationKey.allCases.map { key in
            let guide = ConfigurationGuide(key)
            let restart = guide.needsRestart ? " A change needs a restart." : ""
            let line = "\(guide.isDefault ? "" : "# ")\(key.rawValue): \(guide.sample)"
            return comment(guide.text + restart) + line + "\n"
        }
        return ([comment(head)] + keys).joined(separator: "\n")
    }

    /// Lines of at most 100 columns, broken at spaces.
    private static func comment(_ text: String) -> String {
        var lines: [String] = []
        for word in text.split(separator: " ") {
            if let last = lines.last, last.count + word.count < 100 {
                lines[lines.count - 1] = "\(last) \(word)"
            } else {
                lines.append("# \(word)")
            }
        }
        return lines.map { $0 + "\n" }.joined()
    }
}
