import CLibXML2

/// The library as a whole.
enum LibXML2 {
    /// Touching it initialises libxml2, once for the process and under the lock of a lazy constant.
    static let ready: Void = xmlInitParser()
}
