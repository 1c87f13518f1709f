import type { Migration } from '@hub/db/migrations'
import * as sites from './202611280100_sites.ts'

export const securityMigrations: Readonly<Record<string, Migration>> = {
  'security/202611280100_sites': sites,
}
