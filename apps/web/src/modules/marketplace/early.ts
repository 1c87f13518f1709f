import type { EarlyCall } from '../../early-call.ts'

/** What the dashboard asks of this module. */
export const early: readonly EarlyCall[] = [
  { path: 'modules.marketplace.products.pressing', input: {}, needs: 'marketplace.price.read' },
]
