import { inTx, uuidv7 } from '@hub/db'
import type { OrgTx } from '@hub/db'
import { AppError } from '../../shared/errors.ts'
import type { Hub } from '../hub.ts'
import { readCredential } from '../kept/credentials.ts'
import { limitSubject } from '../limits/limits.ts'
import { sha256 } from '../secrets/secrets.ts'
import { organizationAt } from './address.ts'
import { verified } from './sender.ts'
import type { SignedDelivery, WebhookRequest, WebhookSender } from './sender.ts'
import type { StoredDelivery } from './webhook.ts'
import type { z } from 'zod'

/** As it came through the door. */
export interface ReceivedWebhook extends WebhookRequest {
  module: string
  hook: string
  /** null: sent to the one address that a service knows for all accounts. */
  token: string | null
  ip: string | null
  requestId: string
}

/** What services send in bursts passes; whoever tries addresses does not go on for long. */
export const limits = {
  sent: { name: 'webhook', points: 1_200, seconds: 60 },
  unknown: { name: 'webhook.unknown', points: 60, seconds: 60 },
}

interface Place {
  orgId: string
  name: string
  sender: WebhookSender
}

/** Counts against whoever tries addresses. Answers what is thrown then. */
async function notMadeHere(hub: Hub, { ip }: ReceivedWebhook): Promise<AppError> {
  await hub.limits.take(limits.unknown, limitSubject(ip))
  return new AppError('NOT_FOUND')
}

/** Throws NOT_FOUND for every address that was not made here. */
async function placeOf(hub: Hub, received: ReceivedWebhook & { token: string }): Promise<Place> {
  const name = `${received.module}.${received.hook}`
  const sender = hub.webhooks.get(name)
  const orgId = sender ? organizationAt(hub.keys.webhook, name, received.token) : null
  if (sender && orgId !== null) return { orgId, name, sender }
  throw await notMadeHere(hub, received)
}

/**
 * Reads what is sent for `subject`, one of so many a minute. Whoever knows the address without the secret counts against their
 * own, or they would keep out what the service itself sends. Throws UNAUTHORIZED where nothing was found to be signed.
 */
export async function takeSigned<Signed>(
  hub: Hub,
  { subject, ip }: { subject: string; ip: string | null },
  read: () => Promise<Signed | null>,
): Promise<Signed> {
  await hub.limits.take(limits.sent, subject)
  const signed = await read()
  if (signed !== null) return signed
  await hub.limits.giveBack(limits.sent, subject)
  await hub.limits.take(limits.unknown, limitSubject(ip))
  throw new AppError('UNAUTHORIZED', {
    message: 'The signature does not fit: wrong secret, changed bytes, or sent too long ago.',
  })
}

/** The delivery, where the sender signed these bytes for this organization just now. */
async function verifiedFor(
  hub: Hub,
  { orgId, sender }: Place,
  request: WebhookRequest,
): Promise<SignedDelivery | null> {
  const { credential } = sender
  const secret =
    typeof credential === 'function'
      ? (credential(hub.environment) ?? null)
      : await readCredential({ hub, db: hub.db.org(orgId), org: { orgId } }, credential)
  return secret === null ? null : verified(sender, { request, secret, now: hub.now() })
}

export async function requireOpen(hub: Hub, orgId: string): Promise<void> {
  const organization = await hub.db
    .org(orgId)
    .selectFrom('organization')
    .select('suspendedAt')
    .where('id', '=', orgId)
    .executeTakeFirst()
  if (!organization) throw new AppError('NOT_FOUND')
  if (organization.suspendedAt !== null) throw new AppError('ORGANIZATION_SUSPENDED')
}

interface Storing {
  orgId: string
  name: string
  delivery: SignedDelivery
  received: Pick<ReceivedWebhook, 'body' | 'requestId'>
}

/** Stores what is to be done and that it was received, together; false where it was received before. */
async function store(tx: OrgTx, { orgId, name, delivery, received }: Storing): Promise<boolean> {
  const idHash = sha256(delivery.id)
  const fresh = await tx
    .insertInto('webhookDelivery')
    .values({ orgId, webhook: name, idHash })
    .onConflict((conflict) => conflict.columns(['orgId', 'webhook', 'idHash']).doNothing())
    .returning('webhook')
    .executeTakeFirst()
  if (!fresh) return false
  const payload: z.infer<typeof StoredDelivery> = {
    id: delivery.id.slice(0, 500),
    body: received.body.toString('base64'),
  }
  await tx
    .insertInto('outboxEvent')
    .values({
      id: uuidv7(),
      orgId,
      topic: name,
      // Each by itself, so that one that fails holds up no other.
      aggregate: `webhook:${idHash.toString('hex')}`,
      payload: JSON.stringify(payload),
      requestId: received.requestId,
    })
    .execute()
  return true
}

/**
 * Takes a request of another service: verified over its very bytes, stored, and answered before anything is done about it. The
 * same delivery again changes nothing.
 */
export async function receiveWebhook(hub: Hub, received: ReceivedWebhook): Promise<{ received: true }> {
  const { token } = received
  if (token === null) return receiveShared(hub, received)
  const place = await placeOf(hub, { ...received, token })
  const { orgId, name } = place
  const delivery = await takeSigned(hub, { subject: `${orgId}|${name}`, ip: received.ip }, () =>
    verifiedFor(hub, place, received),
  )
  await requireOpen(hub, orgId)
  const kept = { ...received, body: place.sender.kept?.(received.body) ?? received.body }
  const isFresh = await inTx(hub.db.org(orgId), (tx) => store(tx, { ...place, delivery, received: kept }))
  if (isFresh) hub.outbox.wake()
  return { received: true }
}

/**
 * What is about the accounts of several organizations is taken for each that is open; of accounts that nobody has connected
 * nothing is kept, and their service need not send it again.
 */
async function receiveShared(hub: Hub, received: ReceivedWebhook): Promise<{ received: true }> {
  const name = `${received.module}.${received.hook}`
  const sender = hub.webhooks.get(name)
  if (!sender?.shared || typeof sender.credential !== 'function') throw await notMadeHere(hub, received)
  const secret = sender.credential(hub.environment)
  if (secret === undefined) throw await notMadeHere(hub, received)
  const delivery = await takeSigned(hub, { subject: name, ip: received.ip }, async () =>
    verified(sender, { request: received, secret, now: hub.now() }),
  )
  const parts = new Map(sender.shared.parts(received.body).map(({ account, body }) => [account, body]))
  for (const { orgId, account } of await sender.shared.connected(hub.db.system, [...parts.keys()])) {
    const body = parts.get(account)
    if (body) await storeForOpen(hub, { orgId, name, delivery, received: { ...received, body } })
  }
  return { received: true }
}

async function storeForOpen(hub: Hub, storing: Storing): Promise<void> {
  try {
    await requireOpen(hub, storing.orgId)
  } catch (error) {
    // Gone or suspended: the others are told all the same.
    if (error instanceof AppError) return
    throw error
  }
  if (await inTx(hub.db.org(storing.orgId), (tx) => store(tx, storing))) hub.outbox.wake()
}

/** How long a delivery is known as received, where its sender does not say when it was sent. */
const KNOWN_MS = 30 * 24 * 3600 * 1000

export async function sweepWebhooks({ db, now }: Pick<Hub, 'db' | 'now'>): Promise<void> {
  const before = new Date(now().getTime() - KNOWN_MS)
  await db.system.deleteFrom('webhookDelivery').where('receivedAt', '<', before.toISOString()).execute()
}
