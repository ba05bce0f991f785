import Testing
import XML

@Suite("HTML before a judge")
struct HTMLJudgeTests {
    @Test("The judge finds faults")
    func isStrict() throws {
        let faulty = [
            "<p onclick=\"x\">a</p>", "<p><a href=\"javascript:x\">a</a></p>", "<p>a<p>b</p>", "<p>GONE</p>", "a",
            "<script></script>", "<ul>a</ul>", "<p><a href=\"/b\">a</a></p>", "<p><img src=\"data:a\" alt=\"\"></p>",
            "<table><tr><td>a</td></tr></table>", "<p></p>", "<pre>\na</pre>",
        ]
        let problems = try HTMLJudge.problems(in: ["<p>a</p>"] + faulty)
        #expect(problems.map(\.index) == Array(1...faulty.count))
    }

    @Test("It finds none in what is left of the hostile cases")
    func hostile() throws {
        let cases = try HostileCase.all()
        let texts = try cases.map { try Sanitising.text(of: $0.html) }
        for problem in try HTMLJudge.problems(in: texts) {
            Issue.record("\(cases[problem.index].testDescription): \(problem.problem)")
        }
    }

    @Test("It finds none in what is left of garbage", arguments: 101...104)
    func garbage(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let sources = (0..<1_000).map { _ in RandomHTML.text(using: &generator) }
        let texts = try sources.map { try Sanitising.text(of: $0) }
        for problem in try HTMLJudge.problems(in: texts).prefix(3) {
            Issue.record("\(sources[problem.index].debugDescription) → \(texts[problem.index]): \(problem.problem)")
        }
    }

    @Test(
        "It finds none in what nests deep",
        arguments: ["blockquote", "div", "ul><li", "table><tr><td>x<td", "dl><dt>x<dd", "b", "x"]
    )
    func deep(tag: String) throws {
        let html =
            String(repeating: "<\(tag)>y", count: 200 / tag.split(separator: "<").count)
            + "<pre><a href=/b><b><i><em><strong><sub><sup><code>z"
        let text = try Sanitising.text(of: html)
        #expect(text.contains("z"))
        #expect(try Sanitising.text(of: text) == text)
        #expect(try HTMLJudge.problems(in: [text]) == [])
    }
}
