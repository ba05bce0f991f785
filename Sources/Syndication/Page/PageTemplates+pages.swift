/// One template for each kind of page.
extension PageTemplates {
    static let front = """
        {{> head}}{{> top}}<main id="main">
        {{#description}}<p class="lead">{{description}}</p>
        {{/description}}{{{list}}}{{^articles}}<p>There are no articles yet.</p>
        {{/articles}}{{> subscribe}}</main>
        {{> bottom}}
        """

    // Told in microdata: a block of JSON would be a script, and there is none.
    static let article = """
        {{> head}}{{> top}}<main id="main">
        <article class="article" itemscope itemtype="https://schema.org/NewsArticle">
        <link itemprop="mainEntityOfPage" href="{{canonical}}">
        {{#image}}<link itemprop="image" href="{{image}}">
        {{/image}}<header>
        {{#category}}<p class="kicker"><a href="{{address}}" itemprop="articleSection">{{name}}</a></p>
        {{/category}}<h1 itemprop="headline">{{title}}</h1>
        <p class="meta">{{#hasAuthors}}By {{#authors}}<span itemprop="author" itemscope \
        itemtype="https://schema.org/Person"><a itemprop="url" href="{{address}}"><span itemprop="name">{{name}}</span></a>\
        </span>{{^last()}}, {{/last()}}{{/authors}} · {{/hasAuthors}}<time itemprop="datePublished" datetime="{{datetime}}">\
        {{date}}</time>{{#revised}} · Updated <time datetime="{{datetime}}">{{date}}</time>{{/revised}}</p>
        </header>
        {{^hasAuthors}}<div itemprop="author" itemscope itemtype="https://schema.org/Organization">\
        <meta itemprop="name" content="{{siteAuthor}}"></div>
        {{/hasAuthors}}<div itemprop="publisher" itemscope itemtype="https://schema.org/Organization">\
        <meta itemprop="name" content="{{site}}"><link itemprop="url" href="{{home}}"></div>
        <meta itemprop="dateModified" content="{{updated}}">
        <div class="text" itemprop="articleBody"{{#contentLanguage}} lang="{{contentLanguage}}"{{/contentLanguage}}>
        {{{content}}}</div>
        {{#hasTags}}<nav class="tags" aria-label="Tags">
        <ul>
        {{#tags}}<li><a href="{{address}}">{{name}}</a></li>
        {{/tags}}</ul>
        </nav>
        {{/hasTags}}</article>
        </main>
        {{#hasRelated}}<aside aria-labelledby="related">
        <h2 id="related">Related articles</h2>
        <ul>
        {{#related}}<li><a href="{{address}}">{{title}}</a></li>
        {{/related}}</ul>
        </aside>
        {{/hasRelated}}{{> bottom}}
        """

    static let topic = """
        {{> head}}{{> top}}<main id="main">
        <p class="kicker">{{kind}}</p>
        <h1>{{name}}</h1>
        <p class="meta">{{count}}</p>
        {{#articles}}{{> item}}{{/articles}}{{^articles}}<p>There are no articles here at the moment.</p>
        {{/articles}}{{> pager}}{{> subscribe}}</main>
        {{> bottom}}
        """

    static let search = """
        {{> head}}{{> top}}<main id="main">
        <h1>{{heading}}</h1>
        {{#count}}<p class="meta">{{count}}</p>
        {{/count}}{{#isCut}}<p>The query was too long; only what stands above was looked for.</p>
        {{/isCut}}{{#articles}}{{> item}}{{/articles}}{{> pager}}{{#hasNothing}}<p>Nothing was found. Try fewer words, or \
        the beginning of one: <code>harb*</code>.</p>
        {{/hasNothing}}{{#explains}}<p>Type into the search box what an article must contain:</p>
        <dl>
        <dt><code>ferry mill</code></dt><dd>both words, anywhere; accents and capitals don’t matter</dd>
        <dt><code>"tide mill"</code></dt><dd>the words next to each other</dd>
        <dt><code>harb*</code></dt><dd>any word that begins so</dd>
        <dt><code>ferry -fog</code></dt><dd>the first word, but not the second</dd>
        </dl>
        <p>Every search is a feed too: the page with its results says how to subscribe to what will be published.</p>
        {{/explains}}{{> subscribe}}</main>
        {{> bottom}}
        """

    static let feeds = """
        {{> head}}{{> top}}<main id="main">
        <h1>Feeds</h1>
        <p>A feed is this site without the site: a list of its latest articles, whole, that a program fetches for you. Nobody \
        has to know your address, and you can leave at any time.</p>
        <h2>How to subscribe</h2>
        <ol>
        <li>Get a feed reader: an app or a web service that gathers feeds. There are many, and good ones cost nothing.</li>
        <li>Copy one of the addresses below. If you don’t know which, take the first.</li>
        <li>Give it to the reader, where it says “add”, “follow” or “subscribe”.</li>
        </ol>
        <h2>All articles</h2>
        <dl class="addresses">
        {{#mainFeeds}}<dt>{{name}}</dt><dd><a href="{{address}}"><code>{{address}}</code></a></dd>
        {{/mainFeeds}}</dl>
        <p>All formats hold the same articles. Take Atom, unless your reader asks for another one.</p>
        {{#opml}}<p>Or <a href="{{opml}}">import all feeds of this site at once</a> (OPML).</p>
        {{/opml}}{{#hasCategories}}<h2>One category each</h2>
        <dl class="addresses">
        {{#categories}}<dt><a href="{{address}}">{{name}}</a></dt><dd>{{#feeds}}<a href="{{address}}">{{name}}</a>\
        {{^last()}} · {{/last()}}{{/feeds}}</dd>
        {{/categories}}</dl>
        {{/hasCategories}}<h2>One of your own</h2>
        <p>The pages of tags and authors have feeds, and so has every search: \
        <a href="{{searchAddress}}">search for something</a>, and subscribe to what will be found.</p>
        </main>
        {{> bottom}}
        """

    static let archive = """
        {{> head}}{{> top}}<main id="main">
        <h1>{{title}}</h1>
        {{#groups}}<section class="group">
        <h2>{{heading}}</h2>
        <ul>
        {{#links}}<li><a href="{{address}}">{{title}}</a></li>
        {{/links}}</ul>
        </section>
        {{/groups}}{{^groups}}<p>There are no articles yet.</p>
        {{/groups}}</main>
        {{> bottom}}
        """

    static let notice = """
        {{> head}}{{> top}}<main id="main">
        <h1>{{title}}</h1>
        <p>{{text}}</p>
        </main>
        {{> bottom}}
        """
}
