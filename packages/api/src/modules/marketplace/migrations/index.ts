import type { Migration } from '@hub/db/migrations'
import * as prices from './202611290100_prices.ts'

export const marketplaceMigrations: Readonly<Record<string, Migration>> = {
  'marketplace/202611290100_prices': prices,
}
