import Foundation
import Syndication

extension Digest {
    var data: Data { Data(bytes) }
}

extension PermanentID {
    var data: Data { Data(bytes) }
}
