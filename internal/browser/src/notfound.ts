// The page of what is not found is served at the address that was asked for, at any depth,
// and a build does not know below which path it lies. The page asks for this script at
// several depths; where it is found, its own address tells where the site begins, and the
// links, which begin with "/", are led there.
const script = document.currentScript as HTMLScriptElement | null
const site = script?.src.replace(/js\/notfound[^/]*$/, "") ?? ""
const root = document.documentElement
if (site !== "" && site !== script?.src && !("site" in root.dataset)) {
  root.dataset.site = "found"
  for (const link of document.querySelectorAll<HTMLAnchorElement>('a[href^="/"]')) {
    link.href = site + (link.getAttribute("href") ?? "/").slice(1)
  }
  for (const image of document.querySelectorAll<HTMLImageElement>('img[src^="/"]')) {
    image.src = site + (image.getAttribute("src") ?? "/").slice(1)
  }
}
export {}
