import type { ToldAnswer } from '../../platform/catalog/phrases.ts'
import { TOLD, howMany, numbered } from '../../platform/catalog/told-list.ts'
import { dayTextOf } from '../../shared/day-text.ts'
import { ConnectionPage, ProviderList, WholeConnection } from './connections/schema.ts'
import type { Connection, Stream } from './connections/schema.ts'
import { providerTitles, stateWords } from './words.ts'

const onThePage = 'on the page “Connectors”'
const shownAs = ({ id, title }: Connection) => ({ id, name: title })

/** "Shopify, Stripe and HubSpot" */
const inWords = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`

export function providersTold(output: unknown): ToldAnswer {
  const { items } = ProviderList.parse(output)
  const ready = items.filter(({ isReady }) => isReady).map(({ title }) => title)
  const head =
    ready.length === 0
      ? 'No service can be connected yet:'
      : `You can connect ${inWords(ready)} ${onThePage}:`
  const text = numbered(
    { head, rows: items },
    ({ title, about, isReady }) =>
      `${title}: ${about}${isReady ? '' : ' Whoever runs this hub has to set it up first.'}`,
  )
  return { text }
}

/** When it was read, for a connection that reads. */
function readWords({ state, isReading, syncedAt }: Connection): string {
  if (state === 'ok' && isReading) return ', what was there before is still being read'
  return syncedAt === null ? ', not read to the end yet' : `, last read on ${dayTextOf(syncedAt)}`
}

const reasonWords = ({ state, reason }: Connection): string =>
  state === 'ok' || reason === '' ? '' : ` (${reason.replace(/\.$/, '')})`

const howItIs = (connection: Connection): string =>
  `${stateWords[connection.state]}${reasonWords(connection)}${readWords(connection)}`

const connectionLine = (connection: Connection): string =>
  `${connection.title} (${providerTitles[connection.provider]}): ${howItIs(connection)}`

function troubleWords(items: readonly Connection[]): string {
  const troubled = items.filter(({ state }) => state === 'broken' || state === 'attention').length
  if (troubled === 0) return ''
  return `; ${troubled} ${troubled === 1 ? 'needs' : 'need'} a look`
}

export function connectionsTold(output: unknown): ToldAnswer {
  const page = ConnectionPage.parse(output)
  const { items, nextCursor } = page
  if (items.length === 0) return { text: `No service is connected like that: connect one ${onThePage}.` }
  const head = `${howMany(page, 'connected service')}${troubleWords(items)}:`
  return {
    text: numbered({ head, rows: items, isMore: nextCursor !== null }, connectionLine),
    shown: items.slice(0, TOLD).map(shownAs),
  }
}

const streamLine = ({ title, phase, read, total, error, proof }: Stream): string => {
  const parts = [
    phase === 'backfill' && total !== null ? `${read} of ${total} read so far` : `${read} read`,
    ...(proof ? [`${proof.here} here and ${proof.there} there when compared on ${dayTextOf(proof.at)}`] : []),
    ...(error === null || error === '' ? [] : [error]),
  ]
  return `${title}: ${parts.join(', ')}`
}

export function connectionTold(output: unknown): ToldAnswer {
  const { streams, ...connection } = WholeConnection.parse(output)
  const { title, provider } = connection
  const head = `${title} (${providerTitles[provider]}) ${howItIs(connection)}${streams.length === 0 ? '.' : ':'}`
  return { text: numbered({ head, rows: streams }, streamLine), shown: [shownAs(connection)] }
}
