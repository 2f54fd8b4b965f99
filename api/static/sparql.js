// Runs the query in place and shows rows as a table; errors put the cursor where the query fails. Without scripts the form does the same by address.
"use strict";
(() => {
  const form = document.getElementById("editor"), area = document.getElementById("query"), out = document.getElementById("results");
  const stop = document.getElementById("stop"), share = document.getElementById("share"), format = document.getElementById("format");
  let running = null;
  const el = (name, text, attributes) => { const node = document.createElement(name); if (text !== undefined) node.textContent = text; for (const [k, v] of Object.entries(attributes || {})) node.setAttribute(k, v); return node; };
  const local = (iri) => { for (const part of ["/id/", "/concept/"]) { const at = iri.indexOf("w3id.org/anticrime" + part); if (at > 0) return iri.slice(at + "w3id.org/anticrime".length); } return iri.startsWith("https://w3id.org/anticrime/ontology") ? iri.slice("https://w3id.org/anticrime".length) : null; };
  const cell = (term) => {
    const td = el("td");
    if (!term) return td;
    const address = term.type === "uri" ? local(term.value) : null;
    const node = el(address ? "a" : "span", term.value, address ? { href: address } : {});
    if (term["xml:lang"]) { node.lang = term["xml:lang"]; node.dir = "auto"; }
    td.append(node);
    return td;
  };
  const table = (data) => {
    if ("boolean" in data) return el("p", String(data.boolean));
    const box = el("div", undefined, { class: "wide", tabindex: "0" }), t = el("table", undefined, { class: "list" }), head = el("tr"), body = el("tbody");
    for (const name of data.head.vars) head.append(el("th", name, { scope: "col" }));
    for (const row of data.results.bindings) { const tr = el("tr"); for (const name of data.head.vars) tr.append(cell(row[name])); body.append(tr); }
    const h = el("thead"); h.append(head); t.append(h, body); box.append(t);
    return box;
  };
  const point = (line, column) => {
    const lines = area.value.split("\n"); let at = 0;
    for (let k = 0; k < line - 1 && k < lines.length; k++) at += lines[k].length + 1;
    area.focus(); area.setSelectionRange(at + column - 1, at + column);
  };
  const run = async () => {
    if (running) running.abort();
    running = new AbortController(); stop.hidden = false; out.textContent = "…";
    const started = performance.now();
    try {
      const reply = await fetch("/sparql", { method: "POST", body: area.value, signal: running.signal, headers: { "Content-Type": "application/sparql-query", Accept: "application/sparql-results+json, text/turtle;q=0.9, application/problem+json" } });
      const kind = reply.headers.get("Content-Type") || "";
      out.replaceChildren();
      if (!reply.ok) {
        const problem = await reply.json(), box = el("div", undefined, { class: "alert", role: "alert" });
        box.append(el("p", problem.detail)); if (problem.hint) box.append(el("p", problem.hint)); out.append(box);
        if (problem.line) point(problem.line, problem.column);
        return;
      }
      const cut = reply.headers.get("X-Anticrime-Truncated");
      out.append(el("p", `${reply.headers.get("X-Anticrime-Rows") || ""} · ${Math.round(performance.now() - started)} ms${cut ? " · " + cut : ""}`, { class: "small" }));
      out.append(kind.includes("json") ? table(await reply.json()) : el("pre", await reply.text()));
    } catch (error) { out.textContent = error.name === "AbortError" ? "" : String(error); } finally { stop.hidden = true; running = null; }
  };
  form.addEventListener("submit", (event) => { if (!format.value) { event.preventDefault(); run(); } });
  stop.addEventListener("click", () => running && running.abort());
  area.addEventListener("input", () => { share.href = "/sparql?query=" + encodeURIComponent(area.value); });
  area.addEventListener("keydown", (event) => { if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); run(); } });
  if (form.dataset.run === "yes") run();
})();
