import type { Migration } from '@hub/db/migrations'
import * as tasks from './0003_ops_tasks.ts'
import * as searchPlaces from './0014_search_places.ts'
import * as searchArray from './0021_search_array.ts'
import * as erased from './202611211630_erased.ts'
import * as taskRank from './202611211640_task_rank.ts'
import * as mentions from './202611221050_mentions.ts'
import * as overdueTold from './202612140100_overdue_told.ts'

/** In order. Append only: a name that has run anywhere stays as it is. */
export const opsMigrations: Readonly<Record<string, Migration>> = {
  '0003_ops_tasks': tasks,
  '0014_search_places': searchPlaces,
  '0021_search_array': searchArray,
  'ops/202611211630_erased': erased,
  'ops/202611211640_task_rank': taskRank,
  'ops/202611221050_mentions': mentions,
  'ops/202612140100_overdue_told': overdueTold,
}
