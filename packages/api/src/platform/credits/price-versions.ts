import { canonicalJson } from '../data/canonical-json.ts'
import type { Hub } from '../hub.ts'
import { publishedBook } from './price-book.ts'
import { sha256 } from '../secrets/secrets.ts'

export interface PriceVersion {
  version: number
  validFrom: string
}

const known = new WeakMap<Hub, Promise<PriceVersion>>()

async function publish(hub: Hub): Promise<PriceVersion> {
  const book = canonicalJson(publishedBook(hub.catalog.entries))
  const digest = sha256(book)
  await hub.db.system
    .insertInto('creditPrice')
    .values({ digest, book })
    .onConflict((conflict) => conflict.column('digest').doNothing())
    .execute()
  return hub.db.system
    .selectFrom('creditPrice')
    .select(['version', 'validFrom'])
    .where('digest', '=', digest)
    .executeTakeFirstOrThrow()
}

/** The version of this program's price book; a changed book is stored as a new version the first time it is needed. */
export function priceVersion(hub: Hub): Promise<PriceVersion> {
  const found = known.get(hub)
  if (found) return found
  const publishing = publish(hub)
  known.set(hub, publishing)
  publishing.catch(() => known.delete(hub))
  return publishing
}
