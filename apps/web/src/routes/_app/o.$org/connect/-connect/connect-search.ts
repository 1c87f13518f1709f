import { checked, flag, oneOf } from '../../../../../search-params.ts'
import type { RawSearch } from '../../../../../search-params.ts'
import { clientIds } from './clients.ts'
import type { ClientId } from './clients.ts'

export interface ConnectSearch {
  /** Claude Desktop without it. */
  client?: ClientId
  /** The dialog for a new key is open. */
  new?: true
}

export const readConnectSearch = (search: RawSearch): ConnectSearch =>
  checked({ client: oneOf(search['client'], clientIds), new: flag(search['new']) })
