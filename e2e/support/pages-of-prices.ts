import { expect } from '@playwright/test'
import { resume } from './hub-client.ts'
import type { PageUnderTest } from './pages.ts'
import { keeper } from './people.ts'

const PRODUCT = 'Stoneware mug, blue'

/** A product of the keeper's with a price and a rule, which is compared with no shop. */
async function productId(): Promise<string> {
  const hub = await resume(keeper)
  const find = () =>
    hub.query<{ items: { id: string }[] }>('modules.marketplace.products.list', { search: PRODUCT })
  const [known] = (await find()).items
  const create = async () => {
    const product = { name: PRODUCT, price: '18.50', currency: 'EUR' }
    const { id } = await hub.mutate<{ id: string }>('modules.marketplace.products.create', product)
    await hub.mutate('modules.marketplace.rules.create', { kind: 'undercut', productId: id })
    return id
  }
  const id = known?.id ?? (await create())
  await hub.dispose()
  return id
}

/** The pages of prices that show nothing of the outside: by the end of their address, with their heading. */
export const pagesOfPrices = [
  ['prices', '', 'Prices'],
  ['add-page', '?add=true', 'Add a product page'],
  ['product-prices', '/{id}', PRODUCT],
].map(([name = '', end = '', title = '']): PageUnderTest => ({
  name,
  isState: true,
  open: async (page) =>
    page.goto(
      `/o/${keeper.slug}/marketplace${end.includes('{id}') ? end.replace('{id}', await productId()) : end}`,
    ),
  ready: (page) => expect(page.getByRole('heading', { name: title }).first()).toBeVisible(),
}))
