import { sql, uuidv7 } from '@hub/db'
import type { OrgContext } from '../../platform/calls/context.ts'
import { sealedColumns } from '../../platform/secrets/sealed.ts'
import { seal, unseal } from '../../platform/secrets/secrets.ts'
import { AppError } from '../../shared/errors.ts'
import { done } from '../../shared/mutation.ts'
import type { Done } from '../../shared/mutation.ts'
import type { RemoveSecret, SetSecret } from './schema.ts'

/** Bound to its organization and name: one that is moved to another row opens nothing. */
const placeText = (orgId: string, name: string) => `workflow-secret:${orgId}:${name}`
const placeOf = (ctx: OrgContext, name: string) => placeText(ctx.org.orgId, name)

export const sealedWorkflowSecrets = sealedColumns({
  title: 'secrets of workflows',
  of: 'organizations',
  table: 'workflow_secret',
  key: { name: 'text' },
  columns: ['sealed'],
  context: (orgId, [name = '']) => placeText(orgId, name),
})

export async function listSecrets(ctx: OrgContext) {
  const items = await ctx.db
    .selectFrom('workflowSecret')
    .select(['name', 'hosts', 'setAt'])
    .orderBy('name')
    .execute()
  return { items }
}

/** Keeps a secret, or replaces it. It is never shown again. */
export async function setSecret(ctx: OrgContext, { name, secret, hosts }: SetSecret): Promise<Done> {
  return ctx.write(async (tx) => {
    const kept = {
      hosts,
      sealed: seal(ctx.hub.keys.seal, secret, placeOf(ctx, name)),
      setById: ctx.actor.userId,
      setAt: ctx.now(),
    }
    await tx
      .insertInto('workflowSecret')
      .values({ id: uuidv7(), orgId: ctx.org.orgId, name, ...kept })
      .onConflict((conflict) => conflict.columns(['orgId', 'name']).doUpdateSet(kept))
      .execute()
    tx.audit('workflow.secret_set', {}, { name, hosts })
    return done
  })
}

/** Calls that need it fail from then on. Throws NOT_FOUND. */
export async function removeSecret(ctx: OrgContext, { name }: RemoveSecret): Promise<Done> {
  return ctx.write(async (tx) => {
    const gone = await tx
      .deleteFrom('workflowSecret')
      .where('name', '=', name)
      .returning('id')
      .executeTakeFirst()
    if (!gone) throw new AppError('NOT_FOUND')
    tx.audit('workflow.secret_removed', {}, { name })
    return done
  })
}

const MENTION = /\{\{\s*secret\.([a-z][a-z0-9_]{0,39})\s*\}\}/g

/** Secrets in the place of their names, and names in the place of secrets. */
export interface Secrets {
  reveal(text: string): string
  /** The same where they stand between the quotes of a JSON text, so that quotes and line breaks in them stay theirs. */
  revealInJson(text: string): string
  /** For what comes back from a service, which may repeat what it was sent. */
  hide(text: string): string
}

const inJson = (secret: string): string => JSON.stringify(secret).slice(1, -1)

/** As a service may repeat it: as it is, as part of a JSON text, of an address, and of a basic sign-in. */
const formsOf = (secret: string): Set<string> =>
  new Set([
    secret,
    inJson(secret),
    encodeURIComponent(secret.toWellFormed()),
    encodeURI(secret.toWellFormed()),
    Buffer.from(secret).toString('base64'),
  ])

/** As short a text as this may be in an answer by chance. */
const SHORTEST_HIDDEN = 6

/** The secrets that texts name, for one host. Throws BAD_REQUEST for one that is not there, FORBIDDEN for one not meant for this host. */
export async function secretsFor(ctx: OrgContext, host: string, texts: readonly string[]): Promise<Secrets> {
  const names = [
    ...new Set(texts.flatMap((text) => [...text.matchAll(MENTION)].map(([, name = '']) => name))),
  ]
  if (names.length === 0)
    return { reveal: (text) => text, revealInJson: (text) => text, hide: (text) => text }
  const rows = await ctx.db
    .selectFrom('workflowSecret')
    .select(['name', 'hosts', 'sealed'])
    .where(sql<boolean>`name = any (${names})`)
    .execute()
  const known = new Map<string, string>()
  for (const name of names) {
    const row = rows.find((one) => one.name === name)
    if (!row)
      throw new AppError('BAD_REQUEST', {
        message: `There is no secret “${name}”. Somebody who manages workflows can set it.`,
      })
    if (!row.hosts.includes(host))
      throw new AppError('FORBIDDEN', {
        message: `The secret “${name}” may go to ${row.hosts.join(', ')}, not to ${host}.`,
      })
    known.set(name, unseal(ctx.hub.keys.seal, row.sealed, placeOf(ctx, name)))
  }
  return {
    reveal: (text) => text.replace(MENTION, (_whole, name: string) => known.get(name) ?? ''),
    revealInJson: (text) => text.replace(MENTION, (_whole, name: string) => inJson(known.get(name) ?? '')),
    hide(text) {
      let hidden = text
      for (const [name, secret] of known)
        if (secret.length >= SHORTEST_HIDDEN)
          for (const form of formsOf(secret)) hidden = hidden.replaceAll(form, `{{ secret.${name} }}`)
      return hidden
    },
  }
}
