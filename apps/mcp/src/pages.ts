import { ProtocolError, ProtocolErrorCode } from '@modelcontextprotocol/server'

const PAGE = 100

/** Opaque position in a list: the number of its items before it. */
const encodeOffset = (offset: number) => Buffer.from(String(offset)).toString('base64url')

function decodeOffset(cursor: string | undefined, length: number): number {
  if (cursor === undefined) return 0
  const offset = Number(Buffer.from(cursor, 'base64url').toString())
  if (Number.isInteger(offset) && offset > 0 && offset < length && encodeOffset(offset) === cursor)
    return offset
  throw new ProtocolError(ProtocolErrorCode.InvalidParams, 'This cursor does not belong to this list.')
}

export interface ListPage<Item> {
  items: Item[]
  next: { nextCursor?: string }
}

/** One page of a list. Throws where the cursor is of another list. */
export function pageOf<Item>(all: readonly Item[], cursor: string | undefined): ListPage<Item> {
  const from = decodeOffset(cursor, all.length)
  const until = from + PAGE
  return {
    items: all.slice(from, until),
    next: until < all.length ? { nextCursor: encodeOffset(until) } : {},
  }
}
