// Shows a page that was kept when the pages cannot be reached. Everything works without it.
const KEPT = "madoguchi-portal-@version@";
const PAGES = [@pages@];
const FILES = ["/portal/portal.css?v=@version@", "/portal/portal.js?v=@version@"];

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(KEPT).then((kept) => kept.addAll([...PAGES, ...FILES])));
  self.skipWaiting();
});

self.addEventListener("activate", (event) => {
  const old = (name) => name.startsWith("madoguchi-portal-") && name !== KEPT;
  event.waitUntil(
    caches.keys().then((names) => Promise.all(names.filter(old).map((name) => caches.delete(name)))),
  );
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.mode === "navigate" && request.method === "GET") {
    const path = new URL(request.url).pathname;
    const page = PAGES.find((each) => path.startsWith(each.slice(0, -"offline".length))) ?? PAGES[0];
    event.respondWith(fetch(request).catch(() => caches.match(page)));
  } else if (FILES.some((file) => request.url.endsWith(file))) {
    event.respondWith(fetch(request).catch(() => caches.match(request)));
  }
});
