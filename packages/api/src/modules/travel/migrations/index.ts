import type { Migration } from '@hub/db/migrations'
import * as trips from './202612010100_trips.ts'
import * as watches from './202612020100_watches.ts'
import * as rentals from './202612030100_rentals.ts'
import * as soFar from './202612040100_so_far.ts'
import * as carBack from './202612060100_car_back.ts'
import * as letGo from './202612060200_let_go.ts'
import * as unbought from './202612070100_unbought.ts'
import * as unmet from './202612090100_unmet.ts'
import * as beginningTold from './202612150100_beginning_told.ts'

export const travelMigrations: Readonly<Record<string, Migration>> = {
  'travel/202612010100_trips': trips,
  'travel/202612020100_watches': watches,
  'travel/202612030100_rentals': rentals,
  'travel/202612040100_so_far': soFar,
  'travel/202612060100_car_back': carBack,
  'travel/202612060200_let_go': letGo,
  'travel/202612070100_unbought': unbought,
  'travel/202612090100_unmet': unmet,
  'travel/202612150100_beginning_told': beginningTold,
}
