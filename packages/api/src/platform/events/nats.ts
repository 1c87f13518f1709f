import { JetStreamApiError, jetstream, jetstreamManager } from '@nats-io/jetstream'
import type { JetStreamClient } from '@nats-io/jetstream'
import { InvalidArgumentError, connect } from '@nats-io/transport-node'
import type { NatsConnection } from '@nats-io/transport-node'
import type { Logger } from 'pino'
import type { DeliveredEvent } from './deliveries.ts'
import { ToldAlready } from './listener-failure.ts'

/** Tells a NATS server what happens, for whoever listens there. */
export interface NatsBridge {
  /** Resolves when the server has stored it; an event that comes again within an hour is stored once. Rejects while it is away. */
  publish(event: DeliveredEvent): Promise<void>
  close(): Promise<void>
}

interface NatsOptions {
  /** nats:// or tls://, with a user and password or a token where the server wants one. */
  url: string
  log: Logger
}

const STREAM = 'HUB'
const SUBJECTS = 'hub.>'
const HOUR_NS = 3_600_000_000_000
const WEEK_NS = 7 * 24 * HOUR_NS
const TIMEOUT_MS = 5_000

function settingsOf(url: string) {
  const { hostname, port, protocol, username, password } = new URL(url)
  const [user, pass] = [decodeURIComponent(username), decodeURIComponent(password)]
  return {
    servers: `${hostname}:${port === '' ? '4222' : port}`,
    ...(protocol === 'tls:' && { tls: {} }),
    ...(user !== '' && (pass === '' ? { token: user } : { user, pass })),
  }
}

/** Connects once and says good-bye. Rejects where the server is away or refuses us. */
export async function natsGreeting(url: string): Promise<void> {
  const connection = await connect({ ...settingsOf(url), timeout: TIMEOUT_MS, reconnect: false })
  await connection.close()
}

/** An own stream where nobody has made one; one that is there stays as its operator set it up. */
async function ensureStream(connection: NatsConnection): Promise<void> {
  const manager = await jetstreamManager(connection)
  const known = await manager.streams.names(SUBJECTS).next()
  if (known.length > 0) return
  await manager.streams.add({
    name: STREAM,
    subjects: [SUBJECTS],
    max_age: WEEK_NS,
    duplicate_window: HOUR_NS,
  })
}

/** What others read: the same as an endpoint gets, but for words that would have to be looked up. */
const bodyOf = ({ id, topic, createdAt, orgId, aggregate, payload }: DeliveredEvent): string =>
  JSON.stringify({ id, topic, createdAt, organization: { id: orgId }, aggregate, data: payload })

interface Open {
  connection: NatsConnection
  client: JetStreamClient
}

/** What the server has against one event: it is there, and takes others. */
const isOfTheEvent = (error: unknown): boolean =>
  error instanceof JetStreamApiError || error instanceof InvalidArgumentError

/** Tells the log once that the server went away, and once that it is back: each event would say so again and again. */
function outageTeller(log: Logger) {
  let isKnown = false
  return {
    back(): void {
      if (isKnown) log.warn('NATS is back')
      isKnown = false
    },
    /** What the delivery fails with. */
    away(error: unknown): unknown {
      if (isOfTheEvent(error)) return error
      const reason = error instanceof Error ? error.message : 'unknown'
      if (!isKnown) log.warn({ reason }, 'NATS is away; what happens waits for it')
      isKnown = true
      return new ToldAlready(`NATS is away: ${reason}`, { cause: error })
    },
  }
}

/** Connects with the first event, and again after the server was away. */
export function openNats({ url, log }: NatsOptions): NatsBridge {
  let opening: Promise<Open> | null = null
  const outage = outageTeller(log)

  async function open(): Promise<Open> {
    const connection = await connect({
      ...settingsOf(url),
      name: 'smart-ai-hub',
      timeout: TIMEOUT_MS,
      maxReconnectAttempts: -1,
      reconnectTimeWait: 1_000,
    })
    // It ends for good only where it is closed or the server refuses us; the next event then begins anew.
    void connection.closed().then((error) => {
      if (error) log.warn({ err: error }, 'the connection to NATS ended')
      opening = null
    })
    try {
      await ensureStream(connection)
      return { connection, client: jetstream(connection, { timeout: TIMEOUT_MS }) }
    } catch (error) {
      await connection.close()
      throw error
    }
  }

  function opened(): Promise<Open> {
    opening ??= open().catch((error: unknown) => {
      opening = null
      throw error
    })
    return opening
  }

  return {
    async publish(event) {
      try {
        const { client } = await opened()
        await client.publish(`hub.${event.orgId}.${event.topic}`, bodyOf(event), { msgID: event.id })
        outage.back()
      } catch (error) {
        throw outage.away(error)
      }
    },
    async close() {
      const current = await opening?.catch(() => null)
      await current?.connection.close()
    },
  }
}
