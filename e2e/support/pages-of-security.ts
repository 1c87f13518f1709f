import { expect } from '@playwright/test'
import type { PageUnderTest } from './pages.ts'
import { resume } from './hub-client.ts'
import { keeper } from './people.ts'
import { sampleWebsite } from './seed.ts'

async function websiteId(): Promise<string> {
  const hub = await resume(keeper)
  const { items } = await hub.query<{ items: { id: string }[] }>('modules.security.sites.list', {
    search: sampleWebsite,
  })
  await hub.dispose()
  return items[0]?.id ?? ''
}

/** The pages of websites that show nothing of the outside: by the end of their address, with their heading. */
export const pagesOfSecurity = [
  ['websites', '', 'Security'],
  ['add-website', '?add=true', 'Add a website'],
  ['website', '/{id}', sampleWebsite],
  ['prove-website', '/{id}?panel=prove', `Prove that ${sampleWebsite} is yours`],
  ['scans', '/{id}/scans', 'Earlier scans'],
].map(([name = '', end = '', title = '']): PageUnderTest => ({
  name,
  isState: name !== 'websites',
  open: async (page) =>
    page.goto(
      `/o/${keeper.slug}/security${end.includes('{id}') ? end.replace('{id}', await websiteId()) : end}`,
    ),
  ready: (page) => expect(page.getByRole('heading', { name: title }).first()).toBeVisible(),
}))
