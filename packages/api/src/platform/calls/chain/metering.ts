import type { OrgDb } from '@hub/db'
import { AppError } from '../../../shared/errors.ts'
import { programOf } from '../call.ts'
import type { BaseContext } from '../context.ts'
import { chargeWork } from '../../credits/credits.ts'
import type { Charge } from '../../credits/credits.ts'
import { isMetered, worstCaseMicro } from '../../credits/price-book.ts'
import { priceVersion } from '../../credits/price-versions.ts'
import { chargeKeyOf } from '../../credits/charge-key.ts'
import type { KeyedCall } from '../../data/write.ts'
import type { OrgAccess } from './access.ts'
import type { StepOptions } from './step.ts'

export interface Metered {
  db: OrgDb
  access: OrgAccess
  keyed: KeyedCall | null
  /** The stored answer of a finished call under the same key. */
  findStored: () => Promise<{ output: unknown } | null>
}

/** What the resolver runs under: a hold or none, or the answer that was given before. */
export interface MeteredCall extends Charge {
  replay: { output: unknown } | null
}

/** A call that nothing is set aside for. */
export const free: Charge = { holdId: null, meter: () => undefined }

/** The worst case of this call; bad input is refused here, before it can tie up credit. */
async function worstCase({ ctx, path, meta, getRawInput }: StepOptions<BaseContext>): Promise<number> {
  const { call } = ctx
  if (call.charged === true) return 0
  if (!isMetered(meta.price) && worstCaseMicro(meta, call, undefined) === 0) return 0
  return worstCaseMicro(meta, call, ctx.catalog.parse(path, await getRawInput()))
}

async function holdFor({ ctx, path }: StepOptions<BaseContext>, { access, keyed }: Metered, micro: number) {
  const { hub, call } = ctx
  const { actor, org } = access
  if (!actor.isEmailVerified) throw new AppError('EMAIL_NOT_VERIFIED')
  return hub.credits.of(org.orgId).reserve({
    idem: keyed && chargeKeyOf({ userId: actor.userId, path, key: keyed.key }),
    micro,
    procedure: path,
    door: call.door,
    driver: call.driver ?? null,
    actorId: actor.userId,
    apiKeyId: programOf(actor),
    priceVersion: (await priceVersion(hub)).version,
  })
}

/** replay, or reserve -> run -> settle or void; each is its own short transaction around the work (CRED-2). */
export async function metered<R extends { ok: boolean }>(
  options: StepOptions<BaseContext>,
  call: Metered,
  run: (call: MeteredCall) => Promise<R>,
): Promise<R> {
  const stored = await call.findStored()
  if (stored) return run({ ...free, replay: stored })
  const micro = await worstCase(options)
  if (micro === 0) return run({ ...free, replay: null })
  const hold = await holdFor(options, call, micro)
  if (hold === 'done') {
    // The first call finished between the two looks.
    const finished = await call.findStored()
    if (finished) return run({ ...free, replay: finished })
    throw new AppError('ALREADY_DONE', {
      message: 'This was already done and charged under the same key. Its answer is not kept.',
    })
  }
  const { bill, hub, call: by } = options.ctx
  const work = {
    db: call.db,
    line: hub.credits.of(call.access.org.orgId),
    log: hub.log,
    metrics: hub.metrics,
    holdId: hold.holdId,
    heldMicro: micro,
    micro,
    failed: (result: R) => !result.ok,
    charged: (spent: number) => {
      bill.micro += spent
      by.onCharge?.(spent)
    },
  }
  return chargeWork(work, (charge) => run({ ...charge, replay: null }))
}
