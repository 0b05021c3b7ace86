// Finds [data-module] and starts each. A module gets its element and finds the rest from
// there; one that breaks never stops another, and the page is a page without any of them.

export type Modules = Readonly<Record<string, (element: HTMLElement) => void>>;

export function start(modules: Modules): void {
  for (const element of document.querySelectorAll<HTMLElement>("[data-module]")) {
    const module = Object.entries(modules).find(([name]) => name === element.dataset["module"])?.[1];
    try {
      module?.(element);
    } catch (error) {
      // Reported to the console as an uncaught error, without stopping the others.
      setTimeout(() => {
        throw error;
      });
    }
  }
}
