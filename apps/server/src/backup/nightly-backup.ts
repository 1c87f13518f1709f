import { setTimeout as wait } from 'node:timers/promises'
import type { Sweep } from '@hub/api/server'
import { BackupRefusal } from '@hub/db/backup'
import type { ServiceHealth } from '../http/health-checks.ts'
import { isAhead } from './backup-folder.ts'
import type { PlacedBackup } from './backup-folder.ts'
import { keepBackup } from './keep-backup.ts'
import type { KeepWish } from './keep-backup.ts'
import { secretIdOf } from './manifest.ts'

const LOOK_MS = 10 * 60_000
const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const SEEN_MS = 60_000
/** A bucket that is away must not keep the health page from those who ask. */
const PATIENCE_MS = 2_000
/** A backup takes its time, and so does the verification of the one before. */
const LATE_AFTER_MS = 26 * HOUR_MS

const UNSEEN = 'unseen' as const

export interface NightlyOptions extends KeepWish {
  /** Time of day on this machine, `HH:MM`. */
  readonly at: string
  readonly now?: () => Date
}

export interface NightlyBackup {
  readonly sweep: Sweep
  /** How it stands with the backups, for the health page. */
  health(): Promise<ServiceHealth>
}

/** The last moment at which it was that time of day here. */
export function lastTimeOf(at: string, now: Date): Date {
  const [hours = 0, minutes = 0] = at.split(':').map(Number)
  const today = new Date(now)
  today.setHours(hours, minutes, 0, 0)
  if (today <= now) return today
  today.setDate(today.getDate() - 1)
  return today
}

function ageText(age: number): string {
  const ms = Math.max(age, 0)
  const hours = Math.floor(ms / HOUR_MS)
  return hours < 48 ? `${hours} hours old` : `${Math.floor(ms / DAY_MS)} days old`
}

/** Whether a good one came after a moment, whoever took it. */
function isGoodSince(last: PlacedBackup | undefined, moment: Date, now: Date): boolean {
  if (last?.doubt !== null) return false
  const takenAt = new Date(last.manifest.takenAt)
  return takenAt > moment && !isAhead(takenAt, now)
}

/**
 * A backup each day, verified before an older one may go. What a night has missed is made up for at the next look. One that
 * failed is tried again after an hour, or, where it was taken and could not be verified, on the next day; one whose verification
 * was stopped is taken again. Until one is good, whoever took it, the health page says so, in every process and after a new start.
 */
export function nightlyBackup({ at, now = () => new Date(), ...wish }: NightlyOptions): NightlyBackup {
  const secretId = secretIdOf(wish.secret)
  let failure: { at: Date; error: unknown } | null = null
  const newest = () => wish.place.newest(secretId)
  /** Whoever asks how the hub is asks often. */
  let seen: { at: number; last: Promise<PlacedBackup | undefined> } | null = null
  const seenNewest = () => {
    const at = now().getTime()
    if (!seen || at - seen.at > SEEN_MS) seen = { at, last: newest() }
    return seen.last
  }

  function isDue(last: PlacedBackup | undefined): boolean {
    if (failure && now().getTime() - failure.at.getTime() < HOUR_MS) return false
    // A verification that nobody is at any more: this one would be.
    if (last === undefined || last.doubt === '') return true
    const takenAt = new Date(last.manifest.takenAt)
    return isAhead(takenAt, now()) || takenAt < lastTimeOf(at, now())
  }

  async function run(): Promise<void> {
    // What cannot be looked at now is no backup that failed: the next look tells.
    const last = await newest()
    if (failure && isGoodSince(last, failure.at, now())) failure = null
    try {
      if (isDue(last)) {
        await keepBackup(wish)
        failure = null
      }
    } catch (error) {
      failure = { at: now(), error }
    }
    seen = null
    // The page of schedules shows it for as long as it holds.
    if (failure) throw failure.error
    const doubt = (await newest())?.doubt
    if (doubt) throw new BackupRefusal(`The newest backup could not be verified: ${doubt}`)
  }

  async function health(): Promise<ServiceHealth> {
    const name = 'backup'
    const last = await Promise.race([
      seenNewest().catch(() => UNSEEN),
      wait(PATIENCE_MS, UNSEEN, { ref: false }),
    ])
    if (last === UNSEEN)
      return {
        name,
        status: 'degraded',
        detail: failure ? 'the last one failed' : 'where they are kept cannot be read now',
        facts: { lastTakenAt: null, folder: wish.place.name },
      }
    const takenAt = last?.manifest.takenAt ?? null
    const facts = { lastTakenAt: takenAt, folder: wish.place.name }
    if (failure) return { name, status: 'degraded', detail: 'the last one failed', facts }
    if (takenAt === null) return { name, status: 'degraded', detail: 'there is none yet', facts }
    if (last?.doubt) return { name, status: 'degraded', detail: 'the last one could not be verified', facts }
    if (isAhead(new Date(takenAt), now()))
      return { name, status: 'degraded', detail: 'the last one is dated after today: see the clock', facts }
    const age = now().getTime() - new Date(takenAt).getTime()
    if (age > LATE_AFTER_MS)
      return { name, status: 'degraded', detail: `the last one is ${ageText(age)}`, facts }
    return { name, status: 'ok', detail: `the last one is ${ageText(age)}`, facts }
  }

  return { sweep: { name: 'backup', everyMs: LOOK_MS, run }, health }
}
