"use strict";
(() => {
  const up = document.body.dataset.up;

  // Light or dark: the system's choice until the reader has made one.
  document.getElementById("theme").addEventListener("click", () => {
    const root = document.documentElement;
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
    try { localStorage.setItem("theme", root.dataset.theme); } catch (e) { /* no storage: for this page only */ }
  });

  const menu = document.getElementById("menu");
  menu.addEventListener("click", () => {
    const open = document.getElementById("pages").classList.toggle("open");
    menu.setAttribute("aria-expanded", open);
  });

  for (const block of document.querySelectorAll("pre.code")) {
    const button = document.createElement("button");
    button.textContent = "Copy";
    button.addEventListener("click", async () => {
      const code = block.querySelector("code").textContent;
      // Of a console, what was typed.
      const typed = block.dataset.language === "console" ? code.split("\n").filter(l => l.startsWith("$ ")).map(l => l.slice(2)).join("\n") : code;
      try { await navigator.clipboard.writeText(typed); button.textContent = "Copied"; } catch (e) { button.textContent = "Not allowed"; }
      setTimeout(() => { button.textContent = "Copy"; }, 1500);
    });
    block.append(button);
  }

  for (const heading of document.querySelectorAll("main h2[id], main h3[id]")) {
    const anchor = document.createElement("a");
    anchor.className = "anchor";
    anchor.href = "#" + heading.id;
    anchor.textContent = "#";
    anchor.setAttribute("aria-label", "Link to " + heading.textContent);
    heading.append(anchor);
  }

  const input = document.getElementById("search");
  const list = document.getElementById("found");
  const escaped = text => text.replace(/[&<>"]/g, c => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", "\"": "&quot;" })[c]);

  /** How well a passage answers the words; 0 if one of them is not in it. */
  const score = (entry, words) => {
    let sum = 0;
    for (const word of words) {
      const inTitle = entry.title.toLowerCase().includes(word);
      const inPage = entry.page.toLowerCase().includes(word);
      const inText = entry.text.toLowerCase().includes(word);
      if (!inTitle && !inPage && !inText) return 0;
      sum += (inTitle ? 8 : 0) + (inPage ? 4 : 0) + (inText ? 1 : 0);
    }
    return sum;
  };

  const excerpt = (text, words) => {
    const at = Math.max(0, text.toLowerCase().indexOf(words[0]) - 40);
    let part = escaped(text.slice(at, at + 140));
    for (const word of words) {
      part = part.replace(new RegExp(escaped(word).replace(/[.*+?^${}()|[\]\\]/g, "\\$&"), "gi"), "<mark>$&</mark>");
    }
    return (at > 0 ? "… " : "") + part;
  };

  const search = () => {
    const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
    const found = words.length === 0 ? [] : window.guide
      .map(entry => ({ entry, score: score(entry, words) }))
      .filter(hit => hit.score > 0)
      .sort((a, b) => b.score - a.score)
      .slice(0, 12);
    list.innerHTML = found.map(({ entry }) =>
      `<li><a href="${up}${escaped(entry.to)}"><b>${escaped(entry.title || entry.page)}</b> · ${escaped(entry.page)}<small>${excerpt(entry.text, words)}</small></a></li>`).join("")
      || (words.length ? "<li><a>Nothing found.</a></li>" : "");
    list.hidden = words.length === 0;
  };
  input.addEventListener("input", search);
  input.addEventListener("keydown", event => {
    if (event.key === "Escape") { input.value = ""; search(); input.blur(); }
    if (event.key === "Enter") { const first = list.querySelector("a[href]"); if (first) first.click(); }
  });
  document.addEventListener("keydown", event => {
    if (event.key === "/" && document.activeElement !== input) { event.preventDefault(); input.focus(); }
  });
  document.addEventListener("click", event => { if (!event.target.closest(".search")) list.hidden = true; });
})();
