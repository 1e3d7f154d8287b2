// Keeps a page for when there is no connection. Nothing on the pages needs it.
const { worker, scope } = document.documentElement.dataset;
if ("serviceWorker" in navigator && worker) {
  const trusted = window.trustedTypes
    ? window.trustedTypes.createPolicy("madoguchi-worker", { createScriptURL: (address) => address })
    : { createScriptURL: (address) => address };
  window.addEventListener("load", () => {
    navigator.serviceWorker.register(trusted.createScriptURL(worker), { scope }).catch(() => {});
  });
}
