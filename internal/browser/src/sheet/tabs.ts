// Headings that are tabs, {.tab}: what stands below each, up to the next heading of its level,
// is shown alone. They are the tabs of the ARIA pattern: one of them is reached by Tab, the
// arrows, Home and End go on, and what is reached is shown. Nothing is remembered. Without
// script and on paper all of it stands there; so parts are closed by a class, for what is
// hidden is not printed.

import { make } from "./build";

const closed = "is-closed";

export function startTabs(form: HTMLElement): void {
  const heads = [...form.querySelectorAll<HTMLElement>(":scope > h2.tab")];
  if (heads.length < 2) return;
  const writing = document.activeElement;
  const list = make("div", { class: "tabs", role: "tablist", "aria-label": form.dataset["title"] ?? "" });
  heads[0]?.before(list);
  const tabs = heads.map((head) => {
    const panel = make("div", { class: "sheet prose tab-panel", role: "tabpanel", id: `tab-${head.id}`, "aria-labelledby": `to-${head.id}` });
    const tab = make("button", { type: "button", role: "tab", id: `to-${head.id}`, "aria-controls": panel.id }, head.textContent?.trim() ?? "");
    const within: Element[] = [head];
    for (let next = head.nextElementSibling; next && next.tagName !== "H2"; next = next.nextElementSibling) within.push(next);
    head.before(panel);
    panel.append(...within);
    list.append(tab);
    return { tab, panel };
  });

  const show = (i: number): HTMLElement | undefined => {
    tabs.forEach(({ tab, panel }, at) => {
      tab.setAttribute("aria-selected", String(at === i));
      tab.tabIndex = at === i ? 0 : -1;
      panel.classList.toggle(closed, at !== i);
    });
    return tabs[i]?.tab;
  };
  // A link within the page may lead into a part that is closed.
  const follow = (): void => {
    const to = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const i = tabs.findIndex(({ panel }) => panel.contains(to));
    if (i < 0 || !tabs[i]?.panel.classList.contains(closed)) return;
    show(i);
    to?.scrollIntoView();
  };
  list.addEventListener("click", (event) => {
    const i = tabs.findIndex(({ tab }) => tab === event.target);
    if (i >= 0) show(i);
  });
  list.addEventListener("keydown", (event) => {
    const at = tabs.findIndex(({ tab }) => tab === event.target);
    const last = tabs.length - 1;
    const to = { ArrowRight: at === last ? 0 : at + 1, ArrowLeft: at === 0 ? last : at - 1, Home: 0, End: last }[event.key];
    if (at < 0 || to === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    show(to)?.focus();
  });
  show(0);
  follow();
  window.addEventListener("hashchange", follow);
  // Who wrote already does not lose his place by being moved.
  const part = tabs.findIndex(({ panel }) => panel.contains(writing));
  if (part >= 0 && writing instanceof HTMLElement) {
    show(part);
    writing.focus();
  }
}
