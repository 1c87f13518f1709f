import { statfs } from 'node:fs/promises'
import { mailLag, outboxState, withinTime } from '@hub/api/server'
import type { Hub } from '@hub/api/server'
import { outageWords } from '@hub/db'

/** How long a check may take before it counts as failed. */
const CHECK_TIMEOUT_MS = 2_000
/** Mail that waits longer than this means that something is stuck. */
const LAG_LIMIT_SECONDS = 60
const GIB = 1024 ** 3
/** Below the first a person has to make room soon, below the second writes are about to fail. */
const DISK_LOW_BYTES = GIB
const DISK_FULL_BYTES = GIB / 10

const READ_ONLY = 'is read-only: what is there can be read, nothing can be stored'

type Facts = Record<string, string | number | boolean | null>

export interface ServiceHealth {
  name: string
  status: 'ok' | 'degraded' | 'unavailable'
  /** For anybody: no hosts, versions or names of ours. */
  detail: string
  /** For the operator alone. */
  facts?: Facts
  /** True where the database or its secret is that of a newer start than this process: others should get the work. */
  isBehind?: boolean
}

export async function databaseHealth({ db, secrets }: Hub): Promise<ServiceHealth> {
  const name = 'database'
  const begin = performance.now()
  try {
    await withinTime(db.ping(), CHECK_TIMEOUT_MS)
    const latencyMs = Math.ceil(performance.now() - begin)
    const { version, migrations, isReadOnly } = await withinTime(db.about(), CHECK_TIMEOUT_MS)
    const facts = {
      latencyMs,
      version,
      migrationsApplied: migrations.applied,
      migrationsKnown: migrations.known,
      isReadOnly,
    }
    if (secrets.ring.isBehind)
      return { name, status: 'degraded', detail: 'has another HUB_SECRET in force', facts, isBehind: true }
    const isBehind = migrations.unknown > 0
    if (isReadOnly) return { name, status: 'degraded', detail: READ_ONLY, facts, isBehind }
    return migrations.applied === migrations.known
      ? { name, status: 'ok', detail: `answers in ${latencyMs} ms`, facts }
      : { name, status: 'degraded', detail: 'is of another version than this program', facts, isBehind }
  } catch (error) {
    return { name, status: 'unavailable', detail: outageWords(error) }
  }
}

function poolHealth({ db }: Hub): ServiceHealth {
  const pools = db.pools()
  const isCrowded = pools.some(({ waiting, max }) => waiting > max)
  const facts = Object.fromEntries(
    pools.flatMap(({ login, total, idle, waiting, max }) => [
      [`${login}Busy`, total - idle],
      [`${login}Waiting`, waiting],
      [`${login}Max`, max],
    ]),
  )
  return isCrowded
    ? { name: 'connections', status: 'degraded', detail: 'more callers wait than are served', facts }
    : { name: 'connections', status: 'ok', detail: 'enough for everybody', facts }
}

async function outboxHealth({ db }: Hub): Promise<ServiceHealth> {
  const name = 'outbox'
  try {
    const { waiting, dead, oldestSeconds } = await withinTime(outboxState(db.system), CHECK_TIMEOUT_MS)
    const lag = Math.round(oldestSeconds)
    const detail = lag === 0 ? 'nothing waits' : `the oldest event waits for ${lag} s`
    const status = lag > LAG_LIMIT_SECONDS ? 'degraded' : 'ok'
    return { name, status, detail, facts: { waiting, dead, lagSeconds: lag } }
  } catch {
    return { name, status: 'unavailable', detail: 'cannot be read' }
  }
}

async function mailHealth({ db, vitals }: Hub, way: string): Promise<ServiceHealth> {
  const name = 'mail'
  const { mail } = vitals
  const lagSeconds = Math.round(await withinTime(mailLag(db.system), CHECK_TIMEOUT_MS).catch(() => 0))
  const facts = { lastTriedAt: mail?.at.toISOString() ?? null, lagSeconds }
  if (lagSeconds > LAG_LIMIT_SECONDS)
    return { name, status: 'degraded', detail: `the oldest one waits for ${lagSeconds} s`, facts }
  return mail?.wasSent === false
    ? { name, status: 'degraded', detail: 'the last one could not be handed over', facts }
    : { name, status: 'ok', detail: way, facts }
}

function filesHealth({ vitals: { files } }: Hub): ServiceHealth {
  const facts = { lastTriedAt: files?.at.toISOString() ?? null }
  return files?.answered === false
    ? { name: 'files', status: 'degraded', detail: 'cannot be read or stored at the moment', facts }
    : { name: 'files', status: 'ok', detail: 'at hand', facts }
}

const BUILT_IN = 'built-in engine'

function assistantHealth({ vitals, settings: { model } }: Hub): ServiceHealth {
  const name = 'assistant'
  if (!model) return { name, status: 'ok', detail: BUILT_IN }
  const seen = vitals.models.get(model.name)
  const facts = {
    breaker: seen?.breaker ?? 'closed',
    lastSuccessAt: seen?.lastSuccessAt?.toISOString() ?? null,
  }
  return facts.breaker === 'closed'
    ? { name, status: 'ok', detail: `${model.name}, with the ${BUILT_IN} behind it`, facts }
    : { name, status: 'degraded', detail: `the ${BUILT_IN} answers, ${model.name} has failed`, facts }
}

async function diskHealth(stateDir: string): Promise<ServiceHealth> {
  const name = 'disk'
  try {
    const { bavail, bsize } = await withinTime(statfs(stateDir), CHECK_TIMEOUT_MS)
    const freeBytes = bavail * bsize
    const facts = { freeBytes }
    if (freeBytes < DISK_FULL_BYTES) return { name, status: 'unavailable', detail: 'is full', facts }
    if (freeBytes < DISK_LOW_BYTES) return { name, status: 'degraded', detail: 'is almost full', facts }
    return { name, status: 'ok', detail: 'has room', facts }
  } catch {
    return { name, status: 'unavailable', detail: 'cannot be read' }
  }
}

function redisHealth({ redis }: Hub): ServiceHealth | null {
  if (!redis) return null
  return redis.state === 'up'
    ? { name: 'redis', status: 'ok', detail: 'shared by all servers' }
    : { name: 'redis', status: 'degraded', detail: 'is away; this server goes on by itself' }
}

export interface HealthParts {
  hub: Hub
  /** How mail leaves, for people and without secrets. */
  mail: string
  /** Folder of the built-in database; absent with a database elsewhere, whose disk is not ours to see. */
  stateDir?: string | undefined
  /** Parts that only some processes have, such as the backup of each night. */
  more?: readonly (() => ServiceHealth | Promise<ServiceHealth>)[] | undefined
}

/** Every part, looked at now. */
export async function checkServices({
  hub,
  mail,
  stateDir,
  more = [],
}: HealthParts): Promise<ServiceHealth[]> {
  const [database, outbox, mailing, disk, ...others] = await Promise.all([
    databaseHealth(hub),
    outboxHealth(hub),
    mailHealth(hub, mail),
    stateDir === undefined ? null : diskHealth(stateDir),
    ...more.map((look) => look()),
  ])
  return [
    database,
    poolHealth(hub),
    outbox,
    mailing,
    filesHealth(hub),
    assistantHealth(hub),
    redisHealth(hub),
    disk,
    ...others,
  ].filter((part) => part !== null)
}

/** The hub is as well as its parts; without its database it is not there at all. */
export function overall(services: readonly ServiceHealth[]): ServiceHealth['status'] {
  if (services.some(({ name, status }) => name === 'database' && status === 'unavailable'))
    return 'unavailable'
  return services.every(({ status }) => status === 'ok') ? 'ok' : 'degraded'
}
