import NIOSSL
import Synchronization

/// The certificates by which hubs are believed to be who they are.
///
/// Those of the system, or of the file that SSL_CERT_FILE names as other programs take it; read when the first hub of an https
/// address is told something.
final class HubTrust: Sendable {
    private let file: String?
    private let context = Mutex<NIOSSLContext?>(nil)

    init(file: String?) { self.file = file }

    /// A handler for one connection; throws when the certificates can't be read.
    func handler(for hub: HubAddress) throws -> NIOSSLClientHandler {
        let context = try context.withLock { context in
            if let context { return context }
            var configuration = TLSConfiguration.makeClientConfiguration()
            if let file { configuration.trustRoots = .file(file) }
            let made = try NIOSSLContext(configuration: configuration)
            context = made
            return made
        }
        do {
            return try NIOSSLClientHandler(context: context, serverHostname: hub.host)
        } catch let error as NIOSSLExtraError where error == .cannotUseIPAddressInSNI {
            // Then the certificate has to name the address.
            return try NIOSSLClientHandler(context: context, serverHostname: nil)
        }
    }
}
