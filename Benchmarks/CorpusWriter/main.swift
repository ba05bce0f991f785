import Corpus
import Foundation

// Writes made-up articles into a folder, a hundred folders of them; the same for the same arguments.
//
// Usage: CorpusWriter FOLDER COUNT [BYTES [txt|md [SEED]]]. Without BYTES, or with 0, each has 1 kB to 50 kB, small ones more
// often. With "md" they are Markdown with front matter, as static generators read it. Another SEED gives other articles.

let arguments = CommandLine.arguments
guard (3...6).contains(arguments.count), let count = Int(arguments[2]),
    let bytes = arguments.count > 3 ? Int(arguments[3]) : 0, let seed = arguments.count > 5 ? UInt64(arguments[5]) : 1
else {
    print("usage: CorpusWriter FOLDER COUNT [BYTES [txt|md [SEED]]]")
    exit(64)
}
let isMarkdown = arguments.count > 4 && arguments[4] == "md"
let (corpus, files) = (Corpus(seed: seed), FileManager.default)
let folders = min(100, count)
for number in 0..<folders {
    try files.createDirectory(atPath: "\(arguments[1])/\(number)", withIntermediateDirectories: true)
}
// One descriptor at a time, and no copy of a whole corpus in memory.
for number in 0..<count {
    let size = bytes > 0 ? bytes : corpus.size(number)
    let text = isMarkdown ? corpus.markdown(number, bytes: size) : corpus.article(number, bytes: size)
    let path = "\(arguments[1])/\(number % folders)/\(number).\(isMarkdown ? "md" : "txt")"
    guard files.createFile(atPath: path, contents: Data(text)) else {
        print("\(path): can't be written")
        exit(1)
    }
}
