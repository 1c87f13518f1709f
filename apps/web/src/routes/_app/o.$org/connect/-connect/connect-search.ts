import { checked, flag, oneOf } from '../../../../../search-params.ts'
import type { RawSearch } from '../../../../../search-params.ts'
import { clientIds, ways } from './clients.ts'
import type { ClientId, Way } from './clients.ts'

export interface ConnectSearch {
  /** Claude without it. */
  client?: ClientId
  /** Signing in without it. */
  way?: Way
  /** The dialog for a new key is open. */
  new?: true
}

export const readConnectSearch = (search: RawSearch): ConnectSearch =>
  checked({
    client: oneOf(search['client'], clientIds),
    way: oneOf(search['way'], ways),
    new: flag(search['new']),
  })
