// Folder example: the filled forløb that comes with the site. Its two nouns are the example,
// a page's button, and the opening, which makes a forløb of it in this browser.
//
// Rules of the folder:
//   - A page of prose stays light: what opens, and the answers themselves, are parts that are
//     loaded when the button is pressed. The answers are a script, for a page fetches nothing.
//   - The answers pass the gates of any file, and become a forløb of their own: [L58] [L59].
//
//	<section data-module="example" data-site="SITEID" data-example="ID" data-cases="URL"
//	         data-part-opening="URL" data-part-example="URL">
//	  <button data-open hidden>…</button> <p data-said role="status"></p>

import { make } from "../sheet/build";
import { fetchPart } from "../sheet/part";
import type { Opening, openExample } from "./opening";

export function startExample(element: HTMLElement): void {
  const button = element.querySelector<HTMLButtonElement>("[data-open]");
  const said = element.querySelector<HTMLElement>("[data-said]");
  if (!button || !said) return;
  let isBusy = false;
  button.addEventListener("click", () => {
    if (isBusy) return;
    isBusy = true;
    said.textContent = "Åbner …";
    void open(element)
      .catch(() => null)
      .then((opening) => show(opening, element, said))
      .finally(() => (isBusy = false));
  });
  button.hidden = false;
  document.documentElement.classList.add("is-ready");
}

async function open({ dataset }: HTMLElement): Promise<Opening | null> {
  const [part, text] = await Promise.all([fetchPart("opening"), fetchPart("example")]);
  if (part === null || typeof text !== "string") return null;
  return (part as typeof openExample)(text, dataset["site"] ?? "", dataset["example"] ?? "");
}

function show(opening: Opening | null, { dataset }: HTMLElement, said: HTMLElement): void {
  const cases = dataset["cases"] ?? "";
  switch (opening?.state) {
    case "made":
      location.assign(`${cases}#aabnet-${opening.id}`);
      return;
    case "here":
      said.replaceChildren(`»${opening.name}« er her i forvejen, og arkene viser det nu. `, make("a", { href: cases }, "Se det i Mine forløb"));
      return;
    case "refused":
      said.textContent = "Browseren tog ikke imod det hele. Den er måske fuld, eller den gemmer ikke noget. Intet er ændret.";
      return;
    case "wrong":
      said.textContent = "Forløbet passer ikke til arkene her. Intet er ændret.";
      return;
    default:
      said.textContent = "Forløbet kunne ikke hentes. Se efter, om der er forbindelse, og prøv igen.";
  }
}
