import { expect } from '@playwright/test'
import { resume } from './hub-client.ts'
import type { PageUnderTest } from './pages.ts'
import { keeper } from './people.ts'
import { sampleProduct } from './seed.ts'

async function productId(): Promise<string> {
  const hub = await resume(keeper)
  const { items } = await hub.query<{ items: { id: string }[] }>('modules.marketplace.products.list', {
    search: sampleProduct,
  })
  await hub.dispose()
  return items[0]?.id ?? ''
}

/** The pages of prices that show nothing of the outside: by the end of their address, with their heading. */
export const pagesOfPrices = [
  ['prices', '', 'Prices'],
  ['add-page', '?add=true', 'Add a product page'],
  ['competitors', '/competitors', 'Competitors'],
  ['product-prices', '/{id}', sampleProduct],
].map(([name = '', end = '', title = '']): PageUnderTest => ({
  name,
  isState: name !== 'prices',
  open: async (page) =>
    page.goto(
      `/o/${keeper.slug}/marketplace${end.includes('{id}') ? end.replace('{id}', await productId()) : end}`,
    ),
  ready: (page) => expect(page.getByRole('heading', { name: title }).first()).toBeVisible(),
}))
