import type { Generated } from 'kysely'

/** Rises with every committed change of a feature that cached answers depend on. */
export interface CacheEpochTable {
  orgId: Generated<string>
  feature: string
  epoch: Generated<number>
}

export interface CacheOrgTables {
  cacheEpoch: CacheEpochTable
}

export interface CacheSystemTables {
  cacheEpoch: CacheEpochTable
}
