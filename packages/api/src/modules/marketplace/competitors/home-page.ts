import { askShop, headerOf } from '../asking/ask-shop.ts'
import type { Asking } from '../asking/asking.ts'
import { decodePage } from '../reading/charset.ts'
import { readPage } from '../reading/read-page.ts'
import type { Found } from './rank.ts'

const AT_ONCE = 8
const MOST_READ = 30
const MOST_SIGNS = 200_000
/** All home pages together: who has not answered by then is ranked without its own words. */
const TIME_MS = 20_000

/** What a business says of itself: the title, its description, and what is to be seen. */
async function textOf(address: string, asking: Asking): Promise<string | null> {
  const answer = await askShop(address, null, asking)
  if (answer.kind !== 'page') return null
  const { html } = decodePage(answer.page.body, headerOf(answer.page, 'content-type') ?? '')
  const { title, meta, lines } = readPage(html.slice(0, MOST_SIGNS))
  const seen = lines.map(({ pieces }) => pieces.map(({ text }) => text).join(''))
  return [title, meta.get('description') ?? '', ...seen].join('\n')
}

/**
 * Reads the home pages of the first thirty, politely as prices are read, several at once since they are on different hosts.
 * Rejects only where `asking.signal` says so.
 */
export async function withHomePages(all: readonly Found[], asking: Asking): Promise<Found[]> {
  const late = AbortSignal.timeout(TIME_MS)
  const signal = asking.signal ? AbortSignal.any([asking.signal, late]) : late
  const texts = new Map<string, string>()
  const queue = all.filter(({ website }) => website !== null).slice(0, MOST_READ)
  const readOn = async () => {
    for (let next = queue.shift(); next !== undefined && !signal.aborted; next = queue.shift()) {
      const text = await textOf(next.website ?? '', { ...asking, signal }).catch(() => null)
      if (text !== null) texts.set(next.placeId, text)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, readOn))
  asking.signal?.throwIfAborted()
  return all.map((one) => ({ ...one, text: texts.get(one.placeId) ?? null }))
}
