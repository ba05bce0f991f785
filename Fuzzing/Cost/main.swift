import Syndication

// Recognises hostile seeds in three sizes each, every one twice the one before, while callgrind counts: it writes what
// `measure` has taken after each call, and here is printed which call that was.
//
// Usage: RecognitionCost FACTOR [PART PARTS]: sizes are multiplied by the factor; of so many parts of the seeds, takes one.

let numbers = CommandLine.arguments.dropFirst().compactMap { Int($0) }
guard numbers.count == 1 || numbers.count == 3 else { fatalError("usage: RecognitionCost FACTOR [PART PARTS]") }
let (part, parts) = numbers.count == 3 ? (numbers[1], numbers[2]) : (0, 1)
let rules = try FurnitureRules(["block Mark*", "from Share if Copy", "line Advertisement"])
let bounds = SeedBounds(longestLine: .max, deepestNesting: 100, mostSections: .max)
let recogniser = Recogniser(RecognitionSettings(furniture: rules, bounds: bounds))

for (index, seed) in HostileSeed.all.enumerated() where index % parts == part {
    // What is made once for all is made here.
    recognise(recogniser, Array(seed.text(8).utf8), seed.ending)
    for doubling in [1, 2, 4] {
        let bytes = Array(seed.text(seed.size * numbers[0] * doubling).utf8)
        measure(recogniser, bytes, seed.ending)
        print(seed.title)
    }
}

/// What is counted; not inlined, as it is found by its name.
@inline(never)
func measure(_ recogniser: Recogniser, _ bytes: [UInt8], _ ending: String) { recognise(recogniser, bytes, ending) }

func recognise(_ recogniser: Recogniser, _ bytes: [UInt8], _ ending: String) {
    do throws(SeedProblem) {
        _ = try recogniser.recognise(bytes, path: "seed." + ending)
    } catch {
        // To refuse it is an answer too.
    }
}
