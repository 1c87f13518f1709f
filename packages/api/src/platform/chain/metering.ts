import { randomBytes } from 'node:crypto'
import type { OrgDb } from '@hub/db'
import { AppError } from '../../shared/errors.ts'
import type { BaseContext } from '../context.ts'
import { renewHold, reserve, settle, voidHold } from '../credits.ts'
import { worstCaseMicro } from '../price-book.ts'
import { sha256 } from '../secrets.ts'
import type { KeyedCall } from '../write.ts'
import type { OrgAccess } from './access.ts'
import type { StepOptions } from './step.ts'

/** Holds live 30 s after their last renewal (notes of the credits rules); a running call renews three times in that span. */
const RENEW_EVERY_MS = 10_000

export interface Charge {
  holdId: string | null
  meter: (actualMicro: number) => void
}

const free: Charge = { holdId: null, meter: () => undefined }

interface Metered {
  db: OrgDb
  access: OrgAccess
  keyed: KeyedCall | null
}

async function holdFor(
  options: StepOptions<BaseContext>,
  { db, access, keyed }: Metered,
): Promise<{ holdId: string; micro: number } | null> {
  const { ctx, path, meta, getRawInput } = options
  const { call } = ctx
  if (call.charged) return null
  const needsInput = meta.price !== null && meta.price !== 'free' && 'metered' in meta.price
  const micro = worstCaseMicro(
    meta,
    call,
    needsInput ? ctx.catalog.parse(path, await getRawInput()) : undefined,
  )
  if (micro === 0) return null
  // Bad input must be refused before it can tie up credit.
  if (!needsInput) ctx.catalog.parse(path, await getRawInput())
  if (!access.actor.isEmailVerified) throw new AppError('EMAIL_NOT_VERIFIED')
  const holdId = await reserve(db, {
    idem: keyed ? sha256(`${access.actor.userId}|${path}|${keyed.key}`) : randomBytes(32),
    micro,
    procedure: path,
    door: call.door,
    driver: call.driver ?? null,
    actorId: access.actor.userId,
    apiKeyId: access.actor.apiKeyId,
  })
  return { holdId, micro }
}

/** reserve -> run -> settle or void; each is its own short transaction around the work (CRED-2). */
export async function metered<R extends { ok: boolean }>(
  options: StepOptions<BaseContext>,
  call: Metered,
  run: (charge: Charge) => Promise<R>,
): Promise<R> {
  const hold = await holdFor(options, call)
  if (!hold) return run(free)
  let actual = hold.micro
  const renewal = setInterval(() => {
    renewHold(call.db, hold.holdId).catch((err: unknown) =>
      options.ctx.hub.log.warn({ err }, 'hold not renewed'),
    )
  }, RENEW_EVERY_MS)
  try {
    const result = await run({ holdId: hold.holdId, meter: (micro) => void (actual = micro) })
    if (result.ok) {
      await settle(call.db, hold.holdId, actual)
      options.ctx.bill.micro = actual
    }
    if (!result.ok) await voidHold(call.db, hold.holdId)
    return result
  } finally {
    clearInterval(renewal)
  }
}
