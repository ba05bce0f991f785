import Testing

@testable import Syndication

@Suite("BaseURL")
struct BaseURLTests {
    @Test(
        "An absolute address is taken in one form, without a slash at the end",
        arguments: [
            ("http://news.example", "http://news.example", ""), ("http://news.example/", "http://news.example", ""),
            ("https://news.example///", "https://news.example", ""),
            ("HTTPS://News.Example/Path", "https://news.example/Path", "/Path"),
            ("http://127.0.0.1:8080", "http://127.0.0.1:8080", ""),
            ("http://[::1]:8080/a", "http://[::1]:8080/a", "/a"),
            ("http://[2001:DB8::1]", "http://[2001:db8::1]", ""), ("http://localhost", "http://localhost", ""),
            ("https://a.example/x/y/", "https://a.example/x/y", "/x/y"),
            ("https://a.example/%E6%BC%A2", "https://a.example/%E6%BC%A2", "/%E6%BC%A2"),
            ("https://xn--wgv71a.example/~me/a,b;c=d", "https://xn--wgv71a.example/~me/a,b;c=d", "/~me/a,b;c=d"),
            ("http://a.example:65535", "http://a.example:65535", ""), ("http://my_host", "http://my_host", ""),
        ]
    )
    func good(text: String, normal: String, path: String) throws {
        let url = try #require(BaseURL(text))
        #expect(url.text == normal)
        #expect(url.path == path)
        #expect(url.description == normal)
        #expect(url.appending("/atom.xml") == normal + "/atom.xml")
        #expect(BaseURL(url.text) == url)
    }

    @Test(
        "Anything else is refused",
        arguments: [
            "", "/", "http", "http:", "http://", "http:///", "https:///path", "news.example", "//news.example",
            "ftp://a.example",
            "file:///etc/passwd", "javascript://a.example", "mailto:a@b.example", "http:/a.example",
            "http://a.example?x=1", "http://a.example/#top", "http://user@a.example", "http://user:pass@a.example",
            "http://a b.example", " http://a.example", "http://a.example ", "http://a.example/\n",
            "http://a.example/a b",
            "http://a.example/<b>", "http://a.example/\"", "http://é.example", "http://a.example/é",
            "http://a.example//b", "http://a.example/../b", "http://a.example/./b", "http://a.example/a/..",
            "http://:8080", "http://a.example:", "http://a.example:0", "http://a.example:65536",
            "http://a.example:http",
            "http://a.example:80:80", "http://[::1", "http://[]", "http://[::1]x", "http://[zz]", "http://a.example/%",
            "http://a.example/%2", "http://a.example/%zz", "http://.example", "http://a,b", "http://a%41",
            "http://a.example\\b", "http://a.example:-1", "http://a.example:+80", "http://a.example:８０",
        ]
    )
    func bad(text: String) {
        #expect(BaseURL(text) == nil)
    }
}
