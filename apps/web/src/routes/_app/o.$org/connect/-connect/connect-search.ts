import { checked, flag, oneOf } from '../../../../../search-params.ts'
import type { RawSearch } from '../../../../../search-params.ts'

export const clientIds = ['claude', 'claude-code', 'cursor', 'vscode', 'chatgpt', 'rest'] as const
export type ClientId = (typeof clientIds)[number]

/** How a client shows who it is: a person signs in where it asks, or it holds a key. */
export const ways = ['sign-in', 'key'] as const
export type Way = (typeof ways)[number]

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
