import { startLocalGoogle } from '@hub/api/testing'
import type { GoogleUser, LocalGoogle } from '@hub/api/testing'
import { afterAll, beforeAll, beforeEach } from 'vitest'
import { googleBrowser } from './google-browser.ts'
import type { GoogleBrowser } from './google-browser.ts'
import { serveHub } from './serve.ts'
import type { ServedHub } from './serve.ts'

export const PUBLIC_URL = 'http://localhost:3000'
export const MINUTE_MS = 60_000

/** What a page asks for when Google has said who is there. */
export interface Step {
  status: string
  challenge: string
  next: string
  email: string
  name: string
}

export const newcomer = { name: 'Ana Lind', organizationName: 'Lind & Co', acceptTerms: true }

export interface GoogleSite {
  google: LocalGoogle
  hub: ServedHub
  /** How far the hub's clock is ahead of the machine's and the provider's, in ms. */
  clock: { aheadMs: number }
  newUser(fields?: Partial<GoogleUser>): GoogleUser
  /** A browser in which somebody is signed in at Google. */
  browserOf(user: GoogleUser | null): GoogleBrowser
  stepOf(browser: GoogleBrowser): Promise<Step>
  /** An account made with Google, signed in at this browser. */
  registered(user?: GoogleUser): Promise<{ user: GoogleUser; browser: GoogleBrowser }>
  stop(): Promise<void>
}

let count = 0

/** A hub and a local OpenID provider in Google's place. */
async function startGoogleSite(): Promise<GoogleSite> {
  const google = await startLocalGoogle(PUBLIC_URL)
  const clock = { aheadMs: 0 }
  const hub = await serveHub({
    trustProxy: true,
    settings: { google: google.settings },
    now: () => new Date(Date.now() + clock.aheadMs),
  })
  const site: GoogleSite = {
    google,
    hub,
    clock,
    newUser(fields = {}) {
      count += 1
      const email = `ana-${count}-${Date.now().toString(36)}@example.test`
      return { sub: `1000${count}-${Date.now()}`, email, isVerified: true, name: 'Ana Lind', ...fields }
    },
    browserOf(user) {
      google.user = user
      return googleBrowser(hub)
    },
    stepOf: async (browser) => (await (await browser.get('/auth/google/step')).json()) as Step,
    async registered(user = site.newUser()) {
      const browser = site.browserOf(user)
      await browser.open('/auth/google')
      const { challenge } = await site.stepOf(browser)
      const answer = await browser.post('/auth/google/register', { ...newcomer, challenge })
      if (!answer.ok) throw new Error(`not registered: ${await answer.text()}`)
      return { user, browser }
    },
    async stop() {
      await hub.stop()
      await google.stop()
    },
  }
  return site
}

/** A site for all tests of a file, each of which begins at the machine's own time. It is filled before the first of them. */
export function googleSite(): GoogleSite {
  const site = {} as GoogleSite
  beforeAll(async () => {
    Object.assign(site, await startGoogleSite())
  })
  beforeEach(() => {
    site.clock.aheadMs = 0
  })
  afterAll(() => site.stop())
  return site
}

export const passwordOf = async (
  browser: GoogleBrowser,
  { email, password }: { email: string; password: string },
): Promise<number> => (await browser.post('/auth/login', { email, password })).status

export async function googleState(
  browser: GoogleBrowser,
): Promise<{ linked: { email: string } | null; hasPassword: boolean; canUnlink: boolean }> {
  const response = await browser.get('/trpc/auth.google.get?input=%7B%7D')
  const { result } = (await response.json()) as {
    result: { data: Awaited<ReturnType<typeof googleState>> }
  }
  return result.data
}

export const reasonAt = (page: URL): string | null => page.searchParams.get('google')

export async function auditActions({ hub }: ServedHub): Promise<string[]> {
  const rows = await hub.db.system.selectFrom('auditEntry').select('action').execute()
  return rows.map(({ action }) => action)
}
