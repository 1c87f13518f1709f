import { checked, id, oneOf } from '../../../../../search-params.ts'
import type { RawSearch } from '../../../../../search-params.ts'
import type { ProviderName } from './connectors-types.ts'

export interface ConnectorsSearch {
  /** The connection that is open. */
  connection?: string
  /** The service that is being connected. */
  connect?: ProviderName
}

export interface ConnectorsPageProps {
  search: ConnectorsSearch
  onSearch: (change: { [Key in keyof ConnectorsSearch]?: ConnectorsSearch[Key] | undefined }) => void
}

export const readConnectorsSearch = (search: RawSearch): ConnectorsSearch =>
  checked({
    connection: id(search['connection']),
    connect: oneOf(search['connect'], ['shopify', 'stripe', 'hubspot']),
  })
