import {
  grantAdmin,
  grantCredits,
  makeAdmin,
  MICRO,
  passwordLink,
  restoreTarget,
  suspendTarget,
} from '@hub/api/server'
import type { Target } from '@hub/api/server'
import { loadEnv } from '../env.ts'
import { withLocalHub } from './local-hub.ts'
import { UsageError } from './output.ts'

/** What may stand behind `admin …`; each command says what it needs of it. */
export interface AdminOptions {
  email?: string | undefined
  name?: string | undefined
  org?: string | undefined
  credits?: string | undefined
  reason?: string | undefined
  mail?: boolean | undefined
}

const DECIMALS = 6

/** "250", "12.50" or "-5" as micro-credits, exactly. */
export function microOf(text: string): number {
  const [, sign = '', whole = '0', decimals = ''] = /^(-?)(\d{1,7})(?:\.(\d{1,6}))?$/.exec(text) ?? []
  const micro = Number(whole) * MICRO + Number(decimals.padEnd(DECIMALS, '0'))
  if (micro === 0) throw new UsageError(`${text} is no amount of credits. Write one such as 250 or 12.50.`)
  return sign === '-' ? -micro : micro
}

function needed(value: string | undefined, how: string): string {
  if (value === undefined || value.trim() === '') throw new UsageError(how)
  return value
}

/** One of the two, and not both: a slip must not hit the wrong one. */
function targetOf({ email, org }: AdminOptions, how: string): Target {
  if (email !== undefined && org === undefined) return { email }
  if (org !== undefined && email === undefined) return { org }
  throw new UsageError(how)
}

function create({ email, name }: AdminOptions) {
  const given = needed(email, 'Say whom: admin create --email maeve@example.com')
  // The first thing that some do with a hub, before its first start.
  return withLocalHub(
    (hub) => makeAdmin(hub, { email: given, ...(name !== undefined && { name }) }),
    loadEnv(),
  )
}

function grant(options: AdminOptions) {
  const how =
    'Say what to whom: admin grant --email maeve@example.com, or admin grant --org bakery --credits 250 --reason "Trade fair"'
  const target = targetOf(options, how)
  if ('email' in target) {
    // Credits meant for a person would make them an administrator instead.
    if (options.credits !== undefined || options.reason !== undefined) throw new UsageError(how)
    return withLocalHub((hub) => grantAdmin(hub, target.email))
  }
  const amountMicro = microOf(needed(options.credits, how))
  const reason = needed(options.reason, how)
  return withLocalHub((hub) => grantCredits(hub, { org: target.org, amountMicro, reason }))
}

function resetPassword({ email, mail = false }: AdminOptions) {
  const given = needed(email, 'Say whose: admin reset-password --email maeve@example.com')
  return withLocalHub((hub) => passwordLink(hub, { email: given, mail }))
}

function suspend(options: AdminOptions) {
  const how = 'Say whom and why: admin suspend --email maeve@example.com --reason "Sends spam"'
  const target = targetOf(options, how)
  const reason = needed(options.reason, how)
  return withLocalHub((hub) => suspendTarget(hub, target, reason))
}

function unsuspend(options: AdminOptions) {
  const target = targetOf(options, 'Say whom: admin unsuspend --email maeve@example.com, or --org bakery')
  return withLocalHub((hub) => restoreTarget(hub, target))
}

/** What stands behind `admin`. A mistake in the command itself is found before any database is started for it. */
export const adminCommands: Record<string, (options: AdminOptions) => Promise<unknown>> = {
  create,
  grant,
  'reset-password': resetPassword,
  suspend,
  unsuspend,
}
