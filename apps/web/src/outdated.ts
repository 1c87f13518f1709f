const KEY = 'hub.reloadedAt'
/** A second failure within this time is no old page but a real fault, and reloading would go in circles. */
const AGAIN_MS = 30_000

/**
 * After an update of the hub the parts of an open page are gone; loading it again fetches the new ones. Whoever asked for the
 * part hears of the failure all the same: were the event's default prevented, they would get undefined for a part.
 */
export function reloadWhenOutdated(): void {
  window.addEventListener('vite:preloadError', () => {
    // Without a connection no part can come, old or new, and loading again would lose the page as well.
    if (!navigator.onLine) return
    const last = Number(sessionStorage.getItem(KEY) ?? 0)
    if (Date.now() - last < AGAIN_MS) return
    sessionStorage.setItem(KEY, String(Date.now()))
    location.reload()
  })
}
