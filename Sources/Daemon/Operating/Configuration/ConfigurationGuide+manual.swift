extension ConfigurationGuide {
    /// The manual page sower.yaml(5) in mdoc(7).
    package static var manual: String {
        let keys = ConfigurationKey.allCases.map { key in
            let guide = ConfigurationGuide(key)
            let value = guide.isDefault ? "Default" : "For example"
            return """
                .It Ic \(key.rawValue)
                \(sentences(guide.text))
                \(guide.needsRestart ? "A change needs a restart." : "A change comes with a reload.")
                .br
                \(value):
                .Ql \(escaped(guide.sample)) .
                Variable:
                .Ev \(key.variable) .
                """
        }
        return head + keys.joined(separator: "\n") + "\n" + tail
    }

    /// A line for each sentence, as mdoc(7) wants them.
    private static func sentences(_ text: String) -> String {
        escaped(text).split(separator: " ").map(String.init).reduce(into: [String]()) { lines, word in
            if let last = lines.last, !last.hasSuffix(".") || last.hasSuffix("..") {
                lines[lines.count - 1] = "\(last) \(word)"
            } else {
                lines.append(word)
            }
        }.joined(separator: "\n")
    }

    private static func escaped(_ text: String) -> String {
        var escaped = ""
        for character in text {
            switch character {
            case "\\": escaped += "\\e"
            case "©": escaped += "\\(co"
            case "^": escaped += "\\(ha"
            case "~": escaped += "\\(ti"
            case "\"": escaped += "\\(dq"
            default: escaped.append(character)
            }
        }
        return escaped
    }

    private static let head = """
        .\\" Written by "make manual" from Sources/Daemon/Operating/Configuration/ConfigurationGuide.swift.
        .Dd November 24, 2026
        .Dt SOWER.YAML 5
        .Os
        .Sh NAME
        .Nm sower.yaml
        .Nd configuration of the feed daemon sower
        .Sh DESCRIPTION
        The file is a YAML mapping of the keys below to single values;
        .Ic listen
        also takes a list.
        Every key may be left out.
        A flag of
        .Xr sower 1
        is stronger than an environment variable, which is stronger than the file, which is stronger than the default.
        .Pp
        An unknown key, one that stands twice, or a value out of bounds makes the whole file invalid:
        .Nm sower
        doesn't start with it (exit status 78), and a reload leaves everything as it was.
        Each mistake is named with file, line and column, and an unknown key with the nearest known one.
        .Sh KEYS
        .Bl -tag -width Ds

        """

    private static let tail = """
        .El
        .Sh FILES
        .Bl -tag -width Ds
        .It Pa /etc/sower/sower.yaml
        The file that the service reads.
        .El
        .Sh EXAMPLES
        .Bd -literal
        seeds: /srv/articles
        base-url: https://news.example
        title: Harbour News
        .Ed
        .Sh SEE ALSO
        .Xr sower 1 ,
        .Xr sower 7

        """
}
