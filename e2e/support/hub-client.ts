import { expect, request } from '@playwright/test'
import type { APIRequestContext, APIResponse } from '@playwright/test'
import { fromAddress } from './address.ts'
import { linkFor } from './mailbox.ts'
import type { Person } from './people.ts'
import { origin } from './place.ts'

/** Calls procedures as a browser does: with cookies, and headers that only our own pages send. */
export interface HubClient {
  query<T>(procedure: string, input?: unknown): Promise<T>
  mutate<T>(procedure: string, input?: unknown): Promise<T>
  /** The same person in another organization. */
  in(slug: string): HubClient
  /** Writes the cookies of this session to a file. */
  keepSession(file: string): Promise<void>
  dispose(): Promise<void>
}

const headers = { origin, 'x-hub-csrf': '1' }

/** Signs in by the cookie route. */
export async function signIn({ email, password, slug }: Person): Promise<HubClient> {
  const http = await request.newContext({
    baseURL: origin,
    extraHTTPHeaders: { ...headers, ...fromAddress(email) },
  })
  const response = await http.post('/auth/login', { data: { email, password, remember: true } })
  await read(response, 'sign in')
  return clientOf(http, slug)
}

/** Goes on with a session that people.setup.ts has written. */
export async function resume({ session, slug }: Person): Promise<HubClient> {
  const http = await request.newContext({ baseURL: origin, extraHTTPHeaders: headers, storageState: session })
  return clientOf(http, slug)
}

/** Writes the session to another file, with new access. */
export async function renewSession({ session }: Pick<Person, 'session'>, file: string): Promise<void> {
  const http = await request.newContext({ baseURL: origin, extraHTTPHeaders: headers, storageState: session })
  await read(await http.post('/auth/refresh', { data: {} }), 'renew a session')
  await http.storageState({ path: file })
  await http.dispose()
}

/** A new person with a new organization whose address is confirmed by the link in the mail. */
export async function register(person: Person): Promise<void> {
  const http = await request.newContext({
    baseURL: origin,
    extraHTTPHeaders: { ...headers, ...fromAddress(person.email) },
  })
  const anybody = clientOf(http, undefined)
  await anybody.mutate('auth.register', {
    email: person.email,
    name: person.name,
    password: person.password,
    organizationName: person.organization,
    acceptTerms: true,
    timeZone: 'Europe/Dublin',
  })
  const link = new URL(await linkFor(person.email, /confirm/i))
  await anybody.mutate('auth.verifyEmail', { token: link.searchParams.get('token') })
  await anybody.dispose()
}

function clientOf(http: APIRequestContext, slug: string | undefined): HubClient {
  const org = slug === undefined ? {} : { 'x-hub-org': slug }
  return {
    async query<T>(procedure: string, input: unknown = {}) {
      const response = await http.get(`/trpc/${procedure}`, {
        headers: org,
        params: { input: JSON.stringify(input) },
      })
      // The caller names what the procedure's output schema promises.
      return (await read(response, procedure)) as T
    },
    async mutate<T>(procedure: string, input: unknown = {}) {
      return (await read(
        await http.post(`/trpc/${procedure}`, { headers: org, data: input }),
        procedure,
      )) as T
    },
    in: (other) => clientOf(http, other),
    keepSession: async (path) => void (await http.storageState({ path })),
    dispose: () => http.dispose(),
  }
}

async function read(response: APIResponse, what: string): Promise<unknown> {
  const text = await response.text()
  expect(response.ok(), `${what} answered ${response.status()}: ${text}`).toBe(true)
  const { result } = JSON.parse(text) as { result?: { data: unknown } }
  return result?.data
}
