import type { AppRouter } from '@hub/api'
import type { Tone } from '@hub/ui/status'
import type { inferRouterOutputs } from '@trpc/server'

type Outputs = inferRouterOutputs<AppRouter>['endpoints']
export type Endpoint = Outputs['list']['items'][number]
export type EndpointDelivery = Outputs['deliveries']['list']['items'][number]
export type DeliveryStatus = EndpointDelivery['status']

export function endpointState({ state, failingSince }: Endpoint): { tone: Tone; word: string } {
  if (state === 'paused') return { tone: 'warning', word: 'Paused' }
  return failingSince === null ? { tone: 'success', word: 'On' } : { tone: 'danger', word: 'Failing' }
}

/** Why nothing is sent, and what to do; undefined while it is on. */
export function pausedWords({ pausedBecause, madeByName }: Endpoint): string | undefined {
  switch (pausedBecause) {
    case null:
      return undefined
    case 'person':
      return 'Nothing is sent, and what happens meanwhile is not kept for it. Turn it on when the receiver is ready.'
    case 'failing':
      return 'Nothing arrived there for five days. Check the address, then turn it on again.'
    case 'maker_gone':
      return `${madeByName} set it up and no longer has access here. Turn it on to answer for it yourself: it then gets what you may read.`
  }
}

export const deliveryWords: Record<DeliveryStatus, string> = {
  waiting: 'Waiting',
  delivered: 'Delivered',
  dead: 'Given up',
  discarded: 'Put aside',
}

export const deliveryTones: Record<DeliveryStatus, Tone> = {
  waiting: 'info',
  delivered: 'success',
  dead: 'danger',
  discarded: 'neutral',
}

/** "Everything" or the topics themselves. */
export const topicsWords = (topics: readonly string[]): string =>
  topics.includes('*') ? 'Everything' : topics.join(', ')
