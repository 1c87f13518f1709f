/** `unsupported`: the browser cannot. `blocked`: its user does not let it, which no page can change. */
export type PushAbility = 'possible' | 'unsupported' | 'blocked'

/** What the hub needs to reach a browser. */
export interface PushTarget {
  endpoint: string
  p256dh: string
  auth: string
}

const WORKER = '/push.js'
/** Signing out does not wait longer for the service of the browser. */
const PATIENCE_MS = 2_000

export function pushAbility(): PushAbility {
  const isSupported =
    'serviceWorker' in navigator && 'PushManager' in globalThis && 'Notification' in globalThis
  if (!isSupported) return 'unsupported'
  return Notification.permission === 'denied' ? 'blocked' : 'possible'
}

const textOf = (bytes: ArrayBuffer): string =>
  btoa(String.fromCodePoint(...new Uint8Array(bytes)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')

const bytesOf = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(
    atob(text.replaceAll('-', '+').replaceAll('_', '/')),
    (character) => character.codePointAt(0) ?? 0,
  )

/** By which the hub's list knows the browser. */
export const keyOf = async (endpoint: string): Promise<string> =>
  textOf(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(endpoint)))

async function subscription(): Promise<PushSubscription | null> {
  const registration = await navigator.serviceWorker.getRegistration(WORKER)
  return (await registration?.pushManager.getSubscription()) ?? null
}

/** The key of this browser; null where it is not subscribed. */
export async function ownPushKey(): Promise<string | null> {
  if (pushAbility() !== 'possible') return null
  const found = await subscription()
  return found ? keyOf(found.endpoint) : null
}

function targetOf(made: PushSubscription): PushTarget {
  const [p256dh, auth] = [made.getKey('p256dh'), made.getKey('auth')]
  if (!p256dh || !auth) throw new Error('The browser gave no keys to write to it with.')
  return { endpoint: made.endpoint, p256dh: textOf(p256dh), auth: textOf(auth) }
}

/** Asks the user, and subscribes. null where they did not allow it; throws where the browser's service cannot be reached. */
export async function turnPushOn(publicKey: string): Promise<PushTarget | null> {
  if ((await Notification.requestPermission()) !== 'granted') return null
  await navigator.serviceWorker.register(WORKER)
  const { pushManager } = await navigator.serviceWorker.ready
  const before = await pushManager.getSubscription()
  const known = before?.options.applicationServerKey
  // Of a hub that had another secret then.
  if (before && (!known || textOf(known) !== publicKey)) await before.unsubscribe()
  const made = await pushManager.subscribe({
    userVisibleOnly: true,
    applicationServerKey: bytesOf(publicKey),
  })
  return targetOf(made)
}

/** Whoever uses this browser next is shown nothing of who signed out. */
export async function forgetPush(): Promise<void> {
  if (pushAbility() !== 'possible') return
  const forget = async () => void (await (await subscription())?.unsubscribe())
  const late = new Promise<void>((resolve) => void setTimeout(resolve, PATIENCE_MS))
  await Promise.race([forget().catch(() => undefined), late])
}
