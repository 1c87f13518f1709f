import { BlockList, isIP } from 'node:net'
import type { Database } from '@hub/db'
import type { Logger } from 'pino'
import { AppError } from '../../shared/errors.ts'
import type { Fanout } from '../events/fanout.ts'

/** Whoever misses a hint looks by themselves, so that a new block holds everywhere within five seconds. */
const LOOK_MS = 4_000
const TOPIC = 'address-blocks'
/** Each request asks; callers are few beside their requests. */
const KEPT_ANSWERS = 10_000

/** The addresses that reach nothing of the hub, as this process knows them (ADM-3). */
export interface AddressBlocks {
  /** Never waits. An IPv4 address in IPv6 notation counts as what it is; what is no address is not refused. */
  refuses(address: string | null | undefined): boolean
  /** Reads the blocks and keeps them fresh; a database that is away is asked again. */
  start(): Promise<void>
  stop(): void
  /** After a change in this process: reads anew and tells the other processes. */
  changed(): Promise<void>
  /** Hears of each change of what is refused. */
  onChange(listener: () => void): void
}

/** No word of why: whoever is refused learns nothing to work around. */
export const addressRefused = () =>
  new AppError('FORBIDDEN', { message: 'This address may not use the hub.' })

interface BlocksOptions {
  db: Database
  fanout: Fanout
  log: Logger
  now: () => Date
}

const plain = (address: string) => address.split('%', 1)[0] ?? ''

export function createAddressBlocks({ db, fanout, log, now }: BlocksOptions): AddressBlocks {
  let list = new BlockList()
  let known = ''
  let answers = new Map<string, boolean>()
  let timer: NodeJS.Timeout | undefined
  const listeners = new Set<() => void>()

  async function read(): Promise<void> {
    const rows = await db.system
      .selectFrom('addressBlock')
      .select('network')
      .where(({ or, eb }) => or([eb('expiresAt', 'is', null), eb('expiresAt', '>', now().toISOString())]))
      .orderBy('network')
      .execute()
    const text = rows.map(({ network }) => network).join(' ')
    if (text === known) return
    const fresh = new BlockList()
    for (const { network } of rows) {
      const [address = '', prefix] = network.split('/')
      fresh.addSubnet(address, Number(prefix), isIP(address) === 6 ? 'ipv6' : 'ipv4')
    }
    known = text
    list = fresh
    answers = new Map()
    for (const listener of listeners) listener()
  }

  const look = () =>
    read().catch((err: unknown) =>
      log.warn({ err }, 'the blocked addresses could not be read; the last known hold'),
    )

  fanout.on('drop', (topic) => void (topic === TOPIC && timer && look()))
  return {
    refuses(address) {
      if (!address || known === '') return false
      const kept = answers.get(address)
      if (kept !== undefined) return kept
      const family = isIP(plain(address))
      const isRefused = family !== 0 && list.check(plain(address), family === 6 ? 'ipv6' : 'ipv4')
      if (answers.size >= KEPT_ANSWERS) answers.clear()
      answers.set(address, isRefused)
      return isRefused
    },
    async start() {
      timer ??= setInterval(() => void look(), LOOK_MS)
      timer.unref()
      await look()
    },
    stop() {
      clearInterval(timer)
      timer = undefined
    },
    async changed() {
      fanout.send('drop', TOPIC)
      await read()
    },
    onChange: (listener) => void listeners.add(listener),
  }
}
