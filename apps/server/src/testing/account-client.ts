import { fromAddress } from './serve.ts'
import type { ServedHub } from './serve.ts'

/** What an answer of any door says of itself. */
export interface Said {
  status: number
  /** The code of the one error shape; OK for a good answer. */
  code: string
  text: string
  headers: Headers
}

/** What our pages send beside a cookie; others are refused as forged by another site. */
export const ownPage = (hub: ServedHub) => ({
  origin: hub.hub.settings.publicUrl,
  'x-hub-csrf': '1',
  'sec-fetch-site': 'same-origin',
})

export async function said(answer: Response): Promise<Said> {
  const text = await answer.text()
  const code = answer.ok ? 'OK' : (/"(?:code|error)":"(\w+)"/.exec(text)?.[1] ?? `${answer.status}`)
  return { status: answer.status, code, text, headers: answer.headers }
}

let addresses = 0

/** Each request comes from an address of its own, so that no limit by address hides what is looked at. */
export function anywhere(hub: ServedHub): ServedHub {
  addresses += 1
  return fromAddress(hub, `10.${(addresses >> 16) & 255}.${(addresses >> 8) & 255}.${addresses & 255}`)
}

/** A mutation over REST. The body is sent as it is. */
export async function act(
  hub: ServedHub,
  path: string,
  { body = {}, token }: { body?: unknown; token?: string | undefined } = {},
): Promise<Said> {
  const headers = {
    'content-type': 'application/json',
    ...(token !== undefined && { authorization: `Bearer ${token}` }),
  }
  const url = `/api/v1/${path.replaceAll('.', '/')}`
  return said(await anywhere(hub).request(url, { method: 'POST', headers, body: JSON.stringify(body) }))
}

/** What the sign-in page sends, with the cookies it gets. */
export async function signInPage(
  hub: ServedHub,
  { email, password }: { email: string; password: string },
): Promise<Said & { cookies: string[] }> {
  const answer = await anywhere(hub).request('/auth/login', {
    method: 'POST',
    headers: { ...ownPage(hub), 'content-type': 'application/json' },
    body: JSON.stringify({ email, password }),
  })
  const cookies = answer.headers.getSetCookie().map((line) => line.split(';', 1)[0] ?? '')
  return { ...(await said(answer)), cookies }
}

export const cookieNamed = (cookies: readonly string[], name: string): string =>
  cookies.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1) ?? ''
