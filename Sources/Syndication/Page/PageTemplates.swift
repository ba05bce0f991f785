/// The built-in Mustache templates.
enum PageTemplates {
    static let front = """
        <!DOCTYPE html>
        <html lang="{{language}}">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>{{title}}</title>
        {{#description}}<meta name="description" content="{{description}}">
        {{/description}}<link rel="canonical" href="{{canonical}}">
        {{#feeds}}<link rel="alternate" type="{{type}}" title="{{title}} ({{name}})" href="{{address}}">
        {{/feeds}}<style>{{{style}}}</style>
        </head>
        <body>
        <header>
        <h1>{{title}}</h1>
        {{#description}}<p>{{description}}</p>
        {{/description}}</header>
        <main>
        {{#articles}}<article>
        <h2><a href="{{address}}">{{title}}</a></h2>
        <p class="meta"><time datetime="{{datetime}}">{{date}}</time>{{#category}} · {{category}}{{/category}}</p>
        {{#abstract}}<p>{{abstract}}</p>
        {{/abstract}}</article>
        {{/articles}}{{^articles}}<p>There are no articles yet.</p>
        {{/articles}}</main>
        <footer>
        <h2>Subscribe</h2>
        <p>Give one of these addresses to a feed reader, and new articles come to you:</p>
        <ul>
        {{#feeds}}<li>{{name}}: <a href="{{address}}">{{address}}</a></li>
        {{/feeds}}</ul>
        </footer>
        </body>
        </html>

        """

    static let article = """
        <!DOCTYPE html>
        <html lang="{{language}}">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>{{title}} – {{site}}</title>
        {{#abstract}}<meta name="description" content="{{abstract}}">
        {{/abstract}}<link rel="canonical" href="{{canonical}}">
        {{#feeds}}<link rel="alternate" type="{{type}}" title="{{site}} ({{name}})" href="{{address}}">
        {{/feeds}}<style>{{{style}}}</style>
        </head>
        <body>
        <header>
        <p><a href="{{home}}">{{site}}</a></p>
        </header>
        <main>
        <article>
        <h1>{{title}}</h1>
        <p class="meta"><time datetime="{{datetime}}">{{date}}</time>{{#category}} · {{category}}{{/category}}</p>
        {{{content}}}</article>
        {{#hasRelated}}<aside>
        <h2>Related articles</h2>
        <ul>
        {{#related}}<li><a href="{{address}}">{{title}}</a></li>
        {{/related}}</ul>
        </aside>
        {{/hasRelated}}</main>
        <footer>
        <p>Subscribe: {{#feeds}}<a href="{{address}}">{{name}}</a> {{/feeds}}</p>
        </footer>
        </body>
        </html>

        """

    static let notice = """
        <!DOCTYPE html>
        <html lang="{{language}}">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>{{title}} – {{site}}</title>
        <meta name="robots" content="noindex">
        <style>{{{style}}}</style>
        </head>
        <body>
        <header>
        <p><a href="{{home}}">{{site}}</a></p>
        </header>
        <main>
        <h1>{{title}}</h1>
        <p>{{text}}</p>
        </main>
        </body>
        </html>

        """

    static let style = """
        :root{color-scheme:light dark;--ink:#1d1d1f;--paper:#fdfcf9;--soft:#5c5c63;--line:#d9d5cb;--link:#0b57a4}
        @media(prefers-color-scheme:dark){:root{--ink:#e8e6e1;--paper:#17181a;--soft:#a9a7a1;--line:#3a3b3f;--link:#8ab8f2}}
        *{box-sizing:border-box}
        body{margin:0 auto;padding:1.5rem 1.25rem 3rem;max-width:42rem;background:var(--paper);color:var(--ink);\
        font:1.0625rem/1.6 Georgia,'Times New Roman',serif;overflow-wrap:break-word}
        h1,h2{line-height:1.25;margin:2rem 0 .5rem}h1{font-size:1.9rem}h2{font-size:1.25rem}
        a{color:var(--link)}main h2 a{color:inherit;text-decoration:none}main h2 a:hover{text-decoration:underline}
        .meta,footer,header p{color:var(--soft);font-size:.95rem}.meta{margin:0 0 .5rem}
        article article,main>article+article{border-top:1px solid var(--line)}
        aside,footer{margin-top:3rem;border-top:1px solid var(--line)}
        li{margin:.3rem 0}
        @media print{footer,aside{display:none}body{max-width:none}}
        """
}
