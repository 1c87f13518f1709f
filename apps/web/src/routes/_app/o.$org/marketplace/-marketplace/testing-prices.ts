import { me } from '../../../../../testing/open-app.tsx'
import type { Procedure } from '../../../../../testing/stand-in.ts'
import type { Alert, Check, History, Listing, Product, Rule, WholeListing } from './price-types.ts'

export const idOf = (n: number) => `01a1f859-d525-702e-874d-${n.toString(16).padStart(12, '0')}`
export const [PRODUCT, COPPERLEAF, SALTGATE, JOB, TASK] = [idOf(1), idOf(2), idOf(3), idOf(4), idOf(5)]

const DAY_MS = 86_400_000
/** So many days before the test: charts and words count from today. */
export const ago = (days: number): string => new Date(Date.now() - days * DAY_MS).toISOString()

export const euro = (amount: string) => ({ amount, currency: 'EUR' })

export const blend: Product = {
  id: PRODUCT,
  name: 'House blend, 1 kg',
  price: euro('23.50'),
  gtin: '4006381333931',
  lowest: { ...euro('21.90'), shop: 'copperleaf.example' },
  middle: euro('23.05'),
  listings: 2,
  watched: 2,
  createdAt: ago(90),
  updatedAt: ago(1),
  version: 1,
}
export const guji: Product = {
  ...blend,
  id: idOf(9),
  name: 'Guji Natural, 250 g',
  price: euro('11.80'),
  lowest: { ...euro('12.40'), shop: 'saltgate.example' },
  middle: euro('12.40'),
  listings: 1,
  watched: 1,
}

export const cheaper: Listing = {
  id: COPPERLEAF,
  productId: PRODUCT,
  product: blend.name,
  shop: 'copperleaf.example',
  url: 'https://copperleaf.example/products/house-blend',
  state: 'watched',
  outcome: 'ok',
  note: '',
  price: euro('21.90'),
  weekAgo: euro('22.90'),
  waiting: null,
  availability: 'in-stock',
  checkedAt: ago(3),
}
export const dearer: Listing = {
  ...cheaper,
  id: SALTGATE,
  shop: 'saltgate.example',
  url: 'https://saltgate.example/house',
  outcome: 'unchanged',
  price: euro('24.80'),
  weekAgo: euro('24.80'),
}
export const whole: WholeListing = {
  ...cheaper,
  title: '<b>House</b> Blend 1kg',
  was: euro('24.90'),
  refused: '',
  source: 'json-ld',
  confidence: 95,
  reasons: ['Two places on the page agree.'],
  reader: 'page',
  canBrowse: false,
  variant: null,
  variants: [],
  currencyMeant: null,
  pricedAt: ago(10),
  nextAt: ago(-1),
  version: 1,
}

export const history: History = {
  currency: 'EUR',
  series: [
    {
      listingId: null,
      shop: null,
      points: [
        { at: ago(60), amount: '22.90' },
        { at: ago(40), amount: '23.50' },
      ],
    },
    {
      listingId: COPPERLEAF,
      shop: 'copperleaf.example',
      points: [
        { at: ago(60), amount: '24.50' },
        { at: ago(10), amount: '21.90' },
      ],
    },
    { listingId: SALTGATE, shop: 'saltgate.example', points: [{ at: ago(60), amount: '24.80' }] },
  ],
}

export const rule: Rule = {
  id: idOf(6),
  productId: PRODUCT,
  product: blend.name,
  kind: 'below',
  under: euro('22.00'),
  percent: null,
  isOn: true,
  createdAt: ago(20),
  version: 1,
}
export const alert: Alert = {
  id: idOf(7),
  ruleId: rule.id,
  kind: 'below',
  productId: PRODUCT,
  product: blend.name,
  listingId: COPPERLEAF,
  shop: 'copperleaf.example',
  from: euro('23.50'),
  price: euro('21.90'),
  raisedAt: ago(10),
  settledAt: null,
  taskId: null,
}
export const check: Check = {
  id: idOf(8),
  listingId: COPPERLEAF,
  outcome: 'ok',
  price: euro('21.90'),
  note: '',
  checkedAt: ago(3),
}

export const reader = ['marketplace.price.read', 'organization.read']
export const writer = [...reader, 'marketplace.price.write', 'ops.task.read', 'ops.task.write', 'job.read']
export const allowed = (permissions: string[]) => () => ({
  ...me,
  organizations: me.organizations.map((organization) => ({ ...organization, permissions })),
})
export const page =
  (items: readonly unknown[], nextCursor: string | null = null) =>
  () => ({ items, nextCursor })

/** What a hub says where two shops sell what is sold here. */
export const priceAnswers: Record<string, Procedure> = {
  'auth.me': allowed(writer),
  'jobs.list': page([]),
  'modules.marketplace.products.list': page([blend, guji]),
  'modules.marketplace.products.get': () => blend,
  'modules.marketplace.products.history': () => history,
  'modules.marketplace.listings.list': page([cheaper, dearer]),
  'modules.marketplace.listings.get': () => whole,
  'modules.marketplace.checks.list': page([check]),
  'modules.marketplace.rules.list': page([rule]),
  'modules.marketplace.alerts.list': page([alert]),
  'modules.marketplace.competitors.setup': () => ({ isReady: true }),
  'modules.marketplace.competitors.list': page([]),
}
