import { expect } from '@playwright/test'
import type { PageUnderTest } from './pages.ts'
import { resume } from './hub-client.ts'
import { keeper } from './people.ts'

const HOST = 'tideandfennel.example'

/** The keeper's website, which nobody has scanned. */
async function websiteId(): Promise<string> {
  const hub = await resume(keeper)
  const find = () => hub.query<{ items: { id: string }[] }>('modules.security.sites.list', { search: HOST })
  const [known] = (await find()).items
  const { id } = known ?? (await hub.mutate<{ id: string }>('modules.security.sites.add', { address: HOST }))
  await hub.dispose()
  return id
}

/** The pages of websites that show nothing of the outside: by the end of their address, with their heading. */
export const pagesOfSecurity = [
  ['websites', '', 'Security'],
  ['add-website', '?add=true', 'Add a website'],
  ['website', '/{id}', HOST],
  ['prove-website', '/{id}?panel=prove', `Prove that ${HOST} is yours`],
  ['scans', '/{id}/scans', 'Earlier scans'],
].map(([name = '', end = '', title = '']): PageUnderTest => ({
  name,
  isState: true,
  open: async (page) =>
    page.goto(
      `/o/${keeper.slug}/security${end.includes('{id}') ? end.replace('{id}', await websiteId()) : end}`,
    ),
  ready: (page) => expect(page.getByRole('heading', { name: title }).first()).toBeVisible(),
}))
