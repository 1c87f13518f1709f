import { test as base, expect } from '@playwright/test'
import type { Browser, Page, TestInfo } from '@playwright/test'
import { fromAddress } from './address.ts'
import { freshSessions } from './fresh-sessions.ts'
import { resume, signIn } from './hub-client.ts'
import type { HubClient } from './hub-client.ts'
import { owner } from './people.ts'
import type { Person } from './people.ts'
import { collectProblems } from './problems.ts'
import type { Problems } from './problems.ts'

interface Fixtures {
  /** People stay signed in for as long as a run takes. */
  fresh: void

  /** Anything the browser complains of that is not expected here fails the test. */
  problems: Problems
  /** Another browser: of this person, or of nobody. */
  openAs: (person: Pick<Person, 'session'> | null) => Promise<Page>
  /** Whose organizations and calls they are. */
  founder: Person
  /** The founder's calls, beside what their browser does. */
  hub: HubClient
  /** An empty organization of the founder, for this test alone. */
  ownOrganization: { slug: string; hub: HubClient }
}

/** Without it a new context would take over the session of the test. */
const nobody = { cookies: [], origins: [] }

export const test = base.extend<Fixtures>({
  extraHTTPHeaders: async ({}, use, { testId }) => use(fromAddress(testId)),
  fresh: [
    async ({}, use) => {
      await freshSessions()
      await use()
    },
    { auto: true },
  ],
  problems: [
    async ({}, use) => {
      const problems = collectProblems()
      await use(problems)
      expect(problems.found(), 'what the browser complained of').toEqual([])
    },
    { auto: true },
  ],
  context: async ({ context, problems }, use) => {
    await problems.watch(context)
    await use(context)
  },
  openAs: async ({ browser, problems }, use) => {
    const opened: Awaited<ReturnType<Browser['newContext']>>[] = []
    await use(async (person) => {
      const context = await browser.newContext({ storageState: person?.session ?? nobody })
      opened.push(context)
      await problems.watch(context)
      return context.newPage()
    })
    for (const context of opened) await context.close()
  },
  founder: [owner, { option: true }],
  hub: async ({ founder }, use) => {
    const hub = await resume(founder)
    await use(hub)
    await hub.dispose()
  },
  ownOrganization: async ({ hub }, use, { title }) => {
    const { slug } = await hub.mutate<{ slug: string }>('organizations.create', {
      name: title.slice(0, 60),
      timeZone: 'Europe/Dublin',
      currency: 'EUR',
    })
    await use({ slug, hub: hub.in(slug) })
  },
})

/**
 * A `storageState` of this test alone. Weighty acts ask for a sign-in of the last ten minutes, and the proof ends every copy
 * of the session: what is done after it must not be done with the session that other tests share.
 */
export const signedInAnew =
  (person: Person) =>
  async ({}: object, use: (file: string) => Promise<void>, info: TestInfo): Promise<void> => {
    const file = info.outputPath('session.json')
    const hub = await signIn(person)
    await hub.keepSession(file)
    await hub.dispose()
    await use(file)
  }

export { expect }
