import { sha256 } from '../../../platform/secrets/secrets.ts'
import type { SharedPart, SignedDelivery, WebhookRequest } from '../../../platform/webhooks/sender.ts'
import { isObject } from './ask-service.ts'

/** Signed over the method, the address as HubSpot writes it, the very bytes, and the moment of this try. */
export function readHubspotWebhook({ url, body, header }: WebhookRequest): SignedDelivery | null {
  const timestamp = header('x-hubspot-request-timestamp')
  const signature = header('x-hubspot-signature-v3')
  if (timestamp === null || signature === null || !/^\d{13}$/.test(timestamp)) return null
  const signed = Buffer.concat([Buffer.from(`POST${url}`), body, Buffer.from(timestamp)])
  return {
    // It has no name of its own, and a later try is another one: what it tells of is looked at again, which does no harm.
    id: sha256(signed).toString('hex'),
    sentAt: new Date(Number(timestamp)),
    signed,
    signatures: [Buffer.from(signature, 'base64')],
  }
}

const streams: Readonly<Record<string, string>> = {
  contact: 'contacts',
  company: 'companies',
  deal: 'deals',
  '0-1': 'contacts',
  '0-2': 'companies',
  '0-3': 'deals',
}

interface Change {
  stream: string
  keys: string[]
}

const keyOf = (value: unknown): string[] =>
  (typeof value === 'number' && Number.isSafeInteger(value)) ||
  (typeof value === 'string' && /^\d{1,20}$/.test(value))
    ? [String(value)]
    : []

/** What an event is of: of two that became one all are, and of an association the one that it begins at. */
function changeIn(event: Record<string, unknown>): Change | null {
  const [noun = ''] = String(event['subscriptionType']).split('.')
  const stream = streams[noun === 'object' ? String(event['objectTypeId']) : noun]
  if (stream === undefined) return null
  const merged = Array.isArray(event['mergedObjectIds']) ? event['mergedObjectIds'] : []
  const named = [event['objectId'], event['primaryObjectId'], event['newObjectId'], event['fromObjectId']]
  return { stream, keys: [...named, ...merged].flatMap(keyOf) }
}

function eventsIn(body: Buffer): Record<string, unknown>[] {
  try {
    const parsed: unknown = JSON.parse(body.toString())
    return Array.isArray(parsed) ? parsed.filter(isObject) : []
  } catch {
    return []
  }
}

/** What is told of each account; of a change only what changed, since its values say who somebody is. */
export function hubspotParts(body: Buffer): SharedPart[] {
  const byAccount = Map.groupBy(eventsIn(body), ({ portalId }) => keyOf(portalId)[0] ?? '')
  return [...byAccount].flatMap(([account, events]) => {
    const changes = events.map(changeIn).filter((change) => change !== null)
    if (account === '' || changes.length === 0) return []
    return [{ account, body: Buffer.from(JSON.stringify({ account, changes })) }]
  })
}

/** What changed in one account, by streams. */
export interface HubspotHint {
  account: string
  streams: Map<string, Set<string>>
}

export function hubspotHint(body: Buffer): HubspotHint {
  const { account, changes } = JSON.parse(body.toString()) as { account: string; changes: Change[] } // as made above
  const found = new Map<string, Set<string>>()
  for (const { stream, keys } of changes) found.set(stream, new Set([...(found.get(stream) ?? []), ...keys]))
  return { account, streams: found }
}
