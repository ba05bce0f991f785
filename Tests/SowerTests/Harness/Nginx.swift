import Foundation

/// An nginx of one test, with all its files in the test's folder.
enum Nginx {
    /// Starts it with what stands in its `http` block.
    static func start(_ block: String, at place: Place) throws -> Running {
        let temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map {
            "\($0)_temp_path \(place.root)/t-\($0);"
        }
        let path = try place.file(
            "nginx.conf",
            """
            \(geteuid() == 0 ? "user root;" : "")
            daemon off;
            pid \(place.root)/nginx.pid;
            error_log \(place.root)/nginx.log;
            events {}
            http {
            access_log off;
            \(temporary.joined(separator: "\n"))
            \(block)
            }
            """
        )
        return try Running(
            "nginx",
            ["-c", path, "-e", place.root + "/nginx.log"],
            environment: plainEnvironment(home: place.root),
            output: place.root + "/proxy.out",
            errors: place.root + "/proxy.err"
        )
    }

    /// An example of the project, in front of a port, and listening elsewhere.
    static func example(_ name: String, to backend: Int, listen: String) throws -> String {
        try String(contentsOfFile: Checkout.path("deploy/\(name)"), encoding: .utf8)
            .replacing("127.0.0.1:8080", with: "127.0.0.1:\(backend)")
            .replacing("    listen [::]:80;\n", with: "")
            .replacing("listen 80;", with: "listen \(listen);")
    }
}
