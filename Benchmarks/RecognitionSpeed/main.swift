import Foundation
import Syndication

// What it costs to recognise text articles, against `cat` over the same files: the ratio of wall times, on two threads.
//
// Usage: RecognitionSpeed FOLDER [COUNT ROUNDS]. The sides take turns, so that whatever else the machine does befalls all
// alike.

let arguments = CommandLine.arguments
guard arguments.count == 2 || arguments.count == 4 else {
    print("usage: RecognitionSpeed FOLDER [COUNT ROUNDS]")
    exit(64)
}
let numbers = arguments.count == 4 ? arguments[2...].compactMap { Int($0) } : [10_000, 15]
let (count, rounds, bytes) = (numbers[0], numbers[1], 12_000)
let folder = try CorpusFolder(path: arguments[1] + "/recognition-speed-\(getpid())", count: count, bytes: bytes)
defer { folder.remove() }

let recogniser = Recogniser()
// For what is measured without reading and recognising.
let articles = try (0..<count).map { try recogniser.recognise(folder.read($0), path: folder.names[$0]).article }

let sides: [(name: String, work: @Sendable () throws -> Void)] = [
    ("cat", { try folder.cat() }),
    ("reading alone", { [folder] in try folder.inParallel { !folder.read($0).isEmpty } }),
    (
        "reading and recognising",
        { [folder, recogniser] in
            try folder.inParallel { number in
                (try? recogniser.recognise(folder.read(number), path: folder.names[number])) != nil
            }
        }
    ),
    (
        "all marks: digest, text key, sketch and id",
        { [folder, articles] in
            try folder.inParallel { ArticleMarks(articles[$0]).identity.id(collision: 0).bytes.count == 16 }
        }
    ),
    ("digest", { [folder, articles] in try folder.inParallel { articles[$0].digest.high != 0 } }),
    ("text key", { [folder, articles] in try folder.inParallel { articles[$0].textKey.high != 0 } }),
    ("sketch", { [folder, articles] in try folder.inParallel { articles[$0].sketch.isTelling } }),
    ("id", { [folder, articles] in try folder.inParallel { articles[$0].mintedID(collision: 0).bytes.count == 16 } }),
]

/// What one turn of a side took, and with what on all processors.
struct Turn {
    let wall: Duration
    let processors: Duration

    init(_ work: () throws -> Void) rethrows {
        let start = Turn.used
        wall = try ContinuousClock().measure(work)
        processors = Turn.used - start
    }

    /// By this process and those it waited for.
    private static var used: Duration {
        [RUSAGE_SELF, RUSAGE_CHILDREN].reduce(Duration.zero) { sum, who in
            var usage = rusage()
            getrusage(Int32(truncatingIfNeeded: who.rawValue), &usage)
            return [usage.ru_utime, usage.ru_stime].reduce(sum) {
                $0 + .seconds($1.tv_sec) + .microseconds($1.tv_usec)
            }
        }
    }
}

var turns = sides.map { _ in [Turn]() }
for _ in 0..<rounds {
    for (index, side) in sides.enumerated() { turns[index].append(try Turn(side.work)) }
}
let medians = turns.map { turns in
    [turns.map(\.wall), turns.map(\.processors)].map { $0.sorted()[turns.count / 2] }
}
print("\(count) text articles of \(bytes) bytes, two threads, medians of \(rounds):")
for (side, median) in zip(sides, medians) {
    let ratios = zip(median, medians[0]).map { ($0 / $1 * 100).rounded() / 100 }
    let times = median.map { $0.formatted(.units(allowed: [.milliseconds], width: .narrow)) }
    print("\(side.name): \(times[0]), \(ratios[0]) times cat; processor time \(times[1]), \(ratios[1]) times cat")
}
