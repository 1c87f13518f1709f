import type { Tone } from '@hub/ui/status'
import type { ListedConnection, ProviderName, Stream, WholeConnection } from './connectors-types.ts'

export const serviceNames: Record<ProviderName, string> = {
  shopify: 'Shopify',
  stripe: 'Stripe',
  hubspot: 'HubSpot',
}

export const serviceMarks: Record<ProviderName, string> = { shopify: 'Sh', stripe: 'St', hubspot: 'Hu' }

export const numberWords = (value: number): string => value.toLocaleString('en')

const states: Record<ListedConnection['state'], { words: string; tone: Tone }> = {
  ok: { words: 'In sync', tone: 'success' },
  attention: { words: 'Needs a look', tone: 'warning' },
  broken: { words: 'Has to be connected again', tone: 'danger' },
  paused: { words: 'Paused', tone: 'neutral' },
}

export const stateOf = ({
  state,
  isReading,
}: Pick<ListedConnection, 'state' | 'isReading'>): (typeof states)['ok'] =>
  state === 'ok' && isReading ? { words: 'Reading what was there before', tone: 'accent' } : states[state]

/** "3,200 of 5,000 read" */
export function readWords({ read, total }: Pick<Stream, 'read' | 'total'>): string {
  return total === null ? `${numberWords(read)} read` : `${numberWords(read)} of ${numberWords(total)} read`
}

/** "5,000 there, 5,000 here, 3 taken out, 2 mended" */
export const proofWords = ({ there, here, removed, mended = 0 }: NonNullable<Stream['proof']>): string =>
  [
    `${numberWords(there)} there`,
    `${numberWords(here)} here`,
    ...(removed > 0 ? [`${numberWords(removed)} taken out`] : []),
    ...(mended > 0 ? [`${numberWords(mended)} mended`] : []),
  ].join(', ')

/** Everything that a connection brought. */
export const broughtBy = ({ streams }: Pick<WholeConnection, 'streams'>): number =>
  streams.reduce((sum, { read, proof }) => sum + (proof?.here ?? read), 0)
