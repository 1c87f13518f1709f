import type { OrgContext } from '../../../platform/calls/context.ts'
import type { OrgWriteTx } from '../../../platform/data/recorder.ts'
import { observe } from '../observation/observe.ts'
import { lookingFrom } from '../observation/looking.ts'
import type { Observation } from '../observation/observation.ts'
import { keepProof, proofAfter } from '../sites/keep-proof.ts'
import { lookForProof } from '../sites/proof.ts'
import type { ProofFound } from '../sites/proof.ts'
import { knownSite } from '../sites/queries.ts'
import type { KnownSite } from '../sites/queries.ts'
import { keepScan } from './keep.ts'
import type { KeptScan } from './keep.ts'
import type { ScanKind } from '../checks/schema.ts'

interface Wish {
  siteId: string
  kind: ScanKind
  signal?: AbortSignal | undefined
  progress?: (done: number, total: number, note: string) => Promise<void>
}

/** What was seen of a site, before any of it is kept. */
export interface Look {
  site: KnownSite
  kind: ScanKind
  /** Of full scans. */
  found: ProofFound | null
  /** Null where the proof is gone, so that nobody looked. */
  observation: Observation | null
}

/** Looks at a site. What only owners may have done is only done while the site still shows that it is theirs. */
export async function lookAt(ctx: OrgContext, { siteId, kind, signal, progress }: Wish): Promise<Look> {
  const site = await knownSite(ctx.db, siteId)
  const looking = lookingFrom(ctx, signal)
  const found = kind === 'full' ? await lookForProof(site, looking) : null
  const isLost = found !== null && proofAfter(site, found, ctx.now()) === null
  const observation = isLost ? null : await observe(site.host, { ...looking, kind, progress })
  return { site, kind, found, observation }
}

/** Keeps what was seen. Answers null where the site no longer shows whose it is, which is kept as well. */
export async function keepLook(
  ctx: OrgContext,
  tx: OrgWriteTx,
  { site, kind, found, observation }: Look,
): Promise<KeptScan | null> {
  if (found) await keepProof(ctx, tx, { site, found })
  return observation && keepScan(ctx, tx, { site, kind, observation })
}
