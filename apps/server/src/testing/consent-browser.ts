import type { TestHub } from '@hub/api/testing'
import { openSession } from '@hub/api/testing'
import type { ServedHub } from './serve.ts'

/** Cookies of one browser, sent where their paths allow. */
class Jar {
  readonly #cookies = new Map<string, { value: string; path: string }>()

  keep(response: Response): void {
    for (const line of response.headers.getSetCookie()) {
      const [pair = '', ...rest] = line.split('; ')
      const [name = '', value = ''] = pair.split(/=(.*)/s)
      const path = rest.find((part) => /^path=/i.test(part))?.slice(5) ?? '/'
      if (value === '' || rest.some((part) => /^expires=Thu, 01 Jan 1970/i.test(part)))
        this.#cookies.delete(`${name}|${path}`)
      else this.#cookies.set(`${name}|${path}`, { value, path })
    }
  }

  set(name: string, value: string): void {
    this.#cookies.set(`${name}|/`, { value, path: '/' })
  }

  clear(name: string): void {
    this.#cookies.delete(`${name}|/`)
  }

  headerFor(path: string): string {
    return [...this.#cookies]
      .filter(
        ([, cookie]) => cookie.path === '/' || path === cookie.path || path.startsWith(`${cookie.path}/`),
      )
      .map(([key, { value }]) => `${key.split('|')[0]}=${value}`)
      .join('; ')
  }

  names(): string[] {
    return [...this.#cookies.keys()].map((key) => key.split('|')[0] ?? '')
  }
}

export interface ConsentBrowser {
  jar: Jar
  /** A request as our own pages send it. */
  send(path: string, init?: RequestInit): Promise<Response>
  signIn(hub: TestHub, userId: string): Promise<{ sessionId: string }>
  signOut(): void
  /** Opens an address of the authorization server; the consent page's path where it leads there, else the answer. */
  open(url: string | URL): Promise<{ consent: string | null; response: Response }>
  details(consent: string): Promise<Response>
  allow(consent: string, answer: { org: string; scopes: string[] }): Promise<Response>
  deny(consent: string): Promise<Response>
  /** Follows the answer to the client's own address, which is returned and not opened. */
  finish(answer: Response): Promise<URL>
}

/** A browser that walks the consent pages by their own requests. */
export function consentBrowser({ origin, request }: Pick<ServedHub, 'origin' | 'request'>): ConsentBrowser {
  const jar = new Jar()
  async function send(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers)
    headers.set('cookie', jar.headerFor(path.split('?', 1)[0] ?? '/'))
    if (init.method === 'POST') {
      headers.set('origin', origin)
      headers.set('x-hub-csrf', '1')
      headers.set('sec-fetch-site', 'same-origin')
      headers.set('content-type', 'application/json')
    }
    const response = await request(path, { ...init, headers })
    jar.keep(response)
    return response
  }
  return {
    jar,
    send,
    async signIn({ hub }, userId) {
      const { accessToken, sessionId } = await openSession(hub, userId)
      jar.set('hub_access', accessToken)
      return { sessionId }
    },
    signOut: () => jar.clear('hub_access'),
    async open(url) {
      const { pathname, search } = new URL(url, origin)
      const response = await send(`${pathname}${search}`, { headers: { accept: 'text/html' } })
      const to = response.headers.get('location')
      return { response, consent: to?.startsWith('/oauth/consent/') ? to : null }
    },
    details: (consent) => send(`${consent}/details`),
    allow: (consent, { org, scopes }) =>
      send(`${consent}/allow`, {
        method: 'POST',
        headers: { 'x-hub-org': org },
        body: JSON.stringify({ scopes }),
      }),
    deny: (consent) => send(`${consent}/deny`, { method: 'POST', body: '{}' }),
    async finish(answer) {
      const { redirectTo } = (await answer.json()) as { redirectTo: string }
      const { pathname } = new URL(redirectTo)
      const response = await send(pathname)
      const to = response.headers.get('location')
      if (to === null) throw new Error(`not sent back: ${response.status} ${await response.text()}`)
      return new URL(to)
    },
  }
}
