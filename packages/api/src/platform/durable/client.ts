import type { DBOSClient } from '@dbos-inc/dbos-sdk'
import { ENGINE_SCHEMA } from '@hub/db'
import type { Database, OrgTx } from '@hub/db'
import { CompiledQuery } from 'kysely'
import type { Logger } from 'pino'
import { engineLog } from './engine-log.ts'
import { ENGINE_APPLICATION, ENGINE_PROTOCOL, NO_ADDRESS, RUN, engineQueue } from './queues.ts'
import type { QueueName } from './queues.ts'

/** One run of a job, as the engine keeps it. */
export interface EngineRun {
  /** The same id is put in line once, however often it is asked for. */
  id: string
  orgId: string
  queue: QueueName
  /** Lower comes first; from 0. */
  priority: number
  delayMs: number
}

export interface DurableClient {
  /** Puts a run in line, in the transaction that has the reason for it: either both are there or neither. */
  enqueue(tx: OrgTx, run: EngineRun): Promise<void>
  close(): Promise<void>
}

const inSnakeCase = (row: object): object =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name.replaceAll(/[A-Z]/g, (big) => `_${big.toLowerCase()}`),
      value,
    ]),
  )

/** The engine wants a client of `pg`, of which it uses `query` alone, and its columns by their own names. */
function asClient(tx: OrgTx): Parameters<DBOSClient['enqueueInTransaction']>[0] {
  const query = async (text: string, values: unknown[] = []) => {
    const { rows } = await tx.executeQuery<object>(CompiledQuery.raw(text, values))
    return { rows: rows.map(inSnakeCase), rowCount: rows.length }
  }
  return { query } as unknown as Parameters<DBOSClient['enqueueInTransaction']>[0]
}

/** Puts work in line; a process needs no more than this to ask for some. */
export function createDurableClient({ db, log }: { db: Database; log: Logger }): DurableClient {
  let opened: Promise<DBOSClient> | undefined
  const open = async () => {
    // A process that asks for no work does not load the engine.
    const { DBOSClient: Client } = await import('@dbos-inc/dbos-sdk')
    return Client.create({
      systemDatabaseUrl: NO_ADDRESS,
      systemDatabasePool: db.enginePool(),
      systemDatabaseSchemaName: ENGINE_SCHEMA,
      applicationName: ENGINE_APPLICATION,
      logger: engineLog(log),
    })
  }
  return {
    async enqueue(tx, { id, orgId, queue, priority, delayMs }) {
      const client = await (opened ??= open())
      await client.enqueueInTransaction(
        asClient(tx),
        {
          workflowName: RUN,
          workflowID: id,
          queueName: engineQueue(queue),
          priority,
          // Without one only workers of the newest number would take it, also where that one was taken back.
          appVersion: ENGINE_PROTOCOL,
          authenticatedUser: orgId,
          // It looks once a second for what is due.
          ...(delayMs > 0 && { delaySeconds: Math.ceil(delayMs / 1_000) }),
        },
        orgId,
        id,
      )
    },
    async close() {
      await (await opened)?.destroy()
    },
  }
}
