import type { Migration } from '@hub/db/migrations'
import * as trips from './202612010100_trips.ts'

export const travelMigrations: Readonly<Record<string, Migration>> = {
  'travel/202612010100_trips': trips,
}
