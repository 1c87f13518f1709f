import { createHmac } from 'node:crypto'
import type { Told } from './world.ts'

const nouns = { contacts: 'contact', companies: 'company', deals: 'deal' } as const

export interface SentEvent {
  eventId: number
  subscriptionId: number
  portalId: number
  appId: number
  occurredAt: number
  subscriptionType: string
  attemptNumber: number
  objectId: number
  [more: string]: unknown
}

export interface Signed {
  headers: Record<string, string>
  body: string
}

interface Sending {
  clientSecret: string
  portalId: () => number
  now: () => number
  /** One address of the app, for all accounts; undefined where it has none. */
  target: () => string | undefined
}

export interface Webhooks {
  /** What has happened and was not sent yet, for whoever sends it otherwise. */
  take(): SentEvent[]
  hear(event: Told): void
  /** Sends what has happened since, a hundred at once. Answers the statuses that came back. */
  flush(): Promise<number[]>
  sign(events: readonly object[], url: string, at?: number): Signed
  post(url: string, signed: Signed): Promise<number>
}

const MOST_EVENTS = 100

export function webhooksOf({ clientSecret, portalId, now, target }: Sending): Webhooks {
  let waiting: SentEvent[] = []
  let last = 100

  function sign(events: readonly object[], url: string, at = now()): Signed {
    const body = JSON.stringify(events)
    const timestamp = String(at)
    const signature = createHmac('sha256', clientSecret)
      .update(`POST${url}${body}${timestamp}`)
      .digest('base64')
    return {
      body,
      headers: {
        'content-type': 'application/json',
        'user-agent': 'HubSpot Webhooks',
        'x-hubspot-signature-version': 'v3',
        'x-hubspot-request-timestamp': timestamp,
        'x-hubspot-signature-v3': signature,
      },
    }
  }

  async function post(url: string, { headers, body }: Signed): Promise<number> {
    const answer = await fetch(url, { method: 'POST', headers, body })
    await answer.body?.cancel()
    return answer.status
  }

  function take(): SentEvent[] {
    const events = waiting
    waiting = []
    return events
  }

  return {
    take,
    hear({ type, what, id, more = {} }) {
      waiting.push({
        eventId: (last += 1),
        subscriptionId: 25,
        portalId: portalId(),
        appId: 1_160_452,
        occurredAt: now(),
        subscriptionType: `${nouns[type]}.${what}`,
        attemptNumber: 0,
        objectId: Number(id),
        changeSource: 'CRM_UI',
        ...more,
      })
    },
    async flush() {
      const url = target()
      const events = take()
      const statuses: number[] = []
      if (url === undefined) return statuses
      for (let from = 0; from < events.length; from += MOST_EVENTS)
        statuses.push(await post(url, sign(events.slice(from, from + MOST_EVENTS), url)))
      return statuses
    },
    sign,
    post,
  }
}
