import type { UsageBy } from '../../../../components/usage-parts.ts'
import { checked, oneOf } from '../../../../search-params.ts'
import type { RawSearch } from '../../../../search-params.ts'

export interface DashboardSearch {
  /** How spending is split; by module without it. */
  by?: Exclude<UsageBy, 'module'>
}

export const readDashboardSearch = (search: RawSearch): DashboardSearch =>
  checked({ by: oneOf(search['by'], ['door']) })
