import type { Migration } from '@hub/db/migrations'
import * as objects from './202611250100_objects.ts'
import * as whatCame from './202612050100_what_came.ts'
import * as foundByParts from './202612050200_found_by_parts.ts'
import * as views from './202612140100_views.ts'
import * as viewsMove from './202612150100_views_move.ts'

export const foundryMigrations: Readonly<Record<string, Migration>> = {
  'foundry/202611250100_objects': objects,
  'foundry/202612050100_what_came': whatCame,
  'foundry/202612050200_found_by_parts': foundByParts,
  'foundry/202612140100_views': views,
  'foundry/202612150100_views_move': viewsMove,
}
