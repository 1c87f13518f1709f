import { uuidv7 } from '@hub/db'
import type { OrgTx } from '@hub/db'
import type { OrgContext } from '../../../platform/calls/context.ts'
import type { OrgWriteTx } from '../../../platform/data/recorder.ts'
import { enqueueJob } from '../../../platform/jobs/enqueue.ts'
import type { RecordStore } from '../../../platform/records/records.ts'
import { sha256 } from '../../../platform/secrets/secrets.ts'
import { AppError } from '../../../shared/errors.ts'
import { readers } from '../connections/access.ts'
import type { ProviderName } from '../connections/schema.ts'
import { providerTitles } from '../words.ts'
import { backfillDescription } from './backfill-kind.ts'
import type { KnownStream } from './known-stream.ts'
import type { StreamPlace } from './place.ts'

/** Where what is read is kept; without a module that does so there is nothing to connect for. */
export function requireRecords({ hub }: OrgContext): RecordStore {
  if (hub.records) return hub.records
  throw new AppError('CONFLICT', { message: 'No part of this hub keeps what other services say.' })
}

interface Opening {
  id: string
  provider: ProviderName
  title: string
}

const hashOf = (reads: string | undefined): string | undefined =>
  reads === undefined ? undefined : sha256(reads).toString('base64url')

/** What this release reads of each record of a stream. */
export const readsOf = ({ provider, name }: Pick<KnownStream, 'provider' | 'name'>): string | undefined =>
  hashOf(readers[provider].streams.find((stream) => stream.name === name)?.reads)

const keyOf = ({ provider, id }: Pick<Opening, 'provider' | 'id'>, name: string): string =>
  `${provider}:${id}:${name}`

/** An account as it was connected. */
export interface Account {
  provider: ProviderName
  accountKey: string
  withPersonal: boolean
}

/** Under what lies aside what an account brought, by what was read of people. */
const asideOf = ({ provider, accountKey, withPersonal }: Account, name: string): string =>
  `${provider}:${accountKey}:${withPersonal ? 'people' : 'numbers'}:${name}`

/** Leaves what the streams of a connection brought for when its account is connected again: nothing would be there twice then. */
export async function setStreamsAside(
  ctx: OrgContext,
  tx: OrgTx,
  connection: Account & { id: string },
): Promise<void> {
  const streams = await tx
    .selectFrom('connectorsStream')
    .select(['name', 'datasetId'])
    .where('connectionId', '=', connection.id)
    .execute()
  for (const { name, datasetId } of streams)
    await requireRecords(ctx).setAside(tx, datasetId, asideOf(connection, name))
}

/** Goes on with what an ended connection of the account left. What was read by the other rule goes. */
export async function takeStreamsUp(
  ctx: OrgContext,
  tx: OrgTx,
  connection: Account & { id: string },
): Promise<void> {
  const place = { orgId: ctx.org.orgId, now: ctx.now() }
  for (const { name } of readers[connection.provider].streams) {
    const from = asideOf(connection, name)
    const over = asideOf({ ...connection, withPersonal: !connection.withPersonal }, name)
    await requireRecords(ctx).takeUp(tx, place, { from, over, key: keyOf(connection, name) })
  }
}

/** Makes the streams of a connection where they are not yet. */
async function makeStreams(ctx: OrgContext, tx: OrgWriteTx, { id, provider, title }: Opening): Promise<void> {
  const store = requireRecords(ctx)
  const now = ctx.now()
  const { orgId } = ctx.org
  for (const { name, title: what, type, mapping, reads } of readers[provider].streams) {
    const called = { title: `${what} of ${title}`, service: providerTitles[provider] }
    const stream = { key: keyOf({ provider, id }, name), ...called, type, mapping }
    const datasetId = await store.open(tx, { orgId, now }, stream)
    const place: StreamPlace = {
      after: null,
      since: now.toISOString(),
      began: null,
      latest: null,
      reading: hashOf(reads),
    }
    await tx
      .insertInto('connectorsStream')
      .values({
        id: uuidv7(),
        orgId,
        connectionId: id,
        name,
        datasetId,
        loadId: null,
        phase: 'backfill',
        place: JSON.stringify(place),
        total: null,
        error: null,
        proof: null,
        createdAt: now,
        updatedAt: now,
      })
      .onConflict((conflict) => conflict.columns(['orgId', 'connectionId', 'name']).doNothing())
      .execute()
  }
}

/** Connections that bring something already, but for this one. */
const othersThan = (tx: OrgTx, id: string): Promise<Opening[]> =>
  tx
    .selectFrom('connectorsConnection')
    .select(['id', 'provider', 'title'])
    .where('id', '<>', id)
    .where('id', 'in', (eb) => eb.selectFrom('connectorsStream').select('connectionId'))
    .execute()

/** Makes the streams of a connection where they are not yet, and asks for what was there before to be read. */
export async function openStreams(ctx: OrgContext, tx: OrgWriteTx, connection: Opening): Promise<void> {
  await makeStreams(ctx, tx, connection)
  // What another service brought may name what this one brings.
  for (const other of await othersThan(tx, connection.id)) await makeStreams(ctx, tx, other)
  await askForReading(ctx, tx, connection)
}

/**
 * Brings the streams of a connection to what this release reads of its service. What is to be read of new ones comes with the
 * passes of every quarter of an hour.
 */
export const renewStreams = (ctx: OrgContext, connection: Opening): Promise<void> =>
  ctx.write((tx) => makeStreams(ctx, tx, connection))

/**
 * What a former release read has to be read as this one does before anything is written by it: what says the same afterwards is
 * not looked at again.
 */
export async function bringUpToDate(ctx: OrgContext, tx: OrgWriteTx, stream: KnownStream): Promise<void> {
  const { connectionId: id, provider, title, place } = stream
  const reads = readsOf(stream)
  if (place.reads !== reads && place.reading !== reads) await makeStreams(ctx, tx, { id, provider, title })
}

/** Takes the streams of a connection away with everything that they brought. */
export async function dropStreams(ctx: OrgContext, tx: OrgTx, connectionId: string): Promise<void> {
  const gone = await tx
    .deleteFrom('connectorsStream')
    .where('connectionId', '=', connectionId)
    .returning('datasetId')
    .execute()
  for (const { datasetId } of gone) await requireRecords(ctx).remove(tx, datasetId)
}

/** Asks for everything that is still to come to be read, as a job; one that waits already is that job. Answers its id. */
export async function askForReading(
  ctx: OrgContext,
  tx: OrgWriteTx,
  { id, title }: Pick<Opening, 'id' | 'title'>,
): Promise<string> {
  const job = await enqueueJob(ctx, tx, {
    kind: backfillDescription,
    payload: { connectionId: id, title },
    dedupeKey: `backfill:${id}`,
  })
  return job.id
}
