import { missingPart } from './failure.ts'
import { isHubHere } from './presence.ts'
import { holdsTyped } from './unsaved.ts'

const KEY = 'hub.reloadedAt'
/** A second failure within this time is no old page but a real fault, and reloading would go in circles. */
const AGAIN_MS = 30_000

/**
 * After an update of the hub the parts of an open page are gone; loading it again fetches the new ones. Whoever asked for the
 * part hears of the failure all the same: were the event's default prevented, they would get undefined for a part.
 */
export function reloadWhenOutdated(): void {
  window.addEventListener('vite:preloadError', (event) => {
    const [address] = PART.exec(event.payload.message) ?? []
    // The router knows the browser's words and would load the page again by itself, also while the hub is away.
    event.payload.message = missingPart
    void reloadOnce(address)
  })
}

/** Where a part was looked for, in the words of browsers that say so. */
const PART = /(https?:\/)?\/\S+/

async function isGone(address: string): Promise<boolean> {
  try {
    return (await fetch(address, { method: 'HEAD', cache: 'no-store' })).status === 404
  } catch {
    return false
  }
}

async function reloadOnce(address: string | undefined): Promise<void> {
  // While it is away no part can come, old or new, and loading again would lose the page as well.
  if (!(await isHubHere())) return
  // The hub was away for a moment only: the part is there, and whoever wants it asks again.
  if (address !== undefined && !(await isGone(address))) return
  // Whoever wants the part hears that there is a newer version, and loads it when they are done.
  if (holdsTyped()) return
  const last = Number(sessionStorage.getItem(KEY) ?? 0)
  if (Date.now() - last < AGAIN_MS) return
  sessionStorage.setItem(KEY, String(Date.now()))
  location.reload()
}
