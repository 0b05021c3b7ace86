// Folder site: what pages of prose have, theme.ts all of them and board.ts those with the board. Its budget is 5 kB, so nothing of the sheets is used
// here but what reads the store.
//
// The theme follows the system until the reader presses the button, which goes round
// system, light, dark; only then is something stored.
//
//	<button type="button" data-module="theme" data-site="SITEID" hidden></button>

import { preference } from "../store/preference";

const themes = ["system", "light", "dark"] as const;
type Theme = (typeof themes)[number];

const names: Readonly<Record<Theme, string>> = { system: "som systemet", light: "lyse", dark: "mørke" };

export function startTheme(button: HTMLElement): void {
  const chosen = preference(button.dataset["site"] ?? "", "farver");
  let theme = themes.find((one) => one === chosen.read()) ?? "system";
  const show = (): void => {
    if (theme === "system") delete document.documentElement.dataset["theme"];
    else document.documentElement.dataset["theme"] = theme;
    button.textContent = `Farver: ${names[theme]}`;
  };
  button.addEventListener("click", () => {
    theme = themes[(themes.indexOf(theme) + 1) % themes.length] ?? "system";
    chosen.write(theme === "system" ? null : theme);
    show();
  });
  show();
  button.hidden = false;
}
