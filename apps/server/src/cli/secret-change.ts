import { setTimeout as sleep } from 'node:timers/promises'
import {
  SettingsError,
  advanceSecretChange,
  beginNewSecret,
  dropOldSecrets,
  endHere,
  rotateSigningKeysHere,
  secretStatus,
  storedSecrets,
} from '@hub/api/server'
import type { ChangeStep, Ending, Hub, SecretStatus } from '@hub/api/server'
import { envOfHub } from './env-of-hub.ts'
import { withLocalHub } from './local-hub.ts'
import { UsageError } from './output.ts'

const LOOK_MS = 1_000
/** Who runs has looked at the secrets long since by then, and who has ended is not waited for any more. */
const LATE_MS = 60_000

export interface SecretOptions {
  sessions: boolean
  keys: boolean
  links: boolean
}

/** Told while a change goes on. */
export type OnStep = (words: string) => void

/** Those beside this state folder read the new secret from it by themselves; one with another folder never does. */
function waitWords(names: readonly string[], waitedMs: number): string {
  const words = `waiting until these know the new secret: ${names.join('; ')}`
  return waitedMs < LATE_MS
    ? `${words}. There is nothing to do: they look every few seconds, and one that has ended is waited for half a minute`
    : `${words}. They do not find it by themselves: start them again on this state folder, or stop them`
}

/** What a step of `rotate` says to whoever waits for it. */
export function stepWords(change: ChangeStep, waitedMs: number): string {
  if (change.step === 'waits') return waitWords(change.for, waitedMs)
  if (change.step === 'resealing') return `sealing anew: ${change.done} of ${change.total} places`
  if (change.step === 'replaced')
    return 'this secret was in force before and has been replaced; set a new one'
  return 'nothing is left that only a secret before opens'
}

const isOwnSecret = (): boolean => envOfHub().all['HUB_SECRET'] === undefined

/** Drives the change to its end; the servers that run do the same, and whoever stops this stops nothing. */
async function drive(hub: Hub, onStep: OnStep): Promise<ChangeStep> {
  let told = ''
  const begin = Date.now()
  for (;;) {
    await hub.secrets.keeper?.look()
    const change = await advanceSecretChange(hub)
    const words = stepWords(change, Date.now() - begin)
    if (words !== told) onStep(words)
    told = words
    if (change.step !== 'waits' && change.step !== 'resealing') return change
    await sleep(LOOK_MS)
  }
}

/**
 * Replaces the secret that the hub made for itself, beside the hub while it runs or without it. Begun again, it goes on with
 * what was begun.
 */
async function rotateSecret(onStep: OnStep): Promise<{ inForce: string; changed: true }> {
  const { stateDir, all } = envOfHub()
  if (all['HUB_SECRET'] !== undefined)
    throw new UsageError(
      'HUB_SECRET is a setting here, so the hub cannot replace it by itself. Make a new one with "secrets", set it as HUB_SECRET and the one before as HUB_SECRET_OLD on every server, and start them again one after another. "secrets status" says when HUB_SECRET_OLD can go.',
    )
  if (storedSecrets(stateDir) === undefined)
    throw new UsageError('No hub has been started here yet, so there is no secret to replace.')
  beginNewSecret(stateDir)
  const inForce = await withLocalHub(async (hub) => {
    const { step } = await drive(hub, onStep)
    if (step === 'replaced')
      throw new SettingsError([
        'The new secret was replaced before. Delete hub.secret.old in the state folder, and try again.',
      ])
    return hub.secrets.ring.current
  })
  dropOldSecrets(stateDir)
  return { inForce, changed: true }
}

/** What there is to do: with the secret as a setting, and with the one that the hub made for itself. */
const WORDS = {
  set: {
    waits: 'start it again with both',
    over: ': HUB_SECRET_OLD can go',
    under: 'leave HUB_SECRET_OLD where it is.',
  },
  own: {
    waits: 'it will in a few seconds, if it runs on this state folder',
    over: '; npm run hub -- secrets rotate deletes the one before, and does nothing else',
    under: 'npm run hub -- secrets rotate goes on with it, from wherever it was stopped.',
  },
}

/** For people: what is in force, and what is left to do. */
export function statusLines(status: SecretStatus, isOwn: boolean): string {
  const words = WORDS[isOwn ? 'own' : 'set']
  const left = status.sealed.filter(({ old }) => old > 0)
  const closed = status.sealed.filter(({ lost }) => lost > 0)
  const isOver = status.resealed && left.length === 0 && status.inForce === status.set[0]
  return [
    `in force: ${status.inForce}, since ${status.since}`,
    `set here: ${status.set.join(', ')}`,
    ...status.waitsFor.map((name) => `does not know the newest one: ${name}; ${words.waits}`),
    ...(status.loginsMoved ? [] : ['the logins of the database still have the password before']),
    ...left.map(({ title, old, all }) => `${title}: ${old} of ${all} still sealed with a secret before`),
    ...closed.map(({ title, lost, all }) => `${title}: ${lost} of ${all} no secret opens that is set here`),
    isOver
      ? `Nothing is sealed with a secret before${status.set.length > 1 ? words.over : ''}.`
      : `Not done yet: ${words.under}`,
  ].join('\n')
}

async function endByChoice(options: SecretOptions): Promise<Partial<Record<Ending, number>>> {
  const chosen = (['sessions', 'keys', 'links'] as const).filter((one) => options[one])
  if (chosen.length === 0)
    throw new UsageError('Say what ends: secrets end --sessions, --keys (API keys), --links, or several.')
  return withLocalHub((hub) => endHere(hub, chosen))
}

/** What a command has to show; `lines` are for people, null where the result itself is shown. */
export interface Shown {
  result: unknown
  lines: string | null
  ok: boolean
}

/** What stands behind `secrets …`. */
export const secretCommands: Readonly<
  Record<string, (options: SecretOptions, onStep: OnStep) => Promise<Shown>>
> = {
  async rotate(_options, onStep) {
    const result = await rotateSecret(onStep)
    const lines = `The secret marked ${result.inForce} is in force, and the one before is deleted. Take a backup now: plain ones from before open with that one alone, encrypted ones hold it.`
    return { result, lines, ok: true }
  },
  async status() {
    const result = await withLocalHub(secretStatus)
    return { result, lines: result && statusLines(result, isOwnSecret()), ok: true }
  },
  async 'rotate-keys'() {
    const result = await withLocalHub(rotateSigningKeysHere)
    const lines = result.rotated
      ? 'The next key signs from now on; what the one before signed goes on being good.'
      : 'The key in use has signed for less than half an hour. Try again later.'
    return { result, lines, ok: result.rotated }
  },
  end: async (options) => ({ result: await endByChoice(options), lines: null, ok: true }),
}
