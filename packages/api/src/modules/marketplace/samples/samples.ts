import type { SampleDeclaration, SampleName } from '../../platform/catalog/samples.ts'
import type { CreateProduct, Product } from './products/schema.ts'

const products: Readonly<Record<SampleName, CreateProduct>> = {
  bakery: { name: 'Sourdough loaf, 1 kg', price: '6.80', currency: 'EUR' },
  repairs: { name: 'Inner tube, 28 inch', price: '8.50', currency: 'EUR' },
}

/** A product with its own price, and when to be told: to look at pages of shops needs the internet. */
export const marketplaceSamples: SampleDeclaration = {
  async fill(place) {
    const act = { who: place.people[0]?.name ?? '', daysAgo: 5 }
    const made = await place.call(act, 'modules.marketplace.products.create', products[place.name])
    const { id } = made as Product
    await place.call(act, 'modules.marketplace.rules.create', { kind: 'undercut', productId: id })
  },
  requests: { bakery: [], repairs: [] },
  questions: { bakery: ['who is cheaper than us?'], repairs: [] },
  usage: [],
}
