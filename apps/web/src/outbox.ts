import { modules } from './modules/index.ts'
import type { OfflineAct, OfflineActs, OfflineSender } from './modules/web-module.ts'

type Keyed<Input> = Input & { idempotencyKey: string }

/** An act that can wait for the connection: what is sent carries its key, so that it never happens twice. */
export type Write = { [Act in OfflineAct]: { act: Act; input: Keyed<OfflineActs[Act]['input']> } }[OfflineAct]

/** How each act is sent, by its name. */
export const senders: ReadonlyMap<string, OfflineSender> = new Map(
  modules.flatMap(({ offline = {} }) => Object.entries<OfflineSender>(offline)),
)

/** A write that waits. */
export type WaitingWrite = Write & {
  /** The name of what it is about. */
  title: string
  /** When the person did it, in milliseconds. */
  at: number
  /** It was sent once and nobody knows whether it arrived. */
  wasTried: boolean
}

export const keyOf = ({ input }: Write): string => input.idempotencyKey

const PREFIX = 'hub.outbox.'
const listeners = new Set<() => void>()
const NOTHING: readonly WaitingWrite[] = []
/** Parsed once for each text, so that readers get the same array until something changes. */
const parsed = new Map<string, { text: string; writes: readonly WaitingWrite[] }>()

/** What this person did in an organization and the hub does not have yet, oldest first. It outlives the tab. */
export function readOutbox(name: string): readonly WaitingWrite[] {
  const text = localStorage.getItem(PREFIX + name)
  if (text === null) return NOTHING
  const known = parsed.get(name)
  if (known?.text === text) return known.writes
  const writes = parse(text)
  parsed.set(name, { text, writes })
  return writes
}

function parse(text: string): readonly WaitingWrite[] {
  try {
    const value: unknown = JSON.parse(text)
    return Array.isArray(value) ? value.filter(isWaitingWrite) : NOTHING
  } catch {
    return NOTHING
  }
}

/** Of our own making except after an update; the hub checks the input itself. */
function isWaitingWrite(value: unknown): value is WaitingWrite {
  if (typeof value !== 'object' || value === null) return false
  const { act, title, at, input }: { [Key in keyof WaitingWrite]?: unknown } = value
  const isKeyed = typeof input === 'object' && input !== null && 'idempotencyKey' in input
  return (
    typeof act === 'string' &&
    senders.has(act) &&
    typeof title === 'string' &&
    typeof at === 'number' &&
    isKeyed
  )
}

/** Puts a write at the end. @throws when the browser's storage takes nothing more. */
export function addToOutbox(name: string, write: WaitingWrite): void {
  const others = readOutbox(name).filter((one) => keyOf(one) !== keyOf(write))
  store(name, [...others, write])
}

/** Takes one out. @returns whether it was there. */
export function takeFromOutbox(name: string, key: string): boolean {
  const before = readOutbox(name)
  const after = before.filter((one) => keyOf(one) !== key)
  if (after.length === before.length) return false
  store(name, after)
  return true
}

/** Remembers that a write was sent, whatever becomes of it. */
export function markTried(name: string, key: string): void {
  store(
    name,
    readOutbox(name).map((one) => (keyOf(one) === key ? { ...one, wasTried: true } : one)),
  )
}

function store(name: string, writes: readonly WaitingWrite[]): void {
  if (writes.length === 0) localStorage.removeItem(PREFIX + name)
  else localStorage.setItem(PREFIX + name, JSON.stringify(writes))
  for (const listener of listeners) listener()
}

/** Calls back when something was added or taken out, here or in another tab. */
export function onOutbox(listener: () => void): () => void {
  const onStorage = ({ key }: StorageEvent) => (key === null || key.startsWith(PREFIX)) && listener()
  listeners.add(listener)
  window.addEventListener('storage', onStorage)
  return () => {
    listeners.delete(listener)
    window.removeEventListener('storage', onStorage)
  }
}

/** Somebody else may have used this browser until their session ended, and comes back for what they did. */
const keysOf = (userId: string): string[] =>
  Object.keys(localStorage).filter((key) => key.startsWith(`${PREFIX}${userId}.`))

/** How much of what a person did waits in this browser, in every organization. */
export const countWaiting = (userId: string): number =>
  keysOf(userId).reduce((sum, key) => sum + readOutbox(key.slice(PREFIX.length)).length, 0)

/** Gives up everything of a person that waits, when they sign out all the same. */
export function emptyOutboxes(userId: string): void {
  for (const key of keysOf(userId)) localStorage.removeItem(key)
  for (const listener of listeners) listener()
}
