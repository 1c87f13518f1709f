import type { CacheRequest } from '../../cache/answer-cache.ts'
import { featuresBehind } from '../../cache/cache-epochs.ts'
import type { Membership, Identity } from '../call.ts'
import { canonicalJson } from '../../data/canonical-json.ts'
import type { BaseContext } from '../context.ts'
import type { CacheRule } from '../meta.ts'
import { isMetered, publishedBook, worstCaseMicro } from '../../credits/price-book.ts'
import { sha256 } from '../../secrets/secrets.ts'
import { version } from '../../logs/version.ts'
import type { StepOptions } from './step.ts'

/** What a step of tRPC came to; the data is there where it succeeded. */
type Outcome = { ok: boolean; data?: unknown }

interface Cached<R> {
  /** The organization of the call, where it has one. */
  org: Membership | null
  run: () => Promise<R>
  /** Answers with what was kept. */
  give: (kept: unknown) => R
}

const digests = new WeakMap<BaseContext['hub'], string>()

/** Another version or other settings make other answers; servers of both may share one Redis during a change. */
function programDigest({ hub }: BaseContext): string {
  const known = digests.get(hub)
  if (known !== undefined) return known
  const { settings, catalog } = hub
  const contract = catalog.entries.map(({ path, meta, outputJson }) => [path, meta, meta.cache && outputJson])
  const program = [version, settings, publishedBook(catalog.entries), contract]
  const digest = sha256(JSON.stringify(program)).toString('base64url').slice(0, 12)
  digests.set(hub, digest)
  return digest
}

/** All an answer to a person depends on but the procedure: who they are, as read for this very call. */
function personKey({ actor, memberships, scopes, epoch }: Identity): string {
  const places = memberships.map(({ epochs: _epochs, ...membership }) => membership)
  return JSON.stringify([actor, epoch, places, scopes])
}

/** The organization as the caller sees it: with the role, the scopes, and how often what is behind the answer has changed. */
function orgKey({ epochs, ...org }: Membership, { scopes }: Identity, features: readonly string[]): string {
  return JSON.stringify([org, scopes, features.map((feature) => epochs[feature] ?? 0)])
}

async function requestOf(
  { ctx, path, getRawInput }: StepOptions<BaseContext>,
  rule: CacheRule,
  org: Membership | null,
): Promise<CacheRequest> {
  const call = [programDigest(ctx), ctx.call.door, canonicalJson((await getRawInput()) ?? null)]
  const request = { procedure: path, seconds: rule.seconds }
  if (rule.per === 'everyone') return { ...request, key: call.join('|') }
  const identity = await ctx.identity()
  if (rule.per === 'actor') return { ...request, key: [...call, personKey(identity)].join('|') }
  if (!org) throw new Error(`${path} is kept per organization and has none`)
  return { ...request, key: [...call, orgKey(org, identity, featuresBehind(path, rule))].join('|') }
}

/** A call that costs something is always carried out: nobody pays for an answer from before. */
const isCharged = ({ ctx: { call }, meta }: StepOptions<BaseContext>) =>
  call.charged !== true && (isMetered(meta.price) || worstCaseMicro(meta, call, undefined) > 0)

/**
 * Gives a kept answer of a read that declares `cache`, after permission and limits and before credits. Free calls only:
 * a charged call runs and is charged as the price book says. Answers carry the epochs that were read with the caller's
 * identity, in the same statement, so one from before a commit is never found after it, on any server (GW-8).
 */
export async function cached<R extends Outcome>(
  options: StepOptions<BaseContext>,
  { org, run, give }: Cached<R>,
): Promise<R> {
  const { ctx, meta, type } = options
  if (!meta.cache || type !== 'query' || isCharged(options)) return run()
  const request = await requestOf(options, meta.cache, org)
  const answer = await ctx.hub.cache.answer(request, {
    run,
    dataOf: (result: R) => (result.ok ? (result.data ?? null) : undefined),
  })
  return 'fresh' in answer ? answer.fresh : give(answer.kept)
}
