/// The style and the script of all pages: small, ours, and served from here.
enum PageAssets {
    static let style = """
        :root{color-scheme:light dark;--ink:#1c2430;--dim:#667085;--line:#e4e7ec;--ground:#f7f8fa;--sheet:#fff;--accent:#2f6f8f;
        --bar:#cfe3ec}
        @media(prefers-color-scheme:dark){:root{--ink:#e6e9ee;--dim:#98a2b3;--line:#2a3342;--ground:#12161d;--sheet:#1a202a;
        --accent:#7cc0dd;--bar:#27475a}}
        *{box-sizing:border-box}
        body{margin:0;background:var(--ground);color:var(--ink);font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
        main{max-width:64rem;margin:0 auto;padding:2.5rem 1.25rem 1rem}
        h1{font-size:1.6rem;font-weight:650;letter-spacing:-.01em;margin:0 0 .25rem}
        .facts{color:var(--dim);margin:0 0 1.25rem;font-size:.9rem}
        #trouble{color:#c4320a;font-weight:600}
        .frame{background:var(--sheet);border:1px solid var(--line);border-radius:12px;overflow:auto;
        box-shadow:0 1px 2px rgba(16,24,40,.05)}
        table{border-collapse:collapse;width:100%}
        th{position:sticky;top:0;background:var(--sheet);text-align:left;font-size:.75rem;font-weight:600;letter-spacing:.04em;
        text-transform:uppercase;color:var(--dim);border-bottom:1px solid var(--line)}
        th,td{padding:.55rem .9rem;vertical-align:middle}
        td{overflow-wrap:anywhere}
        tbody tr+tr td{border-top:1px solid var(--line)}
        tbody tr:hover td{background:color-mix(in srgb,var(--accent) 6%,transparent)}
        .number{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
        .rank{width:3rem;color:var(--dim);text-align:right;font-variant-numeric:tabular-nums}
        progress{appearance:none;-webkit-appearance:none;width:7rem;height:.5rem;margin-right:.75rem;border:0;border-radius:4px;
        background:transparent;direction:rtl;vertical-align:middle}
        progress::-webkit-progress-bar{background:transparent}
        progress::-webkit-progress-value{background:var(--bar);border-radius:4px}
        progress::-moz-progress-bar{background:var(--bar);border-radius:4px}
        .changed td{animation:changed 1.6s ease-out}
        @keyframes changed{from{background:color-mix(in srgb,var(--accent) 28%,transparent)}}
        .paths{list-style:none;margin:1.5rem 0;padding:0;display:grid;gap:.75rem}
        .paths a{display:flex;justify-content:space-between;gap:1rem;padding:1rem 1.25rem;border:1px solid var(--line);
        border-radius:12px;background:var(--sheet);color:inherit;text-decoration:none}
        .paths a:hover{border-color:var(--accent)}
        .paths span{color:var(--dim)}
        footer{max-width:64rem;margin:0 auto;padding:1rem 1.25rem 2rem;color:var(--dim);font-size:.8rem}

        """

    /// Reads the page again every so many seconds and puts the new content in place of the old; rows that are new or have
    /// changed light up. While the server does not answer, the old content stays and says so.
    static let script = """
        "use strict";
        const wait = Number(document.currentScript.dataset.refresh) * 1000;
        const rowTexts = (root) => new Set([...root.querySelectorAll("tbody tr")].map(
          (row) => [...row.cells].slice(1).map((cell) => cell.textContent).join("\\u0000")));
        const refresh = async () => {
          try {
            const answer = await fetch(location.href, { headers: { Accept: "text/html" }, cache: "no-store" });
            if (!answer.ok) throw new Error((await answer.json()).error ?? answer.statusText);
            const next = new DOMParser().parseFromString(await answer.text(), "text/html");
            const before = rowTexts(document);
            for (const row of next.querySelectorAll("tbody tr")) {
              const text = [...row.cells].slice(1).map((cell) => cell.textContent).join("\\u0000");
              if (before.size > 0 && !before.has(text)) row.classList.add("changed");
            }
            document.querySelector("main").replaceWith(document.adoptNode(next.querySelector("main")));
          } catch (error) {
            document.getElementById("trouble").textContent = " · not refreshed: " + error.message;
          }
          setTimeout(refresh, wait);
        };
        setTimeout(refresh, wait);

        """
}
