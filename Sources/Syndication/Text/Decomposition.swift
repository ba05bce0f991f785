import Foundation

extension String {
    /// Compatibility decomposition (Unicode Standard Annex 15, form NFKD); linear.
    var decomposed: String { decomposedStringWithCompatibilityMapping }
}
