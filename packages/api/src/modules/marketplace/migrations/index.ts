import type { Migration } from '@hub/db/migrations'
import * as prices from './202611290100_prices.ts'
import * as competitors from './202611300100_competitors.ts'
import * as reader from './202611300200_reader.ts'
import * as refused from './202612160100_refused.ts'

export const marketplaceMigrations: Readonly<Record<string, Migration>> = {
  'marketplace/202611290100_prices': prices,
  'marketplace/202611300100_competitors': competitors,
  'marketplace/202611300200_reader': reader,
  'marketplace/202612160100_refused': refused,
}
