extension HTMLReport {
  /// The rules of the page; the colours once for each scheme.
  static let style: Markup = """
    :root { --page: #fff; --sheet: #f6f7f8; --text: #1c1f23; --quiet: #5c6470; --rule: #dde0e4;
      --red: #b3261e; --amber: #8a5a00; --green: #1d6f42; --violet: #6b4fa0; --focus: #2463b4;
      --mono: ui-monospace, "Cascadia Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; }
    @media (prefers-color-scheme: dark) {
      :root { --page: #16181b; --sheet: #1e2125; --text: #e2e5e9; --quiet: #9aa3ae; --rule: #33383f;
        --red: #ff8f85; --amber: #e5b567; --green: #7cc79a; --violet: #b9a2ea; --focus: #7fb2f5; }
    }
    * { box-sizing: border-box; }
    body { margin: 0 auto; max-width: 84rem; padding: 1.5rem 1.5rem 4rem; background: var(--page);
      color: var(--text); font: 15px/1.45 system-ui, sans-serif; }
    h1, h2, h3, h4, h5, p, ul, ol, dl, dd, pre, table { margin: 0; padding: 0; }
    h1 { font-size: 1.4rem; font-weight: 600; overflow-wrap: anywhere; }
    h2 { margin: 1.75rem 0 .4rem; font-size: 1rem; font-weight: 600; }
    h3 { display: inline; font-size: inherit; font-weight: 600; }
    h4, h5 { font-size: inherit; font-weight: 600; }
    code, pre, .call, .line, .fields, .findings td, .findings tbody th { font: .87em/1.5 var(--mono); }
    .kind, .quiet, .time, .count, dt { color: var(--quiet); }
    .quiet, .time { font-weight: 400; }
    .good { color: var(--green); } .bad { color: var(--red); }
    .facts { display: flex; flex-wrap: wrap; gap: .25rem 2rem; margin-top: .5rem; }
    .facts div { display: flex; gap: .5rem; }
    .remark { margin-top: .75rem; padding-left: .75rem; border-left: 3px solid var(--rule); }
    .remark.bad { border-color: var(--red); color: inherit; }
    .remark ul { padding-left: 1.1rem; }

    .filter { display: flex; flex-wrap: wrap; gap: .4rem; margin: 1.25rem 0 0; padding: 0; border: 0; }
    .filter legend { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
    .filter label { display: flex; gap: .4rem; align-items: baseline; padding: .2rem .7rem; cursor: pointer;
      border: 1px solid var(--rule); border-radius: 4px; }
    .filter input { appearance: none; position: absolute; opacity: 0; }
    .filter label:has(:checked) { border-color: var(--text); background: var(--sheet); }
    .filter label:has(:focus-visible), summary:focus-visible, pre:focus-visible {
      outline: 2px solid var(--focus); outline-offset: 1px; }
    body:has(#show-broken:checked) .story:not(.broken), body:has(#show-inconclusive:checked) .story:not(.inconclusive),
    body:has(#show-not-reached:checked) .story:not(.not-reached), body:has(#show-known-to-fail:checked) .story:not(.known-to-fail),
    body:has(#show-skipped:checked) .story:not(.skipped), body:has(#show-kept:checked) .story:not(.kept),
    body:has(#show-broken:checked) section:not(:has(.broken)), body:has(#show-inconclusive:checked) section:not(:has(.inconclusive)),
    body:has(#show-not-reached:checked) section:not(:has(.not-reached)), body:has(#show-known-to-fail:checked) section:not(:has(.known-to-fail)),
    body:has(#show-skipped:checked) section:not(:has(.skipped)), body:has(#show-kept:checked) section:not(:has(.kept)) { display: none; }

    .broken { --tone: var(--red); } .inconclusive, .not-reached { --tone: var(--amber); }
    .known-to-fail { --tone: var(--violet); } .skipped { --tone: var(--quiet); } .kept { --tone: var(--green); }
    .filter b, .badge { color: var(--tone, inherit); }
    summary { cursor: pointer; list-style: none; }
    summary::-webkit-details-marker { display: none; }
    .story { border-top: 1px solid var(--rule); }
    .story:last-child { border-bottom: 1px solid var(--rule); }
    .story > summary { display: grid; grid-template-columns: 7.5rem minmax(8rem, 17rem) 1fr auto;
      gap: 0 .9rem; padding: .35rem .5rem; align-items: baseline; }
    .story > summary:hover, .exchange > summary:hover { background: var(--sheet); }
    .badge { font-size: .87em; font-weight: 600; }
    .badge::before { content: ""; display: inline-block; width: .6em; height: .6em; margin-right: .5em;
      background: var(--tone); border-radius: 50%; }
    .skipped .badge::before, .not-reached .badge::before { background: none; border: 1.5px solid var(--tone); }
    .known-to-fail .badge::before, .inconclusive .badge::before { border-radius: 1px; }
    .time { font-size: .87em; white-space: nowrap; font-variant-numeric: tabular-nums; }
    h3, .title, .about, .steps { overflow-wrap: anywhere; }
    .about { padding: .2rem .5rem .6rem 8.9rem; }
    .about p { max-width: 50rem; }
    .reason { color: var(--tone, inherit); }
    .note::before { content: "Note: "; font-weight: 600; }

    .steps { padding: 0 .5rem 1rem 8.9rem; list-style: none; }
    .steps > li { padding: .35rem 0 .35rem .75rem; border-left: 2px solid var(--rule); }
    .steps > li.failed { border-color: var(--tone); }
    .number { color: var(--quiet); font-variant-numeric: tabular-nums; }
    .findings { width: 100%; margin: .35rem 0 .5rem; border-collapse: collapse; table-layout: fixed; }
    .findings th, .findings td { padding: .3rem .6rem; border: 1px solid var(--rule); text-align: left; vertical-align: top;
      overflow-wrap: anywhere; white-space: pre-wrap; unicode-bidi: isolate; }
    .findings thead th { font-weight: 400; color: var(--quiet); font-size: .87em; padding-block: .1rem; }
    .findings th:first-child { width: 24%; }
    .found { color: var(--tone); } .expected { color: var(--green); }

    .exchange > summary { display: flex; gap: 0 1rem; align-items: baseline; justify-content: space-between; padding: .1rem .35rem; }
    .exchange > summary::before { content: "▸"; color: var(--quiet); }
    .exchange[open] > summary::before { content: "▾"; }
    .call { flex: 1; overflow-wrap: anywhere; }
    .outcome { white-space: nowrap; }
    .status { font-variant-numeric: tabular-nums; } .status.none { color: var(--tone); }
    .messages { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: 1.25rem; margin: .25rem 0 .6rem;
      padding: .6rem .75rem; background: var(--sheet); border-radius: 4px; }
    .line { overflow-wrap: anywhere; }
    .fields div { overflow-wrap: anywhere; unicode-bidi: isolate; }
    .fields dt, .fields dd { display: inline; }
    .fields dt::after { content: ": "; }
    pre { margin-top: .5rem; padding: .5rem .6rem; max-height: 28rem; overflow: auto; background: var(--page);
      border: 1px solid var(--rule); border-radius: 3px; white-space: pre-wrap; overflow-wrap: anywhere; unicode-bidi: plaintext; }

    @media (max-width: 48rem) {
      body { padding: 1rem .75rem 3rem; }
      .facts { flex-direction: column; }
      .story > summary { grid-template-columns: 1fr auto; padding-inline: 0; }
      .story > summary .title { grid-row: 3; grid-column: 1 / -1; }
      .story > summary h3 { grid-row: 2; grid-column: 1 / -1; }
      .about, .steps { padding-inline: 0; }
      .messages { grid-template-columns: minmax(0, 1fr); }
      .exchange > summary { flex-wrap: wrap; }
      .exchange > summary .call { flex-basis: 80%; }
      .findings, .findings tbody, .findings tr, .findings th, .findings td { display: block; width: auto; }
      .findings thead { display: none; }
      .findings th:first-child { width: auto; }
      .findings td { border-top: 0; }
      .findings tr + tr { margin-top: .5rem; }
      .expected::before { content: "expected  "; color: var(--quiet); }
      .found::before { content: "found     "; color: var(--quiet); }
    }
    @media print {
      :root { --page: #fff; --sheet: #fff; --text: #000; --quiet: #444; --rule: #bbb;
        --red: #a00; --amber: #740; --green: #063; --violet: #438; }
      body { max-width: none; padding: 0; font-size: 9.5pt; }
      .filter label:not(:has(:checked)) { border-style: dotted; }
      .story > summary, .findings tr, h2, h4 { break-inside: avoid; break-after: avoid; }
      .story { break-inside: auto; }
      pre { max-height: none; overflow: visible; }
    }
    """
}
