import type { ServedHub } from './serve.ts'

interface Cookie {
  value: string
  path: string
}

/** Cookies by site, sent where their paths allow. */
class Jar {
  readonly #cookies = new Map<string, Cookie>()

  keep(site: string, response: Response): void {
    for (const line of response.headers.getSetCookie()) {
      const [pair = '', ...rest] = line.split('; ')
      const [name = '', value = ''] = pair.split(/=(.*)/s)
      const path = rest.find((part) => /^path=/i.test(part))?.slice(5) ?? '/'
      const isGone = value === '' || rest.some((part) => /^(max-age=0|expires=Thu, 01 Jan 1970)/i.test(part))
      if (isGone) this.#cookies.delete(`${site} ${path} ${name}`)
      else this.#cookies.set(`${site} ${path} ${name}`, { value, path })
    }
  }

  headerFor(site: string, path: string): string {
    return [...this.#cookies]
      .filter(([key, cookie]) => key.startsWith(`${site} `) && `${path}/`.startsWith(cookie.path))
      .map(([key, { value }]) => `${key.split(' ')[2]}=${value}`)
      .join('; ')
  }

  get(site: string, name: string): string | undefined {
    return this.#cookies.get(`${site} / ${name}`)?.value
  }

  set(site: string, name: string, value: string): void {
    this.#cookies.set(`${site} / ${name}`, { value, path: '/' })
  }
}

export interface GoogleBrowser {
  /** A request as our own pages send it. */
  post(path: string, body?: object): Promise<Response>
  get(path: string): Promise<Response>
  /** Goes from an address to the page where it leads in the end; the callback's own address is noted on the way. */
  open(address: string): Promise<{ page: URL; status: number; callback: string | null }>
  /** Goes to the provider and back to the door of the hub, and stops before it. */
  goUntilCallback(address: string): Promise<string>
  /** The hub's cookie of this name. */
  cookie(name: string): string | undefined
  setCookie(name: string, value: string): void
  /** Who the hub says is signed in here. */
  me(): Promise<string | null>
}

const MOST_HOPS = 15

/** Follows redirects to the first address that `isEnd`, or that answers something else. */
async function hops(
  send: (address: string) => Promise<Response>,
  from: URL,
  isEnd: (url: URL) => boolean,
): Promise<{ url: URL; status: number }> {
  let url = from
  for (let hop = 0; hop < MOST_HOPS; hop += 1) {
    if (isEnd(url)) return { url, status: 0 }
    const response = await send(url.href)
    const to = response.headers.get('location')
    if (to === null) return { url, status: response.status }
    url = new URL(to, url)
  }
  throw new Error(`sent round in circles at ${url.href}`)
}

let count = 0

/** A browser with an address of its own, that follows redirects between the hub and the provider. */
export function googleBrowser(hub: ServedHub): GoogleBrowser {
  const { publicUrl } = hub.hub.settings
  const jar = new Jar()
  const ip = `10.7.${Math.floor((count += 1) / 250)}.${count % 250}`

  async function send(address: string, init: RequestInit = {}): Promise<Response> {
    const url = new URL(address, publicUrl)
    const headers = new Headers(init.headers)
    headers.set('cookie', jar.headerFor(url.origin, url.pathname))
    headers.set('x-forwarded-for', ip)
    // The hub listens on a free port, and people know it by its public address.
    const target = url.origin === publicUrl ? `${hub.origin}${url.pathname}${url.search}` : url.href
    const response = await fetch(target, { redirect: 'manual', ...init, headers })
    jar.keep(url.origin, response)
    return response
  }

  const follow = (address: string, isEnd: (url: URL) => boolean) =>
    hops(send, new URL(address, publicUrl), isEnd)

  const isCallback = ({ pathname }: URL) => pathname === '/auth/google/callback'

  return {
    post: (path, body = {}) =>
      send(path, {
        method: 'POST',
        body: JSON.stringify(body),
        headers: {
          origin: publicUrl,
          'x-hub-csrf': '1',
          'sec-fetch-site': 'same-origin',
          'content-type': 'application/json',
        },
      }),
    get: (path) => send(path),
    async open(address) {
      let callback: string | null = null
      const { url, status } = await follow(address, (at) => {
        if (isCallback(at)) callback = at.href
        return at.origin === publicUrl && !at.pathname.startsWith('/auth/')
      })
      return { page: url, status, callback }
    },
    async goUntilCallback(address) {
      const { url } = await follow(address, isCallback)
      if (!isCallback(url)) throw new Error(`never came back, but to ${url.href}`)
      return url.href
    },
    cookie: (name) => jar.get(publicUrl, name),
    setCookie: (name, value) => jar.set(publicUrl, name, value),
    async me() {
      const response = await send('/trpc/auth.me?input=%7B%7D')
      if (!response.ok) return null
      const { result } = (await response.json()) as { result: { data: { user: { email: string } } } }
      return result.data.user.email
    },
  }
}
