import type { Migration } from '@hub/db/migrations'
import * as objects from './202611250100_objects.ts'

export const foundryMigrations: Readonly<Record<string, Migration>> = {
  'foundry/202611250100_objects': objects,
}
