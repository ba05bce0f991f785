/// What pages have in common.
extension PageTemplates {
    static let head = """
        <!DOCTYPE html>
        <html lang="{{language}}">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>{{documentTitle}}</title>
        {{#summary}}<meta name="description" content="{{summary}}">
        {{/summary}}{{#isHidden}}<meta name="robots" content="noindex">
        {{/isHidden}}{{#canonical}}<link rel="canonical" href="{{canonical}}">
        {{/canonical}}{{#alternates}}<link rel="alternate" type="{{type}}" title="{{title}}" href="{{address}}">
        {{/alternates}}{{#openSearch}}<link rel="search" type="application/opensearchdescription+xml" title="{{site}}" \
        href="{{openSearch}}">
        {{/openSearch}}{{#graph}}<meta property="og:site_name" content="{{site}}">
        <meta property="og:type" content="{{type}}">
        <meta property="og:title" content="{{title}}">
        <meta property="og:url" content="{{address}}">
        {{#summary}}<meta property="og:description" content="{{summary}}">
        {{/summary}}{{#image}}<meta property="og:image" content="{{image}}">
        {{/image}}{{#published}}<meta property="article:published_time" content="{{published}}">
        <meta property="article:modified_time" content="{{updated}}">
        {{/published}}{{/graph}}<meta name="color-scheme" content="light dark">
        <style>{{{style}}}</style>
        </head>

        """

    static let top = """
        <body>
        <a class="skip" href="#main">Skip to the content</a>
        <header class="top">
        <div class="masthead">
        {{#isFront}}<h1 class="name">{{site}}</h1>{{/isFront}}{{^isFront}}<p class="name"><a href="{{home}}">{{site}}</a></p>\
        {{/isFront}}
        {{#searchPath}}<form action="{{searchPath}}" role="search">
        <label for="q">Search articles</label>
        <input type="search" id="q" name="q" value="{{query}}" maxlength="300" placeholder="Search articles">
        <button>Search</button>
        </form>
        {{/searchPath}}</div>
        {{#hasNavigation}}<nav aria-label="Categories">
        <ul>
        {{#navigation}}<li><a href="{{address}}"{{#current}} aria-current="{{current}}"{{/current}}>{{name}}</a></li>
        {{/navigation}}</ul>
        </nav>
        {{/hasNavigation}}</header>

        """

    static let bottom = """
        <footer class="bottom">
        {{#feedsPage}}<p>Follow with a feed reader: <a href="{{feedsPage}}">all feeds explained</a>\
        {{#mainFeeds}}, <a href="{{address}}">{{name}}</a>{{/mainFeeds}}</p>
        {{/feedsPage}}{{#archivePage}}<p><a href="{{archivePage}}">All articles by month</a></p>
        {{/archivePage}}{{#rights}}<p>{{rights}}</p>
        {{/rights}}</footer>
        </body>
        </html>

        """

    static let item = """
        <article class="item">
        <h2><a href="{{address}}">{{title}}</a></h2>
        <p class="meta"><time datetime="{{datetime}}">{{date}}</time>{{#category}} · <a href="{{address}}">{{name}}</a>\
        {{/category}}</p>
        {{#abstract}}<p>{{abstract}}</p>
        {{/abstract}}</article>

        """

    static let subscribe = """
        {{#hasFeeds}}<section class="subscribe" aria-labelledby="subscribe">
        <h2 id="subscribe">Subscribe</h2>
        <p>{{subscription}} Give one of these addresses to a feed reader:</p>
        <dl class="addresses">
        {{#feeds}}<dt>{{name}}</dt><dd><a href="{{address}}"><code>{{address}}</code></a></dd>
        {{/feeds}}</dl>
        <p><a href="{{feedsPage}}">What a feed is, and how to follow one</a></p>
        </section>
        {{/hasFeeds}}
        """

    static let pager = """
        {{#hasPager}}<nav class="pager" aria-label="Pages">
        {{#previous}}<a rel="prev" href="{{previous}}">← Back</a>{{/previous}}
        <span>Page {{page}}</span>
        {{#next}}<a rel="next" href="{{next}}">Further →</a>{{/next}}
        </nav>
        {{/hasPager}}
        """
}
