extension PageTemplates {
    /// Colours reach a contrast of 4.5 to 1 in both schemes (WCAG 2.2, 1.4.3).
    static let style = """
        :root{color-scheme:light dark;--ink:#1d1e21;--paper:#fffdf9;--soft:#5b5c63;--line:#ddd8cc;--link:#0b4f8f;\
        --mark:#9a3412;--panel:#f6f2e9;--serif:Charter,'Bitstream Charter','Iowan Old Style',Palatino,Georgia,serif;\
        --sans:system-ui,-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif}
        @media(prefers-color-scheme:dark){:root{--ink:#e9e7e1;--paper:#15171a;--soft:#b0aea7;--line:#363a40;--link:#93c0f7;\
        --mark:#f2a377;--panel:#1e2126}}
        *,::before,::after{box-sizing:border-box}
        html{-webkit-text-size-adjust:100%;text-size-adjust:100%}
        body{margin:0;background:var(--paper);color:var(--ink);font:1.125rem/1.6 var(--serif);overflow-wrap:break-word}
        header.top,main,aside,footer.bottom{max-width:44rem;margin:0 auto;padding:0 1.25rem}
        a{color:var(--link);text-underline-offset:.15em}
        a:focus-visible,button:focus-visible,input:focus-visible{outline:3px solid var(--link);outline-offset:2px}
        .skip{position:absolute;left:-100rem;top:0;padding:.6rem 1rem;background:var(--paper);z-index:1;font:1rem var(--sans)}
        .skip:focus{left:0}
        header.top{padding-top:1.1rem;border-bottom:1px solid var(--line);font-family:var(--sans)}
        .masthead{display:flex;flex-wrap:wrap;gap:.6rem 1.5rem;align-items:center;justify-content:space-between}
        .name{margin:0;font:700 1.35rem/1.25 var(--serif);letter-spacing:-.01em}
        h1.name{font-size:1.9rem}
        .name a{color:inherit;text-decoration:none}
        form{display:flex;gap:.4rem;flex:0 1 19rem;min-width:13rem}
        form label{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
        input{flex:1;min-width:0;padding:.45rem .7rem;font:1rem/1.3 var(--sans);color:inherit;background:var(--panel);\
        border:1px solid var(--soft);border-radius:.4rem}
        input::placeholder{color:var(--soft);opacity:1}
        button{padding:.45rem .8rem;font:1rem/1.3 var(--sans);color:var(--paper);background:var(--link);border:0;\
        border-radius:.4rem;cursor:pointer}
        nav ul{display:flex;flex-wrap:wrap;gap:0 1.2rem;margin:.7rem 0 0;padding:0 0 .5rem;list-style:none;font-size:1rem}
        nav li{margin:0}
        nav li a{display:inline-block;padding:.3rem 0;text-decoration:none}
        nav a:hover,nav a[aria-current]{text-decoration:underline;text-decoration-thickness:2px}
        nav a[aria-current]{color:var(--ink);font-weight:600}
        main{padding-top:1.6rem;padding-bottom:1rem}
        h1,h2,h3,h4{line-height:1.22;text-wrap:balance;margin:2rem 0 .5rem}
        main h1{font-size:clamp(1.75rem,1.3rem + 2.2vw,2.4rem);letter-spacing:-.015em;margin:.2rem 0 .6rem}
        h2{font-size:1.35rem}h3{font-size:1.15rem}h4{font-size:1.05rem}
        p,li,dd{text-wrap:pretty}
        p,ul,ol,dl,blockquote,pre,table,figure{margin:0 0 1.1rem}
        .lead{font-size:1.2rem;color:var(--soft)}
        .kicker{margin:0;font:600 .95rem/1.4 var(--sans)}
        .kicker,.kicker a{color:var(--mark)}
        .kicker a{text-decoration:none}.kicker a:hover{text-decoration:underline}
        .meta{margin:0 0 .5rem;color:var(--soft);font:.95rem/1.5 var(--sans)}
        .meta a{color:inherit}
        .item{padding:1.15rem 0;border-bottom:1px solid var(--line)}
        .item h2{margin:0 0 .2rem}.item h2 a{color:inherit;text-decoration:none}
        .item h2 a:hover{text-decoration:underline}.item p:last-child{margin:0}
        .article header{margin-bottom:1.5rem}
        .text img{max-width:100%;height:auto}
        .text table{display:block;overflow-x:auto;border-collapse:collapse}
        .text td,.text th{padding:.3rem .7rem;border:1px solid var(--line);text-align:left}
        .text blockquote{padding-left:1rem;border-left:3px solid var(--line);color:var(--soft)}
        pre{overflow-x:auto;padding:.8rem 1rem;background:var(--panel);border-radius:.4rem}
        code{font:.9em/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace}
        li{margin:.25rem 0}
        .tags ul{gap:.5rem;margin:0 0 1.1rem;padding:0;font:.95rem/1.4 var(--sans)}
        .tags li a{padding:.25rem .8rem;background:var(--panel);border-radius:1rem}
        .subscribe{margin-top:2rem;padding:1rem 1.25rem .2rem;background:var(--panel);border-radius:.6rem;\
        font:1rem/1.55 var(--sans)}
        .subscribe h2{margin:0 0 .4rem;font-family:var(--serif)}
        dt{font:600 1rem/1.5 var(--sans)}dd{margin:0 0 .7rem}
        .addresses dd code{overflow-wrap:anywhere;user-select:all}
        .pager{display:flex;gap:1.5rem;align-items:baseline;padding:1.2rem 0;font:1rem/1.5 var(--sans)}
        .pager span{color:var(--soft)}
        aside h2{margin-top:1rem}
        aside{padding-top:.4rem;padding-bottom:.4rem}aside ul{padding-left:1.2rem}
        footer.bottom{margin-top:2rem;padding-top:1rem;padding-bottom:2.5rem;border-top:1px solid var(--line);\
        color:var(--soft);font:.95rem/1.55 var(--sans)}
        footer.bottom p{margin:0 0 .4rem}
        @media(max-width:30rem){body{font-size:1.0625rem}form{flex:1 1 100%}}
        @media print{:root{--ink:#000;--paper:#fff;--soft:#333;--link:#000}.skip,form,nav,aside,.subscribe,.tags,\
        footer.bottom p:first-child{display:none}body{font-size:11pt}header.top,main,footer.bottom{max-width:none;padding:0}\
        h1,h2,h3{break-after:avoid}.text a[href^="http"]::after{content:" (" attr(href) ")";font-size:.85em}}
        """
}
