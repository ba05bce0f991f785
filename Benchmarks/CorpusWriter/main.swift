import Corpus
import Foundation

// Writes made-up articles into a folder, a hundred folders of them; the same for the same arguments.
//
// Usage: CorpusWriter FOLDER COUNT [BYTES [md]]. Without BYTES, or with 0, each has 1 kB to 50 kB, small ones more often. With
// "md" they are Markdown with front matter, as static generators read it.

let arguments = CommandLine.arguments
guard (3...5).contains(arguments.count), let count = Int(arguments[2]),
    let bytes = arguments.count > 3 ? Int(arguments[3]) : 0
else {
    print("usage: CorpusWriter FOLDER COUNT [BYTES [md]]")
    exit(64)
}
let isMarkdown = arguments.count > 4 && arguments[4] == "md"
let (corpus, files) = (Corpus(), FileManager.default)
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
